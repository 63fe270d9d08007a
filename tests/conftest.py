"""Fixtures and settings that all tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from servicescan.model.questionnaire import Questionnaire
from servicescan.storage.questionnaires import read_questionnaire

TESTS = Path(__file__).parent

# the same examples in every run, on fast machines and slow ones
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def sound() -> Questionnaire:
    """The whole questionnaire of ``tests/sound``, read from its files."""
    return read_questionnaire(str(TESTS / "sound"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, as the system has it; one for all proofs, for a process can drive no second."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    assert program, "make proofs installs it"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def sound_copy(tmp_path) -> Path:
    """A copy of ``tests/sound``, to break."""
    return Path(shutil.copytree(TESTS / "sound", tmp_path / "questionnaire"))

"""Fixtures and settings that all tests share."""

import shutil
from pathlib import Path

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


@pytest.fixture
def sound_copy(tmp_path) -> Path:
    """A copy of ``tests/sound``, to break."""
    return Path(shutil.copytree(TESTS / "sound", tmp_path / "questionnaire"))

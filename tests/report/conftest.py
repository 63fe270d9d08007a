"""The demo scan, read once from the shipped data."""

import datetime
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import scans
from servicescan.model.text import Language
from servicescan.report import report_html, theme
from servicescan.report.pdf import write_pdf
from servicescan.report.writer import Scan
from servicescan.scoring.assess import assess
from servicescan.storage.demo import create_demo
from servicescan.storage.workspace import read_responses, read_scan

DAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="session", params=list(Language))
def language(request) -> Language:
    return request.param


@pytest.fixture(scope="session")
def demo(tmp_path_factory, language) -> Scan:
    folder = tmp_path_factory.mktemp("demo") / str(language)
    create_demo(folder, language)
    found = read_scan(folder)
    responses = read_responses(folder, found.questionnaire)
    return Scan(
        assessment=assess(found.questionnaire, responses, found.workspace),
        questionnaire=found.questionnaire,
        workspace=found.workspace,
        day=DAY,
    )


@pytest.fixture(scope="session")
def small(sound) -> Scan:
    """One shift and sixteen people: a report of a few pages, made in a second."""
    workspace = scans.workspace()
    return Scan(
        assessment=assess(sound, scans.people(scans.SIXTEEN), workspace),
        questionnaire=sound,
        workspace=workspace,
        day=DAY,
    )


@pytest.fixture(scope="session")
def html(demo, language) -> str:
    return report_html(
        demo.assessment, demo.questionnaire, demo.workspace, language=language, day=demo.day
    )


@pytest.fixture(scope="session")
def rendered(tmp_path_factory) -> Callable[[str], Path]:
    """The PDF of a page, made once: a fixture that depends on the language is made in each file."""

    @cache
    def made(html: str) -> Path:
        target = tmp_path_factory.mktemp("pdf") / "report.pdf"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1795305600")
            write_pdf(html, theme(), target)
        return target

    return made


@pytest.fixture
def pdf(rendered, html) -> Path:
    return rendered(html)

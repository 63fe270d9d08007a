"""The demo scan, read once from the shipped data."""

import datetime
from pathlib import Path

import pytest

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
def html(demo, language) -> str:
    return report_html(
        demo.assessment, demo.questionnaire, demo.workspace, language=language, day=demo.day
    )


@pytest.fixture(scope="session")
def pdf(html, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(html, theme(), target)
    return target

"""PDF/UA-1 and PDF/A-3a in one file, judged by veraPDF; figures in docs/accessibility.md."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from servicescan.model.questionnaire import LEVELS
from servicescan.model.response import Answer, Respondent, Response
from servicescan.report import render_report
from servicescan.report.pdf import Enclosure
from servicescan.report.together import helping
from servicescan.scoring.assess import assess

VERAPDF = Path(sys.prefix) / "verapdf.jar"
MANY = 400
LONG_NOTE = "👍🏽 你好, wij horen het pas als de huurder al boos is. " * 200


def nobody(_questionnaire):
    return []


def one(questionnaire):
    return [answered(questionnaire, 0, random.Random(1))]  # noqa: S311 - made-up answers


def many(questionnaire):
    chance = random.Random(23592)  # noqa: S311 - made-up answers, the same every time
    return [answered(questionnaire, number, chance) for number in range(MANY)]


def answered(questionnaire, number, chance) -> Response:
    audience = questionnaire.audiences[number % len(questionnaire.audiences)].id
    return Response(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=Respondent(code=f"r{number}", audience=audience),
        day="2026-11-22",
        answers={
            question.id: Answer(
                level=chance.choice(LEVELS),
                fingerprint=question.fingerprint,
                note=LONG_NOTE if number < 12 else "",
                quote=number < 12,
            )
            for question in questionnaire.questions_for(audience)
        },
    )


def printed(scan, responses, language, target) -> Path:
    assessment = assess(scan.questionnaire, responses, scan.workspace)
    figures = Enclosure(name="assessment.json", description="Figures", text="{}", day=scan.day)
    with helping() as helper:
        found = replace(scan, assessment=assessment, figures=figures)
        render_report(found, language, target, helper)
    return target


@pytest.mark.proof
def test_every_report_is_accessible_and_archival(demo, pdf, language, tmp_path):
    """The demo by one process; by two nobody, one person, and four hundred with very long notes."""
    crowd = replace(demo, workspace=replace(demo.workspace, audiences={}))
    files = [pdf]
    for make in (nobody, one, many):
        responses = make(demo.questionnaire)
        files.append(printed(crowd, responses, language, tmp_path / f"{make.__name__}.pdf"))
    command = ["java", "-cp", VERAPDF, "org.verapdf.apps.GreenfieldCliWrapper"]
    for claim in ("ua1", "3a"):
        judged = subprocess.run(
            [*command, "--format", "text", "-v", "-f", claim, *files],
            capture_output=True,
            text=True,
            check=False,
        )
        assert judged.stdout.splitlines() == [f"PASS {file} {claim}" for file in files]

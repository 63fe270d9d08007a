"""A blank form of the sound questionnaire, and people who fill it in at random."""

import datetime
import random
from dataclasses import dataclass

import pytest

import scans
from servicescan.forms.blank import Blank
from servicescan.model.response import Answer, Evidence, Respondent, Response, Status
from servicescan.model.text import Language

DAY = datetime.date(2026, 11, 22)
NOTES = ("", "Zoë", "=1+1", "a\nb", "“x”", "</script>", "+31 6", "é😀", '"\\', "-", "@sum")
CHANCE = random.Random(7)  # noqa: S311 - the same answers in every run


@pytest.fixture
def blank(sound) -> Blank:
    return Blank(
        questionnaire=sound,
        workspace=scans.workspace(),
        audience="front",
        units=("Noord", "Zuid Oost"),
        day=DAY,
    )


@dataclass(frozen=True)
class Given:
    """What one person fills in, and the response that it must give."""

    code: str
    unit: str
    #: question id -> answer, reason, note, quote, evidence
    cells: dict[str, tuple[str, str, str, str, str]]
    response: Response


@pytest.fixture
def people(blank) -> list[Given]:
    return [someone(blank, number) for number in range(200)]


def someone(blank, number) -> Given:
    cells, answers = {}, {}
    for question in blank.questions:
        choice = CHANCE.choice([*"12345", "dk", "na"] + [""] * (len(answers) > 0))
        if not choice:
            continue
        note = CHANCE.choice(NOTES)
        quote = bool(note) and CHANCE.choice([True, False])
        is_level = choice.isdigit()
        grade = CHANCE.choice(list(Evidence)) if is_level else Evidence.NONE
        reason = "bestaat niet" if choice == "na" else ""
        cells[question.id] = (choice, reason, note, "yes" if quote else "", grade)
        answers[question.id] = Answer(
            status={"dk": Status.DONT_KNOW, "na": Status.NOT_APPLICABLE}.get(choice, Status.LEVEL),
            level=int(choice) if is_level else None,
            reason=reason,
            note=note,
            quote=quote,
            evidence=grade,
            fingerprint=question.fingerprint,
        )
    code, unit = f"r{number:03}", CHANCE.choice(("", *blank.units))
    response = Response(
        questionnaire=blank.questionnaire.id,
        version=blank.questionnaire.version,
        respondent=Respondent(code=code, audience=blank.audience, unit=unit),
        day=DAY.isoformat(),
        language=Language.NL,
        answers=answers,
    )
    return Given(code, unit, cells, response)

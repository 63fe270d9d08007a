"""What a good response obeys: each rule yields what is wrong, and at which path."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from servicescan.model.questionnaire import LEVELS, Questionnaire
from servicescan.model.response import Answer, Kind, Response, Status
from servicescan.problems import Code
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import Path_

Fault: TypeAlias = tuple[Code, Path_, dict[str, object]]

_USABLE_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)


def faults_in(response: Response, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Everything in a response that does not fit the questionnaire."""
    expected = questionnaire.id
    if response.questionnaire != expected:
        details: dict[str, object] = {"found": response.questionnaire, "expected": expected}
        yield Code.OTHER_QUESTIONNAIRE, ("questionnaire",), details
        return
    yield from _faults_in_head(response, questionnaire)
    audiences = [audience.id for audience in questionnaire.audiences]
    audience = response.respondent.audience
    if audience in audiences:
        yield from _faults_in_answers(response, questionnaire)
        yield from _faults_beside(response, questionnaire)
    else:
        details = {"id": audience, "hint": near(audience, audiences)}
        yield Code.UNKNOWN_AUDIENCE, ("respondent", "audience"), details


def _faults_in_head(response: Response, questionnaire: Questionnaire) -> Iterator[Fault]:
    found, expected = response.version, questionnaire.version
    if found != expected:
        yield Code.OTHER_VERSION, ("version",), {"found": found, "expected": expected}
    if not is_usable_code(response.respondent.code):
        yield Code.BAD_CODE, ("respondent", "code"), {"code": response.respondent.code}
    if not _is_day(response.day):
        details = {"value": response.day, "expected": "a day such as 2026-11-22"}
        yield Code.WRONG_VALUE, ("day",), dict(details)
    if bad := unsavable(response.respondent.unit):
        yield Code.BAD_CHARACTER, ("respondent", "unit"), {"character": bad}


def _faults_in_answers(response: Response, questionnaire: Questionnaire) -> Iterator[Fault]:
    audience = response.respondent.audience
    known = {question.id: question for question in questionnaire.questions}
    for id_, answer in response.answers.items():
        at = ("answers", id_)
        if id_ not in known:
            yield Code.UNKNOWN_QUESTION, at, {"id": id_, "hint": near(id_, known)}
        elif audience not in known[id_].audiences:
            yield Code.NOT_ASKED, at, {"question": id_, "audience": audience}
        for code, details in answer_problems(answer, response.kind):
            yield code, at, details


def _faults_beside(response: Response, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Of what stands beside the answers."""
    known = [question.id for question in questionnaire.questions]
    words: list[tuple[Path_, str]] = [
        *((("waiting", id_), remark.note) for id_, remark in response.waiting.items()),
        *((("private", id_), note) for id_, note in response.private.items()),
    ]
    for at, _ in words:
        if at[1] not in known:
            yield Code.UNKNOWN_QUESTION, at, {"id": at[1], "hint": near(str(at[1]), known)}
    words += [(("parked", number), topic) for number, topic in enumerate(response.parked)]
    for at, note in words:
        if bad := unsavable(note):
            yield Code.BAD_CHARACTER, at, {"character": bad}


def answer_problems(
    answer: Answer, kind: Kind = Kind.INDIVIDUAL
) -> Iterable[tuple[Code, dict[str, object]]]:
    """What is wrong with one answer, whatever the question."""
    if (answer.status is Status.LEVEL) != (answer.level in LEVELS):
        yield Code.LEVEL_OUT_OF_RANGE, {"value": answer.level}
    if answer.status is Status.NOT_APPLICABLE and not answer.reason.strip():
        yield Code.MISSING_REASON, {}
    if kind is Kind.CONSENSUS and answer.level and not answer.reason.strip():
        yield Code.MISSING_AGREEMENT, {"level": answer.level}
    for words in (answer.note, answer.reason):
        if bad := unsavable(words):
            yield Code.BAD_CHARACTER, {"character": bad}


def is_usable_code(code: str) -> bool:
    """Lower-case letters, digits and -, at most 64, and not a Dutch citizen number."""
    return bool(_USABLE_CODE.fullmatch(code)) and not _is_citizen_number(code)


def _is_citizen_number(code: str) -> bool:
    """Eight or nine digits that pass the eleven-test (burgerservicenummer)."""
    if not re.fullmatch(r"\d{8,9}", code, re.ASCII):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(w * int(digit) for w, digit in zip(weights, code.zfill(9), strict=True))
    return total % 11 == 0


def _is_day(day: str) -> bool:
    """A day of the calendar, written as 2026-11-22."""
    try:
        return datetime.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def unsavable(words: str) -> str:
    """The first character that a text file cannot hold, as U+0000; nothing when all is well."""
    bad = next((c for c in words if c == "\0" or "\ud800" <= c <= "\udfff"), "")
    return f"U+{ord(bad):04X}" if bad else ""

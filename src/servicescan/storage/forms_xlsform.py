"""Answers to our XLSForm, as ODK, KoboToolbox and Enketo export them."""

import re

from servicescan.model.questionnaire import Questionnaire
from servicescan.problems import BadFiles, Code, Location, Problem

#: a field that only our forms have
_MARK = "made_up"
_SAME = ("code", "unit", "day", "audience")
_BESIDE = ("note", "evidence", "reason", "quote")


def own_columns(
    records: list[list[str]], name: str, questionnaire: Questionnaire
) -> list[list[str]]:
    """The records with our own headings; what else an export holds is left blank.

    A table that is no answer to our XLSForm stays as it is.

    Raises:
        BadFiles: the form was made for another version of the questionnaire.
    """
    place = next((n for n, cells in enumerate(records) if any(cells)), 0)
    tails = [_tail(cell) for cell in records[place]] if records else []
    if _MARK not in tails:
        return records
    known = {name: name for name in _SAME}
    for question in questionnaire.questions:
        known[question.field] = question.id
        known |= {f"{question.field}_{kind}": f"{question.id} {kind}" for kind in _BESIDE}
    _require_version(records, place, tails, name, questionnaire)
    headings = [known.get(tail, "") for tail in tails]
    found = [[""] * len(record) for record in records[:place]] + [headings]
    for record in records[place + 1 :]:
        cells = zip(record, headings, strict=False)
        found.append([_plain(cell, heading) for cell, heading in cells])
    return found


def _tail(heading: str) -> str:
    """The field's own name, without the groups that it stands in."""
    return re.split(r"[/-]", heading.strip().lstrip("\ufeff"))[-1]


def _plain(cell: str, heading: str) -> str:
    """A cell of ours; in the name of a team, blanks were written as _."""
    if not heading:
        return ""
    return cell.replace("_", " ") if heading == "unit" else cell


def _require_version(
    records: list[list[str]],
    place: int,
    tails: list[str],
    name: str,
    questionnaire: Questionnaire,
) -> None:
    """Every row answers this version of this questionnaire."""
    problems = []
    for key, code, expected in (
        ("questionnaire", Code.OTHER_QUESTIONNAIRE, questionnaire.id),
        ("version", Code.OTHER_VERSION, questionnaire.version),
    ):
        column = tails.index(key) if key in tails else -1
        for number, record in enumerate(records[place + 1 :], place + 2):
            found = record[column].strip() if 0 <= column < len(record) else ""
            if found not in ("", expected):
                details = {"found": found, "expected": expected}
                where = Location(name, number, column + 1)
                problems.append(Problem(code=code, location=where, details=details))
    if problems:
        raise BadFiles(problems)

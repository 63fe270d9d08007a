"""Columns of another program's export to ours, as a file says; nothing is guessed here."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from servicescan.model.questionnaire import PLAIN_TERM, Question, Questionnaire
from servicescan.model.text import Language, Text
from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.binding import bind
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.response_rules import Fault
from servicescan.storage.spelling import spelled
from servicescan.storage.tables import BESIDE, FACTS, tidy

IGNORE = "ignore"
#: stands in a proposal where a person has to decide
UNDECIDED = "?"
#: the first day of the calendar in spreadsheets, and the days on which people answer
_FIRST_DAY = datetime.date(1899, 12, 30)
_SERIAL = re.compile(r"([2-9]\d{4})(?:\.\d+)?", re.ASCII)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,].*)?", re.ASCII)
_NUMBERED = re.compile(r"\(?([1-5])\s*[-\u2013\u2014.:)=]+\s*(.+)", re.ASCII | re.DOTALL)


class Days(StrEnum):
    """In which order a day is written; 2026-11-22 is understood in any case."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """What the columns and cells of an export mean."""

    #: heading -> a column of ours, or ``ignore``
    columns: Mapping[str, str]
    #: what a cell says -> what we would have written
    values: Mapping[str, str] = field(default_factory=dict)
    #: column of ours -> what holds for every row
    rows: Mapping[str, str] = field(default_factory=dict)
    days: Days = Days.YEAR_FIRST


def read_map(path: Path, questionnaire: Questionnaire) -> ColumnMap:
    """Read and check a mapping.

    Raises:
        BadFiles: with everything that is wrong with it, or left undecided.
    """
    document = read_document(path)
    found = bind(ColumnMap, document)
    if found is None or document.problems:
        raise BadFiles(document.problems)
    problems = [
        Problem(code=code, location=document.place(path_), details=details)
        for code, path_, details in _faults_in(found, questionnaire)
    ]
    if problems:
        raise BadFiles(problems)
    return found


def _faults_in(found: ColumnMap, questionnaire: Questionnaire) -> Iterator[Fault]:
    """What is unknown in a mapping, there twice, or left undecided."""
    known = [*own_names(questionnaire), IGNORE]
    expected = f"a question such as S1-1, {', '.join(FACTS)}, or {IGNORE}"
    seen: set[str] = set()
    for heading, ours in found.columns.items():
        at = ("columns", heading)
        if ours not in known:
            details = {"value": ours, "expected": expected, "hint": near(ours, known)}
            yield Code.WRONG_VALUE, at, dict(details)
        elif ours in seen:
            yield Code.DUPLICATE_KEY, at, {"key": ours}
        seen |= {ours} - {IGNORE}
    for ours, said in found.rows.items():
        if ours not in FACTS:
            yield Code.UNKNOWN_KEY, ("rows", ours), {"key": ours, "hint": near(ours, FACTS)}
        elif said == UNDECIDED:
            expected = f"the {ours} that holds for every row"
            yield Code.WRONG_VALUE, ("rows", ours), {"value": said, "expected": expected}
    for said, meant in found.values.items():
        if meant == UNDECIDED:
            expected = "1 to 5, dk, “na: reason”, or the id of a group"
            yield Code.WRONG_VALUE, ("values", said), {"value": meant, "expected": expected}


def own_names(questionnaire: Questionnaire) -> list[str]:
    """The columns that a table of ours may have."""
    ids = [question.id for question in questionnaire.questions]
    return [*FACTS, *ids, *(f"{id_} {kind}" for id_ in ids for kind in BESIDE)]


def headings_of(records: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """The place of the first row with words in it, and its cells, each with a name of its own."""
    place = next((n for n, cells in enumerate(records) if any(map(str.strip, cells))), 0)
    seen: Counter[str] = Counter()
    found = []
    for cell in records[place] if records else []:
        name = tidy(cell.lstrip("\ufeff"))
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return place, found


def is_foreign(records: Sequence[Sequence[str]], questionnaire: Questionnaire) -> bool:
    """A table whose columns are, for the greater part, not ours."""
    place, headings = headings_of(records)
    named = [heading.casefold() for heading in headings if heading]
    known = {name.casefold() for name in own_names(questionnaire)}
    ours = sum(name in known for name in named)
    return len(named) > 2 * ours + 1 and len(records) > place + 1


def mapped(
    records: Sequence[Sequence[str]], name: str, questionnaire: Questionnaire, map_: ColumnMap
) -> list[list[str]]:
    """The records with our headings and our words; a cell that is not understood stays.

    Raises:
        BadFiles: the file has other columns than the mapping.
    """
    place, headings = headings_of(records)
    problems = [
        Problem(
            code=Code.UNKNOWN_KEY,
            location=Location(name, place + 1, column),
            details={"key": heading, "hint": near(heading, map_.columns)},
        )
        for column, heading in enumerate(headings, 1)
        if heading and heading not in map_.columns
    ]
    problems += [
        Problem(code=Code.MISSING_KEY, location=Location(name, place + 1), details={"key": heading})
        for heading, ours in map_.columns.items()
        if heading not in headings and ours != IGNORE
    ]
    if problems:
        raise BadFiles(problems)
    ours = [map_.columns.get(heading, IGNORE) for heading in headings]
    cells = _Cells(questionnaire, map_)
    return [
        *([""] for _ in range(place)),
        ["" if column == IGNORE else column for column in ours],
        *(
            [cells.meant(tidy(cell), column) for cell, column in zip(row, ours, strict=False)]
            for row in records[place + 1 :]
        ),
    ]


class _Cells:
    """What cells mean."""

    def __init__(self, questionnaire: Questionnaire, map_: ColumnMap) -> None:
        self.days = map_.days
        self.values = {plain(said): meant for said, meant in map_.values.items()}
        self.levels = {
            question.id: levels_said(question, questionnaire)
            for question in questionnaire.questions
            if question.id in map_.columns.values()
        }

    def meant(self, cell: str, column: str) -> str:
        """The cell as we write it; one that is not understood stays, and is refused later."""
        if column == IGNORE or not cell:
            return ""
        if column == "day":
            return _day(cell, self.days)
        if column in self.levels or column in ("audience", "language", "unit"):
            known = self.values.get(plain(cell))
            return known or level_said(cell, self.levels.get(column, {})) or cell
        return cell


def level_said(cell: str, levels: Mapping[str, int]) -> str:
    """The answer that stands in a cell, as we write it: as a sign, as words, or as both.

    A number with words counts only when the words are those of that level.
    """
    numbered = _NUMBERED.fullmatch(cell)
    level = levels.get(plain(numbered[2] if numbered else cell))
    if level and (numbered is None or int(numbered[1]) == level):
        return str(level)
    return cell if spelled(cell) else ""


def levels_said(question: Question, questionnaire: Questionnaire) -> dict[str, int]:
    """Words -> level: the anchors, and the names of levels, as far as they say one thing."""
    found: dict[str, set[int]] = {}
    for level, anchor in question.anchors.items():
        for words in spoken(anchor, questionnaire):
            found.setdefault(words, set()).add(level)
    for level, described in questionnaire.levels.items():
        for words in spoken(described.name, questionnaire):
            found.setdefault(words, set()).add(level)
    return {words: min(levels) for words, levels in found.items() if len(levels) == 1}


def spoken(text: Text, questionnaire: Questionnaire) -> Iterator[str]:
    """A text in each language and with each word for customer, without what forms change."""
    for term in (PLAIN_TERM, *questionnaire.customer_terms):
        for language in Language:
            yield plain(text.in_(language, term.markers(language)))


def plain(words: str) -> str:
    """Words without capitals, wide blanks, and signs at their end."""
    return " ".join(tidy(words).casefold().split()).rstrip(" .;:?!*")


def _day(cell: str, days: Days) -> str:
    """A day as we write it; what is no day stays as it is."""
    if iso := _ISO.fullmatch(cell):
        return iso[1]
    if serial := _SERIAL.fullmatch(cell):
        return (_FIRST_DAY + datetime.timedelta(days=int(serial[1]))).isoformat()
    parts = _PARTS.fullmatch(cell)
    if parts is None or days is Days.YEAR_FIRST:
        return cell
    first, second, year = parts.groups()
    day, month = (first, second) if days is Days.DAY_FIRST else (second, first)
    return f"{year}-{month:0>2}-{day:0>2}"

"""Columns of another program's export to ours, as a file says; nothing is guessed here."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from servicescan.model.questionnaire import Question, Questionnaire
from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.binding import bind
from servicescan.storage.headings import (
    IGNORE,
    PERSON,
    Headings,
    is_personal,
    named,
    own_names,
    plain,
    shown,
    spoken,
)
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.response_rules import Fault
from servicescan.storage.responses import code_from
from servicescan.storage.spelling import spelled
from servicescan.storage.tables import FACTS, tidy

#: what a cell says that leaves a question open
OPEN = "-"
#: what programs write instead of whose answers these are
_NOBODY = ("", "anonymous", "anoniem")
#: stands in a proposal where a person has to decide
UNDECIDED = "?"
#: the first day of the calendar in spreadsheets, and the days on which people answer
_FIRST_DAY = datetime.date(1899, 12, 30)
_SERIAL = re.compile(r"([2-9]\d{4})(?:\.\d+)?", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:[ ,].*)?", re.ASCII)
_NUMBERED = re.compile(r"\(?([1-5])\s*[-\u2013\u2014.:)=]+\s*(.+)", re.ASCII | re.DOTALL)


class Days(StrEnum):
    """In which order a day is written; 2026-11-22 is understood in any case."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """What the columns and cells of an export mean."""

    #: heading -> a column of ours, ``person``, or ``ignore``
    columns: Mapping[str, str]
    #: what a cell says -> what we would have written, or ``-`` to leave the question open
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
    return replace(found, columns={shown(said): ours for said, ours in found.columns.items()})


def _faults_in(found: ColumnMap, questionnaire: Questionnaire) -> Iterator[Fault]:
    """What is unknown in a mapping, there twice, or left undecided."""
    known = [*own_names(questionnaire), PERSON, IGNORE]
    expected = f"a question such as S1-1, {', '.join(FACTS)}, {PERSON}, or {IGNORE}"
    seen: set[str] = set()
    for heading, ours in found.columns.items():
        at = ("columns", heading)
        if ours not in known:
            details = {"value": ours, "expected": expected, "hint": near(ours, known)}
            yield Code.WRONG_VALUE, at, dict(details)
        elif ours in seen or {ours, *seen} >= {PERSON, "code"}:  # both say whose answers these are
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
            expected = "1 to 5, dk, “na: reason”, - for no answer, or the id of a group"
            yield Code.WRONG_VALUE, ("values", said), {"value": meant, "expected": expected}


def is_foreign(records: Sequence[Sequence[str]], headings: Headings) -> bool:
    """A table whose columns are, for the greater part, not ours."""
    place = headings.place_in(records)
    here = [heading.casefold() for heading in named(records[place] if records else []) if heading]
    ours = sum(heading in headings.own for heading in here)
    return len(here) > 2 * ours + 1 and len(records) > place + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """An export with our headings and our words."""

    records: list[list[str]]
    #: headings of what was left out because it says who somebody is
    personal: tuple[str, ...]


def mapped(
    records: Sequence[Sequence[str]], name: str, headings: Headings, map_: ColumnMap, secret: str
) -> Mapped:
    """The records as we write them; a cell that is not understood stays.

    Args:
        records: the cells of the export.
        name: how problems call the file.
        headings: those of the questionnaire.
        map_: what its columns and cells mean.
        secret: makes codes from whose answers they are.

    Raises:
        BadFiles: the file has other columns than the mapping.
    """
    place = headings.place_in(records)
    here = named(records[place] if records else [])
    _require_columns(here, Location(name, place + 1), map_)
    ours = [map_.columns.get(heading, IGNORE) for heading in here]
    cells = _Cells(headings.questionnaire, map_, secret)
    shown_as = {IGNORE: "", PERSON: "code"}
    return Mapped(
        records=[
            *([] for _ in range(place)),
            [shown_as.get(column, column) for column in ours],
            *(
                [cells.meant(tidy(cell), column) for cell, column in zip(row, ours, strict=False)]
                for row in rows_under(records, place)
            ),
        ],
        personal=tuple(
            heading
            for heading, column in zip(here, ours, strict=True)
            if column == PERSON or (column == IGNORE and is_personal(heading))
        ),
    )


def rows_under(records: Sequence[Sequence[str]], place: int) -> list[Sequence[str]]:
    """What stands under the headings; a first row of tags such as ``#date`` is made empty."""
    rows = list(records[place + 1 :])
    cells = [cell.strip() for cell in rows[0] if cell.strip()] if rows else []
    if cells and all(cell.startswith("#") for cell in cells):
        rows[0] = []
    return rows


def _require_columns(here: Sequence[str], where: Location, map_: ColumnMap) -> None:
    problems = [
        Problem(
            code=Code.UNKNOWN_KEY,
            location=replace(where, column=column),
            details={"key": heading, "hint": near(heading, map_.columns)},
        )
        for column, heading in enumerate(here, 1)
        if heading and heading not in map_.columns
    ]
    problems += [
        Problem(code=Code.MISSING_KEY, location=where, details={"key": heading})
        for heading, ours in map_.columns.items()
        if heading not in here and ours != IGNORE
    ]
    if problems:
        raise BadFiles(problems)


class _Cells:
    """What cells mean."""

    def __init__(self, questionnaire: Questionnaire, map_: ColumnMap, secret: str) -> None:
        self.days, self.secret = map_.days, secret
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
        if column == PERSON:
            return self._code(cell)
        if column in self.levels or column in ("audience", "language", "unit"):
            return self._chosen(cell, column)
        return cell

    def _chosen(self, cell: str, column: str) -> str:
        """What was chosen from a list."""
        known = self.values.get(plain(cell))
        if known:
            return "" if known == OPEN else known
        if column == "language":
            return _language(cell)
        return level_said(cell, self.levels.get(column, {})) or cell

    def _code(self, cell: str) -> str:
        """The same code for the same person; the words themselves are in it nowhere."""
        person = plain(cell)
        return "" if person in _NOBODY else code_from(f"{self.secret}\n{person}")


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


def _language(cell: str) -> str:
    """The language that a program names in one of its ways; other words stay."""
    words = plain(cell)
    known = {"nl": ("nl", "nederlands", "dutch"), "en": ("en", "engels", "english")}
    found = (ours for ours, starts in known.items() if re.split(r"[^a-z]", words)[0] in starts)
    return next(found, cell)


def _day(cell: str, days: Days) -> str:
    """A day as we write it; what is no day stays as it is."""
    if iso := _ISO.fullmatch(cell):
        return f"{iso[1]}-{iso[2]:0>2}-{iso[3]:0>2}"
    if serial := _SERIAL.fullmatch(cell):
        return (_FIRST_DAY + datetime.timedelta(days=int(serial[1]))).isoformat()
    parts = _PARTS.fullmatch(cell)
    if parts is None or days is Days.YEAR_FIRST:
        return cell
    first, second, year = parts.groups()
    day, month = (first, second) if days is Days.DAY_FIRST else (second, first)
    return f"{'20' if len(year) == len('26') else ''}{year}-{month:0>2}-{day:0>2}"

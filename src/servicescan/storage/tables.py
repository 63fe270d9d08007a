"""Answers in a table: one row per respondent, one column per question."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Answer, Evidence, Kind, Respondent, Response, Status
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.forms_xlsform import own_columns
from servicescan.storage.hints import near
from servicescan.storage.records import records_of
from servicescan.storage.response_rules import answer_problems, is_usable_code, unsavable
from servicescan.storage.responses import code_from
from servicescan.storage.spelling import spelled

FACTS = ("code", "audience", "unit", "language", "day")
_NEEDED = ("audience", "day")
#: what may stand beside an answer, in a column such as "S1-1 note"
BESIDE = ("note", "evidence", "reason", "quote")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EVIDENCE = {str(grade): grade for grade in Evidence} | {
    str(number): grade for number, grade in enumerate(Evidence)
}
_QUOTE = {"yes": True, "ja": True, "1": True, "no": False, "nee": False, "0": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One response from a table, and where it stands."""

    response: Response
    location: Location


@dataclass(slots=True)
class Table:
    """What a table held: responses that can be used, and what is wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: the cells of a table with the columns of another program, for which no mapping was given
    foreign: list[list[str]] = field(default_factory=list)
    #: how the letters were written, when the file does not say so itself
    encoding: str = ""
    #: headings of what was left out because it says who somebody is
    personal: tuple[str, ...] = ()
    #: names of other sheets with something in them, which were not read
    unread: tuple[str, ...] = ()


def parse_table(
    text: str, name: str, questionnaire: Questionnaire, known: Mapping[str, str]
) -> Table:
    """Read a table; a row with a problem is refused as a whole, the others are kept.

    Args:
        text: comma, semicolon or tab between cells; the first row names the columns.
        name: how problems call the file.
        questionnaire: the questions that columns may name.
        known: column -> what holds for respondents for whom the table does not say it.
    """
    try:
        return parse_records(list(records_of(text, name)), name, questionnaire, known)
    except BadFiles as bad:
        return Table(problems=list(bad.problems))


def parse_records(
    records: list[list[str]], name: str, questionnaire: Questionnaire, known: Mapping[str, str]
) -> Table:
    """The same for cells that were taken apart before."""
    try:
        return _Reader(name, questionnaire, known).read(own_columns(records, name, questionnaire))
    except BadFiles as bad:
        return Table(problems=list(bad.problems))


class Refused(Exception):  # noqa: N818 - ends the reading of one cell
    """What a cell holds cannot be meant."""

    def __init__(self, code: Code, /, **details: object) -> None:
        self.code = code
        self.details = details


class _Reader:
    """Reads the records of one table."""

    def __init__(self, name: str, questionnaire: Questionnaire, known: Mapping[str, str]) -> None:
        self.name = name
        self.questionnaire = questionnaire
        self.known = {column: cell for column, cell in known.items() if cell}
        self.kind = Kind(self.known.get("kind", Kind.INDIVIDUAL))
        self.questions = {question.id: question for question in questionnaire.questions}
        self.audiences = {
            spoken.casefold(): audience.id
            for audience in questionnaire.audiences
            for spoken in (audience.id, *audience.name.words.values())
        }
        self.table = Table()
        self.columns: list[str] = []
        #: how often this very row was seen: two people may answer alike
        self.seen: dict[str, int] = {}

    def read(self, records: list[list[str]]) -> Table:
        numbered = [(number, cells) for number, cells in enumerate(records, 1) if any(cells)]
        if not numbered:
            raise BadFiles([self._problem(1, None, Code.BAD_TABLE, reason="The table is empty")])
        self._read_heading(*numbered[0])
        for number, cells in numbered[1:]:
            self._read_row(number, [tidy(cell) for cell in cells])
        return self.table

    def _problem(self, row: int, column: int | None, code: Code, /, **details: object) -> Problem:
        return Problem(code=code, location=Location(self.name, row, column), details=details)

    # -- heading ----------------------------------------------------------------------------------

    def _read_heading(self, row: int, cells: list[str]) -> None:
        """Every column has a known name, once; the needed ones are there."""
        self.columns = [self._column(tidy(cell)) for cell in cells]
        beside = [f"{id_} {kind}" for id_ in self.questions for kind in BESIDE]
        known = [*FACTS, *self.questions, *beside]
        problems = []
        for number, column in enumerate(self.columns, 1):
            if column and column not in known:
                details = {"key": column, "hint": near(column, known)}
                problems.append(self._problem(row, number, Code.UNKNOWN_KEY, **details))
            elif column and column in self.columns[: number - 1]:
                problems.append(self._problem(row, number, Code.DUPLICATE_KEY, key=column))
        missing = (key for key in _NEEDED if key not in {*self.columns, *self.known})
        problems += [self._problem(row, None, Code.MISSING_KEY, key=key) for key in missing]
        if not any(column in self.questions for column in self.columns):
            reason = "No column is a question, such as S1-1"
            problems.append(self._problem(row, None, Code.BAD_TABLE, reason=reason))
        if problems:
            raise BadFiles(problems)

    def _column(self, cell: str) -> str:
        """The name of a column as we write it."""
        words = cell.split()
        if len(words) == 1 and words[0].casefold() in FACTS:
            return words[0].casefold()
        if words:
            words[0] = words[0].upper() if words[0].upper() in self.questions else words[0]
            words[1:] = [word.casefold() for word in words[1:]]
        return " ".join(words)

    # -- rows -------------------------------------------------------------------------------------

    def _read_row(self, number: int, cells: list[str]) -> None:
        problems = [
            self._problem(number, place, Code.BAD_TABLE, reason="This cell has no column name")
            for place, cell in enumerate(cells, 1)
            if cell and not (place <= len(self.columns) and self.columns[place - 1])
        ]
        values = {c: cell for c, cell in zip(self.columns, cells, strict=False) if c and cell}
        found: dict[str, str] = {}
        for column in FACTS:
            try:
                found[column] = getattr(self, f"_{column}")(
                    values.get(column, self.known.get(column, ""))
                )
            except Refused as refused:
                problems.append(self._at(number, column, refused))
        answers: dict[str, Answer] = {}
        for id_ in self.questions:
            try:
                answer = self._answer(id_, values, found.get("audience"))
            except Refused as refused:
                problems.append(self._at(number, id_, refused))
            else:
                answers |= {id_: answer} if answer else {}
        self.table.problems += problems
        if not problems:
            self._keep(number, values, found, answers)

    def _at(self, row: int, column: str, refused: Refused) -> Problem:
        place = self.columns.index(column) + 1 if column in self.columns else None
        return self._problem(row, place, refused.code, **refused.details)

    def _keep(
        self,
        row: int,
        values: Mapping[str, str],
        facts: Mapping[str, str],
        answers: dict[str, Answer],
    ) -> None:
        response = Response(
            questionnaire=self.questionnaire.id,
            version=self.questionnaire.version,
            respondent=Respondent(
                code=facts["code"] or self._made_up(values),
                audience=facts["audience"],
                unit=facts["unit"],
            ),
            day=facts["day"],
            language=Language(facts["language"]),
            kind=self.kind,
            answers=answers,
        )
        self.table.rows.append(Row(response=response, location=Location(self.name, row)))

    def _made_up(self, values: Mapping[str, str]) -> str:
        """A code for a row without one; the same row gets the same code in every file."""
        content = "\n".join(f"{column}\t{cell!r}" for column, cell in sorted(values.items()))
        count = self.seen[content] = self.seen.get(content, 0) + 1
        return code_from(content if count == 1 else f"{content}\n{count}")

    # -- cells ------------------------------------------------------------------------------------

    def _code(self, cell: str) -> str:
        code = cell.lower()
        if code and not is_usable_code(code):
            raise Refused(Code.BAD_CODE, code=cell)
        return code

    def _audience(self, cell: str) -> str:
        found = self.audiences.get(cell.casefold())
        if found is None:
            known = [audience.id for audience in self.questionnaire.audiences]
            raise Refused(Code.UNKNOWN_AUDIENCE, id=cell, hint=near(cell, known))
        return found

    def _unit(self, cell: str) -> str:
        if bad := unsavable(cell):
            raise Refused(Code.BAD_CHARACTER, character=bad)
        return cell

    def _language(self, cell: str) -> str:
        if cell.lower() not in set(Language):
            raise Refused(Code.WRONG_VALUE, value=cell, expected="nl or en")
        return cell.lower()

    def _day(self, cell: str) -> str:
        try:
            if _DAY.fullmatch(cell):
                return datetime.date.fromisoformat(cell).isoformat()
        except ValueError:
            pass
        raise Refused(Code.WRONG_VALUE, value=cell, expected="a day such as 2026-11-22")

    def _answer(self, id_: str, values: Mapping[str, str], audience: str | None) -> Answer | None:
        """The answer to one question with what stands beside it; None when it is left open."""
        cell = values.get(id_, "")
        beside = {kind: values.get(f"{id_} {kind}", "") for kind in BESIDE}
        if not cell:
            if beside["note"] or beside["reason"]:
                raise Refused(Code.BAD_TABLE, reason=f"{id_} has a note but no answer")
            return None
        if audience and audience not in self.questions[id_].audiences:
            raise Refused(Code.NOT_ASKED, question=id_, audience=audience)
        answer = parsed(id_, cell, beside, agrees=self.kind is Kind.CONSENSUS)
        for code, details in answer_problems(answer, self.kind):
            raise Refused(code, **details)
        return answer


def tidy(cell: str) -> str:
    """A cell without the space around it, letters composed, one kind of line end."""
    return unicodedata.normalize("NFC", re.sub("\r\n?", "\n", cell)).strip()


def parsed(id_: str, cell: str, beside: Mapping[str, str], *, agrees: bool = False) -> Answer:
    """1 to 5, dk, or na; a reason stands here or in the column beside it.

    Raises:
        Refused: the cell, or what stands beside it, is none of these.
    """
    grade, quote = beside["evidence"].lower(), beside["quote"].lower()
    if grade and grade not in _EVIDENCE:
        expected = ", ".join(Evidence)
        raise Refused(Code.WRONG_VALUE, value=f"{id_} evidence = {grade}", expected=expected)
    if quote not in _QUOTE:
        raise Refused(Code.WRONG_VALUE, value=f"{id_} quote = {quote}", expected="yes or no")
    found = spelled(cell, agrees=agrees)
    if found is None:
        raise Refused(Code.LEVEL_OUT_OF_RANGE, value=f"{id_} = {cell}")
    has_reason = found.status is Status.NOT_APPLICABLE or (agrees and found.level)
    return replace(
        found,
        reason=(found.reason or beside["reason"]) if has_reason else "",
        note=beside["note"],
        evidence=_EVIDENCE.get(grade, Evidence.NONE),
        quote=_QUOTE[quote],
    )

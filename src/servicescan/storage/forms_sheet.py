"""A form that comes back as a sheet: from cells to a response, each problem at its cell."""

import datetime
from collections.abc import Mapping, Sequence

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Answer, Evidence, Remark, Respondent, Response
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.response_rules import faults_in
from servicescan.storage.responses import code_from
from servicescan.storage.sheets import Sheet
from servicescan.storage.tables import Refused, Row, Table, parsed, tidy

#: the first day of the calendar in spreadsheets
_FIRST_DAY = datetime.date(1899, 12, 30)

FORMAT = 1
_MARK = "servicescan"
_FACTS = ("code", "unit", "day")
_BESIDE = ("note", "evidence", "reason", "quote")


def is_form_sheet(cells: Sheet) -> bool:
    """The sheet is a form that `servicescan forms` made."""
    return bool(cells and cells[0]) and cells[0][0] == _MARK


def parse_form_sheet(cells: Sheet, name: str, questionnaire: Questionnaire) -> Table:
    """The response in a form, or everything that is wrong with it.

    Args:
        cells: the sheet with the questions, row by row.
        name: how problems call the file and its sheet.
        questionnaire: the one that the workspace uses.
    """
    try:
        return _Form(cells, name, questionnaire).read()
    except BadFiles as bad:
        return Table(problems=list(bad.problems))


class _Form:
    """Reads one form."""

    def __init__(self, cells: Sheet, name: str, questionnaire: Questionnaire) -> None:
        self.cells, self.name, self.questionnaire = cells, name, questionnaire
        head = [tidy(cell) for cell in cells[0]]
        self.told = dict(zip(head[::2], head[1::2], strict=False))
        self.words = {
            words.casefold(): key.removeprefix("word ")
            for key, words in self.told.items()
            if key.startswith("word ")
        }
        keys = [tidy(cell) for cell in cells[1]] if len(cells) > 1 else []
        self.place = {key: column for column, key in enumerate(keys) if key}
        self.problems: list[Problem] = []
        #: id -> the number of its row, from 1
        self.rows: dict[str, int] = {}

    def read(self) -> Table:
        self._require_ours()
        facts: dict[str, str] = {}
        answers: dict[str, Answer] = {}
        waiting: dict[str, Remark] = {}
        for number, row in enumerate(self.cells[2:], 3):
            values = {key: self._cell(row, key) for key in self.place}
            id_ = values["id"]
            if not id_:
                continue
            self.rows[id_] = number
            if id_ in _FACTS:
                facts[id_] = values["answer"]
            elif answer := self._answer(id_, number, values):
                answers[id_] = answer
            elif values["note"]:
                waiting[id_] = Remark(
                    note=values["note"], quote=self._word(values["quote"]) == "yes"
                )
        if not answers and not self.problems:
            self._refuse(None, None, Code.BAD_TABLE, reason="No question was answered")
        response = self._response(facts, answers, waiting)
        for code, path, details in faults_in(response, self.questionnaire):
            where = self.rows.get(str(path[-1]))
            self._refuse(where, "answer" if where else None, code, **details)
        if self.problems:
            raise BadFiles(self.problems)
        return Table(rows=[Row(response=response, location=Location(self.name))])

    def _require_ours(self) -> None:
        """A form that this program can read."""
        found = self.told[_MARK]
        if not found.isascii() or not found.isdigit() or int(found) > FORMAT:
            self._refuse(1, None, Code.NEWER_FORMAT, found=found)
        for key in ("id", "answer", *_BESIDE):
            if key not in self.place:
                self._refuse(2, None, Code.MISSING_KEY, key=key)
        if self.told.get("language") not in set(Language):
            self._refuse(1, None, Code.MISSING_KEY, key="language")
        if self.problems:
            raise BadFiles(self.problems)

    def _cell(self, row: Sequence[str], key: str) -> str:
        column = self.place[key]
        return tidy(row[column]) if column < len(row) else ""

    def _word(self, cell: str) -> str:
        """What a word of the form means, in the words of the file formats."""
        return self.words.get(cell.casefold(), cell)

    def _answer(self, id_: str, row: int, values: Mapping[str, str]) -> Answer | None:
        cell = self._word(values["answer"])
        if not cell:
            return None
        beside = {key: self._word(values[key]) if key != "note" else values[key] for key in _BESIDE}
        if cell not in {"1", "2", "3", "4", "5"}:
            beside["evidence"] = Evidence.NONE
        if cell != "na":
            beside["reason"] = ""
        if not beside["note"]:
            beside["quote"] = ""
        try:
            answer = parsed(id_, cell, beside)
        except Refused as refused:
            self._refuse(row, "answer", refused.code, **refused.details)
            return None
        fingerprint = values.get("fingerprint", "")
        return Answer(
            status=answer.status,
            level=answer.level,
            reason=answer.reason,
            note=answer.note,
            evidence=answer.evidence,
            quote=answer.quote,
            fingerprint=fingerprint,
        )

    def _response(
        self, facts: Mapping[str, str], answers: dict[str, Answer], waiting: dict[str, Remark]
    ) -> Response:
        typed = "".join(facts.get("code", "").lower().split())
        content = "\n".join(f"{id_}\t{answer!r}" for id_, answer in answers.items())
        told = self.told
        made_up = code_from(f"{told.get('audience')}\n{facts}\n{content}")
        return Response(
            questionnaire=told.get("questionnaire", ""),
            version=told.get("version", ""),
            respondent=Respondent(
                code=typed or made_up,
                audience=told.get("audience", ""),
                unit=facts.get("unit", ""),
            ),
            day=_day(facts.get("day", "")) or told.get("day", ""),
            language=Language(told.get("language", "")),
            answers=answers,
            waiting=waiting,
        )

    def _refuse(self, row: int | None, key: str | None, code: Code, /, **details: object) -> None:
        column = self.place[key] + 1 if key else None
        where = Location(self.name, row, column)
        self.problems.append(Problem(code=code, location=where, details=details))


def _day(cell: str) -> str:
    """A day as it was typed, or as a spreadsheet counts days."""
    if cell.isascii() and cell.isdigit() and len(cell) <= len("99999"):
        return (_FIRST_DAY + datetime.timedelta(days=int(cell))).isoformat()
    return cell

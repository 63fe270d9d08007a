"""Answers from elsewhere into a workspace: nothing lost, nobody twice, nothing overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Location, Problem, in_order
from servicescan.storage.forms_sheet import is_form_sheet, parse_form_sheet
from servicescan.storage.forms_text import holds_pasted, pasted_responses
from servicescan.storage.locks import held
from servicescan.storage.responses import (
    format_response,
    parse_responses,
    read_response,
    save_response,
)
from servicescan.storage.sheets import is_xlsx, read_sheets
from servicescan.storage.tables import Row, Table, parse_table
from servicescan.storage.workspace import RESPONSES, response_files, response_path

MAX_BYTES = 20_000_000


@dataclass(slots=True)
class Delivery:
    """What became of one file that was sent in."""

    file: str
    #: codes of the respondents whose answers were taken in now
    taken: list[str] = field(default_factory=list)
    #: codes of respondents who were here already, with the same answers
    known: list[str] = field(default_factory=list)
    #: what was refused, and why
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many responses were refused; at least one where anything is wrong."""
        twice = [p for p in self.problems if p.code is Code.DUPLICATE_RESPONDENT]
        rows = {p.location.line for p in self.problems if p not in twice}
        return len(twice) + len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A response that came in, and the delivery it came with."""

    row: Row
    delivery: Delivery

    @property
    def code(self) -> str:
        return self.row.response.respondent.code

    def rank(self) -> tuple[int, str]:
        """The fullest first; the order in which files were named does not matter."""
        response = self.row.response
        return -len(response.answers), format_response(response)


def collect(
    files: Sequence[Path], folder: Path, questionnaire: Questionnaire, language: Language
) -> list[Delivery]:
    """Take response files (JSON) and tables (CSV) into the workspace ``folder``.

    The order of the files changes nothing, and collecting twice changes nothing. Where one
    respondent comes with different answers, those that are here stay; of new ones the fullest
    is taken; the others are reported.

    Args:
        files: what was sent in; ``docs/response-formats.md`` describes the formats.
        folder: the workspace.
        questionnaire: the one that the workspace uses.
        language: of respondents for whom a table says none.

    Raises:
        UserError: the workspace cannot be written.
    """
    deliveries: list[Delivery] = []
    candidates: list[_Candidate] = []
    for path in files:
        table = _read(path, questionnaire, language)
        delivery = Delivery(file=str(path), problems=list(table.problems))
        deliveries.append(delivery)
        candidates += [_Candidate(row=row, delivery=delivery) for row in table.rows]
    if candidates:
        with held(folder / RESPONSES / "collect"):
            _take(candidates, folder, questionnaire)
    for delivery in deliveries:
        delivery.problems = in_order(delivery.problems)
    return deliveries


def _read(path: Path, questionnaire: Questionnaire, language: Language) -> Table:
    """The responses in a file, whatever its format; its content tells, not its name."""
    name = str(path)
    try:
        if is_xlsx(path):
            return _read_form(path, questionnaire)
        text = read_text(path)
        if text.lstrip()[:1] in ("{", "["):
            found = [text]
        elif holds_pasted(text):
            found = list(pasted_responses(text, name))
        else:
            return parse_table(text, name, questionnaire, {"language": language})
        responses = [one for each in found for one in parse_responses(each, name, questionnaire)]
    except BadFiles as bad:
        return Table(problems=list(bad.problems))
    return Table(rows=[Row(response=response, location=Location(name)) for response in responses])


def _read_form(path: Path, questionnaire: Questionnaire) -> Table:
    """The response in a form that came back as a spreadsheet.

    Raises:
        BadFiles: it is no such form, or cannot be read.
    """
    _require_size(path)
    for title, sheet in read_sheets(path).items():
        if is_form_sheet(sheet):
            return parse_form_sheet(sheet, f"{path} [{title}]", questionnaire)
    raise _bad(path, Code.BAD_TABLE, reason="No sheet in it is a form of servicescan")


def _require_size(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise _bad(path, Code.TOO_LARGE, limit=f"{MAX_BYTES // 10**6} MB")


def read_text(path: Path) -> str:
    """The text of a file that somebody sent or wrote.

    Raises:
        BadFiles: it cannot be read, or is no text.
    """
    try:
        _require_size(path)
        if not path.is_file():
            raise _bad(path, Code.UNREADABLE_FILE, reason="it is no file")
        return decode(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise _bad(path, Code.MISSING_FILE) from None
    except OSError as error:
        raise _bad(path, Code.UNREADABLE_FILE, reason=error.strerror) from None


def decode(content: bytes, name: str) -> str:
    """Text from a file, or from a pipe.

    Raises:
        BadFiles: it is no text, or too much.
    """
    if len(content) > MAX_BYTES:
        raise _bad(name, Code.TOO_LARGE, limit=f"{MAX_BYTES // 10**6} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(name, Code.NOT_UTF8) from None


def _bad(path: Path | str, code: Code, **details: object) -> BadFiles:
    return BadFiles([Problem(code=code, location=Location(str(path)), details=details)])


def _take(candidates: Sequence[_Candidate], folder: Path, questionnaire: Questionnaire) -> None:
    """Write each respondent that is not here yet, once."""
    here = _present(folder, questionnaire)
    for candidate in sorted(candidates, key=_Candidate.rank):
        response, delivery = candidate.row.response, candidate.delivery
        path = response_path(folder, response)
        other, known = here.get(candidate.code, (path, None))
        if known == response:
            delivery.known.append(candidate.code)
        elif known or path.exists():
            details: dict[str, object] = {"code": candidate.code, "other": str(other)}
            where = candidate.row.location
            problem = Problem(code=Code.DUPLICATE_RESPONDENT, location=where, details=details)
            delivery.problems.append(problem)
        else:
            with held(path):  # somebody may be answering under this code just now
                save_response(path, response)
            here[candidate.code] = (path, response)
            delivery.taken.append(candidate.code)


def _present(folder: Path, questionnaire: Questionnaire) -> dict[str, tuple[Path, Response | None]]:
    """Who is here already; a file that cannot be read stands in the way by its name only."""
    found: dict[str, tuple[Path, Response | None]] = {}
    for path in response_files(folder):
        try:
            response = read_response(path, questionnaire)
        except BadFiles:
            continue
        found.setdefault(response.respondent.code, (path, response))
    return found

"""What a file from elsewhere holds: read by its content, never by its name, and within limits."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.forms_sheet import is_form_sheet, parse_form_sheet
from servicescan.storage.forms_text import holds_pasted, pasted_responses
from servicescan.storage.forms_xlsform import own_columns
from servicescan.storage.mapping import ColumnMap, is_foreign, mapped
from servicescan.storage.records import records_of
from servicescan.storage.responses import parse_responses
from servicescan.storage.sheets import Sheet, is_xlsx, read_sheets
from servicescan.storage.tables import Row, Table, parse_records

MAX_BYTES = 20_000_000
_LARGER = " Thousands of respondents in one table are for “servicescan survey”."
#: what office programs put beside a file that is open
_OPEN_MARK = "~$"


def files_under(paths: Iterable[Path], scan: Path) -> list[Path]:
    """The files that were named, and those in the folders that were named, in order of name.

    Hidden files and folders are left alone, and so are links inside a folder.

    Raises:
        UserError: a folder holds no file, or is the scan itself.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = [path]
        if path.is_dir():
            if path.resolve() == scan.resolve():
                raise UserError(f"{path}: is the scan itself. Name the folder with what came back.")
            inside = sorted(_visible(path))
            if not inside:
                raise UserError(f"{path}: holds no files. Name the folder with what came back.")
        found |= dict.fromkeys(inside)
    return list(found)


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith((".", _OPEN_MARK)) or path.is_symlink():
            continue
        if path.is_dir():
            yield from _visible(path)
        else:
            yield path


def read_incoming(
    path: Path, questionnaire: Questionnaire, language: Language, columns: ColumnMap | None = None
) -> Table:
    """The responses in a file, whatever its format; what is wrong is in the table as well.

    Args:
        path: the file; its content tells the format.
        questionnaire: the one that the workspace uses.
        language: of respondents for whom a table says none.
        columns: what the columns of another program's export hold.
    """
    name = str(path)
    try:
        if is_xlsx(path):
            _require_size(path)
            found = _form_or_table(path)
            if is_form_sheet(found.sheet):
                return parse_form_sheet(found.sheet, found.name, questionnaire)
            name, records = found.name, found.sheet
        else:
            text = read_text(path)
            if (responses := _responses(text, name, questionnaire)) is not None:
                where = Location(name)
                return Table(rows=[Row(response=each, location=where) for each in responses])
            records = list(records_of(text, name))
        return _table(records, name, questionnaire, {"language": language}, columns)
    except BadFiles as bad:
        return Table(problems=list(bad.problems))


class _Found(NamedTuple):
    """A sheet, and how problems call it."""

    name: str
    sheet: Sheet


def _form_or_table(path: Path) -> _Found:
    """The form in a spreadsheet, or its first table.

    Raises:
        BadFiles: there is neither, or the file cannot be read.
    """
    sheets = [_Found(f"{path} [{title}]", sheet) for title, sheet in read_sheets(path).items()]
    forms = (found for found in sheets if is_form_sheet(found.sheet))
    tables = (found for found in sheets if len(found.sheet) > 1 and any(map(any, found.sheet)))
    found = next(forms, None) or next(tables, None)
    if found is None:
        raise _bad(path, Code.BAD_TABLE, reason="No sheet in it is a form of servicescan")
    return found


def _responses(text: str, name: str, questionnaire: Questionnaire) -> list[Response] | None:
    """The responses in a text, as JSON or pasted; None when it is a table."""
    if text.lstrip()[:1] in ("{", "["):
        found = [text]
    elif holds_pasted(text):
        found = list(pasted_responses(text, name))
    else:
        return None
    return [one for each in found for one in parse_responses(each, name, questionnaire)]


def _table(
    records: list[list[str]],
    name: str,
    questionnaire: Questionnaire,
    known: Mapping[str, str],
    columns: ColumnMap | None,
) -> Table:
    """The responses in cells, whoever named the columns."""
    if is_foreign(own_columns(records, name, questionnaire), questionnaire):
        if columns is None:
            problem = Problem(code=Code.FOREIGN_COLUMNS, location=Location(name))
            return Table(problems=[problem], foreign=records)
        records = mapped(records, name, questionnaire, columns)
        known = {**known, **columns.rows}
    return parse_records(records, name, questionnaire, known)


def _require_size(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(path)


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
        raise _too_large(name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(name, Code.NOT_UTF8) from None


def _too_large(path: Path | str) -> BadFiles:
    return _bad(path, Code.TOO_LARGE, limit=f"{MAX_BYTES // 10**6} MB", hint=_LARGER)


def _bad(path: Path | str, code: Code, **details: object) -> BadFiles:
    return BadFiles([Problem(code=code, location=Location(str(path)), details=details)])

"""What a file from elsewhere holds: read by its content, never by its name, and within limits."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.forms_sheet import is_form_sheet, parse_form_sheet
from servicescan.storage.forms_text import holds_pasted, pasted_responses
from servicescan.storage.forms_xlsform import own_columns
from servicescan.storage.headings import MOST, Headings
from servicescan.storage.mapping import ColumnMap, is_foreign, mapped
from servicescan.storage.packed import packed_table
from servicescan.storage.records import records_of
from servicescan.storage.responses import parse_responses
from servicescan.storage.sheets import Sheet, is_xlsx, read_sheets
from servicescan.storage.tables import Row, Table, parse_records

MAX_BYTES = 20_000_000
_LARGER = " Thousands of respondents in one table are for “servicescan survey”."
#: Windows-1252 with nothing but what people here write: é ë ï ö ü ç ñ and their kin, € and quotes
_WESTERN = re.compile(
    rb"(?s:(?!.*[\xc0-\xff]{3}))[\t\n\r\x20-\x7e\x80\x85\x91-\x94\x96\x97\xa0\xb0\xb4\xc0-\xc4\xc7-\xcf\xd1-\xd6"
    rb"\xd9-\xdc\xdf-\xe4\xe7-\xef\xf1-\xf6\xf9-\xfc]*"
)
#: every second letter nothing, this often: UTF-16 or UTF-32 that does not say so
_FEW = 8
#: folders within folders
_DEEPEST = 50
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
    """The files in a folder and in those inside it.

    Raises:
        UserError: a folder cannot be looked into, or they are nested beyond reason.
    """
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > _DEEPEST:
            raise UserError(f"{folder}: holds folders more than {_DEEPEST} deep. Name those meant.")
        try:
            paths = sorted(here.iterdir())
        except OSError as error:
            raise UserError(f"{here}: cannot be looked into ({error.strerror}).") from None
        for path in paths:
            if path.name.startswith((".", _OPEN_MARK)) or path.is_symlink():
                continue
            if path.is_dir():
                waiting.append((path, depth + 1))
            else:
                yield path


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How files from elsewhere are to be read."""

    questionnaire: Questionnaire
    #: of respondents for whom a table says none
    language: Language
    #: what the columns of another program's export hold
    columns: ColumnMap | None = None
    #: makes codes of whose answers they are
    secret: str = ""

    @cached_property
    def headings(self) -> Headings:
        """What is understood of other programs' headings; made when a file needs it."""
        return Headings(self.questionnaire)


def read_incoming(path: Path, reading: Reading) -> Table:
    """The responses in a file, whatever its format; what is wrong is in the table as well."""
    try:
        packed = None
        if is_xlsx(path):
            _require_size(path)
            packed = packed_table(path, MAX_BYTES)
            if packed is None:
                return _from_sheets(path, reading)
        return _from_text(_content(path) if packed is None else packed, str(path), reading)
    except BadFiles as bad:
        return Table(problems=list(bad.problems))


def _from_text(content: bytes, name: str, reading: Reading) -> Table:
    text, encoding = _text_and_encoding(content, name)
    responses = _responses(text, name, reading.questionnaire)
    if responses is None:
        table = _table(list(records_of(text, name)), name, reading)
    else:
        table = Table(rows=[Row(response=each, location=Location(name)) for each in responses])
    table.encoding = encoding
    return table


class _Found(NamedTuple):
    """A sheet, and how problems call it."""

    name: str
    sheet: Sheet
    title: str


def _from_sheets(path: Path, reading: Reading) -> Table:
    """The form in a spreadsheet, or the sheet with the most headings that are understood.

    Raises:
        BadFiles: there is neither, or the file cannot be read.
    """
    sheets = [
        _Found(f"{path} [{title}]", sheet, title) for title, sheet in read_sheets(path).items()
    ]
    form = next((found for found in sheets if is_form_sheet(found.sheet)), None)
    if form:
        return parse_form_sheet(form.sheet, form.name, reading.questionnaire)
    tables = [found for found in sheets if len(found.sheet) > 1 and any(map(any, found.sheet))]
    if not tables:
        raise _bad(path, Code.BAD_TABLE, reason="No sheet in it is a form of servicescan")
    chosen = tables[0]
    if len(tables) > 1:
        chosen = max(tables, key=lambda found: _understood(found.sheet, reading.headings))
    table = _table(chosen.sheet, chosen.name, reading)
    table.unread = tuple(found.title for found in tables if found is not chosen)
    return table


def _understood(sheet: Sheet, headings: Headings) -> int:
    return headings.understood(sheet[headings.place_in(sheet)])


def _responses(text: str, name: str, questionnaire: Questionnaire) -> list[Response] | None:
    """The responses in a text, as JSON or pasted; None when it is a table."""
    if text.lstrip()[:1] in ("{", "["):
        found = [text]
    elif holds_pasted(text):
        found = list(pasted_responses(text, name))
    else:
        return None
    return [one for each in found for one in parse_responses(each, name, questionnaire)]


def _table(records: list[list[str]], name: str, reading: Reading) -> Table:
    """The responses in cells, whoever named the columns."""
    known: dict[str, str] = {"language": reading.language}
    if any(sum(map(bool, cells)) > MOST for cells in records):
        reason = f"It has more than {MOST} columns"
        raise _bad(name, Code.BAD_TABLE, reason=reason)
    if not is_foreign(own_columns(records, name, reading.questionnaire), reading.headings):
        return parse_records(records, name, reading.questionnaire, known)
    columns = reading.columns
    if columns is None:
        problem = Problem(code=Code.FOREIGN_COLUMNS, location=Location(name))
        return Table(problems=[problem], foreign=records)
    found = mapped(records, name, reading.headings, columns, reading.secret)
    known |= columns.rows
    table = parse_records(found.records, name, reading.questionnaire, known)
    table.personal = found.personal
    return table


def _require_size(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(path)


def read_text(path: Path) -> str:
    """The text of a file that somebody sent or wrote.

    Raises:
        BadFiles: it cannot be read, or is no text.
    """
    return decode(_content(path), str(path))


def _text_and_encoding(content: bytes, name: str) -> tuple[str, str]:
    """The text of an export, and how its letters were written when that had to be guessed.

    Raises:
        BadFiles: it is no text.
    """
    try:
        return decode(content, name), ""
    except BadFiles:
        if _WESTERN.fullmatch(content):
            return content.decode("cp1252"), "Windows-1252"
        raise


def _content(path: Path) -> bytes:
    try:
        _require_size(path)
        if not path.is_file():
            raise _bad(path, Code.UNREADABLE_FILE, reason="it is no file")
        return path.read_bytes()
    except FileNotFoundError:
        raise _bad(path, Code.MISSING_FILE) from None
    except OSError as error:
        raise _bad(path, Code.UNREADABLE_FILE, reason=error.strerror) from None


def decode(content: bytes, name: str) -> str:
    """Text from a file, or from a pipe: UTF-8, or UTF-16 that says so.

    Raises:
        BadFiles: it is no text, or too much.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(name, Code.NOT_UTF8) from None
    if (is_wide and "\0" in text) or "\0" * _FEW in (text[: 2 * _FEW : 2], text[1 : 2 * _FEW : 2]):
        raise _bad(name, Code.NOT_UTF8)
    return text


def _too_large(path: Path | str) -> BadFiles:
    return _bad(path, Code.TOO_LARGE, limit=f"{MAX_BYTES // 10**6} MB", hint=_LARGER)


def _bad(path: Path | str, code: Code, **details: object) -> BadFiles:
    return BadFiles([Problem(code=code, location=Location(str(path)), details=details)])

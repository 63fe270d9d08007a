"""Sheets of an XLSX file as plain cells, with the standard library and within fixed limits.

Macros, links to elsewhere and drawings are never looked at; a formula is given as its text and
is never calculated.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from servicescan.problems import BadFiles, Code, Location, Problem

Sheet: TypeAlias = list[list[str]]

MAGIC = b"PK\x03\x04"
#: a form unpacks to less than one megabyte
MAX_UNPACKED = 30_000_000
#: text is seldom packed to less than a fiftieth; only nothing but repetition is packed this small
MAX_RATIO, _SMALL = 200, 1_000_000
#: of one part: what it costs in memory depends on these, more than on its size
MAX_TAGS, MAX_DEPTH, MAX_CELLS = 1_000_000, 20, 5_000_000
MAX_PARTS = 1_000
#: columns and rows beyond these hold no answers
MAX_COLUMNS, MAX_ROWS = 1_000, 100_000
#: what a file that is put together wrongly leads to
_ODD = (KeyError, IndexError, ValueError, OverflowError, EOFError, OSError)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: what makes a spreadsheet do things or look elsewhere -> what it is called
_ACTIVE = {
    "vbaproject.bin": "macros",
    "macrosheets/": "macros",
    "externallinks/": "links to other files",
    "connections.xml": "links to other files",
}
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


def is_xlsx(path: Path) -> bool:
    """The file is an archive, as XLSX files are; False as well when it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_sheets(path: Path) -> dict[str, Sheet]:
    """Name of each sheet -> its rows; an empty cell is an empty text.

    Raises:
        BadFiles: the file is damaged, too large when unpacked, or not of this kind.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _require_harmless(archive, path)
            return _Book(archive).sheets()
    except _Vast:
        limit = f"{MAX_UNPACKED // 10**6} MB, unpacked"
        raise _bad(path, Code.TOO_LARGE, limit=limit) from None
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, *_ODD):
        reason = "This is not a spreadsheet that can be read"
        raise _bad(path, Code.BAD_TABLE, reason=reason) from None
    except (RuntimeError, NotImplementedError):
        raise _bad(path, Code.BAD_TABLE, reason="This spreadsheet is encrypted") from None


class _Vast(Exception):  # noqa: N818 - ends the reading of one file
    """More than a form or an export of a form can hold."""


def _require_harmless(archive: zipfile.ZipFile, path: Path) -> None:
    """Nothing in it does things or looks elsewhere, and it does not swell beyond measure."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _Vast
    if any(part.file_size > max(_SMALL, MAX_RATIO * part.compress_size) for part in parts):
        raise _Vast
    names = " ".join(part.filename.lower() for part in parts)
    if active := next((what for sign, what in _ACTIVE.items() if sign in names), ""):
        reason = f"This spreadsheet holds {active}; copy the answers into a clean form"
        raise _bad(path, Code.BAD_TABLE, reason=reason)


def _bad(path: Path, code: Code, **details: object) -> BadFiles:
    return BadFiles([Problem(code=code, location=Location(str(path)), details=details)])


class _Book:
    """An XLSX file that is open."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def sheets(self) -> dict[str, Sheet]:
        """Every sheet, hidden ones too."""
        links = {
            link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target", "")))
            for link in self._part("xl/_rels/workbook.xml.rels")
            if link.get("TargetMode") != "External"
        }
        self.shared = self._shared()
        found = {}
        for sheet in self._part("xl/workbook.xml").iter(f"{_MAIN}sheet"):
            target = links[sheet.get(f"{_RELATED}id")].lstrip("/")
            if target.startswith("xl/worksheets/"):
                found[sheet.get("name", "")] = self._rows(self._part(target))
        return found

    def _part(self, name: str) -> Element:
        """A part of the file; one that brings definitions of its own is no spreadsheet."""
        with self.archive.open(name) as part:
            content = part.read(MAX_UNPACKED + 1)
        if len(content) > MAX_UNPACKED or content.count(b"<") > MAX_TAGS:
            raise _Vast
        if b"\0" in content or _ENCODING.match(content.lstrip()):
            raise ValueError(name)  # other letters would hide what stands in it
        parser = ElementTree.XMLParser(target=_Tree())  # noqa: S314 - defines nothing
        parser.feed(content)
        found: Element = parser.close()
        return found

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self.archive.namelist():
            return []
        return [_words(item) for item in self._part("xl/sharedStrings.xml").iter(f"{_MAIN}si")]

    def _rows(self, sheet: Element) -> Sheet:
        rows: Sheet = []
        size = letters = 0
        for row, column, words in self._cells(sheet):
            while len(rows) < row:
                rows.append([])
            cells = rows[row - 1]
            size += max(0, column - len(cells))
            letters += len(words)  # many cells may share one long text
            if size > MAX_CELLS or letters > MAX_UNPACKED:
                raise _Vast
            cells += [""] * (column - len(cells))
            cells[column - 1] = words
        return rows

    def _cells(self, sheet: Element) -> Iterator[tuple[int, int, str]]:
        """Row and column, from 1, and the words of each cell that holds something."""
        for cell in sheet.iter(f"{_MAIN}c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            if place is None:
                raise ValueError("a cell without a place")
            row, column = int(place[2]), _column(place[1])
            words = self._cell(cell)
            if words and row <= MAX_ROWS and column <= MAX_COLUMNS:
                yield row, column, words

    def _cell(self, cell: Element) -> str:
        formula = cell.find(f"{_MAIN}f")
        if formula is not None:
            return f"={formula.text or ''}"
        kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
        if kind == "s":
            return self.shared[int(value)]
        if kind == "inlineStr":
            return _words(cell)
        if kind == "n" and value:
            return _number(value)
        return value


class _Tree(ElementTree.TreeBuilder):
    """Elements within each other, not too deep, of a text that defines nothing of its own."""

    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """One deeper."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError(tag)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """One back."""
        self.depth -= 1
        return super().end(tag)

    def doctype(self, name: str, *_: str | None) -> None:
        """No spreadsheet has one; whoever writes one wants to define something."""
        raise ValueError(name)


def _words(item: Element) -> str:
    """The letters of a text, without its looks and without hints on how to read it aloud."""
    aloud = {id(text) for part in item.iter(f"{_MAIN}rPh") for text in part.iter()}
    return "".join(text.text or "" for text in item.iter(f"{_MAIN}t") if id(text) not in aloud)


def _number(value: str) -> str:
    """3 for 3.0, 1E+2 and their kin; what is no whole number stays as it is."""
    number = float(value)
    return str(int(number)) if number.is_integer() else value


def _column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number

"""Spreadsheets with nothing in them that calculates; the only place that knows openpyxl here."""

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

from servicescan.problems import UserError

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

#: what a cell of a spreadsheet can hold
MAX_CELL = 32_767
#: the first day that a zip archive knows
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def new_book() -> "Workbook":
    """An empty workbook without sheets.

    Raises:
        UserError: the extra that makes spreadsheets is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UserError(
            "Spreadsheets need openpyxl, which is not installed. "
            "Install it with: pip install 'servicescan[office]'"
        ) from error
    book = Workbook()
    del book[book.sheetnames[0]]
    return book


def put(sheet: "Worksheet", row: int, column: int, words: str | int) -> "Cell | MergedCell":
    """Write a number, or words that stay words whatever they begin with."""
    cell = sheet.cell(row=row, column=column)
    if isinstance(words, int):
        cell.value = words
        return cell
    cell.value = words[:MAX_CELL]
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@", "\t"))
    return cell


def packed(book: "Workbook", title: str, day: datetime.date) -> bytes:
    """The file; the same book gives the same bytes, and names no person and no computer."""
    book.properties.title = title
    book.properties.creator = "servicescan"
    book.properties.created = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    written = io.BytesIO()
    book.save(written)
    moment = rb"\g<1>%sT00:00:00Z" % str(day).encode()
    repacked = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(repacked, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                # openpyxl puts the moment of writing here
                content = re.sub(rb"(:modified[^>]*>)[^<]*", moment, content)
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return repacked.getvalue()

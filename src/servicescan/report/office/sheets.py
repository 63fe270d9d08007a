"""Tables as a workbook: numbers as numbers, words as words, no formulas."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | None
Row = tuple[Value, ...]
INK, PALE = "14213D", "E3ECEC"
WIDEST, NARROWEST = 60, 9
LINE_POINTS = 15
#: what a spreadsheet that reads an exported copy would take for a formula
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as a file for Excel and its kin."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for down, row in enumerate((sheet.heads, *sheet.rows), start=1):
        for across, value in enumerate(row, start=1):
            _put(page, down, across, value)
        longest = max(len(str(value or "")) for value in row)
        page.row_dimensions[down].height = LINE_POINTS * -(-longest // WIDEST or -1)
    for across, _ in enumerate(sheet.heads, start=1):
        head = page.cell(1, across)
        head.font, head.fill = (
            Font(name="Calibri", bold=True, color=INK),
            PatternFill("solid", PALE),
        )
        head.alignment = Alignment(wrap_text=True, vertical="top")
        longest = max(len(str(row[across - 1] or "")) for row in (sheet.heads, *sheet.rows))
        width = min(WIDEST, max(NARROWEST, longest + 2))
        page.column_dimensions[get_column_letter(across)].width = width
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _put(page: Worksheet, down: int, across: int, value: Value) -> None:
    """A number as a number, words as words: nothing is ever calculated in the file."""
    cell = page.cell(down, across)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
        cell.quotePrefix = value.startswith(_RISKY)
    elif value is not None:
        cell.value = float(value) if isinstance(value, Decimal) else value
        cell.number_format = _format(value)
        cell.alignment = Alignment(vertical="top")


def _format(value: int | Decimal) -> str:
    """As many decimals as the number was given."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"0.{'0' * places}".rstrip(".")

"""Tables as a workbook: numbers as numbers, words as words, no formulas."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | None
Row = tuple[Value, ...]
INK, PALE = "14213D", "E3ECEC"
#: characters across
WIDEST, NARROWEST = 60, 6
#: characters that can be read when they are printed on A4
ON_A4 = 200
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
    columns = [[row[k] for row in sheet.rows] for k in range(len(sheet.heads))]
    for across, (head, column) in enumerate(zip(sheet.heads, columns, strict=True), start=1):
        _column(page, across, head, column)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    _on_paper(page)


def _column(page: Worksheet, across: int, head: str, column: list[Value]) -> None:
    """As wide as its words; the head over several lines, on the side of what stands under it."""
    words = max((len(str(value or "")) for value in column), default=0) + 2
    # the button of the filter lies on the last letters of a head
    width = min(WIDEST, max(NARROWEST, words, max(map(len, head.split()), default=0) + 4))
    page.column_dimensions[get_column_letter(across)].width = width
    lines = len(wrap(head, width - 3)) or 1
    row = page.row_dimensions[1]
    row.height = max(row.height, LINE_POINTS * lines)
    is_number = not any(isinstance(value, str) for value in column) and any(column)
    cell = page.cell(1, across)
    cell.font, cell.fill = Font(name="Calibri", bold=True, color=INK), PatternFill("solid", PALE)
    look = Alignment(
        horizontal="right" if is_number else "left",
        indent=0 if is_number else 1,
        wrap_text=True,
        vertical="top",
    )
    for down in range(1, page.max_row + 1):
        page.cell(down, across).alignment = look


def _on_paper(page: Worksheet) -> None:
    """As wide as the table, with the name of the table and the number of the page."""
    across = sum(column.width for column in page.column_dimensions.values())
    page.page_setup.paperSize = page.PAPERSIZE_A3 if across > ON_A4 else page.PAPERSIZE_A4
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    assert page.oddFooter is not None  # noqa: S101 - the library makes one
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _put(page: Worksheet, down: int, across: int, value: Value) -> None:
    """A number as a number, words as words: nothing is ever calculated in the file."""
    cell = page.cell(down, across)
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_RISKY)
    elif value is not None:
        cell.value = float(value) if isinstance(value, Decimal) else value
        cell.number_format = _format(value)


def _format(value: int | Decimal) -> str:
    """As many decimals as the number was given."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return f"0.{'0' * places}".rstrip(".")

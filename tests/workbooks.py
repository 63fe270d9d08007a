"""XLSX files by hand: their parts, as any program may have written them."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TypeVar

Place = TypeVar("Place", Path, BytesIO)
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def cells(*rows: Sequence[str]) -> str:
    """A sheet of texts; an empty one is no cell."""
    return "".join(
        f'<row><c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{cell}</t></is></c></row>'
        for row, line in enumerate(rows, 1)
        for column, cell in enumerate(line)
        if cell
    )


def workbook(sheets: Mapping[str, str], head: str = "") -> dict[str, str]:
    """The parts of a workbook with these sheets, each as what stands between its rows."""
    numbered = list(enumerate(sheets))
    named = "".join(f'<sheet name="{name}" r:id="r{n}"/>' for n, name in numbered)
    links = "".join(f'<Relationship Id="r{n}" Target="worksheets/{n}.xml"/>' for n, _ in numbered)
    return {
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{_RELATED}">'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<x>{links}</x>",
    } | {
        f"xl/worksheets/{n}.xml": f'{head}<worksheet xmlns="{SPREADSHEET}"><sheetData>'
        f"{sheets[name]}</sheetData></worksheet>"
        for n, name in numbered
    }


def pack(path: Place, parts: Mapping[str, str | bytes]) -> Place:
    """Write the parts as one file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path

"""Drawings as pixels, for programs that show no SVG well; drawn by what draws the PDF."""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from servicescan.report.pdf import write_pdf

#: sharp on paper, and light enough to mail
DOTS_PER_INCH = 220
_POINTS_PER_INCH, _MM_PER_INCH = 72, 25.4
_SIZE = re.compile(r'width="([\d.]+)mm" height="([\d.]+)mm"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing as PNG on a transparent ground, with its size on paper and what it says."""

    png: bytes
    width_mm: float
    height_mm: float
    title: str
    #: left, top, right and bottom of what is drawn, as shares of the whole
    ink: tuple[float, float, float, float]


def pictures(drawings: Iterable[str], theme: Path) -> Mapping[str, Picture]:
    """SVG -> its picture, each different drawing once.

    Raises:
        UserError: Pango, which draws the letters, is missing.
    """
    found = list(dict.fromkeys(drawings))
    if not found:
        return {}
    with TemporaryDirectory(prefix="servicescan-") as folder:
        path = Path(folder) / "drawings.pdf"
        write_pdf(_page(found), theme, path)
        document = pypdfium2.PdfDocument(path)
        made = {svg: _picture(document[k], svg) for k, svg in enumerate(found)}
        document.close()
    return made


def _size(svg: str) -> tuple[float, float]:
    width, height = _SIZE.findall(svg)[0]
    return float(width), float(height)


def _page(drawings: list[str]) -> str:
    """One sheet of paper for each drawing, as large as the drawing."""
    styles, sheets = [], []
    none = " ".join(f"@bottom-{side} {{ content: none }}" for side in ("left", "right"))
    for number, svg in enumerate(drawings):
        width, height = _size(svg)
        styles.append(f"@page d{number} {{ size: {width}mm {height}mm; margin: 0; {none} }}")
        sheets.append(f'<div style="page: d{number}; break-before: page">{svg}</div>')
    return (
        '<html lang="en"><head><title>-</title><link rel="stylesheet" href="report.css">'
        f"<style>{''.join(styles)}</style></head><body>{''.join(sheets)}</body></html>"
    )


def _picture(page: pypdfium2.PdfPage, svg: str) -> Picture:
    image = page.render(
        scale=DOTS_PER_INCH / _POINTS_PER_INCH, fill_color=(255, 255, 255, 0), maybe_alpha=True
    ).to_pil()
    content = io.BytesIO()
    image.save(content, "PNG")
    width, height = _size(svg)
    left, top, right, bottom = image.getbbox() or (0, 0, *image.size)
    across, down = image.size
    title = _TITLE.search(svg)
    return Picture(
        png=content.getvalue(),
        width_mm=width,
        height_mm=height,
        title=unescape(title[1]) if title else "",
        ink=(left / across, top / down, right / across, bottom / down),
    )

"""What slides are built from: a title, text, tables and pictures, each in its place."""

import copy
import io
import re
from collections.abc import Mapping, Sequence

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.text.text import TextFrame
from pptx.util import Length, Mm, Pt

from servicescan.report.charts import INK, LINE, NOW, QUIET, TEXT
from servicescan.report.office.pictures import Picture

WIDTH_MM, HEIGHT_MM, EDGE_MM = 338.7, 190.5, 16.0
TOP_MM, ROOM_MM = 43.0, 130.0
SANS, SERIF = "Source Sans 3", "Source Serif 4"
#: what a computer without our fonts looks at to find one alike
_PANOSE = {SANS: "020B0503030403020204", SERIF: "02040603050405020204"}
_WIDENED = 4 / 3
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
PALE, WHITE = "#F3F6F7", "#FFFFFF"
#: no head of a table is higher
HEAD_MM = 11.0
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
#: the line under a row
_RULE = (
    '<a:lnB xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
    f'<a:solidFill><a:srgbClr val="{LINE[1:]}"/></a:solidFill></a:lnB>'
)

#: a text, or paragraphs each with its kind
Words = str | Sequence[tuple[str, str]]


def colour(code: str) -> RGBColor:
    """A colour as this library wants it."""
    return RGBColor.from_string(code.lstrip("#"))


class Stage:
    """A deck of wide slides in the look of the report."""

    def __init__(self, running: str, found: Mapping[str, Picture]) -> None:
        """An empty deck; ``running`` stands at the foot of each slide."""
        self.deck: Deck = Presentation()
        self.running, self.found = running, found
        self.deck.slide_width, self.deck.slide_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
        self.layout = self.deck.slide_layouts.get_by_name("Title Only")
        _widen(self.deck)
        _dress(self.deck)
        for layout in list(self.deck.slide_layouts):
            if layout is not self.layout:
                self.deck.slide_layouts.remove(layout)

    def content(self, language: str) -> bytes:
        """The finished file, its words in one language for who checks the spelling."""
        for slide in self.deck.slides:
            for words in slide.element.iter("{*}rPr", "{*}endParaRPr"):
                words.set("lang", _LOCALES[language])
        made = io.BytesIO()
        self.deck.save(made)
        return made.getvalue()

    def slide(self, title: str, notes: str) -> Slide:
        """A slide with its title at the top, and what the speaker may say."""
        made = self.deck.slides.add_slide(self.layout)
        head = made.shapes.title
        _place(head, (EDGE_MM, 11, WIDTH_MM - 2 * EDGE_MM, 26))
        size = 28 if len(title) < 70 else 24 if len(title) < 110 else 20  # noqa: PLR2004 - two lines
        write(head.text_frame, [(title, "title")], size)
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        made.notes_slide.notes_text_frame.text = notes
        self._foot(made)
        return made

    def cover(self, title: str, notes: str) -> Slide:
        """The first slide: dark, with the title at the left."""
        made = self.deck.slides.add_slide(self.layout)
        made.background.fill.solid()
        made.background.fill.fore_color.rgb = colour(INK)
        _place(made.shapes.title, (EDGE_MM + 4, 60, 170, 34))
        write(made.shapes.title.text_frame, [(title, "cover")], 40)
        made.notes_slide.notes_text_frame.text = notes
        return made

    def _foot(self, made: Slide) -> None:
        """Running line and number, from the layout."""
        for source in made.slide_layout.placeholders:
            kind = source.placeholder_format.idx
            if kind in {11, 12}:  # foot, number
                twin = copy.deepcopy(source._element)  # noqa: SLF001 - the library leaves them out
                made.shapes._spTree.append(twin)  # noqa: SLF001 - same
        for shape in made.placeholders:
            if shape.placeholder_format.idx == 11:  # noqa: PLR2004 - foot
                _place(shape, (EDGE_MM, 176, 240, 9))
                write(shape.text_frame, [(self.running, "quiet")], 9)

    def words(
        self, made: Slide, parts: Sequence[tuple[str, str]], box: tuple[float, ...], points: float
    ) -> None:
        """Paragraphs, each with its kind, in a box of millimetres."""
        shape = made.shapes.add_textbox(*map(Mm, box))
        write(shape.text_frame, parts, points)

    def picture(
        self,
        made: Slide,
        svg: str,
        box: tuple[float, float, float, float],
        *,
        is_trimmed: bool = False,
    ) -> None:
        """A drawing, as large as the box allows, with its text; trimmed without its white edges."""
        picture = self.found[svg]
        left, top, width, height = box
        west, north, east, south = picture.ink if is_trimmed else (0.0, 0.0, 1.0, 1.0)
        wide, high = picture.width_mm * (east - west), picture.height_mm * (south - north)
        scale = min(width / wide, height / high)
        place = (left + (width - scale * wide) / 2, top + (height - scale * high) / 2)
        drawn = made.shapes.add_picture(
            io.BytesIO(picture.png), *map(Mm, (*place, scale * wide, scale * high))
        )
        drawn.crop_left, drawn.crop_right = west, 1 - east
        drawn.crop_top, drawn.crop_bottom = north, 1 - south
        drawn._element.nvPicPr.cNvPr.set("descr", picture.title)  # noqa: SLF001 - no other way in

    def table(
        self,
        made: Slide,
        rows: Sequence[Sequence[Words]],
        box: tuple[float, float, Sequence[float], float],
        points: float,
    ) -> Table:
        """A table with a low head; ``box`` has left, top, widths of columns, height of a row."""
        left, top, widths, height = box
        shape = made.shapes.add_table(
            len(rows), len(widths), *map(Mm, (left, top, sum(widths), height * len(rows)))
        )
        about = shape._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - no other way in
        about.set("descr", made.shapes.title.text_frame.text)
        table = shape.table
        shape._element.graphic.graphicData.tbl.tblPr.find(  # noqa: SLF001 - no other way in
            "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
        ).text = _NO_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, source) in enumerate(zip(table.rows, rows, strict=True)):
            row.height = Mm(height if number else min(height, HEAD_MM))
            for cell, words in zip(row.cells, source, strict=True):
                fill(cell, words, points, is_head=not number)
        return table


def fill(cell: _Cell, words: Words, points: float, *, is_head: bool) -> None:
    """Words in a cell, on a quiet ground with a line under it."""
    cell.margin_top = cell.margin_bottom = Mm(0.4)
    cell.margin_left = cell.margin_right = Mm(1.8)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    parts = [(words, "head" if is_head else "plain")] if isinstance(words, str) else words
    write(cell.text_frame, parts, points)
    for paragraph in cell.text_frame.paragraphs[-1:]:
        paragraph.space_after = Pt(0)
    shade(cell, PALE if is_head else WHITE)
    cell._tc.get_or_add_tcPr().insert(0, etree.fromstring(_RULE))  # noqa: SLF001 - no other way in


def shade(cell: _Cell, ground: str, ink: str | None = None) -> None:
    """The ground of a cell, and the colour of what stands on it."""
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(ground)
    for paragraph in cell.text_frame.paragraphs if ink else ():
        paragraph.alignment = PP_ALIGN.CENTER
        for run in paragraph.runs:
            run.font.color.rgb = colour(ink or TEXT)


#: kind of paragraph -> font, part of the size, colour, bold
_KINDS = {
    "title": (SERIF, 1.0, INK, True),
    "cover": (SERIF, 1.0, WHITE, True),
    "client": (SERIF, 1.0, "#E6ECF5", False),
    "month": (SANS, 0.7, "#C3CEDF", False),
    "label": (SANS, 0.8, NOW, True),
    "strong": (SANS, 1.0, INK, True),
    "head": (SANS, 0.9, QUIET, True),
    "plain": (SANS, 1.0, TEXT, False),
    "quiet": (SANS, 1.0, QUIET, False),
}


def write(frame: TextFrame, parts: Sequence[tuple[str, str]], points: float) -> None:
    """Paragraphs in their look; a frame that is too small makes its letters smaller."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    for number, (text, kind) in enumerate(parts):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        font, share, code, is_bold = _KINDS[kind]
        run = paragraph.add_run()
        run.text = text
        run.font.name, run.font.size = font, Pt(round(points * share, 1))
        run.font.color.rgb, run.font.bold = colour(code), is_bold
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(points * (0.15 if kind in {"strong", "label"} else 0.55))


def _place(shape: BaseShape, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Mm, box)


def _widen(deck: Deck) -> None:
    """The library's master is as wide as television was."""
    for owner in (deck.slide_master, *deck.slide_layouts):
        for shape in owner.shapes:
            if shape._element.find(".//{*}xfrm") is not None:  # noqa: SLF001 - inherited places stay inherited
                shape.left = Length(round(shape.left * _WIDENED))
                shape.width = Length(round(shape.width * _WIDENED))


def _dress(deck: Deck) -> None:
    """Our fonts in the theme, with what helps to find a stand-in."""
    for part in deck.part.package.iter_parts():
        if re.fullmatch(r"/ppt/theme/theme\d+\.xml", str(part.partname)):
            part._blob = _with_fonts(part.blob)  # noqa: SLF001 - no other way in


def _with_fonts(blob: bytes) -> bytes:
    tree = etree.fromstring(blob)
    for group, name in (("majorFont", SERIF), ("minorFont", SANS)):
        for latin in tree.iterfind(f".//{{*}}{group}/{{*}}latin"):
            latin.set("typeface", name)
            latin.set("panose", _PANOSE[name])
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

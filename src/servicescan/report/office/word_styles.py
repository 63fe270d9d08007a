"""The look of the report in Word: styles, rules, fonts with what stands in for them."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from servicescan.report.charts import INK, LEVELS, LINE, NOW, QUIET, TEXT

SANS, SERIF = "Source Sans 3", "Source Serif 4"
_TEXT_MM = 174
#: name -> (based on, font, points, colour, bold, points before, points after)
_STYLES = {
    "Normal": (SANS, 9.5, TEXT, False, 0, 3),
    "Title": (SERIF, 34, INK, True, 48, 6),
    "Dark": (SANS, 9.5, TEXT, False, 0, 0),
    "toc 1": (SANS, 9, TEXT, False, 0, 1),
    "Subtitle": (SERIF, 15, INK, False, 0, 10),
    "Heading 1": (SERIF, 18, INK, True, 0, 6),
    "Heading 2": (SERIF, 13, INK, True, 9, 3),
    "TOC Heading": (SERIF, 18, INK, True, 0, 8),
    "Heading 3": (SERIF, 11, INK, True, 8, 3),
    "Label": (SANS, 8, NOW, True, 6, 1),
    "Lead": (SANS, 10.5, TEXT, False, 0, 6),
    "Quiet": (SANS, 8, QUIET, False, 1, 3),
    "Figure": (SERIF, 26, NOW, True, 0, 0),
    "Pole line": (SANS, 10, INK, True, 8, 2),
    "Cell": (SANS, 8.5, TEXT, False, 1, 1),
    "Card": (SANS, 9, TEXT, False, 0, 2),
    "Gap": (SANS, 3, TEXT, False, 0, 0),
    "Quote": (SERIF, 9.5, TEXT, False, 0, 3),
    "List Bullet": (SANS, 10, TEXT, False, 0, 3),
    "Level": (SANS, 9, TEXT, False, 0, 1),
}
#: fonts that may be missing -> what is alike and on most computers
_ALIKE = {SANS: ("Calibri", "swiss"), SERIF: ("Georgia", "roman")}
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def prepare(made: WordDocument, language: str, running: str) -> None:
    """Paper, styles, language and the foot of every page."""
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    section.footer_distance = Mm(8)
    for name in _STYLES:
        _style(made, name)
    lang = made.styles.element.find(f".//{qn('w:lang')}")
    if lang is not None:
        lang.set(qn("w:val"), _LOCALES[language])
    _stand_ins(made)
    foot = section.footer.paragraphs[0]
    foot.style = made.styles["Quiet"]
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{running}\t")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _style(made: WordDocument, name: str) -> None:
    font, points, colour, is_bold, before, after = _STYLES[name]
    if name not in [style.name for style in made.styles]:
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.lower().startswith("toc"))
    style = made.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - every name above is one
    style.font.name, style.font.size = font, Pt(points)
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    style.font.bold, style.font.italic = is_bold, False
    # a theme font would be stronger than the name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{place}"), None)
    fonts.set(qn("w:cs"), font)
    for name_of in ("w:pBdr", "w:spacing"):
        # a line under the title and letters apart, of the library's own template
        for line in style.element.findall(f".//{qn(name_of)}"):
            line.getparent().remove(line)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.05
    layout.widow_control = True
    layout.keep_with_next = name.startswith(("Heading", "Label", "Pole", "Level"))
    if name == "Level":
        layout.left_indent, layout.first_line_indent = Mm(6), Mm(-6)
    if name == "Quote":
        layout.left_indent = Mm(6)
    if name == "Dark":
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{INK[1:]}"/>'
        about = style.element.get_or_add_pPr()
        about.insert_element_before(parse_xml(shade), "w:tabs", "w:spacing", "w:ind", "w:jc")
    if name in {"Pole line", "Label"} or name.startswith("Heading"):
        layout.tab_stops.add_tab_stop(Mm(_TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)


def _stand_ins(made: WordDocument) -> None:
    """For a computer without our fonts: which of its own to take."""
    part = next(p for p in made.part.package.iter_parts() if p.partname.endswith("fontTable.xml"))
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, (other, family) in _ALIKE.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())  # noqa: SLF001 - there is no other way in


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in."""
    number = "<w:r><w:t>1</w:t></w:r>"
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}">{number}</w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - the library has no fields


def bookmark(paragraph: Paragraph, number: int) -> None:
    """A name for a heading, which the list of contents leads to."""
    name = f'w:id="{number}" w:name="_Toc{number:03}"'
    paragraph._p.insert(1, parse_xml(f"<w:bookmarkStart {nsdecls('w')} {name}/>"))  # noqa: SLF001 - the library has no bookmarks
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))  # noqa: SLF001 - same


def contents(entries: Sequence[tuple[Paragraph, str]]) -> None:
    """Word's list of the first headings: each entry leads to its bookmark."""
    for number, (paragraph, words) in enumerate(entries):
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc{number:03}"/>')
        run = paragraph.add_run(words)._r  # noqa: SLF001 - the library has no links
        link.append(run)
        paragraph._p.append(link)  # noqa: SLF001 - same
    first, last = entries[0][0]._p, entries[-1][0]._p  # noqa: SLF001 - same
    instruction = '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z </w:instrText>'
    for part in (_mark("separate"), instruction, _mark("begin")):
        first.insert(1, parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
    last.append(parse_xml(f"<w:r {nsdecls('w')}>{_mark('end')}</w:r>"))


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def hush(run: Run) -> None:
    """Small print inside a line."""
    run.bold, run.font.color.rgb = False, RGBColor.from_string(QUIET[1:])


def describe(drawn: InlineShape, words: str) -> None:
    """What the picture shows, for who cannot see it."""
    drawn._inline.docPr.set("descr", words)  # noqa: SLF001 - the library has no alternative text


def to_the_right(paragraph: Paragraph) -> None:
    """For figures."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def shade(cell: _Cell, names: set[str]) -> None:
    """The shade of a cell in a heat map, and what is printed on a dark one."""
    level = next((int(n.removeprefix("level-")) for n in names if n.startswith("level-")), 0)
    if not level:
        return
    fill = LEVELS[level - 1].lstrip("#")
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 - the library has no shading
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    )
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string("FFFFFF" if level > 3 else TEXT.lstrip("#"))  # noqa: PLR2004 - the two dark shades
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def keep_whole(row: _Row, *, is_head: bool) -> None:
    """A row stays on one page; a head comes back on each."""
    about = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no such settings
    about.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if is_head:
        about.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_together(table: Table) -> None:
    """Each row stays with the next one."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def rule(table: Table, widths_mm: Sequence[float], caption: str) -> None:
    """Thin lines between rows, widths that stay, and a name for who listens."""
    about = table._tbl.tblPr  # noqa: SLF001 - the library has no borders
    colour = LINE.lstrip("#")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'
        for side in ("top", "bottom", "insideH")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    about.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    if caption:
        words = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
        words.set(qn("w:val"), caption)
        about.append(words)
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)

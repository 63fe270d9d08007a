"""The report as a text to work on: the page of the PDF, element by element, in Word's own styles.

It follows the HTML and not the view, so that what a theme adds or leaves out is in both.
"""

import io
import re
from collections.abc import Iterator, Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml import html
from lxml.html import HtmlElement

from servicescan.report.office import word_styles as word
from servicescan.report.office.pictures import Picture

#: width of the text on A4, in the margins of the PDF
TEXT_MM = 174.0
#: characters in a cell that should not be broken
ON_ONE_LINE = 14
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
_PLAIN = {"li": "List Bullet", "caption": "Heading 2"}
#: what stands at the right in the PDF
_RIGHT = {"value", "right", "first"}
#: words for a list with page numbers, which Word makes itself, and for the foot of the page
_LEFT_OUT = {"contents", "running"}


def drawings(page: str) -> list[str]:
    """Every drawing on a page, as it stands there."""
    return _SVG.findall(page)


def document(page: str, found: Mapping[str, Picture], language: str, running: str) -> bytes:
    """The page of the report as a Word document."""
    numbered = list(found)
    marked = _SVG.sub(lambda svg: f'<img data-n="{numbered.index(svg[0])}">', page)
    body = html.document_fromstring(marked).find("body")
    made = Document()
    word.prepare(made, language, running)
    Translator(made, list(found.values())).translate(body)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


class Translator:
    """Walks through the page and says each element in Word's terms."""

    def __init__(self, made: WordDocument, found: list[Picture]) -> None:
        """Starts on the first page."""
        self.made, self.found = made, found
        self.is_new_page = False
        self._ways = {
            **dict.fromkeys(("p", *_HEADINGS), self._words),
            "table": self._table,
            "img": self._drawing,
            "li": self._item,
            "dd": self._definition,
        }
        #: looked up once: the library asks all styles for every paragraph
        self.styles = {style.name: style.style_id for style in made.styles}

    def translate(self, element: HtmlElement) -> None:
        """This element and everything in it."""
        kind, names = element.tag, set(element.classes)
        if not isinstance(kind, str) or names & _LEFT_OUT:
            return
        if kind == "section" and names & {"page", "cover"}:
            self.is_new_page = bool(len(self.made.paragraphs))
        say = self._ways.get(kind)
        if say:
            say(element)
        elif kind != "dt":
            for child in element:
                self.translate(child)

    def _words(self, element: HtmlElement) -> None:
        self._fill(self._begin(_style(element)), element)

    def _drawing(self, element: HtmlElement) -> None:
        self._picture(self._begin("Normal"), element, TEXT_MM)

    def _begin(self, style: str) -> Paragraph:
        """A new paragraph; the first of a page starts that page."""
        paragraph = self.made.add_paragraph()
        paragraph._p.style = self.styles[style]  # noqa: SLF001 - see above
        paragraph.paragraph_format.page_break_before = self.is_new_page or None
        self.is_new_page = False
        return paragraph

    def _item(self, element: HtmlElement) -> None:
        """A line of a list; Word would number all lists of the report as one."""
        paragraph = self._begin(_style(element))
        if element.getparent().tag == "ol":
            paragraph.add_run(f"{element.getparent().index(element) + 1}\t")
        self._fill(paragraph, element)
        for run in paragraph.runs if "near" in element.classes else ():
            run.bold = True

    def _definition(self, element: HtmlElement) -> None:
        """A term and what it means, in one paragraph."""
        term, paragraph = element.getprevious(), self._begin("Normal")
        if term is not None and term.tag == "dt":
            paragraph.add_run(f"{_words(term)}\N{EM SPACE}").bold = True
        self._fill(paragraph, element)

    def _fill(self, paragraph: Paragraph, element: HtmlElement) -> None:
        """Words and pictures; what stands at the right comes last, after a tab."""
        late: list[HtmlElement] = []
        for words, owner in _pieces(element):
            if set(owner.classes) & _RIGHT and owner is not element:
                if owner not in late:
                    late.append(owner)
            elif owner.tag == "img":
                self._picture(paragraph, owner, TEXT_MM)
            elif owner.tag == "br":
                paragraph.add_run().add_break()
            elif words:
                paragraph.add_run(words).bold = owner.tag in {"strong", "b"} or None
        for owner in late:
            paragraph.add_run(f"\t{_words(owner)}")

    def _picture(self, paragraph: Paragraph, element: HtmlElement, room_mm: float) -> None:
        number = element.get("data-n")
        if number is None:
            return
        picture = self.found[int(number)]
        width = Mm(min(room_mm, picture.width_mm))
        drawn = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=width)
        word.describe(drawn, picture.title)

    # -- tables -----------------------------------------------------------------------------------

    def _table(self, element: HtmlElement) -> None:
        caption = element.find("caption")
        if caption is not None:
            self._fill(self._begin("Heading 2"), caption)
        rows = element.findall(".//tr")
        across = max((len(row) for row in rows), default=0)
        if not across:
            return
        table = self.made.add_table(len(rows), across)
        widths = self._widths(rows, across)
        for row, made in zip(rows, table.rows, strict=True):
            for cell, source, width in zip(made.cells, row, widths, strict=False):
                cell.width = Mm(width)
                self._cell(cell.paragraphs[0], source, width)
                word.shade(cell, set(source.classes))
            word.keep_whole(made, is_head=row.getparent().tag == "thead")
        word.rule(table, widths, _words(caption) if caption is not None else "")
        self._begin("Quiet")

    def _cell(self, paragraph: Paragraph, source: HtmlElement, width: float) -> None:
        paragraph._p.style = self.styles["Cell"]  # noqa: SLF001 - see above
        image = source.find(".//img")
        if image is not None:
            self._picture(paragraph, image, width - 2)
            return
        self._fill(paragraph, source)
        is_head = source.tag == "th"
        for run in paragraph.runs:
            run.bold = run.bold or is_head or "strong" in source.classes or None
        if set(source.classes) & {"num", "score"}:
            word.to_the_right(paragraph)

    def _widths(self, rows: list[HtmlElement], across: int) -> list[float]:
        """Room by need: a picture its own width, words by how many there are."""
        need = [11.0] * across
        for row in rows:
            for place, cell in enumerate(row):
                need[place] = max(need[place], self._need(cell))
        return [TEXT_MM * each / sum(need) for each in need]

    def _need(self, cell: HtmlElement) -> float:
        image = cell.find(".//img")
        if image is not None and image.get("data-n"):
            return self.found[int(image.get("data-n"))].width_mm + 3
        words = _words(cell)
        longest = max(map(len, words.split()), default=0)
        one_line = 1.9 * len(words) + 5 if len(words) <= ON_ONE_LINE else 0
        return max(2.3 * longest + 5, one_line, min(20 + 0.7 * len(words), 90))


def _style(element: HtmlElement) -> str:
    """Word's style for an element of the page."""
    names = set(element.classes)
    is_cover = any("cover" in up.classes for up in element.iterancestors("section"))
    if is_cover and element.tag == "h1":
        is_back = any("back" in up.classes for up in element.iterancestors("section"))
        return "Heading 1" if is_back else "Title"
    if element.tag == "p" and element.getparent().tag == "blockquote":
        return "Quote"
    special = {
        "label": "Label",
        "domain": "Label",
        "client": "Subtitle",
        "lead": "Lead",
        "quiet": "Quiet",
        "trace": "Quiet",
        "footnote": "Quiet",
        "big": "Figure",
        "pole-line": "Pole line",
    }
    for name, style in special.items():
        if name in names and element.tag == "p":
            return style
    if element.tag == "li" and element.getparent().tag == "ol":
        return "Level"
    return _HEADINGS.get(element.tag) or _PLAIN.get(element.tag) or "Normal"


def _pieces(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Words with the innermost element that they stand in, in order."""
    yield _plain(element.text), element
    for child in element:
        before = child.getprevious()
        if child.tag == "span" and before is not None and before.tag == "span" and not before.tail:
            yield " · ", element
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield _plain(child.tail), element


def _plain(words: str | None) -> str:
    return re.sub(r"[ \n\t]+", " ", words or "")


def _words(element: HtmlElement) -> str:
    return re.sub(r"[ \n\t]+", " ", element.text_content()).strip()

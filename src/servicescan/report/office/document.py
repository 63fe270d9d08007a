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
#: a table of fewer characters stays on one page
SHORT = 900


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
        #: the pages that the list of contents names, in order
        self.headings: list[HtmlElement] = []
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
        if not isinstance(kind, str) or "running" in names:
            return
        if kind == "body":
            self.headings = [h for h in element.iter("h1") if _style(h) == "Heading 1"]
        if "contents" in names:
            self._contents(element)
            return
        # advice goes on where its shift ends: only what has a title begins a page
        if kind == "section" and names & {"page", "cover"} and element.find("h1") is not None:
            self.is_new_page = bool(len(self.made.paragraphs))
        say = self._message if "message" in names else self._ways.get(kind)
        if say:
            say(element)
        elif kind != "dt":
            for child in element:
                self.translate(child)

    def _contents(self, element: HtmlElement) -> None:
        """Word's own list of contents, filled in; Word adds the numbers of the pages."""
        if element.getprevious() is not None:
            return  # the second column of the same list
        entries = [(self._begin("toc 1"), _words(heading)) for heading in self.headings]
        word.contents(entries)

    def _words(self, element: HtmlElement) -> None:
        if "label" in element.classes and "summary" in element.getparent().classes:
            return  # "on one page": not in Word, where it takes more
        label = element.find("span[@class='label']")
        if label is not None:
            self._fill(self._begin("Label"), label)
            label.drop_tree()
            element.text = (element.text or "").lstrip()
        paragraph = self._begin(_style(element))
        self._fill(paragraph, element)
        if element in self.headings:
            word.bookmark(paragraph, self.headings.index(element))

    def _drawing(self, element: HtmlElement) -> None:
        is_cover = "cover" in element.getparent().classes
        self._picture(self._begin("Dark" if is_cover else "Normal"), element, TEXT_MM)

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

    def _message(self, element: HtmlElement) -> None:
        """A card of the summary: its title in front of its words."""
        head, *others = element
        paragraph = self._begin("Card")
        paragraph.add_run(f"{_words(head)}\N{EM SPACE}").bold = True
        for other in others:
            self._fill(paragraph, other)

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
                run = paragraph.add_run(words)
                run.bold = owner.tag in {"strong", "b"} or None
                if owner.tag == "span" and "quiet" in owner.classes:
                    word.hush(run)
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
        if sum(len(_words(row)) for row in rows) < SHORT:
            word.keep_together(table)
        word.rule(table, widths, _words(caption) if caption is not None else "")
        self._begin("Gap")

    def _cell(self, paragraph: Paragraph, source: HtmlElement, width: float) -> None:
        paragraph._p.style = self.styles["Cell"]  # noqa: SLF001 - see above
        image = source.find(".//img")
        if image is not None:
            self._picture(paragraph, image, width - 2)
            return
        self._fill(paragraph, source)
        is_head = source.tag == "th"
        for run in paragraph.runs:
            if run.bold is None:
                run.bold = is_head or "strong" in source.classes or None
        if set(source.classes) & {"num", "score"}:
            word.to_the_right(paragraph)

    def _widths(self, rows: list[HtmlElement], across: int) -> list[float]:
        """Each column what it needs at least; what is left over goes where the words are."""
        least, most = [8.0] * across, [8.0] * across
        for row in rows:
            for place, cell in enumerate(row):
                low, high = self._need(cell)
                least[place], most[place] = max(least[place], low), max(most[place], high)
        more = [high - low for low, high in zip(least, most, strict=True)]
        left = TEXT_MM - sum(least)
        if left < 0 or not any(more):
            return [TEXT_MM * each / sum(least) for each in least]
        return [low + left * each / sum(more) for low, each in zip(least, more, strict=True)]

    def _need(self, cell: HtmlElement) -> tuple[float, float]:
        """A picture its own width; words at least the longest, at most all on one line."""
        image = cell.find(".//img")
        if image is not None and image.get("data-n"):
            width = self.found[int(image.get("data-n"))].width_mm + 3
            return width, width
        words = _plain(" ".join(cell.itertext()))
        longest = 1.6 * max(map(len, words.split(" ")), default=0) + 4.2
        if len(words) <= ON_ONE_LINE:
            one_line = max(longest, 1.7 * len(words) + 4.2)
            return one_line, one_line
        return longest, max(longest, min(20 + 0.9 * len(words), 180))


def _style(element: HtmlElement) -> str:
    """Word's style for an element of the page."""
    names = set(element.classes)
    if element.tag == "h1":
        return _title_style(element.getparent())
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


def _title_style(section: HtmlElement) -> str:
    """Titles are in the list of contents, but for the cover's and its own."""
    if section.find(".//ul[@class='contents']") is not None:
        return "TOC Heading"
    names = set(section.classes)
    return "Title" if "cover" in names and "back" not in names else "Heading 1"


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

"""What two processes make is what one makes: the same pages, tags, links and bookmarks."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from pages import words_of
from servicescan.model.text import Language
from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.html import render_html
from servicescan.report.together import Line, helping, write_together

#: the other language goes the same way
pytestmark = pytest.mark.parametrize("language", [Language.NL], indirect=True)


class Overheard(Line):
    """A line that remembers what the helper said."""

    def __init__(self, line):
        super().__init__(line.here, line.there)
        self.heard = []

    def receive(self):
        self.heard.append(super().receive())
        return self.heard[-1]


@pytest.fixture(scope="module")
def joined(html, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("joined") / "report.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795305600")
        by_two(html, target)
    return target


def by_two(html, target) -> int:
    """Write with a helper, and see to it that the helper did its half."""
    with helping() as line:
        assert line, "this needs two cores"
        helper = Overheard(line)
        pages = write_together(html, theme(), target, None, helper)
    assert len(helper.heard) == len(["pages", "anchors", "part"])
    assert 0.25 * pages < helper.heard[0] < 0.75 * pages
    return pages


def tags(reader) -> list[tuple]:
    """Every tag in reading order: how deep, on which page, what kind, what it says, its text."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
    texts = [said_on(page) for page in reader.pages]
    found, names = [], {}

    def look(reference, depth, page):
        if isinstance(reference, int):
            found.append((depth, page, texts[page][reference]))
            return
        node = reference.get_object()
        page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
        if node.get("/Type") == "/OBJR":
            found.append((depth, page, "link", node["/Obj"].get("/Dest")))
            return
        if "/ID" in node:
            assert names.setdefault(node["/ID"], len(names)) == len(names) - 1
        cells = [names.get(each) for each in node.get("/A", {}).get("/Headers", [])]
        found.append((depth, page, node["/S"], node.get("/Alt"), cells))
        for kid in node["/K"]:
            if not isinstance(kid, int) and "/P" in kid.get_object():
                assert kid.get_object().raw_get("/P") == reference
            look(kid, depth + 1, page)

    look(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].indirect_reference, 0, 0)
    return found


def said_on(page) -> dict[int, str]:
    """The drawing commands per mark: glyphs have other numbers in another part of a font."""
    data = page.get_contents().get_data()
    marks = re.findall(rb"/MCID (\d+)>> ?\s*BDC(.*?)EMC", data, re.DOTALL)
    return {int(n): len(re.findall(rb"Tj|TJ|Do|\bf\b", drawn)) for n, drawn in marks}


def bookmarks(reader) -> list:
    """Title and page of each, and in a list what stands under it."""

    def told(found):
        if isinstance(found, list):
            return [told(each) for each in found]
        return found.title, reader.get_destination_page_number(found)

    return told(reader.outline)


def links(reader) -> list[tuple[int, str, int]]:
    """Every link: its page, and the name and page of its target."""
    places = {
        name: reader.get_destination_page_number(to)
        for name, to in reader.named_destinations.items()
    }
    return [
        (number, str(each["/Dest"]), places[each["/Dest"]])
        for number, page in enumerate(reader.pages)
        for each in page.get("/Annots", [])
    ]


def test_the_words_of_every_page_are_the_same(pdf, joined):
    assert words_of(joined) == words_of(pdf)


def test_links_and_bookmarks_lead_to_the_same_pages(pdf, joined):
    one, two = PdfReader(pdf), PdfReader(joined)
    assert links(two) == links(one)
    assert len({page for _, _, page in links(two)}) > len(one.pages) / 3
    assert bookmarks(two) == bookmarks(one)
    counts = {each.trailer["/Root"]["/Outlines"]["/Count"] for each in (one, two)}
    assert len(counts) == 1


def test_the_tags_are_the_same_in_the_same_order(pdf, joined):
    assert tags(PdfReader(joined)) == tags(PdfReader(pdf))


def test_every_page_and_link_finds_its_tags(joined):
    reader = PdfReader(joined)
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = numbers[::2]
    assert keys == sorted(set(keys))
    tree = dict(zip(keys, numbers[1::2], strict=True))
    for page in reader.pages:
        assert len(tree[page["/StructParents"]]) == len(said_on(page))
        for link in page.get("/Annots", []):
            assert tree[link["/StructParent"]].get_object()["/S"] == "/Link"


def test_parts_of_a_font_have_names_of_their_own(joined):
    fonts = {
        (font.get_object()["/BaseFont"], font.idnum)
        for page in PdfReader(joined).pages
        for font in dict.values(page["/Resources"]["/Font"].get_object())
    }
    assert len({name for name, _ in fonts}) == len(fonts)


def test_the_same_bytes_twice(joined, html, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    by_two(html, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == joined.read_bytes()


def test_one_process_makes_it_when_the_helper_is_lost(pdf, html, tmp_path):
    with helping() as helper:
        assert helper
        helper.there.close()
        write_together(html, theme(), tmp_path / "out.pdf", None, helper)
    found, wanted = PdfReader(tmp_path / "out.pdf"), PdfReader(pdf)
    assert len(found.pages) == len(wanted.pages)
    assert [path.name for path in tmp_path.iterdir()] == ["out.pdf"]


@pytest.mark.parametrize("place", [0, -1])
def test_a_fault_in_either_half_is_the_fault_of_the_report(demo, language, tmp_path, place):
    """U+2029 after a space stops WeasyPrint 70; whoever asked for the report deals with it."""
    view = compose(demo, language)
    shifts = list(view.shifts)
    shifts[place] = replace(shifts[place], quotes=("Bad \u2029",))
    page = render_html(replace(view, shifts=tuple(shifts)), theme())
    with helping() as helper, pytest.raises(AssertionError):
        write_together(page, theme(), tmp_path / "out.pdf", None, helper)
    assert list(tmp_path.iterdir()) == []

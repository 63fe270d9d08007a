"""Word, PowerPoint and Excel: the report's own words and figures, nothing that acts or tells."""

import io
import re
import zipfile
from dataclasses import replace
from fractions import Fraction
from html import escape, unescape

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Mm

from servicescan.i18n import rounded
from servicescan.model.assessment import UnitScore
from servicescan.model.formats import Format
from servicescan.model.text import Language
from servicescan.report.office.document import document
from servicescan.report.papers import write_paper
from servicescan.report.writer import Writer
from servicescan.scoring.assess import assess

OFFICE = [Format.DOCX, Format.PPTX, Format.XLSX]
NASTY = '=HYPERLINK("http://x.example","<b>Bank & Co</b>")'


#: drawing costs seconds: English with the other proofs
pytestmark = pytest.mark.parametrize(
    "language",
    [Language.NL, pytest.param(Language.EN, marks=pytest.mark.proof)],
    indirect=True,
    scope="session",
)


@pytest.fixture(scope="session")
def made(demo, language, tmp_path_factory):
    """Format -> the file, made once."""
    folder = tmp_path_factory.mktemp("office")
    for format_ in OFFICE:
        write_paper(format_, demo, language, folder / f"report.{format_}")
    return {format_: (folder / f"report.{format_}").read_bytes() for format_ in OFFICE}


# -- all three ------------------------------------------------------------------------------------


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("format_", OFFICE)
def test_the_file_tells_nothing_of_who_made_it_where(made, format_, demo):
    found = parts(made[format_])
    core = found["docProps/core.xml"].decode()
    assert demo.workspace.client in core
    assert core.count("2026-11-22T00:00:00Z") == 2
    assert not any("thumbnail" in name for name in found)
    whole = b"".join(found.values())
    for told in (b"/tmp/", b"/home/", b"python-docx", b"Steve Canny", b"openpyxl"):
        assert told not in whole


@pytest.mark.parametrize("format_", OFFICE)
def test_every_part_is_of_the_day_of_the_scan(made, format_):
    with zipfile.ZipFile(io.BytesIO(made[format_])) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 22, 0, 0, 0)}


@pytest.mark.parametrize("format_", OFFICE)
def test_nothing_points_outside_and_nothing_runs(made, format_):
    found = parts(made[format_])
    assert not any("vba" in name.lower() or "external" in name.lower() for name in found)
    assert not any(b'TargetMode="External"' in part for part in found.values())
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)


def test_same_input_same_workbook(made, demo, language, tmp_path):
    write_paper(Format.XLSX, demo, language, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == made[Format.XLSX]


# -- Word -----------------------------------------------------------------------------------------


def test_the_document_has_the_headings_tables_and_pictures_of_the_report(made, html):
    found = Document(io.BytesIO(made[Format.DOCX]))
    headings = {
        level: [p.text for p in found.paragraphs if p.style.name == f"Heading {level}"]
        for level in (1, 2, 3)
    }
    # the cover's is the title, and the list of contents is not in itself
    assert len(headings[1]) + 2 == html.count("<h1")
    assert len(headings[3]) == html.count("<h3")
    assert all(text.strip() for level in headings.values() for text in level)
    assert len(found.tables) == html.count("<table")
    drawn = found.element.body.xpath(".//wp:docPr")
    assert len(drawn) == html.count("<svg")
    assert all(each.get("descr") for each in drawn)


def test_the_list_of_contents_is_words_own_and_leads_to_each_page(made):
    body = Document(io.BytesIO(made[Format.DOCX])).element.body
    assert [mark.get(qn("w:fldCharType")) for mark in body.xpath(".//w:fldChar")] == [
        *("begin", "separate", "end"),
    ]
    assert "TOC" in body.xpath(".//w:instrText")[0].text
    titles = {
        mark.get(qn("w:name")): "".join(mark.getparent().itertext())
        for mark in body.xpath(".//w:bookmarkStart")
    }
    listed = {
        link.get(qn("w:anchor")): "".join(link.itertext()) for link in body.xpath(".//w:hyperlink")
    }
    assert listed == titles
    assert len(listed) > 20


def test_the_document_says_every_word_of_the_report(made, html):
    found = Document(io.BytesIO(made[Format.DOCX]))
    said = "".join(found.element.body.itertext())
    left_out = r'<svg.*?</svg>|<ul class="contents">.*?</ul>|<div class="running">.*?</div>'
    one_page = "|On one page|In één bladzijde"  # in Word it takes more
    body = re.sub(left_out + one_page, "", html.partition("<body>")[2], flags=re.DOTALL)
    for word in set(re.findall(r"\w+", unescape(re.sub(r"<[^>]+>", " ", body)))):
        assert word in said


def test_what_a_user_wrote_stays_text_in_a_document(language):
    page = f"<html><body><section class='page'><h1>{escape(NASTY)}</h1></section></body></html>"
    (paragraph,) = Document(io.BytesIO(document(page, {}, language, NASTY))).paragraphs
    assert paragraph.text == NASTY


# -- PowerPoint -----------------------------------------------------------------------------------


def test_ten_wide_slides_each_with_a_title(made):
    deck = Presentation(io.BytesIO(made[Format.PPTX]))
    assert len(deck.slides) == 10
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == 10


def test_everything_stands_on_the_slide_and_every_picture_has_its_words(made):
    deck = Presentation(io.BytesIO(made[Format.PPTX]))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width + Mm(1)
            assert shape.top + shape.height <= deck.slide_height + Mm(1)
            if shape.shape_type is not None and "PICTURE" in str(shape.shape_type):
                assert shape.element.nvPicPr.cNvPr.get("descr")


def test_the_slides_give_the_figures_of_the_shifts(made, demo, language):
    deck = Presentation(io.BytesIO(made[Format.PPTX]))
    table = next(shape.table for shape in deck.slides[2].shapes if shape.has_table)
    printed = [row.cells[3].text_frame.text for row in list(table.rows)[1:]]
    for shift, score in zip(demo.assessment.shifts, printed, strict=True):
        expected = str(rounded(shift.figure.value))
        assert score == (expected.replace(".", ",") if language is Language.NL else expected)


@pytest.fixture(scope="module")
def empty(demo):
    """A scan without answers, of a client with a dangerous name."""
    workspace = replace(demo.workspace, client=NASTY)
    found = assess(demo.questionnaire, (), workspace)
    return replace(demo, assessment=found, workspace=workspace)


def test_scores_on_slides_have_their_people_and_sentences_their_end(made):
    deck = Presentation(io.BytesIO(made[Format.PPTX]))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    texts = [cell.text_frame.text for table in tables for cell in table.iter_cells()]
    heat = tables[1]
    for row in list(heat.rows)[1:]:
        for cell in list(row.cells)[1:]:
            assert re.fullmatch(r"\d[.,]\d+ \(n\s=\s\d+\)|[–·]", cell.text_frame.text)
    texts += [s.text_frame.text for d in deck.slides for s in d.shapes if s.has_text_frame]
    assert texts
    assert not any("…" in text for text in texts)


def test_the_words_on_slides_have_their_language(made, language):
    for slide in Presentation(io.BytesIO(made[Format.PPTX])).slides:
        found = {words.get("lang") for words in slide.element.iter("{*}rPr")}
        assert found == {"nl-NL" if language is Language.NL else "en-GB"}


def test_without_answers_three_slides_say_what_is_missing(empty, language, tmp_path):
    for name in ("one.pptx", "two.pptx"):
        write_paper(Format.PPTX, empty, language, tmp_path / name)
    slides = Presentation(tmp_path / "one.pptx").slides
    assert len(slides) == 3
    assert any(NASTY in s.text_frame.text for s in slides[0].shapes if s.has_text_frame)
    assert (tmp_path / "one.pptx").read_bytes() == (tmp_path / "two.pptx").read_bytes()


# -- Excel ----------------------------------------------------------------------------------------


@pytest.fixture
def book(made):
    return load_workbook(io.BytesIO(made[Format.XLSX]))


def test_numbers_are_numbers_with_their_n_and_margin(book, demo, language):
    page = book["Shifts"]
    heads = [cell.value for cell in page[1]]
    assert heads[2:6] == (
        ["Score", "n", "Marge van", "Marge tot"]
        if language is Language.NL
        else ["Score", "n", "Margin from", "Margin to"]
    )
    for row, shift in zip(page.iter_rows(min_row=2), demo.assessment.shifts, strict=True):
        figure = shift.figure
        assert row[2].value == float(rounded(figure.value))
        printed = Writer(demo, language).span(figure.low, figure.high).replace(",", ".")
        assert [row[k].value for k in (4, 5)] == [float(n) for n in re.findall(r"[\d.]+", printed)]
        assert row[3].value == figure.n


def test_a_score_just_below_a_level_stays_below_it(demo, language, tmp_path):
    shift, *others = demo.assessment.shifts
    low = replace(shift, figure=replace(shift.figure, value=Fraction(199, 100)))
    scan = replace(demo, assessment=replace(demo.assessment, shifts=(low, *others)))
    write_paper(Format.XLSX, scan, language, tmp_path / "made.xlsx")
    cell = load_workbook(tmp_path / "made.xlsx")["Shifts"]["C2"]
    assert (cell.value, cell.number_format) == (1.99, "0.00")


def test_a_difference_that_chance_may_have_made_is_not_certain(demo, language, tmp_path):
    gap, *others = demo.assessment.perception
    unsure = replace(gap, low=0.02, high=1.1, is_flagged=True, p=0.5)
    scan = replace(demo, assessment=replace(demo.assessment, perception=(unsure, *others)))
    write_paper(Format.XLSX, scan, language, tmp_path / "made.xlsx")
    pages = load_workbook(tmp_path / "made.xlsx").worksheets
    page = next(
        page for page in pages if page["J1"].value in {"Clear difference", "Duidelijk verschil"}
    )
    assert page["J2"].value == ("niet zeker" if language is Language.NL else "not certain")
    assert (page["H2"].value, page["B2"].value) == (0.02, Writer(demo, language).pole(gap.block))


def test_no_cell_is_a_formula_and_heads_stay_in_sight(book):
    for page in book.worksheets:
        assert page.freeze_panes == "B2"
        assert len(page.title) <= 31
        for row in page.iter_rows():
            assert not any(cell.data_type == "f" for cell in row)


def test_every_figure_of_a_question_that_is_withheld_is_empty_with_the_reason(book, demo, language):
    page = book["Vragen" if language is Language.NL else "Questions"]
    rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
    assert set(rows) == set(demo.assessment.questions)
    for id_, found in demo.assessment.questions.items():
        row = rows[id_]
        if found.figure.value is None:
            assert row[5].value is row[6].value is None
            assert row[9].value
        if found.distribution is None:
            assert [row[k].value for k in range(10, 15)] == [None] * 5


def test_units_have_a_table_of_their_own(demo, language, tmp_path):
    figure = demo.assessment.shifts[0].figure
    units = (UnitScore(unit="=1+1", respondents=9, by_shift={"S1": figure}),)
    scan = replace(demo, assessment=replace(demo.assessment, units=units))
    write_paper(Format.XLSX, scan, language, tmp_path / "made.xlsx")
    pages = load_workbook(tmp_path / "made.xlsx").worksheets
    (row,) = [row for page in pages for row in page.iter_rows(min_row=2) if row[0].value == "=1+1"]
    assert row[0].data_type == "s"
    assert (row[3].value, row[4].value) == (float(rounded(figure.value)), figure.n)


def test_what_a_user_wrote_stays_text_in_a_workbook(demo, language, tmp_path):
    scan = replace(demo, workspace=replace(demo.workspace, client=NASTY))
    write_paper(Format.XLSX, scan, language, tmp_path / "made.xlsx")
    cell = load_workbook(tmp_path / "made.xlsx").worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (NASTY, "s", True)

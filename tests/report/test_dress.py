"""Looks without code: colours, logo, paper, and a folder laid over the shipped theme."""

import re
from dataclasses import replace

import pytest

from pages import words_of
from servicescan.i18n import Speaker
from servicescan.model.colour import PAPER, READABLE, contrast
from servicescan.model.look import Look, Paper, Picture
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report import charts, theme
from servicescan.report.compose import compose
from servicescan.report.dress import dressed, painted, palette
from servicescan.report.html import render_html
from servicescan.report.pdf import write_pdf

NIGHT = "#14213D"
LOOK = Look(main="#7A1F5C", accent="#0066CC")
PNG = Picture(".png", b"\x89PNG\r\n\x1a\n")


def _grounds() -> list[tuple[str, str]]:
    """Every colour of text in the style sheet, with what it stands on."""
    css = re.sub(r"/\*.*?\*/", "", (theme() / "report.css").read_text("utf-8"), flags=re.DOTALL)
    found = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        ink = re.search(r"(?<![-\w])color: (#\w+)", body)
        ground = re.search(r"background: (#\w+)", body)
        if ink:
            dark = ".cover" in selector or ".back" in selector
            found.append((ink[1], ground[1] if ground else NIGHT if dark else PAPER))
    return found


def _long(colour: str) -> str:
    return colour if len(colour) > 4 else "#" + "".join(2 * digit for digit in colour[1:])


def test_all_text_has_contrast_enough():
    pairs = [*_grounds(), *zip(charts.ON_LEVELS, charts.LEVELS, strict=True)]
    pairs += [(colour, PAPER) for colour in (charts.INK, charts.TEXT, charts.QUIET, charts.AIM)]
    assert len(pairs) > 40
    assert [pair for pair in pairs if contrast(_long(pair[0]), _long(pair[1])) < READABLE] == []


@pytest.mark.parametrize("main", ["#7A1F5C", "#F5A300", "#101010", "#00A0FF"])
def test_numbers_on_the_levels_can_be_read_in_any_look(main):
    colours = palette(Look(main=main))
    for ink, ground in zip(charts.ON_LEVELS, charts.LEVELS, strict=True):
        assert contrast(ink, colours[ground]) >= READABLE


def test_a_light_colour_is_darkened_until_it_can_be_read():
    assert contrast(palette(Look(main="#7FD1C7"))["#0F766E"], PAPER) >= READABLE
    assert palette(LOOK)["#0F766E"] == "#7A1F5C"


def test_only_a_look_changes_the_drawings(demo, language):
    plain = compose(demo, language)
    assert painted(plain, {}) is plain
    workspace = replace(demo.workspace, look=LOOK)
    page = render_html(compose(replace(demo, workspace=workspace), language), theme())
    assert "#7A1F5C" in page
    assert "#0F766E" not in page


def test_the_folder_of_a_look_has_its_colours_paper_and_logo():
    with dressed(theme(), replace(LOOK, paper=Paper.LETTER), PNG, None) as folder:
        style = (folder / "report.css").read_text("utf-8")
        assert "#7A1F5C" in style
        assert "#0F766E" not in style
        assert "size: letter" in style
        assert (folder / "logo.png").read_bytes() == PNG.content
    assert not folder.exists()


def test_nothing_asked_is_the_shipped_folder():
    with dressed(theme(), Look(confidentiality="Board only"), None, None) as folder:
        assert folder == theme()


def test_a_folder_takes_the_place_of_templates_and_styles(demo, tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "cover.html.j2").write_text("<h1>{{ cover.client }} OWN</h1>", "utf-8")
    (tmp_path / "notes.txt").write_text("left alone", "utf-8")
    (tmp_path / "link.css").symlink_to(tmp_path / "notes.txt")
    with dressed(theme(), Look(), None, tmp_path) as folder:
        page = render_html(compose(demo, Language.NL), folder)
        assert not (folder / "notes.txt").exists()
        assert not (folder / "link.css").exists()
    assert " OWN</h1>" in page


@pytest.mark.parametrize("kind", ["nothing", "file", "other"])
def test_what_is_no_theme_is_refused_in_a_sentence(tmp_path, kind):
    own = tmp_path / "own"
    if kind == "file":
        own.write_text("", "utf-8")
    if kind == "other":
        own.mkdir()
        (own / "photo.png").write_bytes(PNG.content)
    with (
        pytest.raises(UserError, match=r"own: (not a folder|holds nothing)"),
        dressed(theme(), Look(), None, own),
    ):
        pass


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{% if %}", r"cover\.html\.j2:2"),
        ("\n\n{{ nobody }}", r"cover\.html\.j2:3: 'nobody' is undefined"),
        ("{{ ''.__class__.__mro__ }}", r"cover\.html\.j2:1"),
    ],
)
def test_a_fault_in_a_template_is_said_with_its_place(demo, tmp_path, template, said):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "cover.html.j2").write_text(template, "utf-8")
    with dressed(theme(), Look(), None, tmp_path) as folder:
        view = compose(demo, Language.NL)
        with pytest.raises(UserError, match=said):
            render_html(view, folder)


def _letters(words: str) -> str:
    """Without what breaking lines puts in or takes out."""
    return re.sub(r"[-\u2010\ufffe\s]", "", words)


@pytest.mark.parametrize(
    "language",
    [Language.NL, pytest.param(Language.EN, marks=pytest.mark.proof)],
    indirect=True,
    scope="session",
)
def test_on_letter_too_what_was_said_stands_below_its_questions(demo, language, tmp_path):
    view = compose(demo, language)
    with dressed(theme(), Look(paper=Paper.LETTER), None, None) as folder:
        write_pdf(render_html(view, folder), folder, tmp_path / "letter.pdf")
    pages = [_letters(page) for page in words_of(tmp_path / "letter.pdf")]
    spreads = [shift for shift in view.shifts if shift.quotes]
    assert len(spreads) > 5
    for shift in spreads:
        (spread,) = [page for page in pages if _letters(shift.quotes[0]) in page]
        assert _letters(Speaker(language)._("What was said")) in spread
        assert all(_letters(question.id) in spread for question in shift.questions)
        assert all(_letters(quote) in spread for quote in shift.quotes)

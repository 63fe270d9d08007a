"""Any letter can be printed, with the report's own typefaces and no other."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from servicescan.model.text import Language
from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.pdf import write_pdf
from servicescan.report.rescue import print_view
from servicescan.report.typeface import spelled

MANY_SCRIPTS = "Top 👍🏽, 你好, שלום, नमस्ते, ﷽, \U000e0067, \ue000"


def fonts_of(path) -> set[str]:
    """The typefaces in a PDF, without the mark that they are there in part."""
    return {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in PdfReader(path).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Één café in ’s-Hertogenbosch → 9,5 · ≥ 5 – €", None),
        ("ĳs", "ijs"),
        ("👩\u200d👧", ":woman:\u200d:girl:"),
        ("👍🏽", ":thumbsup:"),
        ("你好 Ω Ж", "NiHao Ω Ж"),
        ("a\ue000", "a\\ue000"),
        ("\uff1cscript\uff1e", "&lt;script&gt;"),
        ("soft\u00adhyphen\u2060\ufe0f\n", None),
    ],
)
def test_what_the_typefaces_lack_is_written_with_what_they_have(typed, printed):
    assert spelled(typed, theme()) == (typed if printed is None else printed)


def test_a_page_in_many_scripts_uses_the_bundled_typefaces_alone(tmp_path):
    head = '<html lang="nl"><title>x</title><link rel="stylesheet" href="report.css">'
    write_pdf(f"{head}<p>{MANY_SCRIPTS}", theme(), tmp_path / "x.pdf")
    assert {name.split(",")[0] for name in fonts_of(tmp_path / "x.pdf")} == {"Source-Sans-3"}
    assert "NiHao" in PdfReader(tmp_path / "x.pdf").pages[0].extract_text()


def test_a_theme_without_typefaces_of_its_own_is_left_as_it_is(tmp_path):
    assert spelled("你好", tmp_path) == "你好"


def test_who_prints_hears_that_letters_were_respelled(small, tmp_path):
    view = compose(small, Language.NL)
    assert not print_view(view, theme(), tmp_path / "plain.pdf").respelled
    shifts = tuple(replace(shift, quotes=("Geweldig 👍",)) for shift in view.shifts)
    assert print_view(replace(view, shifts=shifts), theme(), tmp_path / "thumb.pdf").respelled

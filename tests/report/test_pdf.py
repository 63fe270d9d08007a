"""The printed report: silent, repeatable, with its own fonts, and nothing fetched."""

import io
import logging
import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint.urls import URLFetcher

from pages import words_of
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.pdf import write_pdf
from servicescan.report.rescue import print_view
from servicescan.report.together import Line, second_half

ENOUGH_PAGES = 20
#: characters on a page between the covers
ENOUGH_WORDS = 930
LEFT_OUT = {
    Language.NL: "[Hier stond een notitie die niet kan worden afgedrukt.]",
    Language.EN: "[A note stood here that cannot be printed.]",
}


def test_the_example_has_its_pages_and_their_numbers(pdf):
    reader = PdfReader(pdf)
    assert len(reader.pages) >= ENOUGH_PAGES
    numbered = reader.pages[4].extract_text()
    assert f"5 / {len(reader.pages)}" in numbered


def test_bookmarks_go_from_chapter_to_shift_to_advice_to_action(demo, pdf):
    chapters = [each for each in PdfReader(pdf).outline if isinstance(each, list)]
    shifts = max(chapters, key=len)
    names = [each.title for each in shifts if not isinstance(each, list)]
    for shift in demo.questionnaire.shifts:
        assert any(name.startswith(f"{shift.id} ") for name in names)
    (advice, actions) = next(each for each in shifts if isinstance(each, list))
    assert advice.title
    first = [a for a in demo.assessment.advice if a.block == demo.questionnaire.shifts[0].id]
    assert len(actions) == len(first)


def test_no_page_is_nearly_empty(pdf):
    inside = words_of(pdf)[1:-1]
    assert [n for n, words in enumerate(inside, 2) if len(words) < ENOUGH_WORDS] == []


def test_what_is_copied_or_searched_holds_ordinary_spaces(pdf):
    words = "".join(words_of(pdf))
    assert " (n = 36)" in words
    assert "\N{NO-BREAK SPACE}" not in words


def test_only_the_bundled_fonts_are_used(pdf):
    found = set()
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    assert found
    assert all(name.startswith(("Source-Sans-3", "Source-Serif-4")) for name in found), found


def test_the_document_says_its_language_and_title(pdf, language):
    reader = PdfReader(pdf)
    assert reader.trailer["/Root"]["/Lang"] == str(language)
    assert "De Linde" in reader.metadata.title
    assert reader.metadata.author is None


def test_again_it_says_nothing_fetches_only_the_theme_and_gives_the_same_bytes(
    pdf, html, tmp_path, monkeypatch, caplog
):
    """With a copy of the theme: every file opened during the layout is known, and lies there."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    copy = Path(shutil.copytree(theme(), tmp_path / "theme"))
    fetched, real = [], URLFetcher.fetch
    monkeypatch.setattr(URLFetcher, "fetch", lambda *args: fetched.append(args[1]) or real(*args))
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        write_pdf(html, copy, tmp_path / "again.pdf")
    assert caplog.messages == []
    assert fetched
    assert [url for url in fetched if not url.startswith(copy.as_uri() + "/")] == []
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()


def test_nothing_outside_the_theme_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    page = (
        f'<html lang="en"><title>x</title><link rel="attachment" href="{secret.as_uri()}">'
        f'<img src="{secret.as_uri()}" alt="x"><img src="fonts/../../../pyproject.toml" alt="y">'
        "<p>Text</p></html>"
    )
    write_pdf(page, theme(), tmp_path / "out.pdf")
    reader = PdfReader(tmp_path / "out.pdf")
    assert reader.attachments == {}
    assert "SECRET" not in reader.pages[0].extract_text()


def test_a_note_that_stops_the_layout_makes_way_for_a_line(small, language, tmp_path):
    """U+2029 after a space stops WeasyPrint 70; what we read is clean, so it is planted here."""
    view = compose(small, language)
    first = replace(view.shifts[0], quotes=("A good note", "Bad \u2029", "Good again"))
    planted = replace(view, shifts=(first, *view.shifts[1:]))
    target = tmp_path / "out.pdf"
    printed = print_view(planted, theme(), target)
    assert printed.left_out == (first.id,)
    words = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert len(PdfReader(target).pages) == printed.pages
    for kept in ("A good note", "Good again", LEFT_OUT[language]):
        assert kept in words.replace("\n", " ")


def test_the_helper_fetches_nothing_but_the_theme(tmp_path, monkeypatch):
    copy = Path(shutil.copytree(theme(), tmp_path / "theme"))
    secret = (tmp_path / "secret.svg").as_uri()
    fetched, real = [], URLFetcher.fetch
    monkeypatch.setattr(URLFetcher, "fetch", lambda *args: fetched.append(args[1]) or real(*args))
    line = Line(io.BytesIO(pickle.dumps((1, 2))), io.BytesIO())
    head = '<html lang="en"><title>x</title><link rel="stylesheet" href="report.css">'
    part = second_half(
        f'{head}<h1>A</h1><img src="{secret}" alt="x"></html>', copy, line, inside=False
    )
    assert len(part.pages) == 1
    assert fetched
    assert [url for url in fetched if not url.startswith(copy.as_uri() + "/")] == []


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        write_pdf('<html lang="en"><title>x</title>x</html>', theme(), blocked / "report.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="only there Python asks the compiler")
def test_loading_the_engine_starts_no_compiler_and_leaves_the_path(tmp_path):
    for name in ("gcc", "cc", "ld", "objdump"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/started\n")
        program.chmod(0o755)
    ask = "import os; from servicescan.report.pdf import load; load(); print(os.environ['PATH'])"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == f"{tmp_path}\n"
    assert not (tmp_path / "started").exists()

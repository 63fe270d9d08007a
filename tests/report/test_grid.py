"""The printed page keeps one grid: a unit of 3.5 pt, a quarter of a line of text."""

from functools import cache

import pytest
from pypdf import PdfReader

from servicescan.report.compose import compose

UNIT = 3.5
PAGE = 841.89
BODY = 9.5
#: what stands above it belongs to the page, not to the text
MARGIN = 50
#: how far a baseline may lie from its line: a printer's dot at 1200 dpi
DOT = 0.06
#: letters that say enough to know a line of a portrait again
ENOUGH = 30


@pytest.fixture
def pages(pdf) -> list[list[tuple[str, float, float]]]:
    return _pages(pdf)


@cache
def _pages(pdf):
    return [_lines(page) for page in PdfReader(pdf).pages]


def _lines(page) -> list[tuple[str, float, float]]:
    """Words, size and distance of their baseline from the top of the page, in points."""
    found = []

    def visit(words, outer, inner, font, size) -> None:
        if font is not None and words.strip():
            place = PAGE - (inner[5] * outer[3] + outer[5])
            found.append((words.strip(), round(abs(inner[3] * outer[3]) * size, 2), place))

    page.extract_text(visitor_text=visit)
    return found


def test_text_in_columns_and_on_facing_pages_keeps_the_same_lines(demo, language, pages):
    shifts = compose(demo, language).shifts
    running = " ".join(words for shift in shifts for words in (shift.now, shift.next, shift.mirror))
    places = [
        place
        for page in pages
        for words, size, place in page
        if size == BODY and len(words) > ENOUGH and words in running
    ]
    assert len(places) > 4 * len(shifts)
    first = places[0]
    apart = [(place - first + UNIT / 2) % UNIT - UNIT / 2 for place in places]
    assert apart == pytest.approx([0] * len(places), abs=DOT)


def test_every_page_inside_runs_the_name_of_its_chapter_along_the_top(html, pages):
    chapters = [part.split('"')[0] for part in html.split('data-chapter="')[1:]]
    inside = pages[1:-1]
    heads = [[words for words, _size, place in page if place < MARGIN] for page in inside]
    assert all(found[0] in chapters for found in heads)
    assert list(dict.fromkeys(found[0] for found in heads)) == list(dict.fromkeys(chapters))


def test_the_advice_of_a_shift_runs_the_name_of_the_shift(demo, language, pages):
    running = {words for page in pages for words, _size, at in page if at < MARGIN}
    for shift in compose(demo, language).shifts:
        assert f"{shift.id} {shift.name}" in running

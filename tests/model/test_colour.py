"""Colours: contrast as WCAG measures it, and shades that stay readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicescan.model.colour import (
    BLACK,
    PAPER,
    READABLE,
    WHITE,
    contrast,
    is_colour,
    mixed,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_as_in_the_standard():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast("#ABCDEF", "#ABCDEF") == 1


@given(COLOURS)
def test_a_colour_made_readable_is_readable_on_paper(colour):
    assert contrast(readable(colour), PAPER) >= READABLE


@given(COLOURS)
def test_a_readable_colour_stays_as_it_is(colour):
    if contrast(colour, PAPER) >= READABLE:
        assert readable(colour) == colour


@given(COLOURS, COLOURS)
def test_mixing_runs_from_the_one_to_the_other(one, other):
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other


@pytest.mark.parametrize("words", ["", "teal", "#FFF", "#GGGGGG", "0F766E", "#0F766E\n"])
def test_other_words_are_no_colour(words):
    assert not is_colour(words)

"""Words while they are typed, and the time that the rest will take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from servicescan.cli.draft import Draft, rows, window
from servicescan.cli.keyboard import (
    CLEAR,
    DELETE,
    DOWN,
    END,
    ERASE,
    HOME,
    LEFT,
    NEW_LINE,
    PASTED,
    RIGHT,
    UP,
    special,
)
from servicescan.cli.pace import Pace
from servicescan.model.questionnaire import PACE

KEYS = [CLEAR, DELETE, DOWN, END, ERASE, HOME, LEFT, NEW_LINE, RIGHT, UP, "\x17", "é", "字", "x"]


def after(words, *keys, width=10):
    draft = Draft.of(words)
    for key in keys:
        draft = draft.press(key, width)
    return draft.words[: draft.at] + "|" + draft.words[draft.at :]


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["x"], "one twox|"),
        ([HOME, DELETE], "|ne two"),
        ([LEFT, LEFT, ERASE], "one |wo"),
        ([LEFT, RIGHT, RIGHT, NEW_LINE], "one two\n|"),
        (["\x17"], "one |"),
        (["\x17", "\x17", "\x17"], "|"),
        ([CLEAR, "a"], "a|"),
        ([PASTED + "\x1b[31m\u202e"], r"one two\x1b[31m\u202e|"),
        (["", "escape", "\x01"], "one two|"),
    ],
)
def test_keys_change_the_words_where_the_cursor_is(keys, found):
    assert after("one two", *keys) == found


def test_up_and_down_keep_the_column():
    assert after("abcd\nef\nghij", UP) == "abcd\nef|\nghij"
    assert after("abcd\nef\nghij", LEFT, UP, UP) == "ab|cd\nef\nghij"
    assert after("abcd\nef", HOME, DOWN) == "abcd\n|ef"


@given(st.text(max_size=60), st.lists(st.sampled_from(KEYS), max_size=20), st.integers(2, 12))
def test_whatever_is_typed_the_rows_hold_it_and_the_window_shows_the_cursor(words, keys, width):
    draft = Draft.of("").insert(words)
    for key in keys:
        draft = draft.press(key, width)
    found = rows(draft.words, width)
    assert "".join(row for _, row in found) == draft.words.replace("\n", "")
    assert all(cell_len(row) <= width for _, row in found)
    shown, row, column = window(draft, width, 3)
    assert len(shown) <= 3
    assert 0 <= row < len(shown)
    assert 0 <= column <= len(shown[row])


def test_sequences_of_keys():
    assert special("\x1b[5~", str) == "page-up"
    assert special("\x1bOA", str) == UP
    assert special("\x1b[99x", str) == ""
    assert special("\x1b", str) == "escape"
    assert special("\x1b[200~", lambda _: "words") == "pasted:words"


def test_the_estimate_follows_this_interview():
    pace = Pace(now=0)
    assert pace.minutes(6) == 6 * PACE / 60
    for number in range(1, 13):
        pace.answered(number * 10)
    assert pace.minutes(60) == 18
    slow = Pace(now=0)
    slow.answered(100_000)
    assert slow.minutes(6) == 5
    assert slow.minutes(0) == 0

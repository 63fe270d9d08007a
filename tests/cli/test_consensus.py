"""A consensus round: individual answers as far as they may be shown, one level, one reason."""

import json

import pytest

from scans import make_scan, person, save
from servicescan.model.response import Kind
from servicescan.model.text import Language


@pytest.fixture
def talk(sit_down, tmp_path):
    """A round of the front line after ``count`` persons answered."""

    def start(count):
        scan = make_scan(tmp_path / "scan", language=Language.EN)
        save(scan, [person(f"p{number}", f"S1-1={1 + number % 2}") for number in range(count)])
        command = ("interview", "-w", scan, "--audience", "front", "--consensus", "--code", "talk")
        return scan, sit_down(*command).sees("A consensus round", "Press").presses(" ")

    return start


def agreed_in(scan):
    (path,) = scan.glob("responses/*-talk.json")
    return json.loads(path.read_text("utf-8"))


def test_the_levels_of_persons_are_shown_when_enough_answered(talk):
    scan, group = talk(10)
    group.sees("consensus", "promises", "So far 0 of 10").presses("\x1b[C")
    group.sees("How do you hear", "So far, by level: 1: 5×, 2: 5×, 3: 0×").presses("3")
    group.sees("Why does the group agree on 3?").types("every store calls back")
    group.sees("Who listens?", "saved").presses("b").sees("▸ 3", "Agreed: every store").presses("q")
    assert group.leaves().code == 0
    found = agreed_in(scan)
    assert (found["kind"], found["mode"]) == ("consensus", "interview")
    answer = found["answers"]["S1-1"]
    assert (answer["level"], answer["reason"]) == (3, "every store calls back")
    assert len(list(scan.glob("responses/*.json"))) == 11


def test_what_few_people_answered_is_neither_shown_nor_counted(talk):
    scan, group = talk(7)
    group.presses("\x1b[C").sees("How do you hear")
    group.sees("Too few people were asked this", "that takes 8.").presses("2")
    group.sees("Why does").types("").sees("Without a reason").presses("q")
    assert group.leaves().code == 0
    assert not list(scan.glob("responses/*-talk.json"))


def test_a_round_is_gone_on_with_and_kept_out_of_the_figures(talk, sit_down, run):
    scan, group = talk(8)
    group.presses("5").sees("Why").types("so").sees("saved").presses("q").leaves()
    again = sit_down("interview", "-w", scan, "--consensus").sees("Go on with", "talk").types("")
    again.sees("1 of 5", "How do you hear").presses("q").leaves()
    mine = sit_down("interview", "-w", scan, "--code", "talk")
    ended = mine.leaves()
    assert "talk is the code of consensus answers. Add --consensus." in " ".join(ended.out.split())
    found = json.loads(run("results", "-w", scan, "--json").out)
    assert found["assessment"]["respondents"] == 8


def test_lines_agree_on_levels_with_their_reasons(run, scan):
    save(scan, [person("aa", "B1=2")])
    command = ("interview", "-w", scan, "--audience", "front", "--consensus", "--code", "talk")
    ended = run(*command, typed="3: as agreed # seen\ndk\n4\n")
    assert ended.code == 1
    assert ended.err == (
        "standard input:3: A level that a group agrees on needs its reason. "
        "Add it, such as “4: reason”.\n"
    )
    answer = agreed_in(scan)["answers"]["B1"]
    assert (answer["level"], answer["reason"], answer["note"]) == (3, "as agreed", "seen")
    alone = run("interview", "-w", scan, "--audience", "front", "--code", "bb", typed="3: so\n")
    assert alone.err == "standard input:1: “3: so” is not an answer. Use 1 to 5, dk or na.\n"


def test_begun_rounds_are_not_offered_to_persons(sit_down, scan):
    save(scan, [person("talk", "B1=2", kind=Kind.CONSENSUS)])
    asked = sit_down("interview", "-w", scan, "--lang", "en").sees("Who is answering?").types("2")
    assert asked.sees("Welcome").presses("\x03").leaves().code == 130

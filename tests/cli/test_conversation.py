"""The keys of the interview, the places where it may end, and what it asks of a terminal."""

import json
import os
import signal
from dataclasses import replace

import pytest

from scans import make_scan, person, save
from servicescan.model.response import Answer
from servicescan.model.text import Language, Text, Wording
from servicescan.model.workspace import Thresholds


@pytest.fixture
def begin(sit_down, scan):
    """Sit down as a leader, in English, at the first question."""

    def start(*options, size=(24, 80)):
        command = ("interview", "-w", scan, "--audience", "lead", "--code", "aa", "--lang", "en")
        return sit_down(*command, *options, size=size).sees("Press").presses(" ").sees("promises")

    return start


def file_in(scan):
    (path,) = scan.glob("responses/*.json")
    return json.loads(path.read_text("utf-8"))


def bare(found):
    """Answers without the fingerprint of their question."""
    return {
        id_: {key: value for key, value in answer.items() if key != "fingerprint"}
        for id_, answer in found["answers"].items()
    }


def stops(person):
    assert person.presses("q").leaves().code == 0


# -- keys -----------------------------------------------------------------------------------------


def test_evidence_waits_for_the_answer_and_stands_with_it(begin, scan):
    person = begin().presses("e").sees("How is the answer backed?", "0 none", "3 data")
    person.presses("2").sees("Evidence: shown", "saved").presses("e").sees("backed?").presses("x")
    assert file_in(scan)["waiting"] == {"B1": {"evidence": "shown"}}
    person.sees("Evidence: shown").presses("4").sees("How do you hear").presses("b")
    person.sees("▸ 4", "Evidence: shown").presses("e").presses("3").sees("Evidence: data", "saved")
    person.presses("d").sees("How do you hear").presses("b").sees("▸ d").presses("e")
    person.sees("Evidence belongs to a level.")
    stops(person)
    assert bare(file_in(scan)) == {"B1": {"status": "dont_know"}}


def test_a_note_without_an_answer_is_on_the_disk_and_comes_back(begin, scan):
    person = begin().presses("t").sees("Note:").types("soon").sees("y / n").presses("y")
    person.sees("Note: soon", "saved")
    stops(person)
    assert file_in(scan)["waiting"] == {"B1": {"note": "soon", "quote": True}}


def test_a_waiting_note_is_shown_after_coming_back(sit_down, begin, scan):
    stops(begin().presses("t").sees("Note:").types("soon").sees("y / n").presses("n").sees("saved"))
    person = sit_down("interview", "-w", scan, "--code", "aa").sees("Press").presses(" ")
    person.sees("promises", "Note: soon").presses("3").sees("saved")
    stops(person)
    assert bare(file_in(scan)) == {"B1": {"level": 3, "note": "soon"}}
    assert "waiting" not in file_in(scan)


def test_undo_takes_back_step_by_step(begin, scan):
    person = begin().presses("2").sees("saved").presses("5").sees("Who listens?").presses("u")
    person.sees("How do you hear", "Undone.", "saved").presses("u").sees("promises", "Undone.")
    person.presses("u").sees("nothing to undo").presses("4").sees("saved")
    stops(person)
    assert bare(file_in(scan)) == {"B1": {"level": 4}}


def test_review_begins_with_what_is_open_and_goes_there(begin):
    person = begin().presses("2").sees("saved").presses("r")
    person.sees("2 open of 3.", "S1-1", "S1-2", "2  B1").presses("\x1b[B\r").sees("Who listens?")
    person.presses("r").sees("open of").presses("\x1b[B\x1b[B\x1b[B\x1b[A\x1b[B\r")
    person.sees("promises", "▸ 2").presses("r").sees("open").presses("\x7f").sees("promises")
    stops(person)


def test_a_list_longer_than_the_screen_scrolls(sit_down, run):
    run("new", "scan", "--client", "X", "--lang", "en")
    person = sit_down("interview", "-w", "scan", "--audience", "leadership")
    person.sees("Press").presses(" ").sees("question 1 of").presses("j").sees("To which", "▼")
    person.presses("\x1b[6~").presses("\x1b[6~").sees("▲", "▼").presses("\x1b[F").sees("Search")
    person.presses("\r").sees("question").presses("jpromise").sees("Search: promise").presses("\r")
    stops(person.sees("question 1 of"))


def test_the_language_changes_on_the_spot(begin, scan):
    person = begin().presses("1").sees("How do you hear").presses("l").sees("Hoe hoort u")
    person.presses("2").sees("Wie luistert?", "opgeslagen").presses("l").sees("Who listens?")
    stops(person.presses("l").sees("Wie"))
    assert file_in(scan)["language"] == "nl"


def test_a_wrong_key_says_which_keys_work(begin):
    person = begin().presses("x").sees("“x” does nothing here. Keys: 1-5, d, n, Enter, t, e,")
    person.presses("p").sees("“p” does nothing here").presses("5").sees("1 of 3")
    stops(person)


def test_arrows_choose_and_enter_answers(begin, scan):
    person = begin().presses("\x1b[B\x1b[B").sees("> 2").presses("\r").sees("How do you hear")
    person.presses("\x1b[A").sees("> n").presses("\x1b").sees("n  not").presses("\r")
    person.sees("Who listens?").presses("b").presses("b").sees("▸ 2").presses("\x1b[B")
    person.sees("▸ 2").presses("\x1b[B\r").sees("How do you hear")
    stops(person)
    assert bare(file_in(scan)) == {"B1": {"level": 3}}


def test_pasted_words_are_no_keys(begin, scan):
    person = begin().presses("\x1b[200~1 2 3 q\x1b[201~").presses("t").sees("Note:")
    person.presses("\x1b[200~one\ntwo\x1b[201~").sees("one", "two").presses("\r").sees("y / n")
    stops(person.presses("n").sees("Note: one · two"))
    assert file_in(scan)["waiting"] == {"B1": {"note": "one\ntwo"}}


# -- for an interviewer ---------------------------------------------------------------------------


def test_private_notes_and_parked_topics_are_kept_apart(begin, scan):
    person = begin("--mode", "interview").presses("p").sees("never in a report:")
    person.types("she hesitates").sees("Private: she hesitates", "saved").presses("k")
    person.sees("Topic for later:").types("parking places").sees("saved").presses("r")
    person.sees("Parked: parking places.").presses("\x1b").presses("3").sees("1 of 3")
    stops(person)
    found = file_in(scan)
    assert (found["mode"], found["parked"]) == ("interview", ["parking places"])
    assert found["private"] == {"B1": "she hesitates"}
    assert bare(found) == {"B1": {"level": 3}}


def test_the_intro_is_the_clients_own_and_names_the_thresholds(sit_down, tmp_path):
    intro = Wording({"lead": Text.same("Dear board"), "front": Text.same("Dear all")})
    scan = make_scan(tmp_path / "own", intro=intro, thresholds=Thresholds(mean=6, comments=12))
    command = ("interview", "-w", scan, "--audience", "front", "--lang", "en")
    person = sit_down(*command).sees("Dear all", "from 6 answers on", "once 12 people", "Press")
    assert person.presses("\x03").leaves().code == 130
    asked = sit_down(*command, "--mode", "interview").sees("Read this out", "Dear all", "Press")
    assert asked.presses("\x03").leaves().code == 130


# -- what may go wrong ----------------------------------------------------------------------------


def block(scan):
    """The responses cannot be written until this is undone."""
    aside = (scan / "responses").rename(scan / "aside")
    (scan / "responses").write_text("in the way", "utf-8")
    return aside


def test_answers_that_cannot_be_saved_can_go_elsewhere(begin, scan, tmp_path):
    person = begin().presses("2").sees("saved")
    block(scan)
    person.presses("4").sees("Kept in memory; w saves", "cannot be written", "w save elsewhere")
    person.presses("w").sees("In which folder?").types(str(tmp_path / "stick")).sees("saved")
    person.presses("1").sees("3 of 3", "saved").presses("q")
    ended = person.leaves()
    assert ended.code == 0
    (path,) = (tmp_path / "stick").glob("*.json")
    assert bare(json.loads(path.read_text("utf-8"))).keys() == {"B1", "S1-1", "S1-2"}
    assert "Put that file in its place once it can be" in ended.out.replace("\r\n", " ")


@pytest.mark.parametrize("end", ["q", "\x03"], ids=["stopping", "Ctrl-C"])
def test_nobody_leaves_with_unsaved_answers_unasked(begin, scan, tmp_path, end):
    person = begin().presses("2").sees("saved")
    block(scan)
    person.presses("4").sees("Kept in memory").presses(end).sees("In which folder can the answers")
    person.types(str(scan / "responses" / "x")).sees("cannot be written", "In which folder")
    person.types(str(tmp_path / "stick"))
    assert person.leaves().code == (0 if end == "q" else 130)
    assert len(list((tmp_path / "stick").glob("*.json"))) == 1


def test_who_wants_no_other_place_is_told_that_answers_are_lost(begin, scan):
    person = begin().presses("2").sees("saved")
    block(scan)
    person.presses("4").sees("Kept in memory").presses("q").sees("In which folder").types("")
    ended = person.leaves()
    assert ended.code == 1
    assert "cannot be written" in ended.out


def test_a_drive_that_is_gone_does_not_come_back_as_an_empty_folder(begin, scan):
    person = begin().presses("2").sees("saved")
    away = scan.rename(scan.with_name("away"))
    person.presses("4").sees("is gone")
    assert not scan.exists()
    away.rename(scan)
    stops(person.presses("b").sees("saved"))
    assert bare(file_in(scan)).keys() == {"B1", "S1-1"}


def test_suspending_gives_the_terminal_back_and_draws_again(begin):
    person = begin().presses("2").sees("1 of 3").presses("\x1a").sees("\x1b[?1049l")
    os.kill(person.process.pid, signal.SIGCONT)
    stops(person.sees("\x1b[?1049h", "1 of 3", "How do you hear"))


def test_another_window_size_draws_again(begin):
    person = begin()
    person.process.setwinsize(20, 40)
    person.sees("0 of 3", "promises")
    stops(person)


# -- editors --------------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that runs this line of shell, with the file as $1."""

    def install(line):
        path = tmp_path / "own editor"
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", f"'{path}'")

    monkeypatch.delenv("VISUAL", raising=False)
    return install


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_a_note_in_an_editor_begins_with_what_was_typed(begin, scan, editor):
    editor("printf ' and more\\n\\033[31m' >> \"$1\"")
    person = begin().presses("t").sees("Note:").presses("some\x05").sees("y / n").presses("n")
    person.sees("Note: some and more", "saved").presses("T").sees("y / n").presses("n")
    stops(person.sees("saved"))
    note = file_in(scan)["waiting"]["B1"]["note"]
    assert note == "some and more\n\\x1b[31m and more\n\\x1b[31m"


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_an_editor_that_fails_keeps_the_draft(begin, tmp_path, monkeypatch, editor):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    editor("exit 3")
    person = begin().presses("t").sees("Note:").presses("words\x05").sees("ended with 3")
    stops(person)
    (draft,) = tmp_path.glob("servicescan-note-*")
    assert draft.read_text("utf-8") == "words"


def test_an_editor_that_is_not_there_is_told(begin, tmp_path, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(tmp_path / "nothing"))
    stops(begin().presses("T").sees("cannot", "Set EDITOR"))


# -- terminals ------------------------------------------------------------------------------------


def test_a_narrow_terminal_scrolls_to_the_answer(sit_down, run):
    run("new", "scan", "--client", "X", "--lang", "en")
    command = ("interview", "-w", "scan", "--audience", "leadership")
    person = sit_down(*command, size=(24, 40)).sees("Press").presses(" ").sees("0 of", "▼")
    stops(person.presses("\x1b[B" * 5).sees("▲", "> 5").presses("\r").sees("saved"))


@pytest.mark.parametrize(("width", "height"), [(20, 5), (40, 24), (80, 5), (200, 60)])
def test_no_size_of_the_terminal_stops_the_interview(begin, scan, width, height):
    person = begin()
    person.process.setwinsize(height, width)
    person.presses("t").presses("words\r").presses("n").presses("?").presses(" ").presses("j")
    stops(person.presses("\x1b").presses("3"))
    assert bare(file_in(scan)) == {"B1": {"level": 3, "note": "words"}}


def test_a_terminal_without_colours_gets_none(begin, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    person = begin().presses("3").sees("saved")
    assert "\x1b[38;" not in person.process.before
    stops(person)


def test_a_terminal_of_another_alphabet_loses_nothing(begin, scan, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    person = begin().presses("t").sees("Note:")
    os.write(person.process.child_fd, b"caf\xe9 5\r")
    person.sees("y / n")
    stops(person.presses("n").presses("4"))
    assert bare(file_in(scan))["B1"] == {"level": 4, "note": "café 5"}


def test_a_byte_that_is_no_letter_is_seen_and_swallows_no_key(begin, scan):
    person = begin().presses("t").sees("Note:")
    os.write(person.process.child_fd, b"caf\xe9 5\r")
    stops(person.sees("y / n").presses("n").sees("saved"))
    assert file_in(scan)["waiting"]["B1"]["note"] == "caf\ufffd 5"


def test_a_long_note_scrolls_in_its_field(begin, scan):
    words = " ".join(f"word{number}" for number in range(1500))
    person = begin().presses("t").sees("Note:").presses(f"\x1b[200~{words}\x1b[201~")
    person.sees("word1499").presses("\x1b[H").sees("ord0 word1 ").presses("\x1b[F\r").sees("y / n")
    person.presses("n").sees("Note: word0", " …", "saved").presses("t").sees("word1499")
    stops(person.presses("\x1b").presses("2").sees("1 of 3"))
    assert bare(file_in(scan))["B1"]["note"] == words


def test_answers_under_a_code_of_another_kind_are_refused(run, scan):
    save(scan, [person("aa", "B1=1")])
    ended = run("interview", "-w", scan, "--code", "aa", "--consensus", typed="3: so\n")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "--code: aa is the code of individual answers. Leave out --consensus.\n"


def test_notes_that_wait_and_private_words_reach_no_outcome(run, tmp_path):
    scan = make_scan(tmp_path / "all", language=Language.EN)
    everyone = [
        replace(
            person(f"p{number}", "B1=3 S1-1=2 S1-2=4"),
            answers={"B1": Answer(level=2, note=f"open words {number}", quote=True)},
            private={"B1": f"CANARY {number}"},
            parked=(f"CANARY {number}",),
        )
        for number in range(12)
    ]
    save(scan, everyone)
    told = [run("results", "-w", scan).out, run("results", "-w", scan, "--json").out]
    told.append(run("status", "-w", scan).out)
    assert "open words" in told[1]
    assert "CANARY" not in "".join(told)

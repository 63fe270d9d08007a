"""The interview read out line by line: for a screen reader, or where nothing can be drawn."""

import json

import pytest


def file_in(scan):
    (path,) = scan.glob("responses/*.json")
    return json.loads(path.read_text("utf-8"))


def levels_in(scan):
    found = file_in(scan)["answers"]
    return {id_: answer.get("level", answer.get("status")) for id_, answer in found.items()}


@pytest.fixture
def listen(sit_down, scan):
    """Sit down as one of the front line, in English, behind the welcome."""

    def start(*options):
        command = ("interview", "-w", scan, "--audience", "front", "--code", "aa", "--lang", "en")
        return sit_down(*command, *options).sees("Press Enter to begin.").types("")

    return start


def test_everything_is_said_once_and_nothing_is_drawn(listen, scan):
    person = listen("--plain").sees("0 of 5, ± 5 min left.", "question 1 of 1.", "promises?")
    person.sees("5  ", "d  don't know", "n  not applicable", "Answer, or ? for help:").types("3")
    person.sees("✓ saved", "1 of 5", "How do you hear them?", "for help:").types("x")
    person.sees("“x” does nothing here.", "for help:").types("d").sees("2 of 5").types("n")
    person.sees("Why does this not apply?").types("no branch").sees("3 of 5", "How?").types("q")
    ended = person.leaves()
    assert ended.code == 0
    assert "How?" not in ended.out
    assert "\x1b[" not in person.process.before
    assert levels_in(scan) == {"B1": 3, "S1-1": "dont_know", "S1-2": "not_applicable"}


def test_a_terminal_that_cannot_draw_is_read_to(listen, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    person = listen().sees("promises?", "for help:").types("?").sees("e: say how", "to go on.")
    person.types("").sees("promises?", "for help:").types("q")
    assert person.leaves().code == 0


def test_notes_evidence_and_lists_by_words(listen, scan):
    person = listen("--plain").sees("for help:").types("t").sees("No names", "Note:").types("one")
    person.sees("y / n").types("y").sees("saved", "for help:").types("t").sees("Now: one.")
    person.types("").sees("for help:").types("e").sees("2  shown", "backed?").types("2")
    person.sees("saved", "for help:").types("j").sees("B1", "Which one?").types("q")
    person.sees("Nothing found.", "for help:").types("r").sees("5 open of 5.").types("how")
    person.sees("More than one: S1-1, S1-3", "for help:").types("j").types("c1")
    person.sees("Do you help", "for help:").types("4").sees("4 questions are still open").types("")
    person.sees("promises?", "Evidence: shown", "Note: one").types("t").sees("- removes").types("-")
    person.sees("saved").types("2").sees("saved").types("b").sees(
        "Answered: 2.", "for help:"
    ).types("\x04")
    assert person.leaves().code == 0
    answer = file_in(scan)["answers"]["B1"]
    assert {key: answer[key] for key in answer if key != "fingerprint"} == {
        "level": 2,
        "evidence": "shown",
    }


def test_breaking_off_keeps_what_was_answered(listen, scan):
    person = listen("--plain").sees("for help:").types("3").sees("saved").presses("\x03")
    ended = person.leaves()
    assert ended.code == 130
    assert "The answers are safe: 1 of 5" in ended.out
    assert levels_in(scan) == {"B1": 3}

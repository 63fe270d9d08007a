"""The interview at a real terminal and through a pipe: every answer is safe once it is given."""

import json
import os
import signal

import pytest

from scans import content, make_scan, person, save
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group


def answers_in(scan):
    """Question -> what was answered, shortly, from the one response in the scan."""
    (path,) = scan.glob("responses/*.json")
    found = json.loads(path.read_text("utf-8"))["answers"]
    return {id_: answer.get("level", answer.get("status")) for id_, answer in found.items()}


def answer_in(scan, id_):
    (path,) = scan.glob("responses/*.json")
    answer = json.loads(path.read_text("utf-8"))["answers"][id_]
    return {key: value for key, value in answer.items() if key != "fingerprint"}


# -- at a terminal --------------------------------------------------------------------------------


def test_a_whole_interview_in_dutch(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--audience", "front")
    person.sees("Sound", "Welcome", "5 vragen", "Druk op Enter").presses(" ")
    person.sees("Gemeente Voorbeeld", "0 van de 5", "vraag 1 van 1", "Do you keep promises?")
    person.presses("3").sees("1 van de 5", "horen", "luisteren", "vraag 1 van 3")
    person.sees("Hoe hoor je hen?", "opgeslagen").presses("d").sees("Wie luistert?")
    person.presses("n").sees("Waarom is dit niet van toepassing?").types("geen winkel")
    person.sees("3 van de 5", "How?").presses("t").sees("Geen namen", "Notitie:")
    person.types("We bellen terug").sees("Mag dit woordelijk").presses("j")
    person.sees("Notitie: We bellen terug").presses("5").sees("4 van de 5", "Do you help")
    person.presses("1").sees("5 van de 5", "klaar", "Dank u wel.").presses("q")
    ended = person.leaves()
    assert ended.code == 0
    assert "De antwoorden zijn veilig: 5 van 5" in ended.out
    assert "Later verder" not in ended.out
    assert answers_in(scan) == {
        "B1": 3,
        "S1-1": "dont_know",
        "S1-2": "not_applicable",
        "S1-3": 5,
        "C1": 1,
    }
    assert answer_in(scan, "S1-2")["reason"] == "geen winkel"
    assert answer_in(scan, "S1-3") == {"level": 5, "note": "We bellen terug", "quote": True}


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_breaking_off_keeps_what_was_answered_and_resumes_at_that_question(sit_down, scan, key):
    command = ("interview", "-w", scan, "--audience", "front", "--lang", "en")
    first = sit_down(*command).sees("Press Enter").presses(" ")
    first.sees("question 1 of 1").presses("4").sees("question 1 of 3").presses("2")
    first.sees("question 2 of 3").presses(key)
    ended = first.leaves()
    assert ended.code == 130
    assert "The answers are safe: 2 of 5, in " in ended.out
    (path,) = scan.glob("responses/*.json")
    code = path.stem.rpartition("-")[2]
    command = f"Go on later with: servicescan interview --workspace {scan} --code {code}"
    assert command in ended.out.replace("\r\n", "")
    assert answers_in(scan) == {"B1": 4, "S1-1": 2}
    again = sit_down("interview", "-w", scan, "--code", code)
    again.sees("2 of 5", "question 2 of 3", "Who listens?").presses("q")
    assert again.leaves().code == 0
    assert answers_in(scan) == {"B1": 4, "S1-1": 2}


def test_breaking_off_at_once_leaves_nothing(sit_down, scan):
    before = content(scan)
    person = sit_down("interview", "-w", scan, "--audience", "front").sees("Druk op Enter")
    ended = person.presses("\x03").leaves()
    assert ended.code == 130
    assert "Er is niets beantwoord, dus niets opgeslagen." in ended.out
    assert content(scan) == before


def test_going_back_shows_what_was_answered_and_changes_it(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--audience", "lead", "--code", "aa")
    person.sees("Druk").presses("x").sees("0 van de 3", "promises").presses("2")
    person.sees("Hoe hoort u").presses("5").sees("Wie luistert?")
    person.presses("b").sees("Hoe hoort u", "▸ 5").presses("\x1b[D").sees("promises", "▸ 2")
    person.presses("3").sees("opgeslagen").presses("\x1b[C").sees("Wie luistert?").presses("q")
    assert person.leaves().code == 0
    assert answers_in(scan) == {"B1": 3, "S1-1": 5}


def test_skip_jump_help_and_keys_that_mean_nothing(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--audience", "front", "--lang", "en")
    person.sees("Press").presses(" ").sees("question 1 of 1").presses("9").sees("question 1 of 1")
    person.presses("?").sees("don't know; it never counts as level 1").presses(" ")
    person.sees("question 1 of 1").presses("\r").sees("question 1 of 3")
    person.presses("j").sees("To which question?", "B1", "C1", "Search:").presses("s9-9")
    person.sees("Nothing found.").presses("\r\x1b").sees("question 1 of 3").presses("j")
    person.sees("To which").types("c1")
    person.sees("Do you help").presses("4").sees("4 questions are still open: B1, S1-1, S1-2, S1-3")
    person.presses("\r").sees("promises").presses("j").sees("To which").presses("\x1b")
    person.sees("promises").presses("n").sees("Why does").types("  ")
    person.sees("Without a reason, the question stays open.").presses("t").sees("Note:")
    person.presses("\x04").sees("promises").presses("q")
    assert person.leaves().code == 0
    assert answers_in(scan) == {"C1": 4}


def test_who_answers_is_asked_and_begun_answers_are_offered(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--lang", "en")
    person.sees("Who is answering?", "1", "Leaders", "2", "Front line").types("2")
    person.sees("5 questions", "Press").presses(" ").sees("question 1 of 1").presses("1")
    person.sees("saved").presses("q").leaves()
    again = sit_down("interview", "-w", scan, "--lang", "en")
    again.sees("Go on with answers that were begun?", "Front line", "somebody else begins")
    again.types("").sees("1 of 5", "How do you hear them?").presses("2").sees("saved").presses("q")
    assert again.leaves().code == 0
    assert answers_in(scan) == {"B1": 1, "S1-1": 2}
    other = sit_down("interview", "-w", scan, "--lang", "en").sees("Go on with").types("n")
    assert other.sees("Who is answering?").types("1").sees("3 questions").presses("\x03").leaves()


def test_a_damaged_file_does_not_stand_in_the_way_of_the_others(sit_down, scan):
    save(scan, [person("aa", "B1=1"), person("bb", "B1=2")])
    (scan / "responses" / "2026-11-22-front-aa.json").write_text("{", "utf-8")
    asked = sit_down("interview", "-w", scan, "--lang", "en").sees("Go on with", "bb", "[1]")
    assert asked.types("").sees("How do you hear them?").presses("q").leaves().code == 0


def test_help_tells_an_interviewer_what_to_ask_next(sit_down, run):
    run("new", "scan", "--client", "X", "--lang", "en", "--form", "quick")
    person = sit_down("interview", "-w", "scan", "--audience", "leadership", size=(50, 100))
    person.sees("Press").presses(" ").sees("question 1 of").presses("?")
    person.sees("To ask next: ", "To ask to see: ", "Press Enter to go on.").presses(" ")
    assert person.sees("question 1 of").presses("q").leaves().code == 0


def test_a_folder_that_cannot_be_written_meanwhile_loses_no_answer(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--audience", "lead", "--code", "aa")
    person.sees("Druk").presses(" ").sees("promises").presses("2").sees("opgeslagen")
    aside = (scan / "responses").rename(scan / "elsewhere")
    (scan / "responses").write_text("in the way", "utf-8")
    person.presses("4").sees("cannot be written")
    (scan / "responses").unlink()
    aside.rename(scan / "responses")
    person.presses("b").sees("opgeslagen").presses("q")
    assert person.leaves().code == 0
    assert answers_in(scan) == {"B1": 2, "S1-1": 4}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back_when_the_program_is_ended(sit_down, scan, number):
    person = sit_down("interview", "-w", scan, "--audience", "lead").sees("Druk").presses(" ")
    person.sees("promises").presses("2").sees("opgeslagen")
    os.kill(person.process.pid, number)
    ended = person.leaves()
    assert ended.code == 128 + number
    assert "\x1b[?1049l" in ended.out
    assert answers_in(scan) == {"B1": 2}


def test_two_windows_do_not_answer_for_the_same_person(sit_down, run, scan):
    save(scan, [person("aa", "B1=1")])
    first = sit_down("interview", "-w", scan, "--code", "aa").sees("Hoe hoor je hen?")
    ended = run("interview", "-w", scan, "--code", "aa", typed="3\n")
    assert (ended.code, ended.out) == (1, "")
    assert f"in use by another servicescan (process {first.process.pid})" in ended.err
    first.presses("q").leaves()
    assert answers_in(scan) == {"B1": 1}


def test_words_in_any_alphabet_are_kept_and_control_characters_spelled_out(sit_down, scan):
    person = sit_down("interview", "-w", scan, "--audience", "lead", "--code", "aa")
    person.sees("Druk").presses("é").sees("promises").presses("ß").presses("n").sees("Waarom")
    person.types("\x16\x1b[31mβ 👍 e\u0301").sees("Hoe hoort u").presses("q")
    assert person.leaves().code == 0
    assert answer_in(scan, "B1")["reason"] == "\\x1b[31mβ 👍 é"


def test_a_low_terminal_still_shows_question_and_keys(sit_down, scan):
    command = ("interview", "-w", scan, "--audience", "lead", "--lang", "en", "--code", "aa")
    person = sit_down(*command, size=(13, 60)).sees("Press").presses(" ")
    person.sees("Do you keep promises?", "  5 ", "don't know", "q stop").presses("q")
    assert person.leaves().code == 0


# -- through a pipe -------------------------------------------------------------------------------


def listen(run, scan, typed, *options):
    options = options or ("--audience", "front", "--code", "aa")
    return run("interview", "-w", scan, *options, typed=typed)


def test_lines_are_answers_in_the_order_of_the_questions(run, scan):
    ended = listen(run, scan, "3\nDK\nna: geen winkel # echt niet\n\n 5 # goed [/]\n")
    assert (ended.code, ended.err) == (0, "")
    assert "S1-1  Hoe hoor je hen?" in ended.out
    assert "De antwoorden zijn veilig: 4 van 5" in ended.out
    assert answers_in(scan) == {
        "B1": 3,
        "S1-1": "dont_know",
        "S1-2": "not_applicable",
        "C1": 5,
    }
    assert answer_in(scan, "S1-2") == {
        "status": "not_applicable",
        "reason": "geen winkel",
        "note": "echt niet",
    }
    assert answer_in(scan, "C1") == {"level": 5, "note": "goed [/]"}


def test_the_next_pipe_goes_on_where_the_last_one_stopped(run, scan):
    listen(run, scan, "3\nq\n5\n")
    ended = listen(run, scan, "4\n-\n2\n", "--code", "AA")
    assert ended.out.startswith("S1-1")
    assert answers_in(scan) == {"B1": 3, "S1-1": 4, "S1-3": 2}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"6", "“6” is not an answer. Use 1 to 5, dk or na."),
        (b"1 (yesterday)", "“1 (yesterday)” is not an answer. Use 1 to 5, dk or na."),
        ("٣".encode(), "“٣” is not an answer. Use 1 to 5, dk or na."),
        (b"na", "“Not applicable” needs a reason. Add it."),
        (b"na:  # note", "“Not applicable” needs a reason. Add it."),
        (b"3 # caf\xe9", "This is not UTF-8 text. Save the file as UTF-8."),
    ],
)
def test_a_line_that_is_no_answer_stops_there_and_keeps_the_ones_before(run, scan, line, sentence):
    ended = listen(run, scan, b"\xef\xbb\xbf3\n4\n" + line + b"\n5\n")
    assert ended.code == 1
    assert ended.err == f"standard input:3: {sentence}\n"
    assert answers_in(scan) == {"B1": 3, "S1-1": 4}


def test_no_lines_save_nothing(run, scan):
    before = content(scan)
    ended = listen(run, scan, "")
    assert ended.code == 0
    assert ended.out == "Er is niets beantwoord, dus niets opgeslagen.\n"
    assert content(scan) == before


def test_more_lines_than_questions_end_quietly(run, scan):
    assert listen(run, scan, "1\n" * 9).code == 0
    assert len(answers_in(scan)) == 5


def test_a_quick_scan_asks_the_quick_set(run, tmp_path):
    scan = make_scan(tmp_path / "quick", form=Form.QUICK)
    listen(run, scan, "1\n2\n3\n")
    assert answers_in(scan) == {"S1-1": 1}


def test_a_team_and_a_language_are_kept(run, tmp_path):
    scan = make_scan(tmp_path / "one", audiences={"lead": Group()})
    ended = listen(run, scan, "1\n2\n", "--unit", " Noord\x07 ", "--lang", "en")
    assert "How do you hear your customers?" in ended.out
    (path,) = scan.glob("responses/*.json")
    found = json.loads(path.read_text("utf-8"))
    assert found["respondent"]["audience"] == "lead"
    assert found["respondent"]["unit"] == r"Noord\x07"
    assert found["language"] == Language.EN


def test_the_word_for_customer_is_the_clients_own(run):
    run("new", "zorg", "--client", "Zorg", "--term", "patient")
    ended = run("interview", "-w", "zorg", "--audience", "front_line", typed="-\n" * 60)
    assert "patiënt" in ended.out
    assert "{" not in ended.out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Whose answers are these? Give --audience: lead, front."),
        (
            ["--audience", "fornt"],
            "--audience: There is no audience “fornt”. Did you mean “front”? Use lead, front.",
        ),
        (
            ["--audience", "front", "--code", "111222333"],
            (
                "--code: “111222333” is not a usable respondent code. "
                "Use letters, digits and - (no name, no citizen number)."
            ),
        ),
        (
            ["--audience", "lead", "--code", "aa"],
            "--code: aa answers for front, not for lead. Leave --audience out.",
        ),
    ],
)
def test_what_is_not_possible_is_wrong_usage(run, scan, options, sentence):
    save(scan, [person("aa", "B1=1")])
    before = content(scan)
    ended = run("interview", "-w", scan, *options, typed="3\n")
    assert (ended.code, ended.out, ended.err) == (2, "", f"{sentence}\n")
    assert content(scan) == before


def test_a_damaged_file_of_this_person_is_named_and_left(run, scan):
    save(scan, [person("aa", "B1=1")])
    (path,) = scan.glob("responses/*.json")
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    before = content(scan)
    ended = listen(run, scan, "3\n", "--code", "aa")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{path}:")
    assert content(scan) == before


def test_a_folder_that_cannot_be_written_is_one_sentence(run, scan):
    (scan / "responses").write_text("in the way", "utf-8")
    ended = listen(run, scan, "3\n")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{scan / 'responses'}: cannot be written (")


def test_a_file_that_cannot_be_replaced_stops_with_one_sentence(run, scan, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    (scan / "responses" / "2026-11-22-front-aa.json").mkdir(parents=True)
    ended = run(*("interview", "-w", scan, "--audience", "front", "--code", "aa"), typed="3\n")
    assert ended.code == 1
    assert "cannot be written (" in ended.err

"""The user's words are shown as they are: no markup, no emoji, no escape code is obeyed."""

from dataclasses import replace

import pytest

from scans import make_scan, person, save
from servicescan.model.response import Answer
from servicescan.model.text import Language

MARKUP = "[/] [bold red]x[/] :warning: %s <b>&amp;</b>"
BRACES = "{0} {{ 1 }} {% x %}"
ESCAPE = "\x1b[31m\x07\u202e"
SPELLED = r"\x1b[31m\x07\u202e"
ODD = MARKUP + ESCAPE
SHOWN = MARKUP + SPELLED


def odd_questionnaire(folder):
    """Odd words in each text that the terminal shows, written as YAML can hold them."""
    escaped = MARKUP + r"\e[31m\a\u202e"
    for file, old in (
        ("questionnaire.yaml", "title: Sound"),
        ("questionnaire.yaml", "intro: Welcome"),
        ("basics.yaml", "    ask: Do you keep promises?"),
        ("culture.yaml", "name: Culture"),
    ):
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        key = old.partition(":")[0]
        path.write_text(text.replace(old, f'{key}: "{escaped}"'), "utf-8")
    return folder


@pytest.fixture
def odd(tmp_path, sound_copy):
    """A scan in which everything that can hold odd words does."""
    odd_questionnaire(sound_copy)
    return make_scan(
        tmp_path / "scan",
        questionnaire="../questionnaire",
        client=ODD + BRACES,
        language=Language.EN,
    )


def assert_literal(words):
    assert SHOWN in " ".join(words.split())
    assert not {"\x1b", "\x07", "\u202e", "\N{WARNING SIGN}"} & set(words)


def test_in_status_and_results(run, odd):
    save(odd, [person("aa", "B1=3 S1-1=2")])
    for command in ("status", "results"):
        ended = run(command, "-w", odd)
        assert ended.code == 0
        assert_literal(ended.out)
        assert BRACES in ended.out


def test_in_the_questions(run, odd):
    for command in (
        ("questionnaire", "show", odd.parent / "questionnaire"),
        ("interview", "-w", odd, "--audience", "front"),
    ):
        ended = run(*command, typed="3\n")
        assert ended.code == 0
        assert_literal(ended.out)


def test_at_the_terminal(sit_down, odd):
    given = person("aa", "B1=3 S1-1=2")
    noted = {**given.answers, "B1": Answer(level=3, note=ODD)}
    save(odd, [replace(given, answers=noted)])
    at_screen = sit_down("interview", "-w", odd, "--code", "aa", "--lang", "en", size=(40, 120))
    at_screen.sees(MARKUP[:20], "Who listens?").presses("b").sees("How do you").presses("b")
    at_screen.sees("question 1 of 1", SHOWN, f"Note: {SHOWN}").presses("j").sees("To which")
    at_screen.presses("[/x] :warning:").sees("Nothing found.", "Search: [/x] :warning:")
    at_screen.presses("\x1b").sees("question 1 of 1").presses("q")
    assert at_screen.leaves().code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["status", "-w", ODD],
        ["questionnaire", "check", ODD],
        ["questionnaire", "copy", ODD, "own"],
        ["interview", "-w", "scan", "--audience", ODD],
        ["interview", "-w", "scan", "--audience", "front", "--code", ODD],
        ["collect", "-w", "scan", ODD],
        ["new", "other", "--client", "X", "--term", ODD],
        ["new", "other", "--client", "X", "--audience", ODD],
        ["new", "other", "--client", "X", "--audience", f"leadership={ODD}"],
        ["report", "-w", ODD],
        [ODD],
    ],
    ids=range(11),
)
@pytest.mark.usefixtures("odd")
def test_in_errors_and_paths(run, command):
    ended = run(*command)
    assert_literal(ended.out + ended.err)
    assert ended.code in (0, 1, 2)


def test_in_the_name_of_a_folder(run, tmp_path):
    (tmp_path / ODD).mkdir(parents=True)
    assert_literal(run("doctor", "-w", ODD).out)


def test_in_a_line_that_is_no_answer(run, odd):
    ended = run("interview", "-w", odd, "--audience", "front", typed=f"{ODD}\n")
    assert ended.err == (f"standard input:1: “{SHOWN}” is not an answer. Use 1 to 5, dk or na.\n")


def test_in_a_version_and_a_new_folder(run, sound_copy):
    head = sound_copy / "questionnaire.yaml"
    head.write_text(head.read_text("utf-8").replace('"1"', '"1\\e[2J"'), "utf-8")
    ended = run("questionnaire", "check", "questionnaire")
    assert ended.out.startswith(r"sound 1\x1b[2J: no problems.")
    for command in (["copy", "questionnaire", ESCAPE], ["schema", "--write", ESCAPE + "2"]):
        ended = run("questionnaire", *command)
        assert ended.code == 0
        assert SPELLED in ended.out
        assert "\x1b" not in ended.out

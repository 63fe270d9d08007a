"""Ways to look at results: a summary on one screen, a shift, a group, and where it comes from."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from scans import make_scan, people, person, save
from servicescan.model.response import Evidence
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group
from servicescan.storage.demo import create_demo

SCREEN = (30, 80)


def coded(responses, **changes):
    """Each response under a code of its own."""
    for number, each in enumerate(responses):
        respondent = replace(each.respondent, code=f"r{number:02}")
        yield replace(each, respondent=respondent, **changes)


@pytest.fixture(params=list(Language))
def demo(request, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(SCREEN[1]))
    create_demo(tmp_path / "demo", request.param)
    return tmp_path / "demo"


@pytest.fixture
def look(run, tmp_path):
    """The words of one look at a scan of six leaders and nine of the front line."""
    scan = make_scan(tmp_path / "scan", language=Language.EN)
    leaders = people("B1 S1-1 S1-2\nlead*4 4 4 3\nlead*2 4 5 3")
    front = people("B1 S1-1 S1-2 S1-3\nfront*5 2 2 3 1\nfront*3 2 3 3 2\nfront dk na 3 2")
    save(scan, coded([*leaders, *front]))

    def words(*arguments: str) -> str:
        ended = run("results", "-w", scan, "--lang", "en", *arguments)
        assert (ended.code, ended.err) == (0, "")
        return re.sub(r"\s+", " ", ended.out)

    return words


# -- the summary ----------------------------------------------------------------------------------


def test_the_summary_fits_one_screen_and_holds_what_matters(run, demo):
    lines = run("results", "-w", demo).out.splitlines()
    assert len(lines) <= SCREEN[0]
    assert max(map(len, lines)) <= SCREEN[1]
    text = "\n".join(lines)
    for shift in range(1, 11):
        row = rf"^S{shift} .*[├●].*  \d[.,]\d  \d[.,]\d–\d[.,]\d  \d[*±]? +n=\d+$"
        assert re.search(row, text, re.MULTILINE), shift
    assert "B2" in text
    assert len(re.findall(r"^(?:S\d+-[LHP]\d\d|BR\d) ", text, re.MULTILINE)) == 3
    assert re.search(r"S1 \+1[.,]1 \(\+0[.,]5 … \+1[.,]8\)\s+n=6\|16", text)
    assert re.search(r"\d+ (of|van de) 132\s", text)


def test_the_three_actions_are_about_different_blocks(run, demo):
    found = re.findall(
        r"^(S\d+|B)(?:-[LHP]\d\d|R\d) ", run("results", "-w", demo).out, re.MULTILINE
    )
    assert len(set(found)) == 3


def test_a_shift_without_a_figure_says_why_in_its_place(run, scan):
    save(scan, [person("aa", "S1-1=3 S1-2=3 S1-3=3")])
    out = run("results", "-w", scan, "--lang", "en").out
    assert re.search(r"^S1 .*┤  too few answers to show$", out, re.MULTILINE)
    assert re.search(r"Not shown: 1 of 1 shifts, 5 of 5 questions and \d+ of \d+\s+figures", out)
    assert "Too few answers on one of the two sides to compare them." in out


def test_nothing_hidden_is_said_as_well(run, scan):
    leaders = people("S1-1 S1-2 B1\nlead*5 4 4 4\nlead*5 5 3 3")
    front = people("S1-1 S1-2 S1-3 B1 C1\nfront*5 2 3 2 3 2\nfront*5 3 2 3 2 3")
    save(scan, coded([*leaders, *front]))
    out = run("results", "-w", scan, "--lang", "en").out
    assert "Nothing is hidden: there are enough answers behind every figure." in out


# -- one shift ------------------------------------------------------------------------------------


def test_a_shift_in_depth_has_score_portraits_questions_and_advice(look):
    out = look("--shift", "S1")
    assert "S1 From hearing to listening" in out
    assert re.search(r"2\.\d 2 Emerging n=15 95 % interval 1\.\d to 2\.\d", out)
    assert "Now: 2 Emerging Two Next level: 3 Organised Three" in out
    assert "S1-1 How do you hear your customers? 3.4 n=14 1:0 2:5 3:3 4:4 5:2" in out
    assert "varied (SD 1.1) shown or with data: 0 of 14" in out
    assert "Those who decide: 4.3 n=6. Those who do: 2.4 n=8. Difference +2.0" in out
    assert re.search(r"P1 Act Start First ninety days. S1 · Processes · step 1-2", out)


def test_evidence_is_counted_where_the_spread_may_be_shown(run, scan):
    told = [person(f"r{n}", "S1-1=3 S1-2=2") for n in range(9)]
    backed = replace(told[0].answers["S1-1"], evidence=Evidence.DATA)
    save(scan, [replace(told[0], answers={**told[0].answers, "S1-1": backed}), *told[1:]])
    out = run("results", "-w", scan, "--lang", "en", "--shift", "s1").out
    assert "shown or with data: 1 of 9" in out
    assert "shown or with data: 0 of 9" in out


def test_capitals_in_an_id_do_not_matter(look):
    assert look("--shift", "s1") == look("--shift", "S1")
    assert look("--why", "s1-2") == look("--why", "S1-2")


# -- one group ------------------------------------------------------------------------------------


def test_a_group_reads_its_own_figures_and_wording(look):
    out = look("--audience", "front")
    assert "Front line They do Answered: 9 of 20." in out
    assert "S1 From hearing to listening: 2.4 n=8" in out
    assert "S1-1 2.4 n=8 How do you hear them?" in out
    assert "S1-3 1.4 n=9 How?" in out
    assert "Leaders" not in out


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ("lead*6 4 4\nfront*3 2 2", "it has 3 responses, and a group is shown on its own from 5"),
        ("lead*6 4 4", "Nobody of this group has answered."),
        ("lead 4 4\nfront*6 2 3", "Nothing of this group is shown. Why: to protect a smaller"),
    ],
)
def test_a_group_that_may_not_be_shown_gives_the_reason_and_no_figure(run, scan, answers, reason):
    save(scan, coded(people(f"S1-1 S1-2\n{answers}")))
    out = re.sub(r"\s+", " ", run("results", "-w", scan, "--audience", "front", "--lang", "en").out)
    assert reason in out
    assert not re.search(r"\d\.\d", out)


def test_a_group_that_was_told_is_shown_from_three(run, tmp_path):
    groups = {"lead": Group(visible_as_group=True), "front": Group()}
    scan = make_scan(tmp_path / "told", audiences=groups, language=Language.EN)
    save(scan, coded(people("S1-1 S1-2\nlead*2 4 4\nlead 3 4\nfront*5 2 2\nfront 3 3")))
    out = run("results", "-w", scan, "--audience", "lead").out
    assert "3 people answered." in out
    assert re.search(r"^S1-1 +3\.7  n=3", out, re.MULTILINE)


# -- where it comes from --------------------------------------------------------------------------


def test_a_score_is_traced_to_questions_level_target_and_priority(look):
    out = look("--why", "S1")
    assert "3 of 3 have an answer, and at least three must" in out
    assert "S1-2 3.0 n=15 weight 0.5 S1-3 1.4 n=9 weight 2.5" in out
    assert re.search(r"(\d\.\d\d) rounded down is 2\.", out)
    numbers = re.search(r"Gap (\S+) × importance (\d) × leverage (\S+) = priority (\S+)\. ", out)
    gap, importance, leverage, priority = map(Fraction, numbers.groups())
    assert gap * importance * leverage == priority
    assert "one level up, at most 4" in out
    assert "Clear: the interval excludes 0" in out


def test_a_question_is_traced_to_its_groups_and_its_anchor(look):
    out = look("--why", "S1-1")
    assert "Leaders: 4.3 n=6 Front line: 2.4 n=8" in out
    assert "Level 3 reads: C." in out
    assert "Of 15 questions put: 14 answered with a level, 0 with “don't know”, 1 with" in out


def test_a_level_says_what_holds_it_back_and_what_border_is_near(run, scan):
    save(scan, [person(f"r{n}", "S1-1=5 S1-2=1 S1-3=5") for n in range(6)])
    out = run("results", "-w", scan, "--lang", "en", "--why", "S1").out
    assert "Held at 3: a level is at most two above that of the lowest question (S1-2)." in out


def test_advice_is_traced_to_answers_and_rule(look):
    out = look("--why", "P1")
    assert (
        "S1 · Processes · step 1-2 · quick win The answers behind it S1-3 1.4 n=9 1:5 2:4 3:0"
        in out
    )
    assert "These stand at 1.44: level 1 is reached, so step 1-2 comes next." in out
    assert "It is among the actions for the first ninety days. Basics go first" in out


def test_advice_on_the_basics_is_traced_to_its_question(look):
    out = look("--why", "B1-R")
    assert "B1 stands at 3.0 n=14" in out
    assert "only below 3 a question gets advice" in out


@pytest.mark.parametrize(
    ("id_", "reason"),
    [
        ("P2", "Not chosen: on S1, Processes stands at 1.44, which calls for step 1-2: see P1."),
        ("L1", "Not chosen: on S1, Leadership has reached the target"),
    ],
)
def test_advice_that_was_not_chosen_says_why(look, id_, reason):
    assert reason in look("--why", id_)


def test_without_a_score_no_advice_is_chosen(run, scan):
    save(scan, [person("aa", "S1-1=3 S1-2=2 S1-3=2")])
    for id_, reason in (("P1", "S1: too few answers to show"), ("S1", "too few answers to show")):
        assert reason in run("results", "-w", scan, "--lang", "en", "--why", id_).out


def test_a_domain_at_the_top_needs_no_advice_and_is_kept_up(run, scan):
    save(scan, [person(f"r{n}", "S1-1=5 S1-2=5 S1-3=5") for n in range(6)])
    out = run("results", "-w", scan, "--lang", "en", "--why", "L4").out
    assert "Not chosen: on S1, Leadership stands at level 5." in out
    kept = run("results", "-w", scan, "--lang", "en", "--shift", "S1").out
    assert re.search(r"Advice\n(?:\w+\n +Keep\n){3}", kept)
    assert "Next level" not in kept


def test_advice_below_three_on_the_basics_is_traced_to_its_rule(run, scan):
    save(scan, [person(f"r{n}", "B1=2 C1=2 S1-1=3") for n in range(6)])
    out = run("results", "-w", scan, "--lang", "en", "--why", "B1-R").out
    assert "Below 3 a question gets its recommendation: 2.00." in out
    assert out.endswith("It is among the actions for the first ninety days.\n")
    lens = run("results", "-w", scan, "--lang", "en", "--why", "B").out
    assert "Because of B1 (2.0).  --why B1-R" in lens


def test_what_was_not_asked_in_the_quick_set_is_said(run, tmp_path):
    scan = make_scan(tmp_path / "quick", form=Form.QUICK, language=Language.EN)
    save(scan, [person(f"r{n}", "S1-1=3") for n in range(6)])
    assert (
        "Not asked: it is not in the quick set." in run("results", "-w", scan, "--why", "S1-2").out
    )
    assert (
        "Not chosen: its question was not asked." in run("results", "-w", scan, "--why", "C1-R").out
    )


def test_a_domain_without_a_figure_follows_the_shift_and_says_so(run, scan):
    levels = [f"S1-1={level} S1-3=2" for level in (1, 2, 2, 1, 2, 2)]
    short = [person(f"r{n}", each) for n, each in enumerate(levels)]
    full = [person(f"s{n}", "S1-1=2 S1-2=3 S1-3=2") for n in range(4)]
    save(scan, [*short, *full])
    out = run("results", "-w", scan, "--lang", "en", "--shift", "S1").out
    assert "Because of S1 as a whole." in out
    why = run("results", "-w", scan, "--lang", "en", "--why", "H2").out
    assert "so the whole shift decides" in why


def test_a_spread_that_would_give_somebody_away_says_so(run, scan):
    save(scan, coded(people("S1-1\nfront*7 2\nlead 5")))
    out = run("results", "-w", scan, "--lang", "en", "--why", "S1-1").out
    assert "3.5  n=8  distribution not shown, to protect a smaller group" in out


def test_a_lens_lists_its_questions(look):
    assert "No score of its own: each question below 3 gets its recommendation." in look(
        "--why", "B"
    )


# -- what does not exist --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--shift", "S12"], "There is no shift “S12” in this scan. Did you mean “S1”?"),
        (["--shift", "x"], "There is no shift “x” in this scan. Use S1."),
        (["--audience", "frnt"], "There is no group “frnt” in this scan. Did you mean “front”?"),
        (["--why", "S1-9"], "There is no shift, question or recommendation “S1-9”"),
        (["--why", "nonsense"], "Use S1, B, C, "),
        (["--shift", "S1", "--json"], "--shift and --json do not go together. Leave one out."),
        (["--why", "S1", "--all"], "--why and --all do not go together. Leave one out."),
    ],
)
def test_what_is_not_there_is_refused_with_a_way_on(run, scan, arguments, said):
    save(scan, [person("aa")])
    ended = run("results", "-w", scan, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err

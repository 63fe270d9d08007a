"""The outcome in the terminal and as JSON: both languages, the same twice, nobody given away."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from scans import make_scan, people, person, save
from schemas import breaches
from servicescan.cli.results.schema import results_schema
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group
from servicescan.storage.demo import create_demo

SCHEMA = Path(__file__).parents[2] / "docs" / "results.schema.json"
DOCUMENT = Path(__file__).parents[2] / "docs" / "results-json.md"
#: leaders are much rosier than the front line; both are large enough to show
ANSWERS = """
         B1  S1-1  S1-2  S1-3  C1
lead*6   2   4     4     -     -
lead*2   2   5     5     -     -
front*6  1   2     3     2     4
front*2  1   1     3     2     4
front    dk  na    -     2     4
"""


@pytest.fixture
def answered(scan) -> Path:
    """Seventeen answers, enough for every figure."""
    numbered = enumerate(people(ANSWERS))
    save(scan, (replace(each, respondent=_coded(each, number)) for number, each in numbered))
    return scan


def _coded(response, number):
    return replace(response.respondent, code=f"r{number:02}")


# -- in the terminal ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nl",
            [
                "17 mensen hebben geantwoord.",
                "S1   horen → luisteren",
                r"S1 +4,3 +1,8 *",
                r"Hoe zeker is dit\?",
            ],
        ),
        (
            "en",
            [
                "17 people answered.",
                "S1   hearing → listening",
                r"S1 +4\.3 +1\.8 *",
                r"How sure is this\?",
            ],
        ),
    ],
)
def test_all_parts_in_both_languages(run, answered, language, expected):
    ended = run("results", "-w", answered, "--all", "--lang", language)
    assert (ended.code, ended.err) == (0, "")
    for line in expected:
        assert re.search(rf"^{line}$", ended.out, re.MULTILINE), line


def test_the_scans_own_language_without_a_choice(run, answered):
    plain = run("results", "-w", answered).out
    assert plain == run("results", "-w", answered, "--lang", "nl").out
    assert plain != run("results", "-w", answered, "--all", "--lang", "en").out


def test_score_level_target_and_people_stand_behind_the_ruler(run, answered):
    out = run("results", "-w", answered, "--all", "--lang", "en").out
    ruler, standing = re.search(r"^ {5}([├●○▒·─┼┤]{41})  (.*)$", out, re.MULTILINE).groups()
    score, level, n = re.fullmatch(r"(\d\.\d)  (\d) \w+\*?  n=(\d+)", standing).groups()
    assert ruler.count("●") == ruler.count("○") == 1
    assert ruler.index("●") < ruler.index("○")
    assert round((float(score) - 1) * 10) == pytest.approx(ruler.index("●"), abs=1)
    assert (int(level), n) == (int(float(score)), "17")


def test_the_gap_between_who_decides_and_who_does_is_drawn(run, answered):
    out = run("results", "-w", answered, "--all", "--lang", "en").out
    assert "Those who decide, and those who do" in out
    (line,) = re.findall(r"^S1 .*◆.*$", out, re.MULTILINE)
    assert line.index("●") < line.index("◆")
    assert re.search(r"\+2\.5 \(\+\d\.\d … \+\d\.\d\)  clear$", line.rstrip())


def test_weak_basics_go_first_and_each_action_says_why(run, answered):
    out = run("results", "-w", answered, "--all", "--lang", "en").out
    assert "First put the basics in order: B1." in out
    assert "What to do first" in out
    assert re.search(r"Because of B1 \(1\.\d\)\.", out)


def test_the_four_kinds_of_answers_are_counted_apart(run, answered):
    out = " ".join(run("results", "-w", answered, "--all", "--lang", "en").out.split())
    assert "Of 69 questions put: 66 answered with a level, 1 with “don't know”" in out
    assert "1 with “not applicable”, 1 left open." in out


def test_a_level_held_back_by_its_lowest_question_is_marked(run, scan):
    save(scan, [person(f"r{n}", "S1-1=5 S1-2=1 S1-3=5") for n in range(6)])
    out = run("results", "-w", scan, "--all", "--lang", "en").out
    assert re.search(r"  4\.5  3 Organised\*  n=6$", out, re.MULTILINE)
    assert "* held back by its lowest question: at most two levels above it." in out


def test_without_answers_it_says_so(run, scan):
    ended = run("results", "-w", scan, "--lang", "en")
    assert ended.code == 0
    assert ended.out.endswith("There are no answers yet.\n")


def test_a_quick_scan_and_an_invented_organisation_are_named(run, tmp_path):
    scan = make_scan(tmp_path / "quick", form=Form.QUICK, fictitious=True, language=Language.EN)
    save(scan, [person("aa", "S1-1=3")])
    out = run("results", "-w", scan, "--all").out
    assert "1 person answered. Quick set: the outcome is indicative. An invented organ" in out
    assert "too few answers to show" in out


def test_answers_to_another_text_are_not_counted_and_named(run, scan):
    old = person("aa", "S1-1=3 S1-2=4")
    answers = {"S1-2": replace(old.answers["S1-2"], fingerprint="0" * 16)}
    save(scan, [replace(old, answers={**old.answers, **answers})])
    out = run("results", "-w", scan, "--lang", "en").out
    assert "Not counted, because the question has changed since: S1-2." in out


def test_the_worked_example_fills_every_part_within_the_terminal(run, tmp_path, monkeypatch):
    create_demo(tmp_path / "demo", Language.EN)
    monkeypatch.setenv("COLUMNS", "80")
    ended = run("results", "-w", tmp_path / "demo", "--all")
    assert ended.code == 0
    assert max(map(len, ended.out.splitlines())) <= 80
    for shift in range(1, 11):
        assert re.search(rf"^S{shift} +\S.* → ", ended.out, re.MULTILINE)
    assert re.search(r"^10\. ", ended.out, re.MULTILINE)


# -- as JSON --------------------------------------------------------------------------------------


@pytest.fixture
def found(run, answered):
    ended = run("results", "-w", answered, "--json")
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def documented(title):
    """The fields that the document names for one kind of object."""
    part = re.split(rf"^#+ {title}\n", DOCUMENT.read_text("utf-8"), flags=re.MULTILINE)[1]
    part = re.split(r"^#", part, flags=re.MULTILINE)[0]
    if "|---|" in part:
        named = [row.split("|")[1] for row in part.splitlines() if row.startswith("| `")]
    else:
        named = [re.match(r"\s*(?:`\w+`,? ?)+", piece)[0] for piece in part.split("·")]
    return {name for names in named for name in re.findall(r"`(\w+)`", names)}


@pytest.mark.parametrize(
    ("title", "pick"),
    [
        ("Top", lambda top: top),
        ("`assessment`", lambda top: top["assessment"]),
        ("Figure", lambda top: top["assessment"]["shifts"][0]["figure"]),
        ("Tally", lambda top: top["assessment"]["tally"]),
        ("Question score", lambda top: top["assessment"]["questions"]["S1-1"]),
        ("Group score", lambda top: top["assessment"]["domains"][0]),
        ("Shift score", lambda top: top["assessment"]["shifts"][0]),
        ("Perception gap", lambda top: top["assessment"]["perception"][0]),
        ("Attention", lambda top: top["assessment"]["attention"]),
        ("Advice", lambda top: top["assessment"]["advice"][0]),
    ],
)
def test_the_document_names_exactly_what_is_there(found, title, pick):
    assert documented(title) == set(pick(found))


def test_fractions_are_exact_and_rounded(found):
    value = found["assessment"]["questions"]["S1-1"]["figure"]["value"]
    assert Fraction(value["exact"]) == Fraction(6 * 4 + 2 * 5 + 6 * 2 + 2, 16)
    assert value["rounded"] == round(float(Fraction(value["exact"])), 6)


def test_it_is_plain_ascii_and_the_same_in_every_run(start, answered):
    one, two = (
        start("results", "-w", answered, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2")
    )
    assert (one.code, one.err) == (0, "")
    assert one.out == two.out
    assert one.out.isascii()


def test_the_language_of_the_terminal_changes_no_figure(run, answered):
    outputs = {run("results", "-w", answered, "--json", "--lang", lang).out for lang in Language}
    assert len(outputs) == 1


def test_it_fits_its_schema_down_to_the_last_field(run, found, tmp_path):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert schema == results_schema()
    create_demo(tmp_path / "demo", Language.EN)
    demo = json.loads(run("results", "-w", tmp_path / "demo", "--json").out)
    for each in (found, demo):
        assert breaches(each, schema, schema) == []
        each["assessment"]["shifts"][0].pop("gap")
        each["assessment"]["tally"]["asked"] = "69"
        places = [breach.split(":")[0] for breach in breaches(each, schema, schema)]
        assert places == ["$.assessment.shifts[0]", "$.assessment.tally.asked"]


# -- groups that are too small --------------------------------------------------------------------


@pytest.fixture
def small(tmp_path):
    """Two leaders, whose mean of 4.5 must not be seen, and six of the front line."""
    scan = make_scan(tmp_path / "small", language=Language.EN)
    numbered = enumerate(people("B1 S1-1 S1-2\nlead 4 4 4\nlead 5 5 5\nfront*6 2 2 2"))
    save(scan, (replace(each, respondent=_coded(each, number)) for number, each in numbered))
    return scan


@pytest.mark.parametrize(
    ("look", "said"),
    [
        ([], "fewer than 5 answers"),
        (["--all"], "fewer than 5 answers"),
        (["--shift", "S1"], "fewer than 5 answers"),
        (["--audience", "lead"], "it has 2 responses, and a group is shown on its own from 5 on"),
        (["--audience", "front"], "to protect a smaller group"),
        (["--why", "S1-1"], "too few answers to show"),
    ],
)
def test_a_small_group_appears_nowhere_in_the_terminal(run, small, look, said):
    ended = run("results", "-w", small, *look)
    assert ended.code == 0
    assert "4.5" not in ended.out
    assert said in ended.out.replace("\n", " ")


def test_without_two_sides_there_is_no_comparison(run, small):
    out = run("results", "-w", small, "--all").out
    (row,) = re.findall(r"^S1  +([–·] .*)$", out, re.MULTILINE)
    assert row.split() == ["–", "–"]
    assert "Those who decide" not in out


def test_a_small_group_appears_nowhere_in_json(run, small):
    assessment = json.loads(run("results", "-w", small, "--json").out)["assessment"]
    for score in (*assessment["questions"].values(), *assessment["shifts"]):
        for figure in score["by_audience"].values():
            assert (figure["value"], figure["n"], figure["low"]) == (None, 0, None)
            assert figure["withheld"] in ("too_few_answers", "protects_others", "no_answers")
    for gap in (*assessment["perception"], *assessment["discuss"]):
        assert gap["difference"] is None
        assert gap["policy"]["value"] is gap["practice"]["value"] is None


def test_a_group_that_was_told_so_is_shown_from_three_on(run, tmp_path):
    groups = {"lead": Group(visible_as_group=True), "front": Group()}
    scan = make_scan(tmp_path / "told", audiences=groups, language=Language.EN)
    numbered = enumerate(people("B1 S1-1 S1-2\nlead*3 4 4 4\nfront*6 2 2 2"))
    save(scan, (replace(each, respondent=_coded(each, number)) for number, each in numbered))
    out = run("results", "-w", scan, "--all").out
    assert re.search(r"^S1 +4\.0 +2\.0", out, re.MULTILINE)


# -- units ----------------------------------------------------------------------------------------


def named(answered, *units):
    """The same answers, given by people of these units in turn."""
    found = people(ANSWERS)
    for number, each in enumerate(found):
        who = replace(_coded(each, number), unit=units[number % len(units)])
        found[number] = replace(each, respondent=who)
    save(answered, found)


def test_units_stand_side_by_side_with_their_people_and_their_rule(run, answered):
    named(answered, "Noord", "Zuid")
    for options in (["--units"], ["--all"]):
        words = " ".join(run("results", "-w", answered, "--lang", "en", *options).out.split())
        assert "Noord n=9 Zuid n=8" in words
        assert "over the questions that were answered in every unit" in words
    found = json.loads(run("results", "-w", answered, "--json").out)["assessment"]["units"]
    assert [(each["unit"], each["respondents"]) for each in found] == [("Noord", 9), ("Zuid", 8)]


def test_a_unit_that_is_hidden_is_named_with_the_reason(run, answered):
    named(answered, "Noord", "Noord", "Noord", "Noord", "Noord", "Zuid")
    words = run("results", "-w", answered, "--lang", "en", "--units").out
    assert "Zuid: too few answers to show (S1)" in words
    assert "Noord: not shown, to protect a smaller group (S1)" in words


def test_without_units_it_is_said_how_to_name_them(run, answered):
    ended = run("results", "-w", answered, "--lang", "en", "--units")
    assert ended.code == 0
    assert "--unit" in ended.out
    assert run("results", "-w", answered, "--units", "--shift", "S1").code == 2

"""What stands beside a figure is the right reason, and nothing is told of a few people."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from servicescan.model.assessment import Figure, Trigger, Withheld
from servicescan.model.text import Language
from servicescan.model.workspace import Group
from servicescan.report import report_html
from servicescan.report.advice_view import Adviser
from servicescan.report.compose import compose
from servicescan.report.html import closed
from servicescan.report.shift_view import question_line
from servicescan.report.writer import Writer
from servicescan.scoring.assess import assess
from servicescan.storage.demo import create_demo
from servicescan.storage.workspace import read_responses, read_scan


@pytest.fixture(scope="module")
def alone(demo, tmp_path_factory):
    """One of the front line answered; three leaders were invited, and nobody else."""
    folder = tmp_path_factory.mktemp("one") / "demo"
    create_demo(folder, Language.EN)
    found = read_scan(folder)
    people = read_responses(folder, found.questionnaire)
    one = next(p for p in people if p.respondent.audience == "front_line")
    groups = {"leadership": Group(invited=3), "front_line": Group(invited=9)}
    workspace = replace(found.workspace, audiences=groups, customer_mark=None)
    assessment = assess(found.questionnaire, [one], workspace)
    return replace(demo, assessment=assessment, workspace=workspace)


def test_a_report_on_one_person_tells_what_is_needed_and_nothing_of_the_person(alone):
    view = compose(alone, Language.EN)
    assert view.checks.unanswered == ()
    assert view.checks.appendix_note.startswith("– means not shown or not answered.")
    told = {q.tally for block in view.checks.appendix for q in block.questions}
    assert told == {
        "counts per answer not shown: too few people answered",
        "nobody who was asked has answered yet",
        "not put in this scan: its audience takes no part",
        "not put in this scan: its audiences take no part",
    }
    assert not any(q.spread for block in view.checks.appendix for q in block.questions)
    assert {fact.head for fact in view.certainty.facts} == {"What is hidden"}
    assert [row.audience for row in view.certainty.turnout] == ["Leadership", "Front line"]
    assert (view.certainty.total.invited, view.certainty.total.complete) == ("12", "–")
    assert "Not in this scan: HR, " in view.certainty.turnout_note
    many, few = view.unscored
    assert many.title == (
        "Put to 1 person who took part; a score takes answers from at least 5 people, on at "
        "least 3 questions"
    )
    assert few.title == (
        "Only 2 questions are put in this scan; a score takes 3. The others are for HR, process "
        "owners and partners"
    )
    assert (len(many.lines), few.lines) == (9, ("S10  From suppliers to partners",))
    leaders, front_line = view.needed
    assert leaders.people == "With 3 invited too small to be shown on its own"
    assert leaders.shifts == "S1, S2, S3, S4, S5, S6, S7, S8 and S9"
    assert front_line.people == "At least 4 more people"
    assert front_line.shifts == "S1, S2, S3, S7 and S8"
    told = " ".join(q.by_audience[0] for b in view.checks.appendix for q in b.questions)
    assert "Asked of: " in told
    assert not re.search("Asked of: [^|:]*(?:HR|process owners|partners)", told)
    assert "not measured here" in view.checks.limits[0]
    assert "Don't know:" not in view.summary.certainty


def test_pages_on_one_person_hold_no_count_of_what_was_not_known(alone, language):
    page = report_html(
        alone.assessment, alone.questionnaire, alone.workspace, language=language, day=alone.day
    )
    assert not re.search(r"\d+ (?:don.t know|unanswered|weet niet|onbeantwoord)", page)


def test_a_score_never_reads_as_a_level_it_has_not_reached(demo, language):
    writer, point = Writer(demo, language), "," if language is Language.NL else "."
    said = [writer.score(Figure(value=Fraction(n, 1000), n=9)) for n in (1940, 1960, 1996, 2000)]
    assert said == [words.replace(".", point) for words in ("1.9", "1.96", "1.996", "2.0")]


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        (2.98, 3.2, "3.0 to 3.2"),
        (3.02, 3.2, "3.02 to 3.2"),
        (1.6, 1.98, "1.6 to 1.98"),
        (1.6, 1.946, "1.6 to 1.9"),
        (3.004, 3.2, "3.0 to 3.2"),
        (1.6, 1.996, "1.6 to 2.0"),
        (1.6, 2.02, "1.6 to 2.0"),
        (1.02, 1.4, "1.0 to 1.4"),
    ],
)
def test_a_margin_ends_on_a_level_only_if_it_holds_it(demo, low, high, printed):
    said = Writer(demo, Language.EN).span(low, high)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == printed


def test_the_margin_of_a_difference_says_on_which_side_of_zero_it_ends(demo):
    writer = Writer(demo, Language.EN)
    assert writer.apart(-0.02, 0.0).split("\N{NO-BREAK SPACE}") == [
        "\N{MINUS SIGN}0.02",
        "to",
        "0.0",
    ]


def test_the_answers_behind_advice_are_printed_like_the_scores(demo):
    adviser = Adviser(Writer(demo, Language.EN))
    because = (Trigger(question="S6-2", value=Fraction(195, 100)),)
    advice = replace(demo.assessment.advice[0], because=because, is_derived=False)
    assert "S6-2 (1.95)" in adviser.because(advice)


def test_no_word_stands_alone_on_the_last_line_of_a_title():
    assert (
        closed("The domains cannot be compared yet")
        .split(" ")[-1]
        .replace("\N{NO-BREAK SPACE}", " ")
        == "be compared yet"
    )
    assert not closed("")


def test_a_number_stays_with_what_it_counts():
    words = "Elke doelgroep telt even zwaar, en bij minder dan 5 antwoorden komt er geen cijfer"
    said = closed(words)
    assert "dan 5\N{NO-BREAK SPACE}antwoorden " in said


def test_in_a_narrow_column_less_is_kept_together():
    words = "zien welke regel of ruimte in de weg zit."
    assert closed(words, 8).split(" ")[-1].replace("\N{NO-BREAK SPACE}", " ") == "weg zit."


def test_a_dot_between_facts_begins_no_line():
    said = closed(
        "over 5 questions, 2 of them not shown \N{MIDDLE DOT} higher than this level: S10-2", 40
    ).split(" ")
    assert said[-2] == "\N{MIDDLE DOT}"
    assert said[-1].startswith("higher\N{NO-BREAK SPACE}")


def test_a_distribution_that_protects_others_does_not_ask_for_more_answers(demo):
    writer = Writer(demo, Language.EN)
    question = demo.questionnaire.questions[0]
    scored = demo.assessment.questions[question.id]
    for n, words in ((7, "fewer than 8 answers"), (15, "protect a smaller group")):
        shown = replace(scored, distribution=None, figure=Figure(value=Fraction(3), n=n))
        assert words in question_line(writer, question, shown).hidden


def test_margins_and_spreads_stay_on_one_line(demo, language):
    writer = Writer(demo, language)
    assert " " not in writer.span(Fraction(-1), Fraction(2))
    spreads = [q.spread for b in compose(demo, language).checks.appendix for q in b.questions]
    assert any("r_wg\N{NO-BREAK SPACE}" in words for words in spreads)


def test_audiences_are_compared_only_on_shifts_that_both_seats_were_asked(demo):
    caption = "Shift by audience, mirror questions only"
    (found,) = [m for m in compose(demo, Language.EN).heat_maps if m.caption == caption]
    assert {row.head for row in found.rows} == {gap.block for gap in demo.assessment.perception}


def test_groups_without_a_figure_are_named_in_one_line(demo):
    first, *others = demo.assessment.domains
    hidden = replace(first, figure=Figure(withheld=Withheld.TOO_FEW_ANSWERS))
    scan = replace(demo, assessment=replace(demo.assessment, domains=(hidden, *others)))
    view = compose(scan, Language.EN)
    assert len(view.groups[0].lines) == len(others)
    assert view.groups[0].hidden.startswith("Too few answers to show: ")
    assert view.titles.heat != view.titles.groups


def test_what_few_questions_tell_is_not_told_as_if_of_all(demo):
    """Of eight times asked, two not known: read by itself it denies hundreds of answers."""
    questions = demo.assessment.questions
    kept = next(id_ for id_, score in questions.items() if score.tally and score.tally.dont_know)
    hidden = {
        id_: score if id_ == kept else replace(score, tally=None)
        for id_, score in questions.items()
    }
    tally = questions[kept].tally
    scan = replace(demo, assessment=replace(demo.assessment, questions=hidden, tally=tally))
    told, silent = compose(demo, Language.EN), compose(scan, Language.EN)
    assert "no answer" in told.summary.certainty
    assert "Not everything is a level" in {fact.head for fact in told.certainty.facts}
    assert told.checks.unanswered
    assert "did not know or gave no answer" in told.titles.open
    assert "no answer" not in silent.summary.certainty
    assert "Not everything is a level" not in {fact.head for fact in silent.certainty.facts}
    assert silent.checks.unanswered == ()
    assert silent.titles.open == ""

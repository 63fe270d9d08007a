"""From responses to printable figures, through the one door."""

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import pytest

from builders import OPEN, SEATS, lens, question, questionnaire, response, responses, shift, text
from builders import workspace as settings
from servicescan.model.assessment import Agreement, Tally, Withheld
from servicescan.model.questionnaire import Domain, Tier
from servicescan.model.recommendation import Step
from servicescan.model.response import Answer, Evidence, Kind
from servicescan.model.workspace import Form, Group, Thresholds
from servicescan.scoring.assess import assess

TINY = questionnaire()


def scored(table, tiny=TINY, **changes):
    return assess(tiny, responses(table), settings(**changes))


def shown(table, tiny=TINY, **changes):
    """With the thresholds that every scan starts with."""
    return assess(tiny, responses(table), settings(Thresholds(), **changes))


# -- answers --------------------------------------------------------------------------------------


def test_four_things_stay_four_things():
    outcome = scored("""
                S1-1 S1-2 S1-3
        front   1    dk   na
        front   -    dk   3
    """)
    tallies = {id_: score.tally for id_, score in outcome.questions.items()}
    assert tallies["S1-1"] == Tally(asked=2, answered=1)
    assert tallies["S1-1"].unanswered == 1
    assert tallies["S1-2"] == Tally(asked=2, dont_know=2)
    assert tallies["S1-3"] == Tally(asked=2, answered=1, not_applicable=1)
    assert outcome.tally == Tally(asked=6, answered=2, dont_know=2, not_applicable=1)
    assert outcome.questions["S1-1"].figure.value == 1
    assert outcome.questions["S1-2"].figure.withheld is Withheld.NO_ANSWERS


def test_group_answer_after_a_talk_is_not_averaged_with_persons():
    people = responses("""
                S1-1 S1-2 S1-3
        lead    1    1    1
    """)
    talk = replace(people[0], kind=Kind.CONSENSUS, answers={"S1-1": Answer(level=5)})
    alone = assess(TINY, people, settings())
    together = assess(TINY, [talk, *people], settings())
    assert together == alone
    assert together.respondents == 1


def test_answer_to_a_question_that_has_changed_is_counted_and_not_scored():
    current = TINY.questions[0].fingerprint
    answers = {
        "S1-1": Answer(level=5, fingerprint=current),
        "S1-2": Answer(level=5, fingerprint="0" * 16),
        "S1-3": Answer(level=5),
    }
    outcome = assess(TINY, [response("front", answers)], settings())
    assert outcome.outdated == {"S1-2": 1}
    assert outcome.questions["S1-1"].figure.value == 5
    assert outcome.questions["S1-2"].figure.withheld is Withheld.NO_ANSWERS
    assert outcome.questions["S1-2"].tally == Tally(asked=1)
    assert outcome.questions["S1-3"].figure.value == 5


def test_evidence_is_counted_per_grade():
    told, level = Answer(level=2, evidence=Evidence.TOLD), Answer(level=3)
    people = [response("front", {"S1-1": told, "S1-2": told}), response("lead", {"S1-1": level})]
    assert assess(TINY, people, settings()).evidence == {"told": 2, "none": 1}


def test_participation_per_audience():
    tiny = questionnaire(shift("S1", question("S1-1"), question("S1-2", audiences=("lead",))))
    groups = {"lead": Group(invited=4), "front": Group()}
    outcome = scored(
        """
                S1-1 S1-2
        lead    3    dk
        lead    3    -
        front   na   -
        """,
        tiny,
        audiences=groups,
    )
    part = {each.audience: each for each in outcome.participation}
    assert (part["lead"].invited, part["lead"].responses, part["lead"].complete) == (4, 2, 1)
    assert (part["front"].invited, part["front"].responses, part["front"].complete) == (None, 1, 1)
    assert (part["hr"].invited, part["hr"].responses, part["hr"].complete) == (None, 0, 0)


# -- questions ------------------------------------------------------------------------------------


def test_question_is_the_mean_of_audiences():
    outcome = scored("""
                S1-1
        lead    5
        lead    4
        front*2 1
        front   2
    """)
    score = outcome.questions["S1-1"]
    assert (score.figure.value, score.figure.n) == (Fraction(35, 12), 5)
    assert score.by_audience["lead"].value == Fraction(9, 2)
    assert score.by_audience["hr"].withheld is Withheld.NO_ANSWERS


def test_a_group_in_which_everybody_said_the_same_is_hidden():
    """Its mean would name the answer of each of them; a second group is hidden beside it."""
    table = "S1-1\nfront*6 5\nowner*5 3\nowner 2\nlead*8 3\nlead 4"
    score = shown(table).questions["S1-1"]
    assert score.figure.value is not None
    assert score.by_audience["front"].withheld is Withheld.PROTECTS_OTHERS
    assert score.by_audience["lead"].value == Fraction(28, 9)


def test_bounds_say_what_the_absent_could_change():
    """P39: 12 of 15 answered; the mean if the others said 1, and if they said 5."""
    invited = {"front": Group(invited=4)}
    tiny = questionnaire(
        shift("S1", *(question(f"S1-{n}", audiences=("front",)) for n in (1, 2, 3)))
    )
    table = "S1-1 S1-2 S1-3\nfront 2 3 4\nfront 3 3 -"
    (one,) = scored(table, tiny, audiences=invited).shifts
    low = (Fraction(7, 4) + Fraction(8, 4) + Fraction(7, 4)) / 3
    high = (Fraction(15, 4) + Fraction(16, 4) + Fraction(19, 4)) / 3
    assert one.if_absent == (low, high)
    (unknown,) = scored(table, tiny).shifts
    assert unknown.if_absent is None
    (nobody,) = scored("S1-1\nlead 2", tiny, audiences=invited).shifts
    assert nobody.if_absent is None


def test_divided_questions_are_listed_widest_first():
    rows = "front*5 1 1 3 3\nfront*5 4 5 3 4\nfront 5 1 3 3"
    found = shown(f"S1-1 S1-2 S1-3 B1\n{rows}")
    words = {id_: score.agreement for id_, score in found.questions.items()}
    assert words["S1-3"] is Agreement.AGREED
    assert found.divided == ("S1-2", "S1-1")
    assert found.questions["S1-2"].spread > found.questions["S1-1"].spread > 1.1


def test_agreement_in_three_words():
    words = {
        "front*8 3": Agreement.AGREED,
        "front*4 3\nfront*4 5": Agreement.VARIED,
        "front*4 1\nfront*4 5": Agreement.DIVIDED,
    }
    for rows, word in words.items():
        assert shown(f"S1-1\n{rows}").questions["S1-1"].agreement is word
    assert shown("S1-1\nfront*7 3").questions["S1-1"].agreement is None


def test_distribution_is_shown_from_eight_answers():
    assert shown("S1-1\nfront*7 2").questions["S1-1"].distribution is None
    table = "S1-1\nfront*7 2\nfront 5"
    assert shown(table).questions["S1-1"].distribution == (0, 7, 0, 0, 1)


def test_spread_and_evidence_are_shown_where_the_distribution_is():
    seven, eight = (shown(f"S1-1\nfront*{n} 2\nfront 4").questions["S1-1"] for n in (6, 7))
    assert (seven.spread, seven.r_wg, seven.evidence) == (None, None, None)
    assert eight.spread == pytest.approx(sqrt(0.5))
    assert eight.r_wg == Fraction(3, 4)
    assert eight.evidence == {"none": 8}
    exposed = shown("S1-1\nfront*7 2\nlead 5").questions["S1-1"]
    assert (exposed.spread, exposed.r_wg, exposed.evidence) == (None, None, None)


def test_distribution_is_never_shown_where_the_score_is_hidden():
    """From the answers per level anyone works out a mean."""
    found = shown(
        """
                S1-1 S1-2 S1-3 S1-4
        lead    3    5    3    -
        hr      -    4    -    -
        lead    -    2    2    -
        hr      -    2    -    -
        lead    -    3    -    -
        hr      -    3    -    -
        front   4    2    5    5
        lead    5    3    3    -
    """,
        questionnaire(
            shift(
                "S1",
                question("S1-1", mirror=True),
                question("S1-2", mirror=True),
                question("S1-3", audiences=("lead", "front")),
                question("S1-4", audiences=("front",)),
            )
        ),
    ).questions["S1-2"]
    assert found.figure.withheld is Withheld.PROTECTS_OTHERS
    assert (found.distribution, found.agreement, found.spread) == (None, None, None)
    assert (found.r_wg, found.evidence) == (None, None)


def test_nothing_is_told_of_what_one_person_did_not_know():
    """Nor by which questions count as answered, nor by how many of a shift do."""
    known = shown("S1-1 S1-2 S1-3\nfront 2 2 2")
    unknown = shown("S1-1 S1-2 S1-3\nfront dk na -")
    assert known == unknown
    assert known.questions["S1-1"].tally is None
    assert (known.tally, known.evidence, known.shifts[0].tally) == (Tally(), {}, Tally())
    assert [part.complete for part in known.participation if part.responses] == [None]


def test_sums_are_those_of_the_questions_that_may_be_told_of():
    tiny = questionnaire(shift("S1", question("S1-1"), question("S1-2", audiences=("lead",))))
    found = shown("S1-1 S1-2\nfront*7 2 -\nfront dk -\nlead*6 3 dk", tiny)
    assert found.questions["S1-2"].tally is None
    assert found.questions["S1-1"].tally == Tally(asked=14, answered=13, dont_know=1)
    assert found.tally == found.shifts[0].tally == found.questions["S1-1"].tally
    assert found.evidence == found.questions["S1-1"].evidence == {"none": 13}


def test_few_who_gave_no_level_are_not_told_apart_by_the_sum_and_the_others():
    found = shown("S1-1\nfront*7 2\nfront 3\nlead*2 dk").questions["S1-1"]
    assert found.figure.n == 8
    assert found.by_audience["lead"].withheld is Withheld.TOO_FEW_ANSWERS
    assert found.tally is None


def test_completeness_of_a_small_audience_is_hidden_with_another_beside_it():
    found = shown("S1-1 S1-2 S1-3\nfront*9 2 2 2\nhr*6 2 2 -\nlead*2 3 3 3")
    complete = {part.audience: part.complete for part in found.participation if part.responses}
    assert complete == {"front": 9, "hr": None, "lead": None}


def test_distribution_that_would_give_a_small_audience_away_is_hidden():
    """The mean of audiences and the pooled counts are two equations: P38."""
    found = shown("S1-1\nfront*7 2\nlead 5").questions["S1-1"]
    assert found.figure.value == Fraction(7, 2)
    assert found.distribution is None


def test_figure_needs_five_answers_and_small_groups_hide_each_other():
    four = shown("S1-1\nfront*4 2").questions["S1-1"]
    assert four.figure.withheld is Withheld.TOO_FEW_ANSWERS
    assert four.figure.n == 0
    table = "S1-1\nfront*8 2\nfront 3\nowner*6 3\nlead*3 5"
    by_audience = shown(table).questions["S1-1"].by_audience
    assert by_audience["front"].value == Fraction(19, 9)
    assert by_audience["lead"].withheld is Withheld.TOO_FEW_ANSWERS
    assert by_audience["owner"].withheld is Withheld.PROTECTS_OTHERS


# -- shifts ---------------------------------------------------------------------------------------


def test_shift_is_the_weighted_mean_of_its_questions():
    weights = {"S1-1": Fraction(2), "S1-2": Fraction(1), "S1-3": Fraction(1), "S1-4": Fraction(0)}
    tiny = questionnaire(shift("S1", *(question(id_, weight=w) for id_, w in weights.items())))
    (one,) = scored(
        """
                S1-1 S1-2 S1-3 S1-4
        lead    5    2    3    1
        """,
        tiny,
    ).shifts
    assert one.figure.value == Fraction(15, 4)
    assert (one.scored, one.questions) == (3, 3)
    assert one.lowest_question == "S1-2"  # what weighs nothing cannot hold back either
    assert (one.level, one.is_capped) == (3, False)


def test_weakest_link_caps_the_level():
    (one,) = scored("""
                S1-1 S1-2 S1-3
        lead    5    5    1
        hr      5    5    1
        front   5    5    2
    """).shifts
    assert one.figure.value == Fraction(34, 9)
    assert (one.level, one.is_capped, one.lowest_question) == (3, False, "S1-3")
    five = questionnaire(shift("S1", *(question(f"S1-{n}") for n in range(5))))
    (capped,) = scored("S1-0 S1-1 S1-2 S1-3 S1-4\nlead 5 5 5 5 1", five).shifts
    assert capped.figure.value == Fraction(21, 5)
    assert (capped.level, capped.is_capped) == (3, True)


def test_shift_with_fewer_than_three_scored_questions_gets_no_number():
    (one,) = scored("""
                S1-1 S1-2 S1-3
        front*9 5    5    dk
    """).shifts
    assert one.figure.withheld is Withheld.TOO_FEW_QUESTIONS
    assert (one.scored, one.questions) == (2, 3)
    assert (one.level, one.target, one.gap, one.priority) == (None, None, None, None)
    assert (one.border, one.lowest_question, one.is_capped) == (None, None, False)


def test_shift_that_nobody_answered():
    outcome = scored("S1-1 S1-2 S1-3\nfront dk na -")
    (one,) = outcome.shifts
    assert one.figure.withheld is Withheld.NO_ANSWERS
    assert outcome.order == ("S1",)
    assert outcome.advice == ()


def test_no_response_at_all():
    outcome = assess(TINY, [], settings())
    assert outcome.respondents == 0
    assert outcome.shifts[0].figure.withheld is Withheld.NO_ANSWERS
    assert outcome.tally == Tally()


def test_shift_of_too_few_people_is_withheld():
    (one,) = shown("S1-1 S1-2 S1-3\nfront*4 2 2 2").shifts
    assert one.figure.withheld is Withheld.TOO_FEW_ANSWERS
    assert one.lowest_question is None


def test_lowest_question_is_one_that_may_be_printed():
    (one,) = shown("S1-1 S1-2 S1-3\nfront*5 4 3 2\nfront*5 4 3 -\nlead*4 - - -").shifts
    assert one.lowest_question == "S1-3"
    (one,) = shown("S1-1 S1-2 S1-3\nfront*4 4 3 1\nfront*5 4 3 -").shifts
    assert one.lowest_question == "S1-2"


def test_interval_is_given_when_it_can_be():
    table = "S1-1 S1-2 S1-3\nfront 2 3 3\nfront 3 3 2\nfront 4 4 4"
    (open_end,) = scored(table).shifts
    (counted,) = scored(table, audiences={"front": Group(invited=4)}).shifts
    (alone,) = scored("S1-1 S1-2 S1-3\nfront 2 3 3").shifts
    assert open_end.figure.low < counted.figure.low < 28 / 9 < counted.figure.high
    assert (alone.figure.low, alone.figure.high) == (None, None)
    assert counted.border == 3


def margin_over_one_question(people):
    (one,) = shown(f"S1-1 S1-2 S1-3\nfront*{people - 2} 2 3 3\nfront*2 4 4 4").shifts
    assert one.figure.low is not None  # over three questions nobody's answer can be told
    return one.by_domain[0].figure


def test_margin_over_one_question_takes_as_many_people_as_a_distribution():
    (few, enough) = (margin_over_one_question(people) for people in (7, 8))
    assert (few.value, few.low, few.high) == (Fraction(18, 7), None, None)
    assert enough.low < enough.value < enough.high


def test_target_of_the_client_goes_before_the_usual_one():
    table = "S1-1 S1-2 S1-3\nlead 2 2 2"
    (usual,) = scored(table).shifts
    (own,) = scored(table, targets={"S1": Fraction(9, 2)}, importance={"S1": 3}).shifts
    (reached,) = scored(table, targets={"S1": Fraction(1)}).shifts
    assert (usual.target, usual.gap, usual.importance, usual.priority) == (3, 1, 1, 1)
    assert (own.target, own.gap, own.priority) == (Fraction(9, 2), Fraction(5, 2), Fraction(15, 2))
    assert (reached.gap, reached.priority) == (0, 0)


def test_a_domain_with_one_question_left_open_has_the_other():
    four = questionnaire(shift("S1", *(question(f"S1-{n}") for n in (1, 2, 3, 4))))
    table = "S1-1 S1-2 S1-3 S1-4\nlead 2 4 3 dk"
    (one,) = assess(four, responses(table), settings()).shifts
    assert one.by_domain[0].figure.value == 2


def test_domains_within_a_shift_need_one_question_only():
    (one,) = scored("S1-1 S1-2 S1-3\nlead 2 4 dk").shifts
    by_domain = {each.id: each for each in one.by_domain}
    assert list(by_domain) == ["leadership", "hr", "processes"]
    assert by_domain["hr"].figure.value == 4
    assert by_domain["processes"].figure.withheld is Withheld.NO_ANSWERS


def test_audiences_are_compared_on_mirror_questions_only():
    tiny = questionnaire(
        shift(
            "S1",
            question("S1-1", mirror=True, audiences=("lead", "front")),
            question("S1-2", audiences=("lead",)),
            question("S1-3", audiences=("front",)),
        )
    )
    (one,) = scored("S1-1 S1-2 S1-3\nlead 3 5 -\nfront 3 - 1", tiny).shifts
    assert {a: figure.value for a, figure in one.by_audience.items()} == {"lead": 3, "front": 3}
    (one,) = scored("S1-1 S1-2 S1-3\nlead 3 5 -\nfront dk - 1", tiny).shifts
    assert one.by_audience["front"].withheld is Withheld.NO_ANSWERS


# -- views ----------------------------------------------------------------------------------------


def test_domains_tiers_and_elements_are_means_over_the_questions_of_shifts():
    tiny = questionnaire(
        shift("S1"), shift("S2"), shift("S3"), basics=lens("B", question("B1", tier=Tier.TACTICAL))
    )
    outcome = scored(
        """
             S1-1 S1-2 S1-3 S2-1 S2-2 S2-3 S3-1 S3-2 S3-3 B1
        lead 1    2    3    2    3    4    3    4    -    5
        """,
        tiny,
    )
    domains = {each.id: each for each in outcome.domains}
    assert domains[Domain.LEADERSHIP].figure.value == 2
    assert domains[Domain.HR].figure.value == 3
    assert domains[Domain.PROCESSES].figure.withheld is Withheld.TOO_FEW_QUESTIONS
    assert domains[Domain.SYSTEMS].figure.withheld is Withheld.NO_ANSWERS
    assert {each.id: each.scored for each in outcome.tiers}["tactical"] == 8
    assert [each.figure.value for each in outcome.elements] == [Fraction(22, 8)]


def test_perception_is_compared_per_shift_and_listed_per_question():
    mirrored = (question(f"S1-{n}", mirror=n < 3) for n in (1, 2, 3))
    tiny = questionnaire(
        shift("S1", *mirrored), shift("S2"), basics=lens("B", question("B1", mirror=True))
    )
    outcome = shown(
        """
                S1-1 S1-2 S1-3 B1
        lead*5  5    3    1    2
        lead    4    3    1    2
        front*5 2    3    5    3
        front   1    3    5    3
        """,
        tiny,
    )
    (seen,) = outcome.perception
    assert (seen.block, seen.questions) == ("S1", ("S1-1", "S1-2"))
    assert seen.difference == Fraction(3, 2)
    assert seen.is_flagged
    assert [gap.questions for gap in outcome.discuss] == [("S1-1",), ("B1",)]
    assert [gap.difference for gap in outcome.discuss] == [3, -1]
    assert not any(gap.is_flagged for gap in outcome.discuss)


# -- what to do -----------------------------------------------------------------------------------


def test_order_puts_prerequisites_first_and_then_the_largest_gap():
    tiny = questionnaire(shift("S1"), shift("S2"), shift("S3", leans_on=("S2",)))
    outcome = scored(
        """
             S1-1 S1-2 S1-3 S2-1 S2-2 S2-3 S3-1 S3-2 S3-3
        lead 3    3    3    4    4    4    1    1    1
        """,
        tiny,
        targets=dict.fromkeys(("S1", "S2", "S3"), Fraction(4)),
    )
    assert outcome.order == ("S2", "S3", "S1")
    assert outcome.road_map == (("S2", "S1"), ("S3",))
    assert [one.leverage for one in outcome.shifts] == [1, Fraction(6, 5), 1]


def test_basics_that_are_not_in_order_go_first():
    tiny = questionnaire(
        basics=lens("B", question("B1"), question("B2"), question("B3")),
        culture=lens("C", question("C1"), question("C2")),
    )
    outcome = scored("B1 B2 B3 S1-1 S1-2 S1-3 C1 C2\nlead 3 2 - 2 2 5 1 3", tiny)
    assert outcome.basics_first == ("B2",)
    assert [(each.recommendation, each.is_first) for each in outcome.advice] == [
        ("B2-R", True),
        ("S1-hr-2-3", True),
        ("S1-leadership-2-3", True),
        ("C1-R", False),
    ]


def test_advice_says_which_answers_led_to_it():
    (first, second) = scored("S1-1 S1-2 S1-3\nlead 1 1 5").advice
    assert (first.step, first.because[0].question) == (Step.ONE_TWO, "S1-2")
    assert (second.step, second.because[0].question) == (Step.ONE_TWO, "S1-1")


def test_domain_at_level_five_is_kept_up():
    outcome = scored("S1-1 S1-2 S1-3\nlead 5 5 5")
    assert outcome.advice == ()
    assert [each.domain for each in outcome.upkeep] == ["leadership", "hr", "processes"]


# -- words ----------------------------------------------------------------------------------------


def noted(people, **changes):
    answer = Answer(level=3, note="  Wij bellen terug  ", **changes)
    return [response("front", {"S1-1": answer}, code=f"r{n}") for n in range(people)]


def test_notes_are_quoted_only_with_consent_and_enough_writers():
    agreed = noted(1, quote=True)
    enough = assess(TINY, [*agreed, *noted(9)], settings(Thresholds()))
    too_few = assess(TINY, [*agreed, *noted(8)], settings(Thresholds()))
    assert [(quote.block, quote.words) for quote in enough.quotes] == [
        ("S1", "  Wij bellen terug  ")
    ]
    assert too_few.quotes == ()


def test_empty_notes_have_no_writer():
    empty = [
        response("front", {"S1-1": Answer(level=3, note=" ", quote=True)}, code=f"r{n}")
        for n in range(12)
    ]
    assert assess(TINY, empty, settings(Thresholds())).quotes == ()


# -- forms ----------------------------------------------------------------------------------------


def test_quick_form_leaves_the_other_questions_out():
    tiny = questionnaire(
        shift("S1", *(question(f"S1-{n}", quick=n < 4) for n in range(1, 6))),
    )
    table = "S1-1 S1-2 S1-3 S1-4 S1-5\nlead 3 3 3 5 5"
    quick = scored(table, tiny, form=Form.QUICK)
    assert list(quick.questions) == ["S1-1", "S1-2", "S1-3"]
    assert quick.shifts[0].figure.value == 3
    assert scored(table, tiny).shifts[0].figure.value == Fraction(19, 5)


@pytest.mark.parametrize("audience", SEATS)
def test_lone_answer_is_never_printed(audience):
    table = f"S1-1 S1-2 S1-3\n{audience} 5 5 5"
    outcome = shown(table, questionnaire(basics=lens("B", question("B1"))))
    figures = [outcome.shifts[0].figure, *(s.figure for s in outcome.questions.values())]
    figures += [each.figure for each in (*outcome.domains, *outcome.tiers, *outcome.elements)]
    figures += [f for s in outcome.questions.values() for f in s.by_audience.values()]
    assert all(figure.value is None and figure.n == 0 for figure in figures)
    assert outcome.advice == ()
    assert outcome.upkeep == ()


def test_words_of_the_questionnaire_do_not_change_the_outcome():
    renamed = replace(TINY, title=text("Another name"))
    table = "S1-1 S1-2 S1-3\nlead 2 3 4\nfront 3 3 3"
    assert scored(table, renamed) == scored(table)
    assert scored(table, thresholds=OPEN) == scored(table)


# -- protected questions --------------------------------------------------------------------------

PROTECTING = questionnaire(
    shift(
        "S1",
        question("S1-1", audiences=("lead", "front")),
        question("S1-2", audiences=("front",)),
        question("S1-3", audiences=("lead",)),
        question("S1-4", audiences=("lead", "front")),
    )
)
NINE_AND_THREE = """
             S1-1 S1-2 S1-3 S1-4
    front*9  3    2    -    4
    lead*3   4    -    1    5
"""


def test_a_question_that_must_be_hidden_never_stands_alone_beside_its_shift():
    outcome = shown(NINE_AND_THREE, PROTECTING)
    hidden = {id_ for id_, score in outcome.questions.items() if score.figure.value is None}
    assert outcome.shifts[0].figure.value is not None
    assert hidden == {"S1-2", "S1-3"}
    reasons = {id_: outcome.questions[id_].figure.withheld for id_ in hidden}
    assert reasons == {"S1-3": Withheld.TOO_FEW_ANSWERS, "S1-2": Withheld.PROTECTS_OTHERS}
    assert all(
        figure.value is None
        for id_ in hidden
        for figure in outcome.questions[id_].by_audience.values()
    )
    assert outcome.questions["S1-2"].distribution is None


def test_no_domain_gives_a_hidden_question_away():
    outcome = shown(NINE_AND_THREE, PROTECTING)
    figures = {group.id: group.figure for group in outcome.shifts[0].by_domain}
    of_hidden = {
        question.domain
        for question in PROTECTING.shifts[0].questions
        if question.id in {"S1-2", "S1-3"}
    }
    assert all(figures[domain].value is None for domain in of_hidden)
    assert any(figure.value is not None for figure in figures.values())

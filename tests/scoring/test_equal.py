"""A weighted mean never stands alone: beside it, what equal weights would give."""

from fractions import Fraction

import pytest

from builders import OPEN, question, questionnaire, responses, shift, workspace
from servicescan.model.workspace import Thresholds
from servicescan.scoring.assess import assess

QUESTIONS = "S1-1 S1-2 S1-3\n"


def heavy(*weights, **audiences):
    """One shift whose questions weigh so much, each asked of everyone or of one audience."""
    asked = (
        question(
            f"S1-{n}", weight=Fraction(w), audiences=audiences.get(f"q{n}", ("front", "owner"))
        )
        for n, w in enumerate(weights, 1)
    )
    return questionnaire(shift("S1", *asked))


def test_weighted_score_has_its_twin_everywhere():
    outcome = assess(heavy(1, 1, 2), responses(f"{QUESTIONS}front*6 1 2 4"), workspace(OPEN))
    (scored,) = outcome.shifts
    assert (scored.figure.value, scored.equal) == (Fraction(11, 4), Fraction(7, 3))
    (tier,) = (each for each in outcome.tiers if each.figure.value is not None)
    assert (tier.figure.value, tier.equal) == (Fraction(11, 4), Fraction(7, 3))


def test_question_of_weight_nothing_counts_in_the_twin():
    outcome = assess(heavy(1, 1, 0), responses(f"{QUESTIONS}front*6 1 2 5"), workspace(OPEN))
    assert outcome.shifts[0].figure.value == Fraction(3, 2)
    assert outcome.shifts[0].equal == Fraction(8, 3)


@pytest.mark.parametrize("weight", [1, 2])
def test_equal_weights_need_no_twin(weight):
    table = f"{QUESTIONS}front*6 1 2 4"
    outcome = assess(heavy(weight, weight, weight), responses(table), workspace(OPEN))
    assert outcome.shifts[0].equal is None


def test_unanswered_question_is_in_neither():
    outcome = assess(heavy(1, 3, 2), responses(f"{QUESTIONS}front*6 1 - 4"), workspace(OPEN))
    assert outcome.shifts[0].equal is None  # two of three answered: no score
    assert outcome.shifts[0].by_domain[0].equal is None


def test_hidden_score_has_no_twin():
    table = f"{QUESTIONS}front*4 1 2 4"
    outcome = assess(heavy(1, 1, 2), responses(table), workspace(Thresholds()))
    assert (outcome.shifts[0].figure.value, outcome.shifts[0].equal) == (None, None)
    assert all(tier.equal is None for tier in outcome.tiers)


def test_twin_that_would_give_three_owners_away_is_left_out():
    """One question of the front line is printed; score and twin would then give the other two."""
    apart = heavy(1, 2, 2, q1=("owner",), q2=("front",), q3=("front",))
    table = f"{QUESTIONS}owner*3 1 - -\nfront*9 - 2 4"
    outcome = assess(apart, responses(table), workspace(Thresholds()))
    assert outcome.shifts[0].figure.value == Fraction(13, 5)
    assert outcome.questions["S1-3"].figure.value == 4
    assert outcome.shifts[0].equal is None
    assert {tier.equal for tier in outcome.tiers} == {None}

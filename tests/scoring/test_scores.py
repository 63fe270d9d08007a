from fractions import Fraction

import pytest

from builders import voices
from servicescan.scoring.scores import (
    audience_means,
    mark,
    mean,
    person_score,
    question_score,
    weighted_mean,
)


def test_mean_is_exact_and_of_nothing_is_nothing():
    assert mean([1, 2, 2]) == Fraction(5, 3)
    assert mean([]) is None


def test_weighted_mean_leaves_out_what_weighs_nothing():
    pairs = [(Fraction(5), Fraction(1)), (Fraction(2), Fraction(1, 2)), (Fraction(1), Fraction(0))]
    assert weighted_mean(pairs) == 4
    assert weighted_mean([(Fraction(5), Fraction(0))]) is None
    assert weighted_mean([]) is None


def test_each_audience_counts_once_however_many_answer():
    floor_of_forty = voices(front=[{"Q": 2}] * 40, lead=[{"Q": 5}, {"Q": 4}], hr=[{"P": 1}])
    assert audience_means("Q", floor_of_forty) == {"front": (2, 40), "lead": (Fraction(9, 2), 2)}
    assert question_score("Q", floor_of_forty) == Fraction(13, 4)


def test_question_that_nobody_answered_has_no_score():
    assert question_score("Q", voices(front=[{"P": 2}])) is None
    assert question_score("Q", []) is None


@pytest.mark.parametrize(
    ("levels", "score"),
    [
        ([3, 2, None], Fraction(5, 2)),  # exactly two thirds
        ([3, None, None], None),
        ([5], Fraction(5)),
        ([3, None], None),
        ([None], None),
        ([], None),  # nothing applied
    ],
    ids=[
        "at the minimum",
        "below it",
        "below it, of two",
        "all",
        "nothing known",
        "nothing applies",
    ],
)
def test_person_needs_two_thirds_of_what_applies(levels, score):
    assert person_score(levels) == score


def test_mark_runs_from_one_to_ten():
    assert [mark(Fraction(x)) for x in (1, 3, 5)] == [1, Fraction(11, 2), 10]

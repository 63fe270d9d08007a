from collections import Counter
from fractions import Fraction

import pytest

from builders import SEATS, voices
from servicescan.model.assessment import Withheld
from servicescan.scoring.gaps import Sides, counted, default_target, gap, perception_gap, sides


def test_target_without_a_wish_is_one_level_up_and_at_most_four():
    assert default_target(Fraction(3, 2)) == Fraction(5, 2)
    assert default_target(Fraction(7, 2)) == 4
    assert default_target(Fraction(9, 2)) == 4


def test_one_answer_does_not_make_the_gap_jump():
    # with "one level above the label" 2.99 would have a gap of 0.01 and 3.00 one of 1.00
    below, at = Fraction(299, 100), Fraction(3)
    assert gap(below, default_target(below)) - gap(at, default_target(at)) == 0


def test_gap_is_never_negative():
    assert gap(Fraction(3), Fraction(4)) == 1
    assert gap(Fraction(4), Fraction(3)) == 0


def test_sides_compare_only_questions_answered_on_both():
    people = voices(
        lead=[{"M1": 4, "M2": 5}], hr=[{"M1": 2}], front=[{"M1": 1}, {"M3": 3}, {"M1": 2}]
    )
    both = sides(["M1", "M2", "M3"], people, SEATS.__getitem__)
    assert both.questions == ("M1",)
    assert both.policy == {4: 1, 2: 1}
    assert both.practice == {1: 1, 2: 1}
    assert both.difference == Fraction(3, 2)


def test_side_without_people_has_no_difference():
    both = sides(["M1"], voices(lead=[{"M1": 4}]), SEATS.__getitem__)
    assert both.questions == ()
    assert both.difference is None


def seen(policy, practice, minimum=5):
    both = Sides(
        questions=("M1",),
        policy=Counter(map(Fraction, policy)),
        practice=Counter(map(Fraction, practice)),
    )
    return counted(perception_gap("S1", both, minimum), both)


def test_shown_gap_has_the_share_of_pairs_and_a_p_that_hides_the_answers():
    found = seen([3, 4, 4, 5, 3], [2, 3, 3, 2, 1])
    assert found.pairs == Fraction(23, 25)  # each 3 loses no pair, but ties with two
    # which two of the four threes: 6 splits, and 6 the other way round, of 252 (0.047619...)
    assert (found.p, found.smallest_p) == (0.048, 0.048)
    mirrored = seen([2, 3, 3, 2, 1], [3, 4, 4, 5, 3])
    assert (mirrored.p, mirrored.pairs) == (found.p, 1 - found.pairs)


def test_hidden_gap_has_neither_pairs_nor_p():
    hidden = seen([4] * 4, [2, 2, 2, 2, 3])
    assert (hidden.p, hidden.smallest_p, hidden.pairs) == (None, None, None)


def test_too_many_people_to_count_leave_the_pairs():
    crowd = seen([4, 3] * 20, [2, 3] * 20)
    assert (crowd.p, crowd.smallest_p, crowd.pairs) == (None, None, Fraction(7, 8))


def test_clear_difference_is_flagged_in_both_directions():
    rosier_above = seen([4, 4, 5, 4, 4], [2, 2, 1, 2, 2])
    assert rosier_above.is_flagged
    assert rosier_above.difference == Fraction(12, 5)
    assert rosier_above.low is not None
    assert rosier_above.low > 0
    rosier_below = seen([2, 2, 1, 2, 2], [4, 4, 5, 4, 4])
    assert rosier_below.is_flagged
    assert rosier_below.difference == -Fraction(12, 5)


def test_difference_within_its_interval_is_not_flagged():
    unsure = seen([5, 1, 5, 1, 5], [1, 5, 1, 5, 1])
    assert unsure.difference == Fraction(4, 5)
    assert not unsure.is_flagged


def test_certain_but_small_difference_is_not_flagged():
    small = seen([3] * 9 + [4], [3] * 50 + [2])
    larger = seen(["2.5", "2.51", "2.49", "2.5", "2.5"], ["2", "2.01", "1.99", "2", "2"])
    assert not small.is_flagged
    assert larger.difference == Fraction(1, 2)
    assert larger.is_flagged


def test_everybody_alike_is_no_certainty():
    alike = seen([4] * 5, [2] * 5)
    assert alike.difference == 2
    assert (alike.low, alike.high, alike.is_flagged) == (None, None, False)


@pytest.mark.parametrize(
    ("policy", "practice"), [([4] * 4, [2, 2, 2, 2, 3]), ([4, 4, 4, 4, 5], [2] * 4)]
)
def test_neither_side_is_shown_when_one_is_too_small(policy, practice):
    hidden = seen(policy, practice)
    assert hidden.policy.value is None
    assert hidden.practice.value is None
    assert hidden.policy.withheld is hidden.practice.withheld is Withheld.TOO_FEW_ANSWERS
    assert (hidden.difference, hidden.low, hidden.is_flagged) == (None, None, False)


def test_empty_side_says_that_nobody_answered():
    assert seen([], [2] * 5).policy.withheld is Withheld.NO_ANSWERS

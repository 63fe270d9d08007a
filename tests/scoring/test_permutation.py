from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicescan.scoring.permutation import (
    MAX_FLIPPED,
    MAX_RELABELLED,
    relabelled,
    share_of_pairs,
    sign_flips,
)

SCORES = st.lists(st.fractions(1, 5, max_denominator=6), min_size=1, max_size=5)
DIFFERENCES = st.lists(st.fractions(-4, 4, max_denominator=6), min_size=1, max_size=8)


def whole(*scores: int) -> list[Fraction]:
    return [*map(Fraction, scores)]


@given(SCORES, SCORES)
def test_splits_are_counted_as_if_one_by_one(one, two):
    everyone = one + two
    total = sum(everyone)

    def apart(first):
        return abs(Fraction(first) / len(one) - (total - first) / len(two))

    splits = [apart(sum(chosen)) for chosen in combinations(everyone, len(one))]
    found = relabelled(one, two)
    assert found is not None
    assert found.p == Fraction(sum(x >= apart(sum(one)) for x in splits), len(splits))
    assert found.smallest == Fraction(splits.count(max(splits)), len(splits))


@given(DIFFERENCES)
def test_signs_are_counted_as_if_one_by_one(differences):
    sums = [
        abs(sum(sign * difference for sign, difference in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    found = sign_flips(differences)
    assert found is not None
    assert found.p == Fraction(sum(x >= abs(sum(differences)) for x in sums), len(sums))
    assert found.smallest == Fraction(sums.count(max(sums)), len(sums))


@given(SCORES, SCORES)
def test_direction_does_not_matter_and_pairs_mirror(one, two):
    assert relabelled(one, two) == relabelled(two, one)
    share, other = share_of_pairs(one, two), share_of_pairs(two, one)
    assert share is not None
    assert other is not None
    assert share + other == 1
    assert share == Fraction(
        sum(1 if x > y else Fraction(x == y, 2) for x in one for y in two), len(one) * len(two)
    )


def test_ten_people_are_counted_as_if_one_by_one():
    """From eight on, a count no longer fits one byte."""
    one, two = whole(1, 2, 2, 4, 5), whole(3, 4, 4, 5, 5)
    sums = [sum(chosen) for chosen in combinations(one + two, 5)]
    farther = [abs(2 * total - 35) for total in sums]
    assert relabelled(one, two) == (
        Fraction(sum(distance >= 7 for distance in farther), 252),
        Fraction(farther.count(max(farther)), 252),
    )
    differences = whole(1, 1, 1, 1, 1, -2, 1, 0, 3, 1)
    signed = [
        abs(sum(s * d for s, d in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=10)
    ]
    assert sign_flips(differences) == (
        Fraction(sum(found >= 8 for found in signed), 1024),
        Fraction(signed.count(12), 1024),
    )


def test_equal_groups_have_two_farthest_splits():
    assert relabelled(whole(5, 5, 5), whole(1, 1, 1)) == (Fraction(2, 20), Fraction(2, 20))


def test_everybody_alike_proves_nothing():
    assert relabelled(whole(3, 3), whole(3, 3, 3)) == (1, 1)
    assert sign_flips(whole(0, 0, 0)) == (1, 1)


@pytest.mark.parametrize(("one", "two"), [([], whole(1)), (whole(1), []), ([], [])])
def test_empty_group_gives_nothing(one, two):
    assert relabelled(one, two) is None
    assert share_of_pairs(one, two) is None


def test_nobody_has_no_signs():
    assert sign_flips([]) is None


def test_too_many_people_are_not_counted_out():
    most = whole(*[1] * (MAX_RELABELLED - 2), 2)
    assert relabelled(most, whole(2)) == (Fraction(2, MAX_RELABELLED),) * 2
    assert relabelled(most, whole(2, 2)) is None
    assert sign_flips(whole(1) * MAX_FLIPPED) == (Fraction(2, 2**MAX_FLIPPED),) * 2
    assert sign_flips(whole(1) * (MAX_FLIPPED + 1)) is None


def test_counts_of_many_people_do_not_run_over():
    """Half of all splits of 60 zeroes and ones: no count may spill into the next."""
    found = relabelled(whole(*[0, 1] * 15), whole(*[1, 0] * 15))
    assert found is not None
    assert found.p == 1

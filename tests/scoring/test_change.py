from fractions import Fraction

import pytest

from servicescan.scoring.change import holm, is_told_from_chance, paired, unpaired


def whole(*scores: int) -> list[Fraction]:
    return [*map(Fraction, scores)]


def test_paired_change_is_later_minus_earlier():
    change = paired([(Fraction(2), Fraction(3)), (Fraction(2), Fraction(5, 2))])
    assert change is not None
    assert change.difference == Fraction(3, 4)
    assert (change.is_paired, change.n) == (True, (2, 2))
    assert change.low < 0.75 < change.high
    assert change.p == change.smallest_p == Fraction(1, 2)
    assert change.is_exact


def test_equal_changes_have_no_interval_but_an_exact_p():
    change = paired([(Fraction(2), Fraction(3))] * 6)
    assert change is not None
    assert (change.low, change.high) == (None, None)
    assert change.p == Fraction(2, 64)


def test_one_person_has_no_interval():
    change = paired([(Fraction(2), Fraction(3))])
    assert change is not None
    assert (change.low, change.p) == (None, 1)


def test_unpaired_change_is_later_minus_earlier():
    change = unpaired(whole(1, 2, 1), whole(4, 5))
    assert change is not None
    assert change.difference == Fraction(9, 2) - Fraction(4, 3)
    assert (change.is_paired, change.n) == (False, (3, 2))
    assert change.p == Fraction(1, 10)
    assert change.low < float(change.difference) < change.high


def test_everybody_invited_answered_twice_leaves_no_sampling_error():
    change = unpaired(whole(1, 2, 1), whole(4, 5), (3, 2))
    assert change is not None
    assert (change.low, change.high) == (None, None)


def test_invited_numbers_belong_to_their_own_wave():
    """All of the first wave answered, so only the second adds to the error, and the reverse."""
    first, second = whole(1, 5, 1, 5), whole(3, 3, 3, 4)
    only_second = unpaired(first, second, (4, 100))
    only_first = unpaired(first, second, (100, 4))
    assert only_second.high - only_second.low < only_first.high - only_first.low


@pytest.mark.parametrize("waves", [([], whole(1)), (whole(1), [])])
def test_empty_wave_gives_nothing(waves):
    assert unpaired(*waves) is None


def test_nobody_twice_gives_nothing():
    assert paired([]) is None


def test_large_groups_get_the_p_of_the_t_interval():
    """2 x 40 people a quarter of a level apart: too many splits to count, far from chance."""
    change = unpaired(whole(*[2, 3] * 20), whole(*[2, 3, 3, 3] * 10))
    assert change is not None
    assert not change.is_exact
    assert change.smallest_p is None
    assert float(change.p) == pytest.approx(0.02080695, abs=1e-8)
    assert change.low > 0


def test_large_groups_without_spread_give_no_p():
    change = unpaired(whole(*[2] * 40), whole(*[3] * 40))
    assert (change.p, change.low) == (None, None)
    assert not is_told_from_chance(change.p)


def test_holm_keeps_the_order_of_its_input_and_never_falls():
    adjusted = holm({"S2": Fraction(1, 50), "S1": Fraction(1, 100), "S3": Fraction(19, 1000)})
    assert list(adjusted) == ["S2", "S1", "S3"]
    assert adjusted == {"S1": Fraction(3, 100), "S3": Fraction(38, 1000), "S2": Fraction(38, 1000)}
    assert holm({}) == {}


def test_change_is_named_up_to_five_in_a_hundred():
    assert is_told_from_chance(Fraction(1, 20))
    assert not is_told_from_chance(Fraction(51, 1000))
    assert not is_told_from_chance(None)

"""A change from two printed figures: what their margins allow to say."""

from fractions import Fraction

import pytest

from servicescan.model.assessment import Figure, Withheld
from servicescan.scoring.printed import printed_change


def figure(value, half=None):
    low, high = (None, None) if half is None else (float(value) - half, float(value) + half)
    return Figure(value=Fraction(value), n=9, low=low, high=high)


def test_the_margin_adds_the_squares_of_the_sides_that_face_each_other():
    old = Figure(value=Fraction(2), n=9, low=1.9, high=2.3)
    new = Figure(value=Fraction(3), n=9, low=2.6, high=3.6)
    found = printed_change(old, new)
    assert found.difference == 1
    assert found.low == pytest.approx(1 - 0.5)
    assert found.high == pytest.approx(1 + (0.6**2 + 0.1**2) ** 0.5)
    back = printed_change(new, old)
    assert (back.difference, back.low, back.high) == (-1, -found.high, -found.low)


@pytest.mark.parametrize(
    ("old", "new", "is_clear"),
    [
        # equal margins: clear as soon as they no longer touch
        (figure("2", 0.3), figure("2.61", 0.3), True),
        (figure("2", 0.3), figure("2.59", 0.3), False),
        (figure("2.61", 0.3), figure("2", 0.3), True),
        # unequal ones: a gap between them is not enough
        (figure("2", 0.5), figure("2.55", 0.01), False),
        (figure("2", 0.5), figure("2.72", 0.01), True),
        # what is printed as the same is no change, however small the margins
        (figure("2", 0.001), figure("2.04", 0.001), False),
        (figure("2", 0.001), figure("2.05", 0.001), True),
        (figure("2"), figure("4", 0.1), False),
        (figure("2", 0.1), figure("4"), False),
    ],
)
def test_what_may_be_called_a_change(old, new, is_clear):
    assert printed_change(old, new).is_clear is is_clear


def test_what_has_no_margin_has_a_difference_and_no_verdict():
    found = printed_change(figure("2"), figure("4", 0.1))
    assert (found.difference, found.low, found.high) == (2, None, None)


def test_what_is_not_printed_stays_hidden():
    hidden = Figure(withheld=Withheld.TOO_FEW_ANSWERS)
    assert printed_change(hidden, figure("2", 0.1)) is None
    assert printed_change(figure("2", 0.1), hidden) is None

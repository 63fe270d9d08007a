from fractions import Fraction

import pytest

from servicescan.scoring.levels import border, level


def test_label_is_the_whole_level_that_was_reached():
    assert level(Fraction(299, 100), [Fraction(2), Fraction(4)]) == 2
    assert level(Fraction(3), [Fraction(3)]) == 3
    assert level(Fraction(5), [Fraction(5)]) == 5


def test_one_weak_question_holds_the_label_back():
    assert level(Fraction(22, 5), [Fraction(5), Fraction(19, 10)]) == 3


@pytest.mark.parametrize(
    ("low", "high", "inside"),
    [
        (2.6, 2.9, None),
        (2.9, 3.2, 3),
        (3.0, 3.4, 3),
        (3.004, 3.4, 3),  # printed as 3.0
        (3.02, 3.4, None),
        (2.4, 2.996, 3),
        (1.8, 3.1, 2),  # 2 lies nearer the middle than 3
        (1.0, 1.3, None),  # nobody can stand below 1
        (4.9, 5.0, 5),
        (None, 3.2, None),
        (2.9, None, None),
    ],
    ids=[
        "between",
        "on it",
        "from it",
        "within a hundredth",
        "past it",
        "up to it",
        "nearest",
        "bottom",
        "top",
        "no low",
        "no high",
    ],
)
def test_border_is_the_whole_level_inside_the_interval(low, high, inside):
    assert border(low, high) == inside

"""From a score to a level (measurement.md 1.0, row Label)."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

#: one weak link holds the whole back: the level is at most this much above the lowest question
CAP_ABOVE_LOWEST = 2


def level(score: Fraction, question_scores: Sequence[Fraction]) -> int:
    """``min(floor(score), floor(lowest question) + 2)``, on exact fractions."""
    return min(floor(score), floor(min(question_scores)) + CAP_ABOVE_LOWEST)


def border(low: float | None, high: float | None) -> int | None:
    """The whole level between 2 and 5 that an interval holds, nearest its middle, if any.

    A label beside a border is a coin flip (measurement.md 1.2), so the report says so. The ends
    count as they are printed, in hundredths: 3.004 holds 3.
    """
    if low is None or high is None:
        return None
    inside = range(max(2, ceil(round(low, 2))), min(5, floor(round(high, 2))) + 1)
    middle = (low + high) / 2
    return min(inside, key=lambda whole: abs(whole - middle), default=None)

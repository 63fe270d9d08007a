"""How far people agree, in levels (measurement.md 1.7)."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from servicescan.model.assessment import Agreement

#: standard deviation in levels up to which a group agrees, and up to which views vary
AGREED, VARIED = Fraction(7, 10), Fraction(11, 10)
#: the word follows the figure that a reader sees, with one decimal: 0.74 is printed as 0.7
HALF_STEP = Fraction(1, 20)
#: fewer answers look agreed by chance: three at random reach r_wg 0.7 in 23 of 100 groups
MIN_FOR_WORDS = 5
#: variance of answers at random over five levels: (5^2 - 1) / 12
AT_RANDOM = 2


def variance(counts: Sequence[int]) -> Fraction | None:
    """Variance (n - 1) of answers given as counts per level 1..5; None below two."""
    n = sum(counts)
    if n < 2:  # noqa: PLR2004 - one answer has no spread
        return None
    mean = Fraction(sum(level * count for level, count in enumerate(counts, start=1)), n)
    squares = (count * (level - mean) ** 2 for level, count in enumerate(counts, start=1))
    return Fraction(sum(squares)) / (n - 1)


def spread(counts: Sequence[int]) -> float | None:
    """Standard deviation of the answers, in levels; None below two."""
    found = variance(counts)
    return None if found is None else sqrt(found)


def agreement(counts: Sequence[int]) -> Agreement | None:
    """One of three words; a random spread over five levels is 1.41. None below five answers."""
    found = variance(counts)
    if found is None or sum(counts) < MIN_FOR_WORDS:
        return None
    if found < (AGREED + HALF_STEP) ** 2:
        return Agreement.AGREED
    return Agreement.VARIED if found < (VARIED + HALF_STEP) ** 2 else Agreement.DIVIDED


def r_wg(counts: Sequence[int]) -> Fraction | None:
    """``1 - variance / 2``: James, Demaree and Wolf's index, uncut (``P09``).

    Below 0 the answers lie further apart than at random. None below five answers.
    """
    found = variance(counts)
    if found is None or sum(counts) < MIN_FOR_WORDS:
        return None
    return 1 - found / AT_RANDOM

"""How far people agree, in levels (measurement.md 1.7)."""

from collections.abc import Sequence
from math import sqrt

from servicescan.model.assessment import Agreement

#: standard deviation in levels up to which a group agrees, and up to which views vary
AGREED, VARIED = 0.7, 1.1


def spread(counts: Sequence[int]) -> float | None:
    """Standard deviation (n - 1) of answers given as counts per level 1..5; None below two."""
    n = sum(counts)
    if n < 2:  # noqa: PLR2004 - one answer has no spread
        return None
    mean = sum(level * count for level, count in enumerate(counts, start=1)) / n
    squares = sum(count * (level - mean) ** 2 for level, count in enumerate(counts, start=1))
    return sqrt(squares / (n - 1))


def agreement(counts: Sequence[int]) -> Agreement | None:
    """One of three words; a random spread over five levels is 1.41."""
    deviation = spread(counts)
    if deviation is None:
        return None
    if deviation <= AGREED:
        return Agreement.AGREED
    return Agreement.VARIED if deviation <= VARIED else Agreement.DIVIDED

"""What two printed figures allow to say about a change, from their margins and nothing else."""

from dataclasses import dataclass
from fractions import Fraction
from math import hypot, sqrt

from servicescan.model.assessment import Figure

#: how many margins of the difference a change has to exceed before it is called one
BAR = sqrt(2)
#: a smaller difference is printed as nothing
VISIBLE = Fraction(1, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedChange:
    """The difference of two printed figures; positive means higher now."""

    difference: Fraction
    #: 95 % interval; None where a margin is not printed
    low: float | None
    high: float | None
    #: may be called a change
    is_clear: bool


def printed_change(old: Figure, new: Figure) -> PrintedChange | None:
    """The change from one printed figure to another; None where one of them is not printed.

    The margin adds the squares of the two margins that face each other, as for independent groups
    (MOVER: Zou and Donner 2008, Statistics in Medicine 27). If the same people answered twice it
    is on the wide side.

    A change is called one when it is larger than √2 times that margin. The two printed margins
    then do not touch, and even over ten shifts at once chance seldom passes the bar
    (docs/scoring.md has the figures).
    """
    if old.value is None or new.value is None:
        return None
    gap = new.value - old.value
    below, above = _margin(new, old), _margin(old, new)
    if below is None or above is None:
        return PrintedChange(difference=gap, low=None, high=None, is_clear=False)
    faced = below if gap > 0 else above
    return PrintedChange(
        difference=gap,
        low=float(gap) - below,
        high=float(gap) + above,
        is_clear=abs(gap) >= VISIBLE and float(abs(gap)) > BAR * faced,
    )


def _margin(upper: Figure, lower: Figure) -> float | None:
    """From the one's value down and from the other's up: the sides that face each other."""
    ends = upper.value, upper.low, lower.value, lower.high
    if any(end is None for end in ends):
        return None
    top, low, bottom, high = (float(end) for end in ends if end is not None)
    return hypot(top - low, high - bottom)

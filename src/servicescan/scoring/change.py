"""What changed between two waves, and whether that can be told from chance (measurement.md 1.11).

The caller brings scores per person over the same questions with the same anchors. The exact test
is for the words, the t interval for the picture; over several shifts at once, ``holm``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt
from statistics import stdev

from servicescan.scoring.intervals import around, t_tails, welch_error
from servicescan.scoring.permutation import Exact, relabelled, sign_flips
from servicescan.scoring.scores import mean

#: a change is called so when its p, adjusted for the number of looks, is at most this
CHANCE = Fraction(1, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between two waves in levels; positive means higher now."""

    difference: Fraction
    #: 95 % t interval; None when there is no spread to tell it from
    low: float | None
    high: float | None
    #: two-sided; None when nothing can be said
    p: Fraction | None
    #: every arrangement was counted; for large groups p is that of the t interval
    is_exact: bool
    #: the smallest p these scores could have given: above 0.05 no change can be told from chance
    smallest_p: Fraction | None
    #: the same people both times
    is_paired: bool
    #: people behind the earlier and the later score
    n: tuple[int, int]


def paired(scores: Sequence[tuple[Fraction, Fraction]]) -> Change | None:
    """The change of people who took part twice, (earlier, later) per person (``P18``, ``P40``).

    None without anybody.
    """
    differences = [later - earlier for earlier, later in scores]
    change = mean(differences)
    if change is None:
        return None
    n = len(differences)
    error = None
    if len(set(differences)) > 1:
        error = stdev(map(float, differences)) / sqrt(n), float(n - 1)
    found = _change(change, error, sign_flips(differences))
    return replace(found, is_paired=True, n=(n, n))


def unpaired(
    earlier: Sequence[Fraction],
    later: Sequence[Fraction],
    population: tuple[int | None, int | None] = (None, None),
) -> Change | None:
    """The change between two groups whose people cannot be told apart (``P19``).

    Args:
        earlier: person scores of the first wave.
        later: person scores of the second wave.
        population: how many were invited in each wave; None when nobody counted.

    Returns:
        None when a wave is empty. The interval has the finite population correction.
    """
    before, after = mean(earlier), mean(later)
    if before is None or after is None:
        return None
    error = welch_error([*map(float, earlier)], [*map(float, later)], population)
    found = _change(after - before, error, relabelled(later, earlier))
    return replace(found, n=(len(earlier), len(later)))


def _change(difference: Fraction, error: tuple[float, float] | None, exact: Exact | None) -> Change:
    """What can be said of a difference; who was compared is still to be filled in."""
    low, high = around(float(difference), error) if error else (None, None)
    p = exact.p if exact else None
    if error and not exact:
        p = Fraction(t_tails(float(difference) / error[0], error[1]))
    return Change(
        difference=difference,
        low=low,
        high=high,
        p=p,
        is_exact=exact is not None,
        smallest_p=exact.smallest if exact else None,
        is_paired=False,
        n=(0, 0),
    )


def holm(p_values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Each p, raised for the number of looks: Holm's step-down method (``P20``).

    The smallest times the number of looks, the next times one less, and so on; never lower than
    the one before, never above 1.
    """
    adjusted: dict[str, Fraction] = {}
    highest = Fraction(0)
    for rank, key in enumerate(sorted(p_values, key=lambda key: (p_values[key], key))):
        highest = max(highest, min(Fraction(1), p_values[key] * (len(p_values) - rank)))
        adjusted[key] = highest
    return {key: adjusted[key] for key in p_values}


def is_told_from_chance(adjusted_p: Fraction | None) -> bool:
    """Whether a change may be called one; otherwise it is "not distinguishable"."""
    return adjusted_p is not None and adjusted_p <= CHANCE

"""How sure: 95 % intervals for small groups (measurement.md 1.5, 1.9, 1.10)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from math import exp, fsum, inf, lgamma, log, log1p, pi, sqrt
from statistics import fmean, variance
from typing import NamedTuple

from servicescan.scoring.scores import Voice
from servicescan.scoring.sums import Sums

#: the smallest group from which a spread can be told
MIN_FOR_SPREAD = 2
#: what a 95 % interval leaves out
BOTH_TAILS = 0.05
#: more than any number of degrees of freedom needs
NEWTON_STEPS = 50


def t_tails(t: float, df: float) -> float:
    """The chance that Student's t with ``df`` degrees of freedom lies farther from 0 than ``t``.

    Both tails together, from the regularised incomplete beta function (``df`` > 0, any number).
    """
    import mpmath

    return float(mpmath.betainc(df / 2, 0.5, 0, df / (df + t * t), regularized=True))


@cache
def t_quantile(df: float) -> float:
    """The 97.5 % point of Student's t with ``df`` degrees of freedom, by Newton's method.

    On logarithmic scales the tails are concave, nearly straight where they are heavy: a handful
    of steps finds the point from any start, for any ``df``.
    """
    scale = lgamma((df + 1) / 2) - lgamma(df / 2) - log(df * pi) / 2
    place = log(2.0)
    for _ in range(NEWTON_STEPS):  # pragma: no branch - it converges long before
        t = exp(place)
        tails = t_tails(t, df)
        density = exp(scale - (df + 1) / 2 * log1p(t * t / df))
        step = log(tails / BOTH_TAILS) * tails / (2 * t * density)
        place += step
        if abs(step) < 1e-11:  # noqa: PLR2004 - far beyond what any reader sees
            break
    return exp(place)


def jackknife_error(
    weights: Mapping[str, float], sums: Sums, population: Mapping[str, int]
) -> tuple[float, int] | None:
    """Standard error of a mean of question scores, and its degrees of freedom.

    Stratified delete-one jackknife with finite population correction (``P30``):
    ``sum_r (1 - n_r/N_r) (n_r - 1)/n_r sum_i (theta_(ri) - theta)^2``; df = n - R.

    Args:
        weights: question id -> weight, of questions that were answered.
        sums: everyone's answers.
        population: audience -> N_r; an audience that is absent counts as endless.

    Returns:
        None when an audience with absent colleagues has a single voice: it has no spread.
    """
    heard = [voice for voice in sums.voices if weights.keys() & voice.levels.keys()]
    sizes = Counter(voice.audience for voice in heard)
    rest = {
        audience: 1 - n / max(n, population.get(audience, inf)) for audience, n in sizes.items()
    }
    lonely = any(n < MIN_FOR_SPREAD and rest[audience] for audience, n in sizes.items())
    if lonely or len(heard) == len(sizes):
        return None

    scores = {question: sums.question(question) for question in weights}

    def theta(without: Voice | None = None) -> float:
        answered = weights.keys() & without.levels.keys() if without else ()
        left = scores | {question: sums.question(question, without) for question in answered}
        known = [(float(score), weights[q]) for q, score in left.items() if score is not None]
        return fmean(*zip(*known, strict=True))

    whole = theta()
    parts = (
        rest[voice.audience] * (1 - 1 / sizes[voice.audience]) * (theta(voice) - whole) ** 2
        for voice in heard
    )
    return sqrt(fsum(parts)), len(heard) - len(sizes)


def interval(value: float, error: tuple[float, float] | None) -> tuple[float, float] | None:
    """95 % t interval around a value, cut at the ends of the scale 1..5.

    None without an error, and for an error of 0: everybody answered alike, or nobody was absent,
    and neither is certainty (``P29``).
    """
    if error is None or not error[0]:
        return None
    low, high = around(value, error)
    return max(1.0, low), min(5.0, high)


def around(value: float, error: tuple[float, float]) -> tuple[float, float]:
    """95 % t interval around a value, from its standard error and degrees of freedom."""
    half = t_quantile(error[1]) * error[0]
    return value - half, value + half


class Moments(NamedTuple):
    """How many people, and how far their scores lie apart."""

    people: int
    #: with ``people - 1`` below; 0 for fewer than two people
    variance: float


def moments(scores: Counter[Fraction]) -> Moments:
    """Of scores that were counted, exact until the end."""
    n = scores.total()
    if n < MIN_FOR_SPREAD:
        return Moments(n, 0.0)
    total = sum(score * many for score, many in scores.items())
    squares = sum(score * score * many for score, many in scores.items())
    return Moments(n, float((squares - total * total / n) / (n - 1)))


def difference_error(
    one: Moments, two: Moments, population: tuple[int | None, int | None] = (None, None)
) -> tuple[float, float] | None:
    """Standard error of a difference of means, unequal variances, and its degrees of freedom.

    Welch and Satterthwaite (``P17``), with finite population correction (``P19``).

    Args:
        one: the first group.
        two: the second group.
        population: how many people each group was drawn from; None counts as endless.

    Returns:
        None when a side has fewer than two people or nobody differs from anybody.
    """
    if min(one.people, two.people) < MIN_FOR_SPREAD:
        return None
    first, second = (
        (1 - group.people / max(group.people, size or inf)) * group.variance / group.people
        for group, size in zip((one, two), population, strict=True)
    )
    if not first + second:
        return None
    df = (first + second) ** 2 / (first**2 / (one.people - 1) + second**2 / (two.people - 1))
    return sqrt(first + second), df


def welch_error(
    one: Sequence[float],
    two: Sequence[float],
    population: tuple[int | None, int | None] = (None, None),
) -> tuple[float, float] | None:
    """The same, of the scores of two groups one by one."""
    first, second = (
        Moments(len(group), variance(group) if len(group) >= MIN_FOR_SPREAD else 0.0)
        for group in (one, two)
    )
    return difference_error(first, second, population)


def welch(one: Sequence[float], two: Sequence[float]) -> tuple[float, float] | None:
    """95 % interval of the mean of ``one`` minus the mean of ``two`` (``P17``), if there is one."""
    error = welch_error(one, two)
    return error and around(fmean(one) - fmean(two), error)

"""Means, exact: per audience, per question, per shift (measurement.md 1.0 and 1.5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: a person has a score when this share of the questions that apply was answered
MIN_COVERAGE = Fraction(2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one respondent answered with a level; everything else is absent."""

    audience: str
    #: question id -> 1..5
    levels: Mapping[str, int]


def mean(values: Iterable[Fraction | int]) -> Fraction | None:
    """The arithmetic mean, exact; None of nothing."""
    found = tuple(values)
    return Fraction(sum(found)) / len(found) if found else None


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The mean of (value, weight) pairs; None when the weights add up to nothing."""
    found = tuple(pairs)
    total = sum((weight for _, weight in found), Fraction(0))
    if not total:
        return None
    return sum((value * weight for value, weight in found), Fraction(0)) / total


def audience_means(question: str, voices: Sequence[Voice]) -> dict[str, tuple[Fraction, int]]:
    """Audience -> (mean of its answers to this question, number of answers)."""
    answers: dict[str, list[int]] = {}
    for voice in voices:
        if question in voice.levels:
            answers.setdefault(voice.audience, []).append(voice.levels[question])
    return {
        audience: (Fraction(sum(levels), len(levels)), len(levels))
        for audience, levels in answers.items()
    }


def question_score(question: str, voices: Sequence[Voice]) -> Fraction | None:
    """Mean per audience, then mean of audiences, so that forty do not drown five."""
    return mean(value for value, _ in audience_means(question, voices).values())


def person_score(levels: Sequence[int | None], minimum: Fraction = MIN_COVERAGE) -> Fraction | None:
    """The mean of one person's answers if they cover enough of what applies to them.

    ``levels`` holds one entry per applicable question: 1..5, or None for "don't know" and
    unanswered. "Not applicable" is left out by the caller: it changes what was asked.
    """
    given = [level for level in levels if level is not None]
    if not levels or Fraction(len(given), len(levels)) < minimum:
        return None
    return mean(given)


def mark(score: Fraction) -> Fraction:
    """Level 1..5 to the Dutch report mark 1..10: 1 + 9 (x - 1) / 4 (measurement.md 1.6)."""
    return 1 + 9 * (score - 1) / 4

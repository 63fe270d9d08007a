"""What the score would be, whatever the absent people think (measurement.md 1.9, P05, P39)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from servicescan.model.questionnaire import Question
from servicescan.scoring.scores import mean, weighted_mean
from servicescan.scoring.sums import Sums

LOWEST, HIGHEST = 1, 5


def if_absent(
    questions: Sequence[Question], sums: Sums, population: Mapping[str, int]
) -> tuple[Fraction, Fraction] | None:
    """The weighted mean of questions if everyone absent said 1, and if everyone said 5.

    Audiences of which nobody was invited take no part. None when the number invited is unknown
    for an audience that answered, or when fewer are invited than answered.
    """
    low = _mean_filled(questions, sums, population, LOWEST)
    high = _mean_filled(questions, sums, population, HIGHEST)
    return None if low is None or high is None else (low, high)


def _mean_filled(
    questions: Sequence[Question],
    sums: Sums,
    population: Mapping[str, int],
    level: int,
) -> Fraction | None:
    pairs = []
    for question in questions:
        score = _filled(question, sums, population, level)
        if score is None:
            return None
        pairs.append((score, question.weight))
    return weighted_mean(pairs)


def _filled(
    question: Question, sums: Sums, population: Mapping[str, int], level: int
) -> Fraction | None:
    """The question's score with every empty place of its audiences filled by one level."""
    means = []
    for audience in question.audiences:
        total, given = sums.cell(question.id, audience)
        invited = population.get(audience, 0)
        if invited < given:
            return None
        if invited:
            means.append(Fraction(total + level * (invited - given), invited))
    return mean(means)

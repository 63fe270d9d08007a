"""What the score would be, whatever the absent people think (measurement.md 1.9, P05, P39)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from servicescan.model.questionnaire import Question
from servicescan.scoring.scores import Voice, mean, weighted_mean

LOWEST, HIGHEST = 1, 5


def if_absent(
    questions: Sequence[Question], voices: Sequence[Voice], population: Mapping[str, int]
) -> tuple[Fraction, Fraction] | None:
    """The weighted mean of questions if everyone absent said 1, and if everyone said 5.

    Audiences of which nobody was invited take no part. None when the number invited is unknown
    for an audience that answered, or when fewer are invited than answered.
    """
    low = _mean_filled(questions, voices, population, LOWEST)
    high = _mean_filled(questions, voices, population, HIGHEST)
    return None if low is None or high is None else (low, high)


def _mean_filled(
    questions: Sequence[Question],
    voices: Sequence[Voice],
    population: Mapping[str, int],
    level: int,
) -> Fraction | None:
    pairs = []
    for question in questions:
        score = _filled(question, voices, population, level)
        if score is None:
            return None
        pairs.append((score, question.weight))
    return weighted_mean(pairs)


def _filled(
    question: Question, voices: Sequence[Voice], population: Mapping[str, int], level: int
) -> Fraction | None:
    """The question's score with every empty place of its audiences filled by one level."""
    means = []
    for audience in question.audiences:
        given = [
            v.levels[question.id]
            for v in voices
            if v.audience == audience and question.id in v.levels
        ]
        invited = population.get(audience, 0)
        if invited < len(given):
            return None
        if invited:
            means.append(Fraction(sum(given) + level * (invited - len(given)), invited))
    return mean(means)

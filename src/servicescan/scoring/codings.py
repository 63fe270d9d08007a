"""Whether an order of scores holds however far apart the levels are thought to lie (``P36``).

A mean assumes equal steps between levels. Nobody knows whether they are equal, so an order is
claimed only if it is the same with three sets of distances (measurement.md 1.12).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from servicescan.scoring.scores import Voice

#: what each level 1..5 is worth: equal steps, growing steps, shrinking steps
CODINGS = ((1, 2, 3, 4, 5), (0, 10, 30, 60, 100), (0, 40, 70, 90, 100))


def coded(voices: Sequence[Voice], coding: Sequence[int]) -> list[Voice]:
    """The same answers, with other distances between the levels."""
    return [
        replace(voice, levels={q: coding[level - 1] for q, level in voice.levels.items()})
        for voice in voices
    ]


def sure_leaders(
    ranked: Sequence[str], scores: Sequence[Mapping[str, Fraction]], most: int
) -> tuple[str, ...]:
    """The longest start of a ranking that stands above all the rest in every coding.

    Args:
        ranked: all keys, highest first.
        scores: key -> score, once per coding.
        most: how long the start may be.

    Returns:
        Empty when not even the first is certain, or when there is no rest.
    """
    for size in range(min(most, len(ranked) - 1), 0, -1):
        above, below = ranked[:size], ranked[size:]
        if all(
            min(each[key] for key in above) > max(each[key] for key in below) for each in scores
        ):
            return tuple(above)
    return ()

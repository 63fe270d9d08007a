"""Which shifts need attention first and which stand firmest, and how much hangs on one person.

The names hold for all: no rank within them is claimed (measurement.md 1.12, 1.15).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from servicescan.model.assessment import Attention
from servicescan.model.questionnaire import Question
from servicescan.scoring.codings import CODINGS, sure_leaders
from servicescan.scoring.priorities import NORMAL_IMPORTANCE, Ambition
from servicescan.scoring.sums import Sums

#: so many are named: the truly lowest shift is then among them in 95 of 100 scans of eight people
TOP = 3
#: "organised": of the shifts below this, one at most is said to stand firmest
FIRM = 3
#: shares of runs are rounded down to these
TENTHS = 10


class Contest:
    """The shifts whose score may be printed, against each other."""

    def __init__(
        self,
        ambitions: Mapping[str, Ambition],
        questions: Mapping[str, Sequence[Question]],
        sums: Sums,
    ) -> None:
        """Args are by shift, in the order of the shifts; ``questions`` are those asked."""
        self.ambitions, self.questions, self.sums = ambitions, questions, sums
        self.scores = self._scores(sums, questions)
        self.first = _first(self.scores, ambitions)

    def attention(self) -> Attention:
        """The three with the highest priority, and how often they stay so (``P25``)."""
        return Attention(shifts=self.first, stays=self._stays(), equal=self._equal())

    def _stays(self) -> dict[str, Fraction]:
        runs = [_first(scores, self.ambitions) for scores in self._without_one()]
        if not runs:
            return dict.fromkeys(self.first, Fraction(self._holds_anyhow()))
        stays = {
            shift: Fraction(TENTHS * sum(shift in run for run in runs), len(runs))
            for shift in self.first
        }
        return {shift: Fraction(floor(tenths), TENTHS) for shift, tenths in stays.items()}

    def _holds_anyhow(self) -> bool:
        """Nobody, left out, can move any shift far enough to change the three."""
        reach = {shift: self.sums.reach(self.questions[shift]) for shift in self.scores}
        named = [
            self.ambitions[shift].priority(self.scores[shift] + reach[shift])
            for shift in self.first
        ]
        others = [
            self.ambitions[shift].priority(self.scores[shift] - reach[shift])
            for shift in self.scores
            if shift not in self.first
        ]
        return not named or min(named) > max(others, default=Fraction(0))

    def firmest(self) -> tuple[str, ...]:
        """Those that stand above all others in every coding, highest first."""
        ranked = sorted(self.scores, key=lambda shift: (-self.scores[shift], shift))
        before = next((n for n, shift in enumerate(ranked) if shift in self.first), len(ranked))
        firm = sum(score >= FIRM for score in self.scores.values())
        most = min(TOP, before, max(1, firm))
        others = (self.sums.coded(coding) for coding in CODINGS[1:])
        by_coding = [self.scores, *(self._scores(sums, self.questions) for sums in others)]
        return sure_leaders(ranked, by_coding, most)

    def _scores(
        self, sums: Sums, questions: Mapping[str, Sequence[Question]]
    ) -> dict[str, Fraction]:
        found = {shift: sums.shift(questions[shift]) for shift in self.ambitions}
        return {shift: score for shift, score in found.items() if score is not None}

    def _without_one(self) -> Iterator[dict[str, Fraction]]:
        """The scores of each run, with one respondent left out."""
        for voice in self.sums.voices:
            if voice.levels:
                found = {
                    shift: self.sums.shift(questions, voice)
                    if any(question.id in voice.levels for question in questions)
                    else self.scores.get(shift)
                    for shift, questions in self.questions.items()
                }
                yield {shift: score for shift, score in found.items() if score is not None}

    def _equal(self) -> tuple[str, ...] | None:
        """The three if all shifts and questions counted the same; None where they do."""
        weights = {q.weight for questions in self.questions.values() for q in questions}
        if len({a.importance for a in self.ambitions.values()}) < 2 and len(weights) < 2:  # noqa: PLR2004 - all the same
            return None
        plain = {
            shift: [replace(question, weight=Fraction(1)) for question in questions]
            for shift, questions in self.questions.items()
        }
        ambitions = {
            shift: replace(ambition, importance=NORMAL_IMPORTANCE)
            for shift, ambition in self.ambitions.items()
        }
        return _first(self._scores(self.sums, plain), ambitions)


def _first(scores: Mapping[str, Fraction], ambitions: Mapping[str, Ambition]) -> tuple[str, ...]:
    """The three highest priorities above 0, in the order of the shifts; of equals, the lowest."""
    priority = {shift: ambitions[shift].priority(score) for shift, score in scores.items()}
    needy = sorted(
        (shift for shift in priority if priority[shift]),
        key=lambda shift: (-priority[shift], scores[shift], shift),
    )
    return tuple(shift for shift in ambitions if shift in needy[:TOP])

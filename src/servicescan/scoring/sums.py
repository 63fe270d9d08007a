"""Answers added up once, so that leaving one respondent out costs next to nothing."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from servicescan.model.questionnaire import Question
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.scoring.codings import coded
from servicescan.scoring.scores import Voice, mean, weighted_mean


class Sums:
    """Sum and number of answers per question and audience."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        """Adds up what everybody said."""
        self.voices = voices
        self._cells: dict[str, dict[str, tuple[int, int]]] = {}
        for voice in voices:
            for question, level in voice.levels.items():
                cells = self._cells.setdefault(question, {})
                total, count = cells.get(voice.audience, (0, 0))
                cells[voice.audience] = total + level, count + 1
        #: who gave the same answer for the same audience leaves the same score behind
        self._known: dict[tuple[str, str, int], Fraction | None] = {}

    def coded(self, coding: Sequence[int]) -> "Sums":
        """The same answers, with other distances between the levels."""
        return Sums(coded(self.voices, coding))

    def cell(self, question: str, audience: str) -> tuple[int, int]:
        """Sum and number of an audience's answers to a question."""
        return self._cells.get(question, {}).get(audience, (0, 0))

    def reach(self, questions: Iterable[Question]) -> Fraction:  # noqa: ARG002 - counts need them
        """How far leaving one person out can move a mean: without people, not at all."""
        return Fraction(0)

    def question(self, question: str, without: Voice | None = None) -> Fraction | None:
        """The mean of the audiences' means, as ``question_score``, with one voice left out."""
        level = without.levels.get(question) if without else None
        audience = without.audience if without and level else ""
        key = question, audience, level or 0
        if key not in self._known:
            cells = dict(self._cells.get(question, {}))
            if audience:
                total, count = cells[audience]
                cells[audience] = total - key[2], count - 1
            self._known[key] = mean(Fraction(*cell) for cell in cells.values() if cell[1])
        return self._known[key]

    def shift(self, questions: Iterable[Question], without: Voice | None = None) -> Fraction | None:
        """The weighted mean of questions, when at least three that count are scored.

        Of fewer than three that count, all have to be.
        """
        counting = [question for question in questions if question.weight]
        scores = ((self.question(q.id, without), q.weight) for q in counting)
        known = [(score, weight) for score, weight in scores if score is not None]
        if len(known) < min(MIN_QUESTIONS, len(counting)):
            return None
        return weighted_mean(known)

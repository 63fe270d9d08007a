"""Every printed figure of an assessment as a row over the answers it is made of."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from servicescan.model.assessment import (
    Assessment,
    GroupScore,
    PerceptionGap,
    QuestionScore,
    ShiftScore,
    UnitScore,
)
from servicescan.model.ledger import Ledger, Mark
from servicescan.model.questionnaire import Question, Seat
from servicescan.model.response import Response
from servicescan.model.workspace import minimum_for
from servicescan.scoring.answers import Answers
from servicescan.scoring.audit import Cell, Kind, Printed
from servicescan.scoring.units import common_questions, unit_of


class Rows:
    """Figures as coefficients on the mean answer of each audience to each question."""

    def __init__(self, answers: Answers, ledger: Ledger) -> None:
        self.answers = answers
        #: person -> how many people this one counts for
        self.people: dict[str, int] = {}
        self.ledger = ledger
        cells: dict[Cell, set[Mark]] = {}
        for response, voice in zip(answers.persons, answers.voices, strict=True):
            person = ledger.person(response.respondent.code)
            self.people[person] = self._counts_for(voice.audience)
            for question, level in voice.levels.items():
                mark = self._mark(response, question, level)
                cells.setdefault((voice.audience, question), set()).add(mark)
                if unit := unit_of(response):
                    cells.setdefault((Kind.UNIT, unit, question), set()).add(mark)
        #: the answers that a figure is made of; cells may share answers
        self.cells: dict[Cell, frozenset[Mark]] = {
            c: frozenset(those) for c, those in cells.items()
        }
        self.seats = {a.id: a.seat for a in answers.questionnaire.audiences}

    def _mark(self, response: Response, question: str, level: int) -> Mark:
        code = response.respondent.code
        return self.ledger.person(code), self.ledger.answer(code, question, level)

    def _counts_for(self, audience: str) -> int:
        """A group that was told it is shown from three on: each counts for as many as it takes."""
        thresholds = self.answers.workspace.thresholds
        own = minimum_for(audience, self.answers.groups, thresholds)
        return ceil(thresholds.mean / own)

    def of(self, found: Assessment) -> Iterator[Printed]:
        """Every figure that would be printed."""
        for score in found.questions.values():
            yield from self._question(score)
        for shift in found.shifts:
            yield from self._shift(shift)
        asked = [q for shift in self.answers.questionnaire.shifts for q in shift.questions]
        for kind, groups, attribute in (
            (Kind.DOMAIN, found.domains, "domain"),
            (Kind.TIER, found.tiers, "tier"),
            (Kind.ELEMENT, found.elements, "element"),
        ):
            for group in groups:
                mine = [q for q in asked if getattr(q, attribute) == group.id]
                yield from self._group(kind, group.id, group, mine)
        for gap in (*found.perception, *found.discuss):
            yield from self._gap(gap)
        for unit in found.units:
            yield from self._unit(unit)

    def _answers(self, cell: tuple[str, str]) -> int:
        return len(self.cells[cell])

    def _cells(self, question: str) -> list[tuple[str, str]]:
        return [(a, question) for a in self.seats if (a, question) in self.cells]

    def _question(self, score: QuestionScore) -> Iterator[Printed]:
        id_, cells = score.question, self._cells(score.question)
        if score.figure.value is not None:
            row = {cell: Fraction(1, len(cells)) for cell in cells}
            yield Printed(kind=Kind.QUESTION, key=id_, row=row)
        if score.distribution is not None:
            total = sum(map(self._answers, cells))
            row = {cell: Fraction(self._answers(cell), total) for cell in cells}
            yield Printed(kind=Kind.DISTRIBUTION, key=id_, row=row)
        for audience, figure in score.by_audience.items():
            if figure.value is not None:
                row = {(audience, id_): Fraction(1)}
                yield Printed(kind=Kind.QUESTION_AUDIENCE, key=(id_, audience), row=row)

    def _mean(self, questions: Iterable[Question]) -> dict[Cell, Fraction]:
        """The weighted mean of the questions that were answered."""
        scored = [q for q in questions if q.weight and self._cells(q.id)]
        total = sum((q.weight for q in scored), Fraction(0))
        return {
            cell: question.weight / total / len(self._cells(question.id))
            for question in scored
            for cell in self._cells(question.id)
        }

    def _group(
        self,
        kind: Kind,
        key: Hashable,
        score: GroupScore | ShiftScore,
        questions: Sequence[Question],
    ) -> Iterator[Printed]:
        """A mean of questions, and what it would be if each of them counted the same."""
        if score.figure.value is not None:
            yield Printed(kind=kind, key=key, row=self._mean(questions))
        if score.equal is not None:
            alike = [replace(question, weight=Fraction(1)) for question in questions]
            yield Printed(kind=Kind.EQUAL, key=(kind, key), row=self._mean(alike))

    def _filled(self, questions: Iterable[Question]) -> dict[Cell, Fraction]:
        """What the answers weigh in the bounds: by their share of all who were invited."""
        population = self.answers.population
        row: dict[Cell, Fraction] = {}
        for question in questions:
            seats = [audience for audience in question.audiences if population.get(audience)]
            for audience in seats:
                if (audience, question.id) in self.cells:
                    there = self._answers((audience, question.id))
                    share = Fraction(there, population[audience]) / len(seats)
                    row[audience, question.id] = question.weight * share
        return row

    def _shift(self, found: ShiftScore) -> Iterator[Printed]:
        block = next(s for s in self.answers.questionnaire.shifts if s.id == found.shift)
        questions = self.answers.asked_in(block)
        yield from self._group(Kind.SHIFT, found.shift, found, questions)
        if found.if_absent is not None:
            yield Printed(kind=Kind.BOUNDS, key=found.shift, row=self._filled(questions))
        for group in found.by_domain:
            mine = [q for q in questions if q.domain == group.id]
            yield from self._group(Kind.SHIFT_DOMAIN, (found.shift, group.id), group, mine)
        for audience, figure in found.by_audience.items():
            if figure.value is not None:
                cells = [
                    (audience, q.id)
                    for q in questions
                    if q.mirror and (audience, q.id) in self.cells
                ]
                mirror: dict[Cell, Fraction] = dict.fromkeys(cells, Fraction(1, len(cells)))
                yield Printed(kind=Kind.SHIFT_AUDIENCE, key=(found.shift, audience), row=mirror)

    def _gap(self, gap: PerceptionGap) -> Iterator[Printed]:
        """Both sides: the mean of each question over the people of a seat, then over questions."""
        if gap.difference is None:
            return
        for seat in Seat:
            row: dict[Cell, Fraction] = {}
            for question in gap.questions:
                answers = [
                    self.cells[audience, question]
                    for audience, where in self.seats.items()
                    if where is seat and (audience, question) in self.cells
                ]
                self.cells[seat, question] = frozenset().union(*answers)
                row[seat, question] = Fraction(1, len(gap.questions))
            yield Printed(kind=Kind.PERCEPTION, key=(gap.block, gap.questions), row=row)

    def _unit(self, score: UnitScore) -> Iterator[Printed]:
        """The shifts of one unit, over the questions that every unit answered."""
        for shift, figure in score.by_shift.items():
            if figure.value is not None:
                asked = common_questions(self.answers)[shift]
                total = sum((q.weight for q in asked), Fraction(0))
                row = {(Kind.UNIT, score.unit, q.id): q.weight / total for q in asked}
                yield Printed(kind=Kind.UNIT, key=(score.unit, shift), row=row)

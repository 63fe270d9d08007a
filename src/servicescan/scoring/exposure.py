"""The audit applied: every figure of an assessment as a row, and the unsafe ones left out."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from servicescan.model.assessment import (
    Assessment,
    Figure,
    GroupScore,
    PerceptionGap,
    QuestionScore,
    ShiftScore,
    Withheld,
)
from servicescan.model.ledger import Issue, Ledger, Mark
from servicescan.model.questionnaire import Question, Seat
from servicescan.model.response import Response
from servicescan.model.workspace import minimum_for
from servicescan.scoring.answers import Answers
from servicescan.scoring.audit import Cell, Kind, Printed
from servicescan.scoring.earlier import issue_of, withheld

#: which figure is left out, and why
_Gone: TypeAlias = "Mapping[tuple[Kind, Hashable], Withheld]"


def guarded(found: Assessment, answers: Answers, ledger: Ledger) -> Assessment:
    """The assessment without the figures that would point at a few people.

    Among themselves, or together with the reports in the ledger.
    """
    rows = _Rows(answers, ledger)
    printed = list(rows.of(found))
    threshold = answers.workspace.thresholds.mean
    alone = withheld(printed, rows.cells, rows.people, threshold)
    gone = dict.fromkeys(alone, Withheld.PROTECTS_OTHERS)
    if ledger.issues:
        both = withheld(printed, rows.cells, rows.people, threshold, ledger.issues)
        gone = {each: gone.get(each, Withheld.EARLIER_REPORT) for each in both}
    if not gone:
        return found
    questions = {id_: _question(score, gone) for id_, score in found.questions.items()}
    return replace(
        found,
        questions=questions,
        shifts=tuple(_shift(shift, questions, gone) for shift in found.shifts),
        domains=tuple(_group(group, Kind.DOMAIN, group.id, gone) for group in found.domains),
        tiers=tuple(_group(group, Kind.TIER, group.id, gone) for group in found.tiers),
        elements=tuple(_group(group, Kind.ELEMENT, group.id, gone) for group in found.elements),
        perception=tuple(_gap(gap, gone) for gap in found.perception),
        discuss=tuple(gap for gap in found.discuss if _gap(gap, gone) is gap),
    )


def issued(found: Assessment, answers: Answers, ledger: Ledger) -> Issue:
    """What this assessment gives away, to be kept in the ledger when it leaves the house."""
    rows = _Rows(answers, ledger)
    return issue_of(rows.of(found), rows.cells, rows.people)


class _Rows:
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
        """Both sides; a person's mean spreads over the questions that person answered."""
        if gap.difference is None:
            return
        for seat in Seat:
            alike: dict[Cell, set[Mark]] = {}
            people = 0
            for response, voice in zip(self.answers.persons, self.answers.voices, strict=True):
                mine = [q for q in gap.questions if q in voice.levels]
                if not mine or self.seats[voice.audience] is not seat:
                    continue
                people += 1
                for question in mine:
                    mark = self._mark(response, question, voice.levels[question])
                    alike.setdefault((seat, gap.questions, question, len(mine)), set()).add(mark)
            self.cells |= {cell: frozenset(those) for cell, those in alike.items()}
            row = {cell: Fraction(len(those), cell[3] * people) for cell, those in alike.items()}
            yield Printed(kind=Kind.PERCEPTION, key=(gap.block, gap.questions), row=row)


# -- leaving out ------------------------------------------------------------------------------


def _hidden(figure: Figure, key: tuple[Kind, Hashable], gone: _Gone) -> Figure:
    """The figure, or in its place the reason why it is left out."""
    return Figure(withheld=gone[key]) if key in gone else figure


def _question(score: QuestionScore, gone: _Gone) -> QuestionScore:
    id_ = score.question
    if (Kind.DISTRIBUTION, id_) in gone:
        score = replace(
            score, distribution=None, agreement=None, spread=None, r_wg=None, evidence=None
        )
    return replace(
        score,
        figure=_hidden(score.figure, (Kind.QUESTION, id_), gone),
        by_audience={
            audience: _hidden(figure, (Kind.QUESTION_AUDIENCE, (id_, audience)), gone)
            for audience, figure in score.by_audience.items()
        },
    )


def _shift(shift: ShiftScore, questions: Mapping[str, QuestionScore], gone: _Gone) -> ShiftScore:
    lowest = shift.lowest_question
    hidden = lowest is not None and questions[lowest].figure.value is None
    kept = replace(
        shift,
        lowest_question=None if hidden else lowest,
        if_absent=None if (Kind.BOUNDS, shift.shift) in gone else shift.if_absent,
        equal=None if (Kind.EQUAL, (Kind.SHIFT, shift.shift)) in gone else shift.equal,
        by_domain=tuple(
            _group(group, Kind.SHIFT_DOMAIN, (shift.shift, group.id), gone)
            for group in shift.by_domain
        ),
        by_audience={
            name: _hidden(figure, (Kind.SHIFT_AUDIENCE, (shift.shift, name)), gone)
            for name, figure in shift.by_audience.items()
        },
    )
    if (Kind.SHIFT, shift.shift) not in gone:
        return kept
    return replace(
        kept,
        figure=_hidden(shift.figure, (Kind.SHIFT, shift.shift), gone),
        level=None,
        is_capped=False,
        border=None,
        lowest_question=None,
        if_absent=None,
        target=None,
        gap=None,
        priority=None,
        equal=None,
    )


def _group(group: GroupScore, kind: Kind, key: Hashable, gone: _Gone) -> GroupScore:
    if (kind, key) in gone:
        return replace(group, figure=_hidden(group.figure, (kind, key), gone), equal=None)
    return replace(group, equal=None) if (Kind.EQUAL, (kind, key)) in gone else group


def _gap(gap: PerceptionGap, gone: _Gone) -> PerceptionGap:
    key = (Kind.PERCEPTION, (gap.block, gap.questions))
    if key not in gone:
        return gap
    return PerceptionGap(
        block=gap.block,
        questions=gap.questions,
        policy=_hidden(gap.policy, key, gone),
        practice=_hidden(gap.practice, key, gone),
        difference=None,
        low=None,
        high=None,
        is_flagged=False,
    )

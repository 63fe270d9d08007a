"""Scoring any number of respondents from counts: the same figures, no list of people.

Everything but the intervals needs counts of answers only. The stratified delete-one jackknife
(``P30``) needs one number more per group of questions: the sum of squares of what each person
pulls the mean by, which is a plain sum over the rows of the table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import inf, sqrt

from servicescan.model.assessment import (
    Assessment,
    Figure,
    Participation,
    Quote,
    Tally,
    Withheld,
)
from servicescan.model.counts import Counts, Group, Pull
from servicescan.model.questionnaire import LEVELS, Domain, Question, Questionnaire
from servicescan.model.workspace import Form, Thresholds, Workspace
from servicescan.scoring.answers import Answers
from servicescan.scoring.assess import Outcome
from servicescan.scoring.gaps import Sides
from servicescan.scoring.intervals import MIN_FOR_SPREAD
from servicescan.scoring.scores import mean
from servicescan.scoring.sums import Sums

#: figures of a survey stand for at least so many people: the audit over all printed figures,
#: which protects smaller groups, needs a list of people
MIN_PEOPLE = 50


class CountedSums(Sums):
    """Sums made of counts per level."""

    def __init__(
        self,
        levels: Mapping[str, Mapping[str, tuple[int, ...]]],
        coding: Sequence[int] = LEVELS,
    ) -> None:
        """``coding``: what each level is worth."""
        super().__init__(())
        self.levels = levels
        for question, cells in levels.items():
            self._cells[question] = {
                audience: (sum(w * n for w, n in zip(coding, counts, strict=True)), sum(counts))
                for audience, counts in cells.items()
                if sum(counts)
            }

    def coded(self, coding: Sequence[int]) -> Sums:
        """The same answers, with other distances between the levels."""
        return CountedSums(self.levels, coding)

    def reach(self, questions: Iterable[Question]) -> Fraction:
        """More than leaving any one person out can move the mean of these questions."""
        steps = max(LEVELS) - min(LEVELS)
        return max(
            (
                Fraction(steps, count - 1) if count > 1 else Fraction(steps)
                for question in questions
                for _, count in self._cells.get(question.id, {}).values()
            ),
            default=Fraction(0),
        )


def groups_of(questionnaire: Questionnaire, form: Form) -> frozenset[Group]:
    """Every set of questions that is scored together, or of which mirror questions are."""
    asked = questionnaire.asked(quick=form is Form.QUICK)
    return frozenset(_groups(questionnaire, asked))


def _groups(questionnaire: Questionnaire, asked: Sequence[Question]) -> Iterator[Group]:
    of_shifts = [q for shift in questionnaire.shifts for q in shift.questions if q in asked]
    lenses = [[q for q in of_shifts if q.domain is domain] for domain in Domain]
    lenses += [[q for q in of_shifts if q.tier == tier.id] for tier in questionnaire.tiers]
    lenses += [[q for q in of_shifts if q.element == e.id] for e in questionnaire.elements]
    for shift in questionnaire.shifts:
        mine = [question for question in shift.questions if question in asked]
        lenses += [mine, *([q for q in mine if q.domain is domain] for domain in Domain)]
        for audience in questionnaire.audiences:
            yield frozenset(q.id for q in mine if q.mirror and audience.id in q.audiences)
    for questions in lenses:
        yield frozenset(question.id for question in questions if question.weight)


def pulls(questionnaire: Questionnaire, counts: Counts) -> dict[str, dict[str, Pull]]:
    """Question -> audience -> what an answer pulls the score by when its giver is left out.

    A question is absent where an audience gave a single answer: without it, the audience is gone.
    """
    found = {}
    for question in questionnaire.questions:
        cells = {a: given for a, given in counts.levels.get(question.id, {}).items() if sum(given)}
        if question.weight and all(sum(given) >= MIN_FOR_SPREAD for given in cells.values()):
            share = float(question.weight) / max(len(cells), 1)
            found[question.id] = {
                audience: Pull(factor=share / (sum(given) - 1), mean=_middle(given))
                for audience, given in cells.items()
            }
    return found


def _middle(given: Sequence[int]) -> float:
    return sum(level * n for level, n in zip(LEVELS, given, strict=True)) / sum(given)


class Survey(Answers):
    """Counted answers, with the same questions put to them as to a list of people."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        counts: Counts,
        squares: Mapping[Group, Mapping[str, float]],
        workspace: Workspace,
    ) -> None:
        """``squares``: group -> audience -> squared pulls, summed; without them, no interval."""
        super().__init__(questionnaire, (), replace(workspace, thresholds=_raised(workspace)))
        self.counts, self.squares = counts, squares
        self.sums: CountedSums = CountedSums(counts.levels)

    @property
    def respondents(self) -> int:
        """How many people answered."""
        return sum(self.counts.people.values())

    def _means(self, question: Question) -> Mapping[str, tuple[Fraction, int]]:
        cells = {a: self.sums.cell(question.id, a) for a in self.counts.people}
        return {a: (Fraction(*cell), cell[1]) for a, cell in cells.items() if cell[1]}

    def _given(self, question: Question) -> tuple[int, ...]:
        cells = self.counts.levels[question.id].values()
        return tuple(map(sum, zip(*cells, strict=True))) if cells else (0,) * len(LEVELS)

    def _unanimous(self, question: Question) -> set[str]:
        cells = self.counts.levels[question.id].items()
        return {audience for audience, counts in cells if sum(map(bool, counts)) == 1}

    def _heard(self, questions: Iterable[str]) -> int:
        return sum(self.counts.heard[frozenset(questions)].values())

    def _error(self, weights: Mapping[str, float]) -> tuple[float, float] | None:
        group = min((g for g in self.squares if g >= weights.keys()), key=len, default=None)
        if group is None:
            return None
        sizes = {a: n for a, n in self.counts.heard[group].items() if n}
        rest = {a: 1 - n / max(n, self.population.get(a, inf)) for a, n in sizes.items()}
        variance = sum(
            rest[audience] * (1 - 1 / n) * self.squares[group].get(audience, 0.0)
            for audience, n in sizes.items()
        )
        return sqrt(variance) / sum(weights.values()), sum(sizes.values()) - len(sizes)

    def tally(self, question: Question) -> Tally:
        """How often a question was put, and what came back."""
        dont_know, not_applicable = self.counts.others[question.id]
        return Tally(
            asked=sum(self.counts.people.get(audience, 0) for audience in question.audiences),
            answered=sum(self._given(question)),
            dont_know=dont_know,
            not_applicable=not_applicable,
        )

    def mirror_mean(self, audience: str, questions: Sequence[str]) -> Figure:
        """One audience's mean of its means of some questions, and how many it is made of."""
        cells = [self.sums.cell(question, audience) for question in questions]
        value = mean(Fraction(*cell) for cell in cells if cell[1])
        return Figure(
            value=value,
            n=self.counts.heard[frozenset(questions)].get(audience, 0),
            withheld=Withheld.NO_ANSWERS if value is None else None,
        )

    def sides(self, mirror: Sequence[str]) -> Sides:  # noqa: ARG002 - as for a list of people
        """Nobody: the perception gap compares people, and there is no list of them."""
        return Sides(questions=(), policy=(), practice=())

    def participation(self) -> tuple[Participation, ...]:
        """Invited, answered and complete, per audience."""
        return tuple(
            replace(
                part,
                responses=self.counts.people.get(part.audience, 0),
                complete=self.counts.complete.get(part.audience, 0),
            )
            for part in super().participation()
        )

    def quotes(self) -> tuple[Quote, ...]:
        """None: a table of this size carries no notes."""
        return ()


def _raised(workspace: Workspace) -> Thresholds:
    """The thresholds of the scan, none of them below what a survey asks for."""
    own = workspace.thresholds
    return Thresholds(
        mean=max(own.mean, MIN_PEOPLE),
        distribution=max(own.distribution, MIN_PEOPLE),
        comments=max(own.comments, MIN_PEOPLE),
        visible_group=max(own.visible_group, MIN_PEOPLE),
    )


def assess_survey(survey: Survey) -> Assessment:
    """Score a survey once: exact figures, those of fewer than fifty people withheld."""
    found = Outcome(survey).unaudited()
    return replace(found, respondents=survey.respondents)

"""Scoring any number of respondents from counts: the same figures, no list of people.

Means need counts of answers, intervals those of every two questions (``products.py``), and the gap
between seats those of patterns of answers to a shift's few mirror questions.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import fsum, inf, sqrt

from servicescan.model.assessment import (
    Assessment,
    Figure,
    Quote,
    Tally,
)
from servicescan.model.counts import Counts, Group, Mirror, Pattern
from servicescan.model.questionnaire import LEVELS, Domain, Question, Questionnaire, Seat
from servicescan.model.workspace import Form, Thresholds, Workspace
from servicescan.scoring.answers import Answers
from servicescan.scoring.assess import Outcome
from servicescan.scoring.gaps import Sides, seated
from servicescan.scoring.intervals import MIN_FOR_SPREAD
from servicescan.scoring.products import Products
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

    def sizes(self, question: str) -> dict[str, int]:
        """Audience -> answers to a question, where there are any."""
        return {audience: n for audience, (_, n) in self._cells.get(question, {}).items()}

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


def mirrors_of(questionnaire: Questionnaire, form: Form) -> list[Mirror]:
    """Every two or more questions of a shift that both seats are compared on."""
    asked = questionnaire.asked(quick=form is Form.QUICK)
    found = [
        tuple(q.id for q in s.questions if q.mirror and q in asked) for s in questionnaire.shifts
    ]
    return [mirror for mirror in found if len(mirror) > 1]


class Survey(Answers):
    """Counted answers, with the same questions put to them as to a list of people."""

    def __init__(self, questionnaire: Questionnaire, counts: Counts, workspace: Workspace) -> None:
        """``workspace``: its thresholds are raised to those of a survey."""
        super().__init__(questionnaire, (), replace(workspace, thresholds=_raised(workspace)))
        self.counts = counts
        self.took_part = counts.people
        self.sums: CountedSums = CountedSums(counts.levels)
        self.products = Products(counts, self.sums)

    @property
    def respondents(self) -> int:
        """How many people answered."""
        return sum(self.counts.people.values())

    def _means(self, question: Question) -> Mapping[str, tuple[Fraction, int]]:
        cells = {a: self.sums.cell(question.id, a) for a in self.sums.sizes(question.id)}
        return {audience: (Fraction(*cell), cell[1]) for audience, cell in cells.items()}

    def _given(self, question: Question) -> tuple[int, ...]:
        cells = self.counts.levels[question.id].values()
        return tuple(map(sum, zip(*cells, strict=True))) if cells else (0,) * len(LEVELS)

    def _unanimous(self, question: Question) -> set[str]:
        return self._alike(question.id)

    def _alike(self, question: str) -> set[str]:
        cells = self.counts.levels[question].items()
        return {audience for audience, counts in cells if sum(map(bool, counts)) == 1}

    def _heard(self, questions: Iterable[str]) -> int:
        return sum(self.counts.heard[frozenset(questions)].values())

    def _error(self, weights: Mapping[str, float]) -> tuple[float, float] | None:
        cells = {question: self.sums.sizes(question) for question in weights}
        if any(n < MIN_FOR_SPREAD for each in cells.values() for n in each.values()):
            return None  # without the giver of a single answer, the audience is gone
        sizes = self._voices(weights)
        rest = {a: 1 - n / max(n, self.population.get(a, inf)) for a, n in sizes.items()}
        variance = fsum(
            rest[audience] * (1 - 1 / n) * self._squares(audience, weights)
            for audience, n in sizes.items()
        )
        return sqrt(max(variance, 0.0)) / sum(weights.values()), sum(sizes.values()) - len(sizes)

    def _squares(self, audience: str, weights: Mapping[str, float]) -> float:
        """What leaving each of an audience's people out moves the weighted sum by, squared."""
        factors = {}
        for question, weight in weights.items():
            sizes = self.sums.sizes(question)
            if audience in sizes:
                factors[question] = weight / len(sizes) / (sizes[audience] - 1)
        return self.products.squares(audience, factors)

    def _voices(self, questions: Collection[str]) -> dict[str, int]:
        """Audience -> people who gave a level to one of these; of no others is there any."""
        (heard, *_) = (
            each
            for group, each in self.counts.heard.items()
            if group >= set(questions) and not any(map(self.sums.sizes, group - set(questions)))
        )
        return {audience: n for audience, n in heard.items() if n}

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
            withheld=self._silence([audience]) if value is None else None,
        )

    def sides(self, mirror: Sequence[str]) -> Sides:
        """The two seats over some mirror questions, of one shift or a single one."""
        if len(mirror) > 1:
            patterns = self.counts.patterns[tuple(mirror)]
        else:
            patterns = self._single(*mirror) if mirror else {}
        seats: dict[Seat, Counter[Pattern]] = {seat: Counter() for seat in Seat}
        for audience in self.questionnaire.audiences:
            seats[audience.seat].update(patterns.get(audience.id, {}))
        both = seated(mirror, seats)
        hides = any(self._hides(question) for question in both.questions)
        return replace(both, protects=hides)

    def _single(self, question: str) -> dict[str, dict[Pattern, int]]:
        return {
            audience: {(level,): n for level, n in zip(LEVELS, given, strict=True) if n}
            for audience, given in self.counts.levels[question].items()
        }

    def _hides(self, question: str) -> bool:
        """An audience stays hidden, whose mean the mean of its seat would give away."""
        sizes = self.sums.sizes(question)
        figures = {a: Figure(value=Fraction(1), n=n) for a, n in sizes.items()}
        shown = self.protected_groups(figures, self._alike(question))
        return any(figure.withheld for figure in shown.values())

    def _complete(self, audience: str) -> int:
        return self.counts.complete.get(audience, 0)

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

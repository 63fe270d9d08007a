"""The answers of one scan, arranged for the questions that are asked of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from servicescan.model.assessment import (
    Figure,
    GroupScore,
    Participation,
    QuestionScore,
    Quote,
    Tally,
    Withheld,
)
from servicescan.model.questionnaire import LEVELS, Lens, Question, Questionnaire, Shift
from servicescan.model.response import Evidence, Response, Status
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.model.workspace import Form, Group, Workspace, minimum_for
from servicescan.scoring import disclosure
from servicescan.scoring.agreement import agreement, r_wg, spread
from servicescan.scoring.gaps import Sides, sides
from servicescan.scoring.intervals import interval, jackknife_error
from servicescan.scoring.scores import (
    Voice,
    audience_means,
    mean,
    question_score,
    weighted_mean,
)
from servicescan.scoring.sums import Sums


class Answers:
    """What everybody said, and how much of it may be printed."""

    def __init__(
        self, questionnaire: Questionnaire, persons: Sequence[Response], workspace: Workspace
    ) -> None:
        """Keep the questions of this form, and one voice per person."""
        self.questionnaire = questionnaire
        self.workspace = workspace
        self.persons = persons
        self.asked = questionnaire.asked(quick=workspace.form is Form.QUICK)
        self.fingerprints = {question.id: question.fingerprint for question in self.asked}
        self.voices = [self._voice(person) for person in persons]
        self.sums = Sums(self.voices)
        #: audience -> people who answered
        self.took_part: Mapping[str, int] = Counter(p.respondent.audience for p in persons)
        self.population = {
            audience: group.invited
            for audience, group in workspace.audiences.items()
            if group.invited is not None
        }
        self.groups: Mapping[str, Group] = workspace.audiences

    # -- answers ------------------------------------------------------------------------------

    def _is_current(self, question: str, fingerprint: str) -> bool:
        """The answer was given to the question as it stands now (or nobody knows)."""
        return not fingerprint or fingerprint == self.fingerprints[question]

    def _voice(self, person: Response) -> Voice:
        return Voice(
            audience=person.respondent.audience,
            levels={
                question.id: answer.level
                for question in self.asked
                if (answer := person.answers.get(question.id))
                and answer.level is not None
                and self._is_current(question.id, answer.fingerprint)
            },
        )

    def outdated(self) -> dict[str, int]:
        """Question id -> answers left out because the question reads differently now."""
        found = Counter(
            question.id
            for person in self.persons
            for question in self.asked
            if (answer := person.answers.get(question.id))
            and not self._is_current(question.id, answer.fingerprint)
        )
        return dict(sorted(found.items()))

    def tally(self, question: Question) -> Tally:
        """How often a question was put, and what came back."""
        asked = [p for p in self.persons if p.respondent.audience in question.audiences]
        found = Counter(
            answer.status
            for person in asked
            if (answer := person.answers.get(question.id))
            and self._is_current(question.id, answer.fingerprint)
        )
        return Tally(
            asked=len(asked),
            answered=found[Status.LEVEL],
            dont_know=found[Status.DONT_KNOW],
            not_applicable=found[Status.NOT_APPLICABLE],
        )

    def asked_in(self, block: Shift | Lens) -> list[Question]:
        """The questions of a shift or lens that this form asks."""
        return [question for question in block.questions if question.id in self.fingerprints]

    # -- questions ----------------------------------------------------------------------------

    def question_score(self, question: Question) -> QuestionScore:
        """Everything printable about one question."""
        means = self._means(question)
        n = sum(count for _, count in means.values())
        figure = self.protected(
            Figure(
                value=mean(v for v, _ in means.values()),
                n=n,
                withheld=None if means else self._silence(question.audiences),
            )
        )
        by_audience = self.protected_groups(
            {
                audience: Figure(value=means[audience][0], n=means[audience][1])
                if audience in means
                else Figure(withheld=self._silence([audience]))
                for audience in question.audiences
            },
            self._unanimous(question),
        )
        enough = n >= self.workspace.thresholds.distribution
        counts = self._given(question)
        return QuestionScore(
            question=question.id,
            figure=figure,
            by_audience=by_audience,
            distribution=counts if enough else None,
            agreement=agreement(counts) if enough else None,
            tally=self._shown_tally(question, by_audience),
            spread=spread(counts) if enough else None,
            r_wg=r_wg(counts) if enough else None,
            evidence=self._evidence(question) if enough else None,
        )

    def _shown_tally(self, question: Question, by_audience: Mapping[str, Figure]) -> Tally | None:
        apart = sum(
            self.took_part.get(audience, 0)
            for audience, figure in by_audience.items()
            if figure.value is None
        )
        return disclosure.protected_tally(self.tally(question), apart, self.workspace.thresholds)

    def _silence(self, audiences: Iterable[str]) -> Withheld:
        """Why there is no figure where none of these audiences gave a level."""
        people = sum(self.took_part.get(audience, 0) for audience in set(audiences))
        return disclosure.silence(people, self.workspace.thresholds.mean)

    def _means(self, question: Question) -> Mapping[str, tuple[Fraction, int]]:
        """Audience -> mean and number of its answers."""
        return audience_means(question.id, self.voices)

    def _given(self, question: Question) -> tuple[int, ...]:
        """Answers per level 1..5."""
        given = Counter(v.levels[question.id] for v in self.voices if question.id in v.levels)
        return tuple(given[level] for level in LEVELS)

    def protected(self, figure: Figure) -> Figure:
        """The figure, when enough people stand behind it."""
        return disclosure.protected(figure, self.workspace.thresholds.mean)

    def _unanimous(self, question: Question) -> set[str]:
        """Audiences in which everybody gave the same answer: their mean names each of them."""
        given: dict[str, set[int]] = {}
        for voice in self.voices:
            if question.id in voice.levels:
                given.setdefault(voice.audience, set()).add(voice.levels[question.id])
        return {audience for audience, levels in given.items() if len(levels) == 1}

    def protected_groups(
        self, figures: Mapping[str, Figure], telling: Collection[str] = ()
    ) -> dict[str, Figure]:
        """Figures side by side, with those hidden that must be."""
        thresholds = self.workspace.thresholds
        return disclosure.protected_groups(figures, self.groups, thresholds, telling)

    # -- groups of questions --------------------------------------------------------------------

    def group(self, id_: str, questions: Iterable[Question], minimum: int) -> GroupScore:
        """The weighted mean of some questions, when at least ``minimum`` of them are scored."""
        asked = tuple(questions)
        chosen = [question for question in asked if question.weight]
        exact = {q.id: self.sums.question(q.id) for q in chosen}
        known = {id_: value for id_, value in exact.items() if value is not None}
        value = weighted_mean((known[q.id], q.weight) for q in chosen if q.id in known)
        silence = None if known else self._silence(a for q in chosen for a in q.audiences)
        heard = self._heard([q.id for q in chosen])
        # people first: how many questions so few of them answered would tell of them
        figure = self.protected(Figure(value=value, n=heard, withheld=silence))
        is_heard = figure.value is not None
        if is_heard and len(known) < min(minimum, len(chosen) or 1):
            figure = Figure(withheld=Withheld.TOO_FEW_QUESTIONS)
        if figure.value is not None:
            weights = {q.id: float(q.weight) for q in chosen if q.id in known}
            low, high = self._margin(figure, weights) or (None, None)
            figure = Figure(value=figure.value, n=figure.n, low=low, high=high)
        return GroupScore(
            id=id_,
            figure=figure,
            scored=len(known) if is_heard else 0,
            questions=len(chosen),
            equal=self._equal(asked) if figure.value is not None else None,
        )

    def _heard(self, questions: Collection[str]) -> int:
        """How many people gave a level to at least one of these."""
        return sum(not voice.levels.keys().isdisjoint(questions) for voice in self.voices)

    def _margin(self, figure: Figure, weights: Mapping[str, float]) -> tuple[float, float] | None:
        """The interval; over one or two questions, a spread, which takes enough people."""
        few = figure.n < self.workspace.thresholds.distribution
        if figure.value is None or (few and len(weights) < MIN_QUESTIONS):
            return None
        return interval(float(figure.value), self._error(weights))

    def _error(self, weights: Mapping[str, float]) -> tuple[float, float] | None:
        """Standard error of the mean of these questions, and its degrees of freedom."""
        return jackknife_error(weights, self.sums, self.population)

    def mirror_mean(self, audience: str, questions: Sequence[str]) -> Figure:
        """One audience's mean of its means of some questions, and how many it is made of."""
        own = [voice for voice in self.voices if voice.audience == audience]
        value = mean(score for q in questions if (score := question_score(q, own)) is not None)
        return Figure(
            value=value,
            n=sum(not voice.levels.keys().isdisjoint(questions) for voice in own),
            withheld=self._silence([audience]) if value is None else None,
        )

    def sides(self, mirror: Sequence[str]) -> Sides:
        """The two seats over some mirror questions."""
        seats = {audience.id: audience.seat for audience in self.questionnaire.audiences}
        return sides(mirror, self.voices, seats.__getitem__)

    def _equal(self, questions: Sequence[Question]) -> Fraction | None:
        """The mean if each question counted the same; None where that is so already."""
        if len({question.weight for question in questions}) == 1:
            return None
        exact = (self.sums.question(question.id) for question in questions)
        return mean(score for score in exact if score is not None)

    # -- people ---------------------------------------------------------------------------------

    def participation(self) -> tuple[Participation, ...]:
        """Invited, answered and complete, per audience."""
        thresholds = self.workspace.thresholds
        minimum = {a: minimum_for(a, self.groups, thresholds) for a in self.took_part}
        hidden = disclosure.hidden_groups(self.took_part, minimum)
        found = []
        for audience in self.questionnaire.audiences:
            group = self.groups.get(audience.id)
            found.append(
                Participation(
                    audience=audience.id,
                    invited=group.invited if group else None,
                    responses=self.took_part.get(audience.id, 0),
                    complete=None if audience.id in hidden else self._complete(audience.id),
                )
            )
        return tuple(found)

    def _complete(self, audience: str) -> int:
        """How many of an audience passed over none of their questions."""
        mine = [p for p in self.persons if p.respondent.audience == audience]
        asked = {q.id for q in self.asked if audience in q.audiences}
        return sum(asked <= person.answers.keys() for person in mine)

    def quotes(self) -> tuple[Quote, ...]:
        """Notes whose writers allow it, per shift or lens, once ten people wrote one there."""
        found: list[Quote] = []
        for block in self.questionnaire.blocks:
            ids = {question.id for question in block.questions}
            notes = [
                [a for id_, a in person.answers.items() if id_ in ids and a.note.strip()]
                for person in self.persons
            ]
            if sum(map(bool, notes)) >= self.workspace.thresholds.comments:
                words = sorted(answer.note for each in notes for answer in each if answer.quote)
                found += [Quote(block=block.id, words=note) for note in words]
        return tuple(found)

    def _evidence(self, question: Question) -> dict[str, int]:
        """Answers with a level per evidence grade."""
        found = Counter(
            str(answer.evidence)
            for person in self.persons
            if (answer := person.answers.get(question.id))
            and answer.level is not None
            and self._is_current(question.id, answer.fingerprint)
        )
        return {grade: found[grade] for grade in Evidence if found[grade]}

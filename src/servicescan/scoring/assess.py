"""The one door: responses in, an assessment of printable figures out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from servicescan.model.assessment import (
    Advice,
    Assessment,
    Figure,
    GroupScore,
    Participation,
    PerceptionGap,
    QuestionScore,
    Quote,
    ShiftScore,
    Tally,
    Upkeep,
    Withheld,
)
from servicescan.model.questionnaire import Domain, Question, Questionnaire, Shift
from servicescan.model.response import Kind, Response, Status
from servicescan.model.workspace import Form, Group, Workspace
from servicescan.scoring import disclosure, gaps, priorities, recommend
from servicescan.scoring.intervals import interval, jackknife_error
from servicescan.scoring.levels import border, level
from servicescan.scoring.scores import (
    MIN_QUESTIONS,
    Voice,
    audience_means,
    mean,
    question_score,
    weighted_mean,
)

#: what a shift counts for when the client has not said otherwise
NORMAL_IMPORTANCE = 1


def assess(
    questionnaire: Questionnaire, responses: Sequence[Response], workspace: Workspace
) -> Assessment:
    """Score everything once.

    Args:
        questionnaire: the checked questionnaire.
        responses: in any order; their order changes nothing.
        workspace: targets, importance, numbers invited and thresholds.

    Returns:
        Exact figures on the scale 1..5; whatever would point at people is withheld.
    """
    persons = [response for response in responses if response.kind is Kind.INDIVIDUAL]
    return _Scan(questionnaire, persons, workspace).assessment()


class _Scan:
    """The answers of one scan, arranged for the questions that are asked of them."""

    def __init__(
        self, questionnaire: Questionnaire, persons: Sequence[Response], workspace: Workspace
    ) -> None:
        self.questionnaire = questionnaire
        self.workspace = workspace
        self.persons = persons
        quick = workspace.form is Form.QUICK
        self.asked: tuple[Question, ...] = tuple(
            question for question in questionnaire.questions if question.quick or not quick
        )
        self.fingerprints = {question.id: question.fingerprint for question in self.asked}
        self.voices = [self._voice(person) for person in persons]
        self.population = {
            audience: group.invited
            for audience, group in workspace.audiences.items()
            if group.invited is not None
        }
        self.groups: Mapping[str, Group] = workspace.audiences
        self.scores = {question.id: self._question_score(question) for question in self.asked}
        #: question id -> exact score, where it may be printed
        self.printed = {
            id_: score.figure.value
            for id_, score in self.scores.items()
            if score.figure.value is not None
        }
        self.leans_on = {shift.id: shift.leans_on for shift in questionnaire.shifts}

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

    def _outdated(self) -> dict[str, int]:
        found = Counter(
            question.id
            for person in self.persons
            for question in self.asked
            if (answer := person.answers.get(question.id))
            and not self._is_current(question.id, answer.fingerprint)
        )
        return dict(sorted(found.items()))

    def _tally(self, question: Question) -> Tally:
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

    # -- questions ----------------------------------------------------------------------------

    def _question_score(self, question: Question) -> QuestionScore:
        means = audience_means(question.id, self.voices)
        n = sum(count for _, count in means.values())
        figure = self._protected(Figure(value=mean(v for v, _ in means.values()), n=n))
        by_audience = {
            audience: Figure(value=means[audience][0], n=means[audience][1])
            if audience in means
            else Figure(withheld=Withheld.NO_ANSWERS)
            for audience in question.audiences
        }
        given = Counter(v.levels[question.id] for v in self.voices if question.id in v.levels)
        enough = n >= self.workspace.thresholds.distribution
        return QuestionScore(
            question=question.id,
            figure=figure,
            by_audience=self._protected_groups(by_audience),
            distribution=tuple(given[k] for k in range(1, 6)) if enough else None,
            tally=self._tally(question),
        )

    def _protected(self, figure: Figure) -> Figure:
        return disclosure.protected(figure, self.workspace.thresholds.mean)

    def _protected_groups(self, figures: Mapping[str, Figure]) -> dict[str, Figure]:
        return disclosure.protected_groups(figures, self.groups, self.workspace.thresholds)

    # -- groups of questions --------------------------------------------------------------------

    def _group(self, id_: str, questions: Iterable[Question], minimum: int) -> GroupScore:
        """The weighted mean of some questions, when at least ``minimum`` of them are scored."""
        chosen = [question for question in questions if question.weight]
        exact = {q.id: question_score(q.id, self.voices) for q in chosen}
        known = {id_: value for id_, value in exact.items() if value is not None}
        heard = [voice for voice in self.voices if voice.levels.keys() & known.keys()]
        value = weighted_mean((known[q.id], q.weight) for q in chosen if q.id in known)
        if known and len(known) < min(minimum, len(chosen) or 1):
            figure = Figure(withheld=Withheld.TOO_FEW_QUESTIONS)
        else:
            figure = self._protected(Figure(value=value, n=len(heard)))
        if figure.value is not None:
            weights = {q.id: float(q.weight) for q in chosen if q.id in known}
            bounds = interval(
                float(figure.value), jackknife_error(weights, self.voices, self.population)
            )
            low, high = bounds or (None, None)
            figure = Figure(value=figure.value, n=figure.n, low=low, high=high)
        return GroupScore(id=id_, figure=figure, scored=len(known), questions=len(chosen))

    def _lens_view(self, ids: Iterable[str], attribute: str) -> tuple[GroupScore, ...]:
        """One score per domain, tier or element, over the questions of the ten shifts."""
        of_shifts = [q for shift in self.questionnaire.shifts for q in self._asked_in(shift)]
        return tuple(
            self._group(id_, [q for q in of_shifts if getattr(q, attribute) == id_], MIN_QUESTIONS)
            for id_ in ids
        )

    def _asked_in(self, shift: Shift) -> list[Question]:
        return [question for question in shift.questions if question in self.asked]

    def _by_audience(self, shift: Shift) -> dict[str, Figure]:
        """Audience -> mean over the mirror questions it was asked (measurement.md 1.10)."""
        found: dict[str, Figure] = {}
        for audience in self.questionnaire.audiences:
            mirror = [
                q.id for q in self._asked_in(shift) if q.mirror and audience.id in q.audiences
            ]
            own = [v for v in self.voices if v.audience == audience.id]
            heard = [voice for voice in own if voice.levels.keys() & set(mirror)]
            value = mean(
                score for q in mirror if (score := question_score(q, own)) is not None
            )
            if mirror:
                found[audience.id] = Figure(
                    value=value,
                    n=len(heard),
                    withheld=Withheld.NO_ANSWERS if value is None else None,
                )
        return self._protected_groups(found)

    # -- shifts -------------------------------------------------------------------------------

    def _shift_score(self, shift: Shift) -> ShiftScore:
        questions = self._asked_in(shift)
        whole = self._group(shift.id, questions, MIN_QUESTIONS)
        score = whole.figure.value
        exact = {
            q.id: value
            for q in questions
            if q.weight and (value := question_score(q.id, self.voices)) is not None
        }
        target = distance = None
        if score is not None:
            target = self.workspace.targets.get(shift.id, gaps.default_target(score))
            distance = gaps.gap(score, target)
        importance = self.workspace.importance.get(shift.id, NORMAL_IMPORTANCE)
        lever = priorities.leverage(shift.id, self.leans_on)
        label = None if score is None else level(score, list(exact.values()))
        lowest = min(
            (id_ for id_ in exact if id_ in self.printed), key=exact.__getitem__, default=None
        )
        return ShiftScore(
            shift=shift.id,
            figure=whole.figure,
            level=label,
            is_capped=label is not None and score is not None and label < int(score),
            border=border(whole.figure.low, whole.figure.high),
            lowest_question=lowest if score is not None else None,
            target=target,
            gap=distance,
            importance=importance,
            leverage=lever,
            priority=None
            if distance is None
            else priorities.priority(distance, importance, lever),
            by_domain=tuple(
                self._group(domain, [q for q in questions if q.domain is domain], 1)
                for domain in Domain
                if any(q.domain is domain for q in questions)
            ),
            by_audience=self._by_audience(shift),
            scored=whole.scored,
            questions=whole.questions,
            tally=sum((self.scores[q.id].tally for q in questions), Tally()),
        )

    def _perception(self, shift: Shift) -> PerceptionGap | None:
        mirror = [question.id for question in self._asked_in(shift) if question.mirror]
        if not mirror:
            return None
        seats = {audience.id: audience.seat for audience in self.questionnaire.audiences}
        both = gaps.sides(mirror, self.voices, seats.__getitem__)
        return gaps.perception_gap(shift.id, both, self.workspace.thresholds.mean)

    # -- advice ---------------------------------------------------------------------------------

    def _advice(self, shifts: Sequence[ShiftScore]) -> tuple[list[Advice], list[Upkeep]]:
        by_id = {shift.id: shift for shift in self.questionnaire.shifts}
        found: list[Advice] = []
        upkeep: list[Upkeep] = []
        for scored in shifts:
            if scored.figure.value is None or scored.target is None:
                continue
            standing = recommend.Standing(
                shift=by_id[scored.shift],
                score=scored.figure.value,
                target=scored.target,
                weight=scored.importance * scored.leverage,
                questions=self.printed,
            )
            advice, kept = recommend.for_shift(standing)
            found += advice
            upkeep += kept
        basics, culture = (
            recommend.for_lens(lens, self.printed) if lens else []
            for lens in (self.questionnaire.basics, self.questionnaire.culture)
        )
        return [*recommend.choose_first(basics, found), *culture], upkeep

    # -- people ---------------------------------------------------------------------------------

    def _participation(self) -> tuple[Participation, ...]:
        found = []
        for audience in self.questionnaire.audiences:
            mine = [p for p in self.persons if p.respondent.audience == audience.id]
            asked = {q.id for q in self.asked if audience.id in q.audiences}
            group = self.groups.get(audience.id)
            found.append(
                Participation(
                    audience=audience.id,
                    invited=group.invited if group else None,
                    responses=len(mine),
                    complete=sum(asked <= person.answers.keys() for person in mine),
                )
            )
        return tuple(found)

    def _quotes(self) -> tuple[Quote, ...]:
        """Notes whose writers allow it, per shift or lens, once ten people wrote one there."""
        found: list[Quote] = []
        for block in (*self.questionnaire.shifts, *self.questionnaire.lenses):
            ids = {question.id for question in block.questions}
            notes = [
                [a for id_, a in person.answers.items() if id_ in ids and a.note.strip()]
                for person in self.persons
            ]
            if sum(map(bool, notes)) >= self.workspace.thresholds.comments:
                words = sorted(answer.note for each in notes for answer in each if answer.quote)
                found += [Quote(block=block.id, words=note) for note in words]
        return tuple(found)

    def _evidence(self) -> dict[str, int]:
        return dict(
            Counter(
                str(answer.evidence)
                for person in self.persons
                for question in self.asked
                if (answer := person.answers.get(question.id)) and answer.level is not None
            )
        )

    # -- everything -------------------------------------------------------------------------------

    def assessment(self) -> Assessment:
        shifts = tuple(self._shift_score(shift) for shift in self.questionnaire.shifts)
        own = {score.shift: score.priority or Fraction(0) for score in shifts}
        raised = priorities.inherited(own, self.leans_on)
        preferred = sorted(own, key=lambda shift: (-raised[shift], -own[shift]))
        order = priorities.in_order(preferred, self.leans_on)
        advice, upkeep = self._advice(shifts)
        basics = self.questionnaire.basics
        perception = (self._perception(shift) for shift in self.questionnaire.shifts)
        return Assessment(
            respondents=len(self.persons),
            participation=self._participation(),
            questions=self.scores,
            shifts=shifts,
            domains=self._lens_view(Domain, "domain"),
            tiers=self._lens_view([tier.id for tier in self.questionnaire.tiers], "tier"),
            elements=self._lens_view([e.id for e in self.questionnaire.elements], "element"),
            perception=tuple(found for found in perception if found),
            road_map=priorities.layers(order, self.leans_on),
            order=order,
            advice=tuple(advice),
            upkeep=tuple(upkeep),
            basics_first=tuple(
                question.id
                for question in (basics.questions if basics else ())
                if self.printed.get(question.id, Fraction(recommend.IN_ORDER))
                < recommend.IN_ORDER
            ),
            quotes=self._quotes(),
            evidence=self._evidence(),
            tally=sum((score.tally for score in self.scores.values()), Tally()),
            outdated=self._outdated(),
        )

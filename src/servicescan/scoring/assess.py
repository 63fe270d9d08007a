"""The one door: responses in, an assessment of printable figures out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from servicescan.model.assessment import (
    Advice,
    Agreement,
    Assessment,
    Attention,
    Figure,
    GroupScore,
    PerceptionGap,
    QuestionScore,
    ShiftScore,
    Upkeep,
)
from servicescan.model.ledger import Ledger
from servicescan.model.questionnaire import Domain, Question, Questionnaire, Shift
from servicescan.model.response import Kind, Response
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.model.workspace import Workspace
from servicescan.scoring import disclosure, exposure, gaps, priorities, recommend
from servicescan.scoring.answers import Answers
from servicescan.scoring.bounds import if_absent
from servicescan.scoring.contest import Contest
from servicescan.scoring.earlier import counted
from servicescan.scoring.levels import border, level
from servicescan.scoring.units import unit_scores


def assess(
    questionnaire: Questionnaire,
    responses: Sequence[Response],
    workspace: Workspace,
    ledger: Ledger | None = None,
) -> Assessment:
    """Score everything once.

    Args:
        questionnaire: the checked questionnaire.
        responses: in any order; their order changes nothing.
        workspace: targets, importance, numbers invited and thresholds.
        ledger: the reports that were issued earlier.

    Returns:
        Exact figures on the scale 1..5; whatever would point at people is withheld.
    """
    known = ledger or Ledger()
    persons = counted(responses, workspace.thresholds.mean, known)
    outcome = Outcome(Answers(questionnaire, persons, workspace)).assessment(known)
    answered = sum(response.kind is Kind.INDIVIDUAL for response in responses)
    return replace(outcome, late=answered - len(persons))


class Outcome:
    """What the answers come to, part by part."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.questionnaire = answers.questionnaire
        self.workspace = answers.workspace
        self.scores = {question.id: answers.question_score(question) for question in answers.asked}
        self.printed = _printed(self.scores)
        self.leans_on = {shift.id: shift.leans_on for shift in self.questionnaire.shifts}

    def _lens_view(self, ids: Iterable[str], attribute: str) -> tuple[GroupScore, ...]:
        """One score per domain, tier or element, over the questions of the ten shifts."""
        of_shifts = [q for shift in self.questionnaire.shifts for q in self.answers.asked_in(shift)]
        return tuple(
            self.answers.group(
                id_, [q for q in of_shifts if getattr(q, attribute) == id_], MIN_QUESTIONS
            )
            for id_ in ids
        )

    def _by_audience(self, shift: Shift) -> dict[str, Figure]:
        """Audience -> mean over the mirror questions it was asked (measurement.md 1.10)."""
        found: dict[str, Figure] = {}
        for audience in self.questionnaire.audiences:
            mirror = [
                q.id
                for q in self.answers.asked_in(shift)
                if q.mirror and audience.id in q.audiences
            ]
            if mirror:
                found[audience.id] = self.answers.mirror_mean(audience.id, mirror)
        return self.answers.protected_groups(found)

    def _exact(self, questions: Sequence[Question]) -> dict[str, Fraction]:
        """The score of each question that counts, printable or not."""
        scores = {q.id: self.answers.sums.question(q.id) for q in questions if q.weight}
        return {id_: score for id_, score in scores.items() if score is not None}

    def _if_absent(self, shift: Shift, is_scored: bool) -> tuple[Fraction, Fraction] | None:  # noqa: FBT001 - a fact about the shift
        questions = [q for q in self.answers.asked_in(shift) if q.weight]
        if not is_scored:
            return None
        return if_absent(questions, self.answers.sums, self.answers.population)

    def _by_domain(self, questions: Sequence[Question]) -> tuple[GroupScore, ...]:
        """The domains that a shift's questions belong to; one question is enough."""
        return tuple(
            self.answers.group(domain, [q for q in questions if q.domain is domain], 1)
            for domain in Domain
            if any(q.domain is domain for q in questions)
        )

    # -- shifts -------------------------------------------------------------------------------

    def _shift_score(self, shift: Shift) -> ShiftScore:
        questions = self.answers.asked_in(shift)
        whole = self.answers.group(shift.id, questions, MIN_QUESTIONS)
        score = whole.figure.value
        exact = self._exact(questions)
        ambition = self._ambition(shift.id)
        target = None if score is None else ambition.target(score)
        label = None if score is None else level(score, list(exact.values()))
        printable = [id_ for id_ in exact if id_ in self.printed and score is not None]
        lowest = min(printable, key=exact.__getitem__, default=None)
        return ShiftScore(
            shift=shift.id,
            figure=whole.figure,
            level=label,
            is_capped=label is not None and score is not None and label < int(score),
            border=border(whole.figure.low, whole.figure.high),
            lowest_question=lowest,
            target=target,
            gap=None if score is None or target is None else gaps.gap(score, target),
            importance=ambition.importance,
            leverage=ambition.leverage,
            priority=None if score is None else ambition.priority(score),
            if_absent=self._if_absent(shift, score is not None),
            by_domain=self._by_domain(questions),
            by_audience=self._by_audience(shift),
            scored=whole.scored,
            questions=whole.questions,
            tally=disclosure.all_told(self.scores[q.id] for q in questions),
            equal=whole.equal,
        )

    def _ambition(self, shift: str) -> priorities.Ambition:
        return priorities.Ambition(
            wish=self.workspace.targets.get(shift),
            importance=self.workspace.importance.get(shift, priorities.NORMAL_IMPORTANCE),
            leverage=priorities.leverage(shift, self.leans_on),
        )

    def _perception(self) -> tuple[PerceptionGap, ...]:
        """One gap per shift, over its mirror questions that both seats answered."""
        found = []
        for shift in self.questionnaire.shifts:
            both = self.answers.sides([q.id for q in self.answers.asked_in(shift) if q.mirror])
            if both.questions:
                gap = gaps.perception_gap(shift.id, both, self.workspace.thresholds.mean)
                found.append(gaps.counted(gap, both))
        return tuple(found)

    def _discuss(self) -> tuple[PerceptionGap, ...]:
        """One gap per mirror question that may be shown, largest first."""
        minimum = self.workspace.thresholds.mean
        found = [
            replace(
                gaps.perception_gap(block.id, self.answers.sides([question.id]), minimum),
                is_flagged=False,
            )
            for block in self.questionnaire.blocks
            for question in self.answers.asked_in(block)
            if question.mirror
        ]
        shown = [gap for gap in found if gap.difference]
        return tuple(sorted(shown, key=lambda gap: -abs(gap.difference or Fraction(0))))

    # -- advice ---------------------------------------------------------------------------------

    def _advised(self, found: Assessment) -> Assessment:
        """The assessment with order and advice, from what may be printed and nothing else."""
        printed = _printed(found.questions)
        own = {score.shift: score.priority or Fraction(0) for score in found.shifts}
        raised = priorities.inherited(own, self.leans_on)
        preferred = sorted(own, key=lambda shift: (-raised[shift], -own[shift]))
        order = priorities.in_order(preferred, self.leans_on)
        contest = self._contest(found.shifts)
        advice, upkeep = self._advice(found.shifts, printed, contest.first)
        basics = self.questionnaire.basics
        return replace(
            found,
            road_map=priorities.layers(order, self.leans_on),
            order=order,
            advice=tuple(advice),
            upkeep=tuple(upkeep),
            divided=_divided(found.questions),
            evidence=disclosure.all_graded(found.questions.values()),
            attention=contest.attention(),
            firmest=contest.firmest(),
            basics_first=tuple(
                question.id
                for question in (basics.questions if basics else ())
                if printed.get(question.id, Fraction(recommend.IN_ORDER)) < recommend.IN_ORDER
            ),
        )

    def _contest(self, shifts: Sequence[ShiftScore]) -> Contest:
        """The shifts that have a printable score, against each other."""
        ids = {score.shift for score in shifts if score.figure.value is not None}
        among = [shift for shift in self.questionnaire.shifts if shift.id in ids]
        return Contest(
            {shift.id: self._ambition(shift.id) for shift in among},
            {shift.id: self.answers.asked_in(shift) for shift in among},
            self.answers.sums,
        )

    def _advice(
        self, shifts: Sequence[ShiftScore], printed: Mapping[str, Fraction], named: Sequence[str]
    ) -> tuple[list[Advice], list[Upkeep]]:
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
                questions=printed,
            )
            advice, kept = recommend.for_shift(standing)
            found += advice
            upkeep += kept
        basics, culture = (
            recommend.for_lens(lens, printed) if lens else []
            for lens in (self.questionnaire.basics, self.questionnaire.culture)
        )
        return [*recommend.choose_first(basics, found, named), *culture], upkeep

    # -- everything -------------------------------------------------------------------------------

    def assessment(self, ledger: Ledger) -> Assessment:
        """Figures, less those that together would point at people, and advice from the rest."""
        return self._advised(exposure.guarded(self._figures(), self.answers, ledger))

    def unaudited(self) -> Assessment:
        """The same without the audit, for counts in which every figure stands for many."""
        return self._advised(self._figures())

    def _figures(self) -> Assessment:
        return Assessment(
            respondents=len(self.answers.persons),
            participation=self.answers.participation(),
            questions=self.scores,
            shifts=tuple(self._shift_score(shift) for shift in self.questionnaire.shifts),
            domains=self._lens_view(Domain, "domain"),
            tiers=self._lens_view([tier.id for tier in self.questionnaire.tiers], "tier"),
            elements=self._lens_view([e.id for e in self.questionnaire.elements], "element"),
            perception=self._perception(),
            discuss=self._discuss(),
            units=unit_scores(self.answers),
            divided=(),
            attention=Attention(shifts=(), stays={}, equal=None),
            firmest=(),
            road_map=(),
            order=(),
            advice=(),
            upkeep=(),
            basics_first=(),
            quotes=self.answers.quotes(),
            evidence={},
            tally=disclosure.all_told(self.scores.values()),
            outdated=self.answers.outdated(),
        )


def _printed(scores: Mapping[str, QuestionScore]) -> dict[str, Fraction]:
    """Question id -> exact score, where it may be printed."""
    return {
        id_: score.figure.value for id_, score in scores.items() if score.figure.value is not None
    }


def _divided(scores: Mapping[str, QuestionScore]) -> tuple[str, ...]:
    """The questions on which answers lie far apart, widest first."""
    found = [id_ for id_, score in scores.items() if score.agreement is Agreement.DIVIDED]
    return tuple(sorted(found, key=lambda id_: -(scores[id_].spread or 0)))

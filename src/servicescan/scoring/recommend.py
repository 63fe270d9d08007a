"""Which recommendations, and because of which answers (domain.md 7.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from servicescan.model.assessment import Advice, Trigger, Upkeep
from servicescan.model.questionnaire import ADVICE_DOMAINS, Domain, Lens, Shift, advice_domain
from servicescan.model.recommendation import Recommendation
from servicescan.scoring.gaps import gap
from servicescan.scoring.scores import mean

#: actions for the first ninety days: nobody carries more
MAX_FIRST = 10
MAX_FIRST_PER_SHIFT = 3
HIGHEST = 5
#: a basics question below this is not in order; a culture question below it gets advice
IN_ORDER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the choice of advice needs to know about one shift."""

    shift: Shift
    score: Fraction
    target: Fraction
    #: importance x leverage
    weight: Fraction
    #: question id -> score, only where it may be printed
    questions: Mapping[str, Fraction]


def for_shift(standing: Standing) -> tuple[list[Advice], list[Upkeep]]:
    """One recommendation per domain, from that domain's own questions; none above the target."""
    advice: list[Advice] = []
    upkeep: list[Upkeep] = []
    for domain in ADVICE_DOMAINS:
        because = _answers_of(standing, domain)
        score = mean(trigger.value for trigger in because)
        if score is None:
            score = standing.score
        if floor(score) >= HIGHEST:
            upkeep.append(Upkeep(shift=standing.shift.id, domain=domain))
        elif gap(score, standing.target):
            advice.append(_advice(standing, domain, score, because))
    return advice, upkeep


def _answers_of(standing: Standing, domain: Domain) -> tuple[Trigger, ...]:
    """The scored questions whose advice lies in this domain, lowest first."""
    found = (
        Trigger(question=question.id, value=standing.questions[question.id])
        for question in standing.shift.questions
        if advice_domain(question.domain) is domain and question.id in standing.questions
    )
    return tuple(sorted(found, key=lambda trigger: trigger.value))


def _advice(
    standing: Standing, domain: Domain, score: Fraction, because: tuple[Trigger, ...]
) -> Advice:
    """The recommendation for the step that this domain has to take."""
    chosen = next(
        r
        for r in standing.shift.recommendations
        if r.domain == domain and r.step is not None and r.step.start == floor(score)
    )
    return Advice(
        recommendation=chosen.id,
        block=standing.shift.id,
        domain=domain,
        step=chosen.step,
        because=because,
        is_derived=not because,
        effort=chosen.effort,
        priority=gap(score, standing.target) * standing.weight,
        score=score,
        gap=gap(score, standing.target),
    )


def for_lens(lens: Lens, scores: Mapping[str, Fraction]) -> list[Advice]:
    """The recommendation of every question that is not in order, lowest first."""
    by_question: dict[str | None, Recommendation] = {r.question: r for r in lens.recommendations}
    low = [q for q in lens.questions if q.id in scores and scores[q.id] < IN_ORDER]
    return [
        Advice(
            recommendation=by_question[question.id].id,
            block=lens.id,
            domain=advice_domain(question.domain),
            step=None,
            because=(Trigger(question=question.id, value=scores[question.id]),),
            is_derived=False,
            effort=by_question[question.id].effort,
            priority=IN_ORDER - scores[question.id],
            score=scores[question.id],
            gap=IN_ORDER - scores[question.id],
        )
        for question in sorted(low, key=lambda question: scores[question.id])
    ]


def choose_first(
    basics: Sequence[Advice], others: Sequence[Advice], named: Sequence[str]
) -> list[Advice]:
    """Mark the actions for the first ninety days: basics, then by priority, a few per shift.

    Every shift in ``named`` needs attention first, so the best of its advice is among them:
    the report would otherwise name a shift and do nothing about it.
    """
    ranked = sorted(others, key=lambda advice: (-advice.priority, advice.recommendation))
    best = {advice.block: advice for advice in reversed(ranked) if advice.block in named}
    leading = [advice for advice in ranked if advice is best.get(advice.block)]
    rest = [advice for advice in ranked if advice not in leading]
    chosen: set[str] = set()
    per_block: dict[str, int] = {}
    for advice in (*basics, *leading, *rest):
        taken = per_block.get(advice.block, 0)
        if len(chosen) < MAX_FIRST and taken < MAX_FIRST_PER_SHIFT:
            chosen.add(advice.recommendation)
            per_block[advice.block] = taken + 1
    return [
        replace(advice, is_first=advice.recommendation in chosen) for advice in (*basics, *ranked)
    ]

"""The audit applied: every figure of an assessment as a row, and the unsafe ones left out."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TypeAlias

from servicescan.model.assessment import (
    Assessment,
    Figure,
    GroupScore,
    PerceptionGap,
    QuestionScore,
    ShiftScore,
    UnitScore,
    Withheld,
)
from servicescan.model.ledger import Issue, Ledger
from servicescan.scoring.answers import Answers
from servicescan.scoring.audit import Kind
from servicescan.scoring.earlier import issue_of, withheld
from servicescan.scoring.rows import Rows

#: which figure is left out, and why
_Gone: TypeAlias = "Mapping[tuple[Kind, Hashable], Withheld]"


def guarded(found: Assessment, answers: Answers, ledger: Ledger) -> Assessment:
    """The assessment without the figures that would point at a few people.

    Among themselves, or together with the reports in the ledger.
    """
    rows = Rows(answers, ledger)
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
        units=tuple(_unit(unit, gone) for unit in found.units),
    )


def issued(found: Assessment, answers: Answers, ledger: Ledger) -> Issue:
    """What this assessment gives away, to be kept in the ledger when it leaves the house."""
    rows = Rows(answers, ledger)
    return issue_of(rows.of(found), rows.cells, rows.people)


# -- leaving out ------------------------------------------------------------------------------


def _hidden(figure: Figure, key: tuple[Kind, Hashable], gone: _Gone) -> Figure:
    """The figure, or in its place the reason why it is left out."""
    return Figure(withheld=gone[key]) if key in gone else figure


def _question(score: QuestionScore, gone: _Gone) -> QuestionScore:
    id_ = score.question
    # without the score: from the answers per level anyone works out a mean
    if not gone.keys().isdisjoint({(Kind.DISTRIBUTION, id_), (Kind.QUESTION, id_)}):
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


def _unit(score: UnitScore, gone: _Gone) -> UnitScore:
    return replace(
        score,
        by_shift={
            shift: _hidden(figure, (Kind.UNIT, (score.unit, shift)), gone)
            for shift, figure in score.by_shift.items()
        },
    )

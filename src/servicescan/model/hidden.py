"""Which figures of an assessment are not there, and why."""

from collections.abc import Iterator

from servicescan.model.assessment import Assessment, Figure, Tally, UnitScore, Withheld


def figures_of(found: Assessment) -> Iterator[Figure]:
    """Every figure, shown or not."""
    for score in found.questions.values():
        yield score.figure
        yield from score.by_audience.values()
    for shift in found.shifts:
        yield shift.figure
        yield from shift.by_audience.values()
        yield from (group.figure for group in shift.by_domain)
    for group in (*found.domains, *found.tiers, *found.elements):
        yield group.figure
    for gap in found.perception:
        yield from (gap.policy, gap.practice)
    for unit in found.units:
        yield from unit.by_shift.values()


def hidden_by_earlier(found: Assessment) -> int:
    """How many figures are left out because of a report that was issued earlier."""
    return sum(figure.withheld is Withheld.EARLIER_REPORT for figure in figures_of(found))


def is_mostly_told(found: Assessment) -> bool:
    """Whether what came back may be told of at least half of the questions that were put.

    A count over the few others reads as if it were about all.
    """
    put = [
        score.tally
        for score in found.questions.values()
        if score.tally or score.figure.withheld is not Withheld.NO_ANSWERS
    ]
    return bool(put) and 2 * sum(tally is not None for tally in put) >= len(put)


def left_open(found: Assessment) -> dict[str, Tally]:
    """Question id -> what came back, where somebody left it open or did not know.

    Empty where that may be told of fewer than half of the questions.
    """
    if not is_mostly_told(found):
        return {}
    return {
        id_: score.tally
        for id_, score in found.questions.items()
        if score.tally and (score.tally.unanswered or score.tally.dont_know)
    }


def untold(found: Assessment) -> int:
    """On how many questions it stays unsaid who left it open or did not know."""
    return sum(score.tally is None for score in found.questions.values())


def hidden_shifts(unit: UnitScore) -> dict[Withheld, list[str]]:
    """Reason -> the shifts on which this unit is not shown for it."""
    found: dict[Withheld, list[str]] = {}
    for shift, figure in unit.by_shift.items():
        if figure.withheld:
            found.setdefault(figure.withheld, []).append(shift)
    return found

"""What may be printed: no figure points at people (measurement.md 1.13)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from servicescan.model.assessment import Figure, QuestionScore, Tally, Withheld
from servicescan.model.response import Evidence
from servicescan.model.workspace import Group, Thresholds, minimum_for


def protected(figure: Figure, minimum: int) -> Figure:
    """The figure, or an empty one that says why, when fewer than ``minimum`` are behind it."""
    if figure.withheld or figure.value is None:
        return Figure(withheld=figure.withheld or Withheld.NO_ANSWERS)
    if figure.n < minimum:
        return Figure(withheld=Withheld.TOO_FEW_ANSWERS)
    return figure


def silence(people: int, minimum: int) -> Withheld:
    """Why there is no figure where nobody gave a level.

    That none of a few people did is itself something said of them: it reads as too few answers.
    """
    return Withheld.TOO_FEW_ANSWERS if 0 < people < minimum else Withheld.NO_ANSWERS


def protected_tally(tally: Tally, apart: int, thresholds: Thresholds) -> Tally | None:
    """What came back on a question, or nothing when that would tell of a few people.

    Levels, "don't know" and the rest are a distribution over the people it was put to. ``apart``
    of them belong to audiences without a figure: the others' numbers of answers stand in print,
    so that what is left of the tally is told of these.
    """
    is_safe = tally.asked >= thresholds.distribution and not 0 < apart < thresholds.mean
    return tally if is_safe else None


def all_told(scores: Iterable[QuestionScore]) -> Tally:
    """What came back on the questions that show it: nothing is left over for the others."""
    return sum((score.tally for score in scores if score.tally), Tally())


def all_graded(scores: Iterable[QuestionScore]) -> dict[str, int]:
    """Answers per evidence grade, over the questions that show it."""
    found = Counter[str]()
    for score in scores:
        found.update(score.evidence or {})
    return {grade: found[grade] for grade in Evidence if found[grade]}


def hidden_groups(
    sizes: Mapping[str, int], minimum: Mapping[str, int], telling: Collection[str] = ()
) -> dict[str, Withheld]:
    """Which groups must stay hidden, so that none can be worked out from total and others.

    Remainder rule (``P32``): hide every group under its minimum; then hide the next smallest
    until the hidden ones are at least two and together reach the largest minimum among them.
    Groups without answers need no protection and do not count. ``telling`` groups are hidden
    whatever their size: everybody in them gave the same answer.
    """
    present = {group: n for group, n in sizes.items() if n}
    hidden = {group: Withheld.TOO_FEW_ANSWERS for group, n in present.items() if n < minimum[group]}
    for group in telling:
        if group in present:
            hidden.setdefault(group, Withheld.PROTECTS_OTHERS)
    if not hidden:
        return {}
    needed = max(minimum[group] for group in hidden)
    rest = sorted(present.keys() - hidden.keys(), key=lambda group: (present[group], group))
    for group in rest:
        if len(hidden) > 1 and sum(present[other] for other in hidden) >= needed:
            break
        hidden[group] = Withheld.PROTECTS_OTHERS
    return hidden


def protected_groups(
    figures: Mapping[str, Figure],
    groups: Mapping[str, Group],
    thresholds: Thresholds,
    telling: Collection[str] = (),
) -> dict[str, Figure]:
    """The figures of all audiences side by side, with those hidden that must be."""
    minimum = {audience: minimum_for(audience, groups, thresholds) for audience in figures}
    hidden = hidden_groups({audience: f.n for audience, f in figures.items()}, minimum, telling)
    return {
        audience: Figure(withheld=hidden[audience])
        if audience in hidden
        else protected(figure, minimum[audience])
        for audience, figure in figures.items()
    }

"""How sure we are, in one sentence: who answered, and how far a score may be off."""

from fractions import Fraction

from servicescan.i18n import rounded
from servicescan.model.assessment import ShiftScore
from servicescan.report.writer import Writer


def sure_title(writer: Writer, scored: list[ShiftScore]) -> str:
    """Who answered, and how far a score may be off."""
    turnout = writer.turnout()
    invited = [p.invited for p in turnout if p.invited is not None]
    _, n = writer._, writer.scan.assessment.respondents
    if turnout and len(invited) == len(turnout):
        if n == 1:
            people = _("One of the {all} people invited answered", all=sum(invited))
        else:
            people = _("{n} of {all} invited people answered", n=n, all=sum(invited))
        return _margins(writer, scored, people, has_absent=sum(invited) > n)
    people = writer.speaker.plural("{n} person answered", "{n} people answered", n)
    return _("{people}; how many were invited is not known", people=people)


def _margins(writer: Writer, scored: list[ShiftScore], people: str, *, has_absent: bool) -> str:
    """How far a score may be off; where a margin is missing, how many there are."""
    _, number = writer._, writer.number
    halves = [
        (s.figure.high - s.figure.low) / 2
        for s in scored
        if s.figure.low is not None and s.figure.high is not None
    ]
    if not halves:
        return _("{people}; no margins can be given", people=people)
    if len(halves) < len(scored):
        return _some_margins(writer, scored, people, has_absent=has_absent)
    widest = number(max(halves))
    if widest == number(0):
        return people
    if has_absent:
        return _(
            "{people}; if the absent are like them, the margins of the shifts are {margin} "
            "of a level or less either way",
            people=people,
            margin=widest,
        )
    return _(
        "{people}; the margins of the shifts are {margin} of a level or less either way",
        people=people,
        margin=widest,
    )


def _some_margins(
    writer: Writer, scored: list[ShiftScore], people: str, *, has_absent: bool
) -> str:
    """How many scores have a margin, and what the absent leave open of those with bounds."""
    count = writer.count
    some = writer._(
        "{people}; a margin for {n} of the {all} shifts",
        people=people,
        n=count(sum(s.figure.low is not None for s in scored)),
        all=count(len(scored)),
    )
    moves = [
        max(rounded(high) - rounded(value), rounded(value) - rounded(low))
        for value, (low, high) in ((s.figure.value, s.if_absent) for s in scored if s.if_absent)
        if value is not None
    ]
    if not (has_absent and moves):
        return some
    span = writer.number(Fraction(max(moves)))
    if len(moves) < len(scored):
        return writer._(
            "{some}; where shown, the absent could move a score by up to {span} levels",
            some=some,
            span=span,
        )
    return writer._(
        "{some}; the absent could move a score by up to {span} levels", some=some, span=span
    )

"""What the board is asked to decide on: the first steps, told as the road map tells them."""

from servicescan.model.assessment import Advice
from servicescan.report.advice_view import MONTH_DAYS, Adviser
from servicescan.report.writer import Writer

STEPS = 3


def decided(writer: Writer, adviser: Adviser) -> list[Advice]:
    """The actions to decide on, in the order of the action table, each for another shift.

    The basics and what asks for attention first come before any other.
    """
    firsts: dict[str, Advice] = {}
    for advice in adviser.first():
        firsts.setdefault(advice.block, advice)
    named = writer.scan.assessment.attention.shifts
    ours = [a for a in firsts.values() if a.block in named or a.block not in writer.shifts]
    chosen = [*ours, *(a for a in firsts.values() if a not in ours)][:STEPS]
    return [advice for advice in firsts.values() if advice in chosen]


def steps_note(writer: Writer, adviser: Adviser) -> str:
    """When a shift that asks for attention first follows, if it is not among the steps, and why."""
    steps = {advice.block for advice in decided(writer, adviser)}
    later = {a.block: a for a in reversed(adviser.first()) if a.block not in steps}
    said = [writer._("In the order of the action table.")]
    for shift in writer.scan.assessment.attention.shifts:
        if shift not in later:
            continue
        day = MONTH_DAYS * adviser.start(later[shift]) + 1
        needs = writer.listed(list(writer.shifts[shift].leans_on))
        parts = {"shift": shift, "day": day, "list": needs}
        said.append(
            writer._(
                "{shift} stands in the action table too, from day {day}: it leans on {list}.",
                **parts,
            )
            if needs
            else writer._("{shift} stands in the action table too, from day {day}.", **parts)
        )
    return " ".join(said)

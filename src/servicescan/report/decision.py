"""What the board is asked to decide on: the first steps, told as the road map tells them."""

from servicescan.model.assessment import Advice
from servicescan.report.advice_view import MONTH_DAYS, Adviser
from servicescan.report.writer import Writer, sentence

STEPS = 3


def decided(writer: Writer, adviser: Adviser) -> list[Advice]:
    """The actions to decide on, in the order of the action table, each for another shift.

    The basics and what needs attention first come before any other.
    """
    firsts: dict[str, Advice] = {}
    for advice in adviser.first():
        firsts.setdefault(advice.block, advice)
    named = writer.scan.assessment.attention.shifts
    ours = [a for a in firsts.values() if a.block in named or a.block not in writer.shifts]
    chosen = [*ours, *(a for a in firsts.values() if a not in ours)][:STEPS]
    return [advice for advice in firsts.values() if advice in chosen]


def steps_note(writer: Writer, adviser: Adviser) -> str:
    """Which part of the action table these are, and when the rest of what asks first follows."""
    chosen, all_ = decided(writer, adviser), adviser.first()
    if len(chosen) == len(all_):
        return writer._("In the order of the action table.")
    steps = {advice.block for advice in chosen}
    later = {a.block: a for a in reversed(all_) if a.block not in steps}
    counts = {"n": sentence(writer.count(len(chosen))), "all": writer.count(len(all_))}
    said = [
        writer._(
            "{n} of the {all} first steps in the action table, which is spread over ninety days.",
            **counts,
        )
    ]
    said += [
        writer._(
            "{shift} is in that table too, from day {day}.",
            shift=shift,
            day=MONTH_DAYS * adviser.start(later[shift]) + 1,
        )
        for shift in writer.scan.assessment.attention.shifts
        if shift in later
    ]
    return " ".join(said)

"""What is not there yet: shifts without a score, and what it takes to have one."""

from servicescan.i18n import typographic
from servicescan.model.assessment import Participation, ShiftScore
from servicescan.model.workspace import minimum_for
from servicescan.report.pieces import Fact
from servicescan.report.writer import Writer, sentence


def unscored(writer: Writer) -> tuple[Fact, ...]:
    """The shifts that have no score, and why."""
    return tuple(
        Fact(
            head=f"{shift.shift}  {writer.say(writer.shifts[shift.shift].name)}",
            body=sentence(_why(writer, shift)),
        )
        for shift in writer.scan.assessment.shifts
        if shift.figure.value is None
    )


def _why(writer: Writer, scored: ShiftScore) -> str:
    """Why a shift has no score; where few took part, what it takes."""
    asked = {a for q in writer.shifts[scored.shift].questions for a in q.audiences}
    people = sum(p.responses for p in writer.turnout() if p.audience in asked)
    least = writer.scan.workspace.thresholds.mean
    if people >= least:
        return writer.why_withheld(scored.figure)
    if not people:
        return writer._("nobody it was put to has answered yet")
    return typographic(
        writer.speaker.plural(
            "put to {n} person who took part; a score appears from {least} answers on",
            "put to {n} people who took part; a score appears from {least} answers on",
            people,
            least=least,
        )
    )


def needed(writer: Writer) -> tuple[Fact, ...]:
    """Per audience how many answers are missing; nothing once there is a score."""
    scan = writer.scan
    if any(shift.figure.value is not None for shift in scan.assessment.shifts):
        return ()
    settings = scan.workspace
    facts = []
    for part in writer.turnout():
        least = minimum_for(part.audience, settings.audiences, settings.thresholds)
        if part.responses < least:
            name = writer.say(scan.questionnaire.audience(part.audience).name)
            facts.append(Fact(head=name, body=sentence(_lacking(writer, part, least))))
    return tuple(facts)


def _lacking(writer: Writer, part: Participation, least: int) -> str:
    """What one audience still needs to be shown on its own, or that it cannot be."""
    if part.invited is not None and part.invited < least:
        return writer._(
            "with {invited} invited too small to be shown on its own, which takes {least}; its "
            "answers count in the scores of all together",
            invited=part.invited,
            least=least,
        )
    return typographic(
        writer.speaker.plural(
            "{n} more answer before it is shown on its own",
            "{n} more answers before it is shown on its own",
            least - part.responses,
        )
    )

"""What is not there yet: shifts without a score, and what it takes to have one."""

from servicescan.i18n import typographic
from servicescan.model.assessment import Participation, ShiftScore
from servicescan.model.questionnaire import Question
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.model.workspace import minimum_for
from servicescan.report.pieces import Lack, NoteList
from servicescan.report.writer import NOTHING, Writer, sentence, within


def unscored(writer: Writer) -> tuple[NoteList, ...]:
    """The shifts that have no score, under the reason."""
    why: dict[str, list[str]] = {}
    for shift in writer.scan.assessment.shifts:
        if shift.figure.value is None:
            name = f"{shift.shift}  {writer.say(writer.shifts[shift.shift].name)}"
            why.setdefault(sentence(_why(writer, shift)), []).append(name)
    return tuple(NoteList(title=reason, lines=tuple(names)) for reason, names in why.items())


def _why(writer: Writer, scored: ShiftScore) -> str:
    """Why a shift has no score; where few took part, what it takes."""
    put = _put(writer, scored, {p.audience for p in writer.turnout()})
    takes = _takes(writer, scored)
    if len(put) < takes:
        said = typographic(
            writer.speaker.plural(
                "only {n} question is put in this scan; a score takes {least}",
                "only {n} questions are put in this scan; a score takes {least}",
                len(put),
                least=takes,
            )
        )
        return ". ".join(filter(None, (said, _for_others(writer, scored, put))))
    asked = {a for q in put for a in q.audiences}
    people = sum(p.responses for p in writer.turnout() if p.audience in asked)
    least = writer.scan.workspace.thresholds.mean
    if people >= least:
        return writer.why_withheld(scored.figure)
    if not people:
        return writer._("nobody who was asked has answered yet")
    return typographic(
        writer.speaker.plural(
            "put to {n} person who took part; a score takes answers from at least {least} "
            "people, on at least {takes} questions",
            "put to {n} people who took part; a score takes answers from at least {least} "
            "people, on at least {takes} questions",
            people,
            least=least,
            takes=takes,
        )
    )


def _asked(writer: Writer, scored: ShiftScore) -> list[Question]:
    """The questions of a shift that this form asks."""
    known = writer.scan.assessment.questions
    return [q for q in writer.shifts[scored.shift].questions if q.id in known]


def _for_others(writer: Writer, scored: ShiftScore, put: list[Question]) -> str:
    """The audiences that the other questions are for."""
    left = {a for q in _asked(writer, scored) if q not in put for a in q.audiences}
    names = [
        within(writer.say(audience.name))
        for audience in writer.scan.questionnaire.audiences
        if audience.id in left
    ]
    return writer._("The others are for {list}", list=writer.listed(names)) if names else ""


def _put(writer: Writer, scored: ShiftScore, audiences: set[str]) -> list[Question]:
    """Those of them that are put to any of these audiences."""
    return [q for q in _asked(writer, scored) if audiences & set(q.audiences)]


def _takes(writer: Writer, scored: ShiftScore) -> int:
    """How many questions of a shift have to be answered."""
    return min(MIN_QUESTIONS, sum(q.weight > 0 for q in _asked(writer, scored)))


def needed(writer: Writer) -> tuple[Lack, ...]:
    """Per audience how many people are missing; nothing once there is a score."""
    scan = writer.scan
    if any(shift.figure.value is not None for shift in scan.assessment.shifts):
        return ()
    settings = scan.workspace
    lacks = []
    for part in writer.turnout():
        least = minimum_for(part.audience, settings.audiences, settings.thresholds)
        if part.responses < least:
            lacks.append(
                Lack(
                    audience=writer.say(scan.questionnaire.audience(part.audience).name),
                    people=sentence(_missing(writer, part, least)),
                    shifts=writer.listed(_within_reach(writer, part)) or NOTHING,
                )
            )
    return tuple(lacks)


def _within_reach(writer: Writer, part: Participation) -> list[str]:
    """The shifts that put enough questions to this audience and those who answered already."""
    answering = {p.audience for p in writer.turnout() if p.responses} | {part.audience}
    return [
        scored.shift
        for scored in writer.scan.assessment.shifts
        if _put(writer, scored, {part.audience})
        if len(_put(writer, scored, answering)) >= _takes(writer, scored)
    ]


def _missing(writer: Writer, part: Participation, least: int) -> str:
    """How many people of an audience have yet to answer, or that they are too few."""
    if part.invited is not None and part.invited < least:
        return writer._(
            "with {invited} invited too small to be shown on its own",
            invited=part.invited,
        )
    return writer.speaker.plural(
        "at least {n} more person", "at least {n} more people", least - part.responses
    )

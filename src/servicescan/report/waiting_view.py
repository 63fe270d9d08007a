"""What is not there yet: shifts without a score, and what it takes to have one."""

from servicescan.i18n import typographic
from servicescan.model.assessment import Participation, ShiftScore
from servicescan.model.questionnaire import Question
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.model.workspace import minimum_for
from servicescan.report.pieces import Fact, NoteList
from servicescan.report.writer import Writer, sentence, within


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
        return writer._("nobody it was put to has answered yet")
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
            parts = (sentence(_lacking(writer, part, least)), _held_up(writer, part))
            facts.append(Fact(head=name, body=". ".join(filter(None, parts))))
    return tuple(facts)


def _held_up(writer: Writer, part: Participation) -> str:
    """The shifts that get no score as long as nobody of this audience answers."""
    if part.responses:
        return ""
    answering = {p.audience for p in writer.turnout() if p.responses}
    waiting = [
        scored.shift
        for scored in writer.scan.assessment.shifts
        if len(_put(writer, scored, answering)) < _takes(writer, scored)
        if len(_put(writer, scored, answering | {part.audience})) >= _takes(writer, scored)
    ]
    if not waiting:
        return ""
    return writer.speaker.plural(
        "Nobody has answered yet; without this group {list} gets no score",
        "Nobody has answered yet; without this group {list} get no score",
        len(waiting),
        list=writer.listed(waiting),
    )


def _lacking(writer: Writer, part: Participation, least: int) -> str:
    """What one audience still needs to be shown on its own, or that it cannot be."""
    if part.invited is not None and part.invited < least:
        return writer._(
            "with {invited} invited, this group is too small to be shown on its own ({least} "
            "needed); its answers do count in the overall scores",
            invited=part.invited,
            least=least,
        )
    return typographic(
        writer.speaker.plural(
            "at least {n} more answer is needed to show it on its own, and then only where "
            "that gives no smaller group away",
            "at least {n} more answers are needed to show it on its own, and then only where "
            "that gives no smaller group away",
            least - part.responses,
        )
    )

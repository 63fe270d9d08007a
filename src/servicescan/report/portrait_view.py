"""The portraits of a shift, now and one level up, and the questions that they do not fit."""

from collections.abc import Iterator
from math import floor

from servicescan.model.assessment import ShiftScore
from servicescan.model.questionnaire import Shift
from servicescan.report.pieces import Message
from servicescan.report.writer import Writer

HIGHEST = 5


def portraits(writer: Writer, shift: Shift, scored: ShiftScore) -> tuple[Message, Message]:
    """What one sees at the present level, and at the next one, if there is one."""
    _, level = writer._, scored.level
    if level is None:
        body = _("There is no score, so the report gives no portrait and no advice for this shift.")
        first = _("What level 1 looks like"), writer.say(shift.levels[1])
        return (
            Message(kind="now", title=_("Not scored"), body=body),
            Message(kind="next", title=first[0], body=first[1]),
        )
    after = min(level + 1, HIGHEST)
    name = writer.level(after)
    title = _("Next level: {name}", name=name) if level < HIGHEST else ""
    return (
        Message(
            kind="now",
            title=_("Now: {name}", name=writer.level(level)),
            body=writer.say(shift.levels[level]),
        ),
        Message(
            kind="next",
            title=title,
            body=writer.say(shift.levels[after]),
        ),
    )


def unlike(writer: Writer, scored: ShiftScore) -> Iterator[str]:
    """The printed questions above and below the level, which its portrait does not fit."""
    _, found = writer._, writer.scan.assessment.questions
    shown, level = printed(writer, scored.shift), scored.level or 0
    at = {id_: floor(found[id_].figure.value or 0) for id_ in shown}
    higher = writer.listed([id_ for id_ in shown if at[id_] > level])
    lower = writer.listed([id_ for id_ in shown if at[id_] < level])
    is_whole = len(shown) == scored.scored
    if higher:
        yield (
            _("Questions above this level: {list}", list=higher)
            if is_whole
            else _("Shown questions above this level: {list}", list=higher)
        )
    if lower:
        yield (
            _("Questions below this level: {list}", list=lower)
            if is_whole
            else _("Shown questions below this level: {list}", list=lower)
        )


def printed(writer: Writer, shift_id: str) -> list[str]:
    """The questions of a shift whose score is shown."""
    scores = writer.scan.assessment.questions
    return [
        question.id
        for question in writer.shifts[shift_id].questions
        if question.id in scores and scores[question.id].figure.value is not None
    ]

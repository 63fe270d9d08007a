"""What lies inside the score of a shift: its domains, and how much of it was backed."""

from collections import Counter

from servicescan.model.assessment import ShiftScore
from servicescan.model.questionnaire import Question
from servicescan.report.pieces import Inside
from servicescan.report.writer import NOTHING, Writer, sentence


def domains_inside(writer: Writer, scored: ShiftScore) -> tuple[Inside, ...]:
    """The domains of this shift that may be shown, with margin and people."""
    names = _names(writer)
    return tuple(
        Inside(
            name=names[group.id],
            score=writer.score(group.figure),
            margin=writer.interval(group.figure) or NOTHING,
            people=writer.people(group.figure),
        )
        for group in scored.by_domain
        if group.figure.value is not None
    )


def domains_hidden(writer: Writer, scored: ShiftScore) -> str:
    """The domains that were asked about and have no figure, in one line."""
    names = _names(writer)
    hidden = [names[group.id] for group in scored.by_domain if group.figure.value is None]
    return writer._("Not shown: {list}.", list=writer.listed(hidden)) if hidden else ""


def _names(writer: Writer) -> dict[str, str]:
    return {topic.id: writer.say(topic.name) for topic in writer.scan.questionnaire.domains}


def backing(writer: Writer, questions: tuple[Question, ...]) -> str:
    """How many answers were backed, over the questions whose distribution is printed."""
    scores = writer.scan.assessment.questions
    graded = Counter[str]()
    for question in questions:
        if question.id in scores:
            graded.update(scores[question.id].evidence or {})
    if not graded.total():
        return ""
    part = writer.speaker.share(graded["shown"] + graded["data"], graded.total())
    return sentence(
        writer._(
            "backed by something shown or by data: {part}, over the answers to the questions with "
            "a bar",
            part=part,
        )
    )

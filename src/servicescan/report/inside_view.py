"""What lies inside the score of a shift: its domains, and how much of it was backed."""

from collections import Counter
from collections.abc import Iterable

from servicescan.model.assessment import Figure, GroupScore, ShiftScore
from servicescan.model.questionnaire import Question
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.report.pieces import Inside
from servicescan.report.writer import NOTHING, Writer, sentence


def domains_inside(writer: Writer, scored: ShiftScore) -> tuple[Inside, ...]:
    """The domains of this shift that may be shown, with margin and people."""
    names = _names(writer)
    return tuple(
        Inside(
            name=names[group.id],
            score=writer.score(group.figure),
            margin=writer.interval(group.figure) or _too_few(writer, group) or NOTHING,
            people=writer.people(group.figure),
        )
        for group in scored.by_domain
        if group.figure.value is not None
    )


def inside_note(writer: Writer, scored: ShiftScore) -> str:
    """The domains that were asked about and have no figure, and what a dash says."""
    names = _names(writer)
    hidden = [names[group.id] for group in scored.by_domain if group.figure.value is None]
    figures = [group.figure for group in scored.by_domain if not _too_few(writer, group)]
    said = (
        writer._("Not shown: {list}.", list=writer.listed(hidden)) if hidden else "",
        no_margin(writer, figures),
    )
    return " ".join(filter(None, said))


def no_margin(writer: Writer, figures: Iterable[Figure]) -> str:
    """Why a printed score has no margin; nothing where each has one."""
    if all(figure.value is None or figure.low is not None for figure in figures):
        return ""
    return writer._(
        "A dash in place of a margin: of an audience with people absent only one answered, the "
        "answers do not differ, or nobody was absent."
    )


def _too_few(writer: Writer, group: GroupScore) -> str:
    """Said where a margin would give answers away; nothing where it would not."""
    enough = writer.scan.workspace.thresholds.distribution
    if group.scored >= MIN_QUESTIONS or group.figure.n >= enough:
        return ""
    return writer._("too few people")


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
            "backed by something shown or by data, counted over the answers shown: {part}.",
            part=part,
        )
    )

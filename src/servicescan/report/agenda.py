"""The facilitator's agenda: what to talk about until there is one level, and in what order."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path

from servicescan.model.assessment import Agreement, PerceptionGap
from servicescan.model.questionnaire import LEVELS, Question
from servicescan.model.text import Language, Wording, visible
from servicescan.report.pieces import Fact
from servicescan.report.writer import Scan, Writer

TEMPLATE = "agenda.html.j2"
#: minutes: to open, per question, to close
OPENING, EACH, CLOSING = 10, 12, 14
LEAST = OPENING + EACH + CLOSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of the meeting: from a minute on, for so long."""

    time: str
    id: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level of a question, with how many chose it where that may be shown."""

    level: int
    words: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One question to agree on."""

    id: str
    about: str
    why: str
    asks: tuple[Fact, ...]
    rungs: tuple[Rung, ...]
    has_counts: bool
    probe: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The whole meeting in one language."""

    language: str
    title: str
    client: str
    running: str
    day: str
    lead: str
    rules: tuple[str, ...]
    steps: tuple[Step, ...]
    topics: tuple[Topic, ...]
    after: str


def agenda(scan: Scan, language: Language, minutes: int) -> Agenda:
    """As many questions as fit in the time, those that divide people most first."""
    writer = Writer(scan, language)
    topics = tuple(_topics(writer))[: (minutes - OPENING - CLOSING) // EACH]
    _, client = writer._, visible(scan.workspace.client)
    title = _("Agenda of the consensus meeting")
    return Agenda(
        language=str(language),
        title=title,
        client=client,
        running=f"{client} · {title}",
        day=writer.speaker.day(scan.day),
        lead=_(
            "On these questions the answers lie apart, or the outcome asks for a talk. The "
            "meeting looks for the level that everybody can stand behind, and for the reason; "
            "it does not look for who answered what."
        ),
        rules=(
            _("Read the five levels aloud before anybody names a number."),
            _("Let everybody choose in silence first, and show the choices at the same time."),
            _("Ask the highest and the lowest for an example, not for a defence."),
            _("A level counts only if the lower ones hold as well; in doubt, take the lower."),
            _("No agreement in time? Write down both views and go on."),
        ),
        steps=tuple(_steps(writer, topics)),
        topics=topics,
        after=_(
            "Enter the outcome with “servicescan interview --consensus”. It is kept beside the "
            "answers of separate people and changes none of them."
        ),
    )


def _steps(writer: Writer, topics: tuple[Topic, ...]) -> Iterator[Step]:
    now, _ = OPENING, writer._
    yield Step(time=_clock(0), id="", what=_("Opening: purpose, rules, how the figures came about"))
    for topic in topics:
        yield Step(time=_clock(now), id=topic.id, what=topic.about)
        now += EACH
    yield Step(time=_clock(now), id="", what=_("Closing: what was agreed, who takes it further"))


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}"


def _topics(writer: Writer) -> Iterator[Topic]:
    """What divides people, what the seats see differently, what is weakest, what varies."""
    reasons: dict[str, str] = {}
    for id_, why in (*_divided(writer), *_mirrors(writer), *_weakest(writer), *_varied(writer)):
        reasons.setdefault(id_, why)
    for id_, why in reasons.items():
        yield _topic(writer, writer.questions[id_], why)


def _divided(writer: Writer) -> Iterator[tuple[str, str]]:
    for id_ in writer.scan.assessment.divided:
        found = writer.scan.assessment.questions[id_]
        yield (
            id_,
            writer._(
                "Answers are divided: standard deviation {spread} levels ({n}).",
                spread=writer.number(found.spread or 0),
                n=writer.people(found.figure),
            ),
        )


def _varied(writer: Writer) -> Iterator[tuple[str, str]]:
    """The other questions on which people do not agree, widest apart first."""
    scores = writer.scan.assessment.questions.values()
    varied = [each for each in scores if each.agreement is Agreement.VARIED]
    for each in sorted(varied, key=lambda each: (-(each.spread or 0), each.question)):
        yield (
            each.question,
            writer._(
                "Answers vary: standard deviation {spread} levels ({n}).",
                spread=writer.number(each.spread or 0),
                n=writer.people(each.figure),
            ),
        )


def _mirrors(writer: Writer) -> Iterator[tuple[str, str]]:
    for gap in writer.scan.assessment.discuss:
        if gap.difference is not None and abs(gap.difference) >= Fraction(1, 2):
            yield gap.questions[0], _seats(writer, gap)


def _seats(writer: Writer, gap: PerceptionGap) -> str:
    return writer._(
        "The seats differ: the policy side gives {policy} ({n_policy}), "
        "the practice side {practice} ({n_practice}).",
        policy=writer.score(gap.policy),
        n_policy=writer.people(gap.policy),
        practice=writer.score(gap.practice),
        n_practice=writer.people(gap.practice),
    )


def _weakest(writer: Writer) -> Iterator[tuple[str, str]]:
    found = writer.scan.assessment
    for shift in found.shifts:
        lowest = shift.lowest_question
        if shift.shift in found.attention.shifts and lowest:
            figure = found.questions[lowest].figure
            yield (
                lowest,
                writer._(
                    "The lowest question of a shift that needs attention first: {score} ({n}).",
                    score=writer.score(figure),
                    n=writer.people(figure),
                ),
            )


def _topic(writer: Writer, question: Question, why: str) -> Topic:
    scored = writer.scan.assessment.questions[question.id]
    counts = scored.distribution or ("",) * len(LEVELS)
    return Topic(
        id=question.id,
        about=_about(writer, question),
        why=why,
        asks=_asks(writer, question),
        rungs=tuple(
            Rung(level=level, words=writer.say(question.anchors[level]), count=f"{n}×" if n else "")
            for level, n in zip(LEVELS, counts, strict=True)
        ),
        has_counts=bool(scored.distribution),
        probe=writer.say(question.probe),
        evidence=writer.say(question.evidence),
    )


def _about(writer: Writer, question: Question) -> str:
    """The road of the shift, or the name of the lens."""
    for shift in writer.shifts.values():
        if question in shift.questions:
            return writer.from_to(shift)
    blocks = writer.scan.questionnaire.blocks
    return next((writer.say(each.name) for each in blocks if question in each.questions), "")


def _asks(writer: Writer, question: Question) -> tuple[Fact, ...]:
    """The wordings, each with who hears it."""
    names = {each.id: writer.say(each.name) for each in writer.scan.questionnaire.audiences}
    everyone = ", ".join(names[audience] for audience in question.audiences)
    return tuple(
        Fact(
            head=everyone if audience == Wording.EVERYONE else names[audience],
            body=writer.say(text),
        )
        for audience, text in question.ask.texts.items()
    )


def render_agenda(found: Agenda, target: Path) -> int:
    """Write the agenda as PDF; returns the number of pages.

    Raises:
        UserError: Pango is missing or the file cannot be written.
    """
    from servicescan.report import theme
    from servicescan.report.html import render_page
    from servicescan.report.pdf import write_pdf

    values = {field.name: getattr(found, field.name) for field in fields(found)}
    html = render_page(TEMPLATE, values, Language(found.language), theme())
    return write_pdf(html, theme(), target)

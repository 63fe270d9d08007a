"""The whole questionnaire on paper, to prepare a talk or to answer with a pen."""

import datetime
from dataclasses import dataclass, fields
from pathlib import Path

from servicescan.i18n import Speaker, typographic
from servicescan.model.questionnaire import Lens, Question, Questionnaire, Shift
from servicescan.model.text import Language, Text, Wording
from servicescan.model.workspace import Thresholds
from servicescan.report.pieces import Fact

TEMPLATE = "booklet.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuestion:
    """One question with room to answer."""

    id: str
    #: who is asked, and in which words
    asks: tuple[Fact, ...]
    help: str
    anchors: tuple[str, ...]
    probe: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBlock:
    """The questions of one shift or lens."""

    id: str
    name: str
    about: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """The booklet in one language, for everybody or for one audience."""

    language: str
    title: str
    subtitle: str
    running: str
    for_whom: str
    day: str
    about: str
    intro: str
    ladder: tuple[Fact, ...]
    notes: tuple[Fact, ...]
    blocks: tuple[PaperBlock, ...]
    credit: str
    trademark: str


class Printer:
    """Says a questionnaire on paper."""

    def __init__(
        self, questionnaire: Questionnaire, speaker: Speaker, audience: str | None = None
    ) -> None:
        """``audience``: print only what this audience is asked, in its own words."""
        self.questionnaire, self.speaker, self.audience = questionnaire, speaker, audience
        self.names = {a.id: speaker.say(a.name) for a in questionnaire.audiences}

    def booklet(self, day: datetime.date) -> Booklet:
        """Everything on the pages."""
        found, say, _ = self.questionnaire, self._say, self.speaker._
        whom = self.names[self.audience] if self.audience else _("All audiences")
        blocks = (self._block(block) for block in found.blocks)
        return Booklet(
            language=str(self.speaker.language),
            title=say(found.title),
            subtitle=say(found.subtitle),
            running=f"{say(found.title)} · {whom}",
            for_whom=whom,
            day=self.speaker.day(day),
            about=say(found.about),
            intro=f"{say(found.intro.for_(self.audience or ''))} {self._protection()}",
            ladder=tuple(
                Fact(head=f"{number}\N{EN SPACE}{say(level.name)}", body=say(level.portrait))
                for number, level in sorted(found.levels.items())
            ),
            notes=tuple(Fact(head=say(n.name), body=say(n.about)) for n in found.sector_notes),
            blocks=tuple(block for block in blocks if block.questions),
            credit=say(found.credit),
            trademark=say(found.trademark),
        )

    def _protection(self) -> str:
        """From how many answers on a group is shown; a scan may ask for more."""
        return self.speaker._(
            "Results of a group are shown from {n} answers on.", n=Thresholds().mean
        )

    def _say(self, text: Text | None) -> str:
        return typographic(self.speaker.say(text), self.speaker.language) if text else ""

    def _block(self, block: Shift | Lens) -> PaperBlock:
        return PaperBlock(
            id=block.id,
            name=self._say(block.name),
            about=self._say(block.about),
            questions=tuple(
                self._question(question)
                for question in block.questions
                if self.audience is None or self.audience in question.audiences
            ),
        )

    def _question(self, question: Question) -> PaperQuestion:
        return PaperQuestion(
            id=question.id,
            asks=self._asks(question),
            help=self._say(question.help),
            anchors=tuple(self._say(question.anchors[level]) for level in range(1, 6)),
            probe=self._say(question.probe),
            evidence=self._say(question.evidence),
        )

    def _asks(self, question: Question) -> tuple[Fact, ...]:
        """The wordings: one for this audience, or all of them with who hears which."""
        if self.audience:
            return (Fact(head="", body=self._say(question.ask.for_(self.audience))),)
        everyone = ", ".join(self.names[audience] for audience in question.audiences)
        return tuple(
            Fact(
                head=everyone if audience == Wording.EVERYONE else self.names[audience],
                body=self._say(text),
            )
            for audience, text in question.ask.texts.items()
        )


def render_booklet(
    questionnaire: Questionnaire,
    speaker: Speaker,
    *,
    audience: str | None,
    day: datetime.date,
    target: Path,
) -> int:
    """Write the booklet as PDF; returns the number of pages.

    Raises:
        UserError: Pango is missing or the file cannot be written.
    """
    from servicescan.report import theme
    from servicescan.report.html import render_page
    from servicescan.report.pdf import write_pdf

    booklet = Printer(questionnaire, speaker, audience).booklet(day)
    values = {field.name: getattr(booklet, field.name) for field in fields(booklet)}
    html = render_page(TEMPLATE, values, Language(booklet.language), theme())
    return write_pdf(html, theme(), target)

"""The questions of one audience before anybody answered, in the words that they will read."""

import datetime
from dataclasses import dataclass

from servicescan.i18n import Speaker, typographic
from servicescan.model.questionnaire import PACE, Lens, Question, Questionnaire, Shift
from servicescan.model.text import Language, Text, visible
from servicescan.model.workspace import Form, Workspace, minimum_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Everything a form is made from."""

    questionnaire: Questionnaire
    workspace: Workspace
    audience: str
    #: teams or departments to choose from; none when nobody asks
    units: tuple[str, ...] = ()
    #: the day on which the form is made
    day: datetime.date

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, in the order of asking."""
        quick = self.workspace.form is Form.QUICK
        return self.questionnaire.questions_for(self.audience, quick=quick)

    @property
    def parts(self) -> tuple[tuple[Shift | Lens, tuple[Question, ...]], ...]:
        """Each shift or lens with what is asked of it; those without questions are left out."""
        asked = self.questions
        found = (
            (block, tuple(each for each in block.questions if each in asked))
            for block in self.questionnaire.blocks
        )
        return tuple((block, questions) for block, questions in found if questions)


class Voice:
    """Says a blank form in one language."""

    def __init__(self, blank: Blank, language: Language) -> None:
        term = blank.questionnaire.customer_term(blank.workspace.customer_term)
        self.blank = blank
        self.language = language
        self.speaker = Speaker(language, term.markers(language))

    def say(self, text: Text | None) -> str:
        """The questionnaire's words, set as a printer would; nothing for nothing."""
        return visible(typographic(self.speaker.say(text), self.speaker.language)) if text else ""

    def _(self, message: str, **parts: object) -> str:
        """The program's words, set as a printer would."""
        return typographic(self.speaker._(message, **parts))

    def plural(self, one: str, many: str, count: int) -> str:
        """``one`` or ``many`` by count, set as a printer would."""
        return typographic(self.speaker.plural(one, many, count))

    @property
    def title(self) -> str:
        """The questionnaire's name."""
        return self.say(self.blank.questionnaire.title)

    @property
    def whom(self) -> str:
        """The audience's name."""
        return self.say(self.blank.questionnaire.audience(self.blank.audience).name)

    @property
    def client(self) -> str:
        """The organisation's name, literally."""
        return visible(self.blank.workspace.client)

    def ask(self, question: Question) -> str:
        """The question in the words of this audience."""
        return self.say(question.ask.for_(self.blank.audience))

    def heading(self, block: Shift | Lens) -> str:
        """The shift as a road, or the name of the lens."""
        if isinstance(block, Shift):
            return f"{self.say(block.from_)} → {self.say(block.to)}"
        return self.say(block.name)

    def intro(self) -> tuple[str, ...]:
        """Purpose, how long, who sees what: a paragraph each."""
        blank, workspace = self.blank, self.blank.workspace
        words = workspace.intro or blank.questionnaire.intro
        count, minutes = len(blank.questions), -(-len(blank.questions) * PACE // 60)
        asked = self.plural("{n} question", "{n} questions", count)
        return (
            self.say(words.for_(blank.audience)),
            self._("{count}, about {n} minutes.", count=asked, n=minutes),
            self._seen_by(),
            self._(
                "In the report a group is shown from {mean} answers on, "
                "quotations once {comments} people wrote a note.",
                mean=minimum_for(blank.audience, workspace.audiences, workspace.thresholds),
                comments=workspace.thresholds.comments,
            ),
        )

    def _seen_by(self) -> str:
        consultant = visible(self.blank.workspace.consultant).strip()
        if consultant:
            return self._(
                "The separate answers are seen by {consultant} only.", consultant=consultant
            )
        return self._("The separate answers are seen only by whoever carries out this scan.")

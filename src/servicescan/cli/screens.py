"""What the interview looks like: a page of lines that fits the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from servicescan.cli.console import drawn, out, text
from servicescan.cli.session import Record
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.questionnaire import Question, Shift
from servicescan.model.response import Status

#: seconds that one question takes (domain.md 7.2: 45 to 60)
PACE = 50
_BAR = 20
_WIDEST = 100
_TALLEST = 24
_QUIET, _STRONG = "dim", "bold"
_BLANK = Text()


def _width() -> int:
    return min(out().width, _WIDEST)


def show(lines: Sequence[Text]) -> None:
    """Clear the screen and draw; blank lines give way where the terminal is low."""
    lines = list(lines)
    height = out().height - 1
    while len(lines) > height and any(not line.plain for line in lines):
        blank = max(number for number, line in enumerate(lines) if not line.plain)
        del lines[blank]
    out().clear()
    for line in lines:
        out().print(line, no_wrap=True, overflow="crop")


def _wrapped(words: str, indent: int = 1, first: str = "", style: str = "") -> list[Text]:
    """Words on as many lines as they need; ``first`` stands in the margin of the first."""
    lines = text(words, style).wrap(out(), _width() - indent - 1)
    found = []
    for number, line in enumerate(lines):
        margin = first if number == 0 else ""
        whole = text(f"{margin:<{indent}}", style)
        line.rstrip()
        whole.append_text(line)
        found.append(whole)
    return found


def _spread(left: str, right: str, style: str = "") -> Text:
    """Two texts at the two ends of a line; the left one gives way."""
    room = max(1, _width() - len(right) - 3)
    if len(left) > room:
        left = left[: room - 1] + drawn("…")
    return text(f" {left:<{room}} {right}", style)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One question as it is asked."""

    interview: Interview
    record: Record
    speaker: Speaker
    message: str = ""

    def lines(self, *, with_keys: bool = True) -> list[Text]:
        """The page from top to bottom."""
        question = self.interview.question
        middle = self._asked(question) if question else self._ending()
        bottom = [_BLANK, *_wrapped(self._status(), style="green")]
        bottom += [text(f" {self._keys()}", _QUIET)] if with_keys else []
        page = [self._top(), _BLANK, *middle]
        # the lines below stay where they are from question to question
        spare = min(out().height, _TALLEST) - 1 - len(page) - len(bottom)
        return [*page, *[_BLANK] * spare, *bottom]

    def _top(self) -> Text:
        """Who answers, and how far."""
        speaker, progress = self.speaker, self.interview.progress
        scan = self.record.scan
        audience = speaker.say(scan.questionnaire.audience(self.record.audience).name)
        who = f"{scan.workspace.client} {drawn('·')} {audience}"
        full = round(_BAR * progress.answered / max(1, progress.total))
        bar = drawn("▓" * full + "░" * (_BAR - full))
        count = speaker._("{part} of {whole}", part=progress.answered, whole=progress.total)
        minutes = -(-progress.open * PACE // 60)
        left = speaker._("± {n} min left", n=minutes) if minutes else speaker._("done")
        return _spread(" ".join(text(who).plain.split()), f"{count}  {bar}  {drawn(left)}")

    def _asked(self, question: Question) -> list[Text]:
        speaker = self.speaker
        lines = [self._place(question), _BLANK]
        ask = speaker.say(question.ask.for_(self.record.audience))
        lines += [*_wrapped(ask, style=_STRONG), _BLANK]
        given = self.interview.given
        for level, anchor in sorted(question.anchors.items()):
            chosen = given is not None and given.level == level
            mark = drawn("▸") if chosen else " "
            style = _STRONG if chosen else ""
            lines += _wrapped(speaker.say(anchor), 7, f"  {mark} {level}", style)
        return [*lines, _BLANK, self._others()]

    def _place(self, question: Question) -> Text:
        """Where the question belongs."""
        speaker, block = self.speaker, self.record.scan.questionnaire.block_of(question.id)
        asked = [q for q in self.interview.questions if q in block.questions]
        about = speaker.say(block.name)
        if isinstance(block, Shift):
            about = f"{speaker.say(block.from_)} {drawn('→')} {speaker.say(block.to)}"
        place = speaker._(
            "question {part} of {whole}", part=asked.index(question) + 1, whole=len(asked)
        )
        return _spread(f"{block.id}  {about}", place, "cyan")

    def _others(self) -> Text:
        """The two answers that are no level."""
        given = self.interview.given
        line = Text("  ")
        for key, status, words in (
            ("d", Status.DONT_KNOW, self.speaker._("don't know")),
            ("n", Status.NOT_APPLICABLE, self.speaker._("not applicable")),
        ):
            chosen = given is not None and given.status is status
            mark = drawn("▸") if chosen else " "
            line.append_text(text(f"{mark} {key}  {words}      ", _STRONG if chosen else ""))
        return line

    def _status(self) -> str:
        """The message; without one, what stands with this question."""
        speaker = self.speaker
        if self.message:
            return self.message
        given = self.interview.given
        if given and given.reason:
            return speaker._("Not applicable: {reason}", reason=given.reason)
        if self.interview.note:
            return speaker._("Note: {note}", note=self.interview.note)
        return " "

    def _keys(self) -> str:
        speaker = self.speaker
        if self.interview.question is None:
            return speaker._("b back   j jump   q stop   Enter to what is open")
        if self.interview.given:
            return speaker._("Enter next   t note   b back   j jump   ? help   q stop")
        return speaker._("Enter skip   t note   b back   j jump   ? help   q stop")

    def _ending(self) -> list[Text]:
        """After the last question."""
        speaker, interview = self.speaker, self.interview
        if interview.is_complete:
            words = (
                speaker._("Thanks! Your answers are complete. You can still look back (b).")
                if self.record.audience == INFORMAL
                else speaker._("Thank you. Your answers are complete. You can still look back (b).")
            )
            return [*_wrapped(words, style=_STRONG), _BLANK]
        words = speaker.plural(
            "{n} question is still open: {ids}.",
            "{n} questions are still open: {ids}.",
            len(interview.open),
            ids=", ".join(interview.open),
        )
        return [*_wrapped(words, style=_STRONG), _BLANK]


#: the audience that is addressed informally where a language has two forms
INFORMAL = "front_line"


def welcome(record: Record, speaker: Speaker) -> list[Text]:
    """What a respondent reads first."""
    questionnaire = record.scan.questionnaire
    progress = record.conversation().progress
    count = speaker.plural("{n} question", "{n} questions", progress.total)
    minutes = -(-progress.total * PACE // 60)
    return [
        *_wrapped(speaker.say(questionnaire.title), style=_STRONG),
        _BLANK,
        *_wrapped(speaker.say(questionnaire.intro.for_(record.audience))),
        _BLANK,
        *_wrapped(drawn(speaker._("{count}, about {n} minutes.", count=count, n=minutes))),
        *_wrapped(
            speaker._("Every answer is saved at once. Stop whenever needed, and go on later.")
        ),
        *_wrapped(speaker._("Code of these answers: {code}", code=record.response.respondent.code)),
        _BLANK,
        *_wrapped(speaker._("Press a key to begin."), style=_QUIET),
    ]


def help_page(interview: Interview, speaker: Speaker) -> list[Text]:
    """The keys, and what is known about the question."""
    lines: list[Text] = []
    question = interview.question
    if question:
        for heading, told in (
            ("", question.help),
            (speaker._("To ask next"), question.probe),
            (speaker._("To ask to see"), question.evidence),
        ):
            if told:
                said = speaker.say(told)
                lines += [*_wrapped(f"{heading}: {said}" if heading else said), _BLANK]
    keys = (
        ("1-5", speaker._("the level that describes best what happens now")),
        ("d", speaker._("don't know; it never counts as level 1")),
        ("n", speaker._("not applicable, with a reason")),
        ("Enter", speaker._("leave open and go on")),
        ("t", speaker._("add a note")),
        ("b", speaker._("one question back")),
        ("j", speaker._("jump to a question")),
        ("q", speaker._("stop; everything is saved")),
    )
    for key, words in keys:
        lines += _wrapped(words, 9, f" {key}")
    return [*lines, _BLANK, *_wrapped(speaker._("Press a key to go on."), style=_QUIET)]

"""The interview on the screen: draw, read a key, next value, save."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from servicescan.cli import screens
from servicescan.cli.console import drawn, out
from servicescan.cli.keyboard import BACK, ENTER, FORWARD, Keyboard
from servicescan.cli.session import Record, clean
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Status
from servicescan.problems import UserError

#: what a person may press to say yes, in either language
_YES = ("j", "y")
#: open questions named when one jumps
_SHOWN = 8


def converse(record: Record, speaker: Speaker) -> None:
    """Ask the open questions, one per screen, until the respondent stops.

    Raises:
        KeyboardInterrupt: Ctrl-C; every answer before it is on the disk.
        UserError: the last answers cannot be written.
    """
    with Keyboard() as keyboard:
        out().set_alt_screen(True)
        try:
            _Conversation(record, speaker, keyboard).hold()
        finally:
            out().set_alt_screen(False)


@dataclass(slots=True)
class _Conversation:
    """The loop between one person and the questions."""

    record: Record
    speaker: Speaker
    keyboard: Keyboard
    #: the line above the keys: saved, a note, what went wrong
    message: str = ""

    def hold(self) -> None:
        interview = self.record.conversation()
        if not interview.answers:
            screens.show(screens.welcome(self.record, self.speaker))
            self.keyboard.key()
        while True:
            self._draw(interview)
            pressed = self.keyboard.key()
            self.message = ""
            if pressed == "q":
                break
            interview = self._next(interview, pressed)
            self._save(interview)
        self.record.save(interview)

    def _draw(self, interview: Interview, prompt: bool = False) -> None:
        page = screens.Page(
            interview=interview, record=self.record, speaker=self.speaker, message=self.message
        )
        screens.show(page.lines(with_keys=not prompt))

    def _save(self, interview: Interview) -> None:
        """Save, and say so; where that fails, say why and keep the answers for another try."""
        before = self.record.response
        try:
            self.record.save(interview)
        except UserError as error:
            self.message = str(error)
            return
        if self.record.response is not before:
            self.message = drawn("✓ ") + self.speaker._("saved")

    # -- keys -------------------------------------------------------------------------------------

    def _next(self, interview: Interview, pressed: str) -> Interview:
        """The interview after this key; unchanged when the key means nothing here."""
        anywhere: dict[str, Callable[[], Interview]] = {
            "b": interview.back,
            BACK: interview.back,
            FORWARD: interview.forward,
            "j": partial(self._jump, interview),
            "?": partial(self._help, interview),
        }
        if pressed in anywhere:
            return anywhere[pressed]()
        if interview.question is None:
            again = interview.resume(interview.questions, interview.answers)
            return again if pressed == ENTER else interview
        return self._at_question(interview, pressed)

    def _at_question(self, interview: Interview, pressed: str) -> Interview:
        if pressed in ("1", "2", "3", "4", "5"):
            return interview.answer(int(pressed))
        here: dict[str, Callable[[], Interview]] = {
            ENTER: interview.forward if interview.given else interview.skip,
            "d": partial(interview.answer, status=Status.DONT_KNOW),
            "n": partial(self._not_applicable, interview),
            "t": partial(self._note, interview),
        }
        return here[pressed]() if pressed in here else interview

    def _line(self, interview: Interview, prompt: str) -> str:
        """A line of words under the question; nothing on Ctrl-D."""
        self._draw(interview, prompt=True)
        try:
            return clean(self.keyboard.line(f" {prompt} "))
        except EOFError:
            return ""

    def _not_applicable(self, interview: Interview) -> Interview:
        reason = self._line(interview, self.speaker._("Why does this not apply?"))
        if not reason:
            self.message = self.speaker._("Without a reason, the question stays open.")
            return interview
        return interview.answer(status=Status.NOT_APPLICABLE, reason=reason)

    def _note(self, interview: Interview) -> Interview:
        self.message = self.speaker._("No names of people, nothing about health.")
        words = self._line(interview, self.speaker._("Note:"))
        self.message = ""
        if not words:
            return interview
        noted = interview.annotate(words)
        self.message = self.speaker._("May the report quote this literally, without a name? y / n")
        self._draw(noted, prompt=True)
        allowed = self.keyboard.key() in _YES
        self.message = ""
        return interview.annotate(words, quote=allowed)

    def _jump(self, interview: Interview) -> Interview:
        first = ", ".join(interview.open[:_SHOWN]) + drawn("…") * (len(interview.open) > _SHOWN)
        self.message = self.speaker._("Open: {questions}", questions=first)
        wanted = self._line(interview, self.speaker._("To which question, such as S3-2?"))
        known = {question.id.lower(): question.id for question in interview.questions}
        self.message = ""
        if wanted.lower() in known:
            return interview.jump(known[wanted.lower()])
        if wanted:
            self.message = self.speaker._("{question} is not asked here.", question=wanted)
        return interview

    def _help(self, interview: Interview) -> Interview:
        screens.show(screens.help_page(interview, self.speaker))
        self.keyboard.key()
        return interview

"""The conversation with one respondent: a key, the next value, saved before it is said."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from servicescan.cli import guidance
from servicescan.cli.clock import seconds
from servicescan.cli.console import drawn
from servicescan.cli.pace import Pace
from servicescan.cli.page import LEVEL_KEYS, Page, grades
from servicescan.cli.record import Record
from servicescan.cli.talk import EDITOR_WANTED, Face, Wish
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Evidence, Status
from servicescan.model.text import Language, cleaned
from servicescan.problems import UserError

#: what a person may press to say yes, in either language
_YES = ("j", "y")


class Conversation:
    """Asks the open questions until the respondent stops."""

    def __init__(self, record: Record, speaker: Speaker, face: Face) -> None:
        self.record = record
        self.speaker = speaker
        self.face = face
        self.interview = record.conversation()
        self.pace = Pace(seconds())
        #: what became of the last key
        self.message = ""

    def hold(self) -> Speaker:
        """Ask, and save after every answer; the speaker of the language in which it ended.

        Raises:
            KeyboardInterrupt: Ctrl-C; every answer before it is on the disk.
            UserError: the last answers cannot be written, here or elsewhere.
        """
        try:
            pressed = self._welcome()
            while pressed != "q" and (pressed := self.face.ask_key(self._page())) != "q":
                self.message = ""
                self._step(pressed)
                self._save()
        except KeyboardInterrupt:
            if self.record.trouble:
                self._rescue()
            raise
        self._rescue()
        return self.speaker

    def _welcome(self) -> str:
        """Before the first answer; the key that ends it."""
        if self.interview.answers:
            return ""
        pressed = self.face.read_out(*guidance.welcome(self.record, self.speaker))
        self.pace = Pace(seconds())
        return pressed

    def _page(self) -> Page:
        open_ = self.interview.progress.open
        return Page(
            interview=self.interview,
            record=self.record,
            speaker=self.speaker,
            message=self.message,
            minutes=self.pace.minutes(open_),
        )

    # -- saving -----------------------------------------------------------------------------------

    def _save(self) -> None:
        """Save, and say so; where that fails, say why and keep the answers for another try."""
        try:
            is_new = self.record.save(self.interview, self.speaker.language)
        except UserError as error:
            trouble = self.speaker._("Not saved. Kept in memory; w saves elsewhere.")
            self.message = f"{trouble} {error}"
            return
        if is_new:
            self._say_saved()

    def _say_saved(self) -> None:
        saved = drawn("✓ ") + self.speaker._("saved")
        self.message = f"{self.message} {saved}".strip()

    def _rescue(self) -> None:
        """Before leaving: what is not on the disk gets another try, and another place."""
        self._save()
        while self.record.trouble:
            prompt = self.speaker._("In which folder can the answers be kept? Nothing: lose them.")
            where = self.face.ask_words(self._page(), prompt)
            if not where or where.startswith(EDITOR_WANTED):
                raise UserError(self.record.trouble)
            self._move(where)

    def _elsewhere(self) -> None:
        where = self.face.ask_words(self._page(), self.speaker._("In which folder?"))
        if where and not where.startswith(EDITOR_WANTED):
            self._move(where)

    def _move(self, where: str) -> None:
        try:
            folder = Path(where.strip()).expanduser()
            self.record.move(folder, self.interview, self.speaker.language)
        except (UserError, RuntimeError, ValueError) as error:  # nobody's home, a NUL
            self.message = str(error)
        else:
            self.message = ""
            self._say_saved()

    # -- keys -------------------------------------------------------------------------------------

    def _step(self, pressed: str) -> None:
        """Do what this key asks for; one that means nothing here is told which ones do."""
        key = pressed if pressed == "T" else pressed.lower()
        found = self._anywhere().get(key)
        if found is None and self.interview.question:
            found = self._here().get(key)
        if found:
            found()
            return
        known = ["1-5", "d", "n"] if self.interview.question else []
        known += [*self._page().keys(), "?", "q"]
        self.message = self.speaker._(
            "{key} does nothing here. Keys: {keys}.", key=f"“{pressed}”", keys=", ".join(known)
        )

    def _anywhere(self) -> dict[str, Callable[[], None]]:
        """What can be done at every page."""
        found: dict[str, Callable[[], None]] = {
            "b": partial(self._move_to, self.interview.back()),
            Wish.FORWARD: partial(self._move_to, self.interview.forward()),
            "j": partial(self._go, is_review=False),
            "r": partial(self._go, is_review=True),
            "u": self._undo,
            "l": self._switch,
            "?": self._help,
        }
        if self.record.is_asked:
            found["k"] = self._park
        if self.record.trouble:
            found["w"] = self._elsewhere
        if self.interview.question is None:
            found[Wish.ENTER] = partial(self._move_to, self.interview.rewind())
        return found

    def _here(self) -> dict[str, Callable[[], None]]:
        """What can be done at a question."""
        found: dict[str, Callable[[], None]] = {
            key: partial(self._level, int(key)) for key in LEVEL_KEYS
        }
        found |= {
            Wish.ENTER: self._on,
            "d": self._dont_know,
            "n": self._not_applicable,
            "t": self._note,
            "T": self._note_in_editor,
            "e": self._evidence,
        }
        if self.record.is_asked:
            found["p"] = self._private
        return found

    # -- moving -----------------------------------------------------------------------------------

    def _move_to(self, there: Interview) -> None:
        self.interview = there

    def _on(self) -> None:
        is_given = self.interview.given is not None
        self.interview = self.interview.forward() if is_given else self.interview.skip()

    def _go(self, *, is_review: bool) -> None:
        heading, rows = guidance.list_of_questions(self._page(), is_review=is_review)
        chosen = self.face.pick(heading, rows, self.speaker)
        if chosen:
            self.interview = self.interview.jump(chosen)

    def _undo(self) -> None:
        if self.interview.before is None:
            self.message = self.speaker._("There is nothing to undo.")
            return
        self.interview = self.interview.undo()
        self.message = self.speaker._("Undone.")

    def _switch(self) -> None:
        languages = list(Language)
        after = languages[(languages.index(self.speaker.language) + 1) % len(languages)]
        self.speaker = self.record.speaker(after)

    def _help(self) -> None:
        self.face.read_out(*guidance.help_with(self._page()))

    # -- answering --------------------------------------------------------------------------------

    def _answered(self, level: int | None, status: Status, reason: str) -> None:
        if self.interview.given is None:
            self.pace.answered(seconds())
        self.interview = self.interview.answer(level, status=status, reason=reason)

    def _level(self, level: int) -> None:
        reason = ""
        if self.record.is_consensus:
            prompt = self.speaker._("Why does the group agree on {level}?", level=level)
            reason = self._reason(prompt)
            if not reason:
                return
        self._answered(level, Status.LEVEL, reason)

    def _dont_know(self) -> None:
        self._answered(None, Status.DONT_KNOW, "")

    def _not_applicable(self) -> None:
        reason = self._reason(self.speaker._("Why does this not apply?"))
        if reason:
            self._answered(None, Status.NOT_APPLICABLE, reason)

    def _reason(self, prompt: str) -> str:
        given = self.interview.given
        reason = self._words(prompt, given.reason if given else "")
        if not reason:
            self.message = self.speaker._("Without a reason, the question stays open.")
        return reason or ""

    def _words(self, prompt: str, words: str) -> str | None:
        """Words in a field, or in an editor when the person asks for it there."""
        typed = self.face.ask_words(self._page(), prompt, words)
        if typed is not None and typed.startswith(EDITOR_WANTED):
            return self._edited(typed.removeprefix(EDITOR_WANTED))
        return None if typed is None else cleaned(typed)

    def _edited(self, words: str) -> str | None:
        from servicescan.cli.editor import edit

        try:
            with self.face.away():
                return cleaned(edit(words))
        except UserError as error:
            self.message = str(error)
            return None

    # -- what stands beside an answer -------------------------------------------------------------

    def _note(self) -> None:
        self.message = self.speaker._("No names of people, nothing about health.")
        words = self._words(self.speaker._("Note:"), self.interview.note)
        if self.message == self.speaker._("No names of people, nothing about health."):
            self.message = ""
        self._keep_note(words)

    def _note_in_editor(self) -> None:
        self._keep_note(self._edited(self.interview.note))

    def _keep_note(self, words: str | None) -> None:
        """Keep a note, safe before anything else is asked, with leave to quote these words."""
        before = self.interview
        if words is None or words == before.note:
            return
        self.interview = before.annotate(words)
        self._save()
        if not words:
            return
        # said once, when nothing is left to ask
        self.message = "" if not self.record.trouble else self.message
        prompt = self.speaker._("May the report quote this literally, without a name? y / n")
        pressed = self.face.ask_choice(self._page(), prompt, {**dict.fromkeys(_YES, ""), "n": ""})
        if pressed in _YES:
            self.interview = replace(before.annotate(words, quote=True), before=before)
        if not self.record.trouble:
            self.message = ""
            self._save()
            self.message = self.message or drawn("✓ ") + self.speaker._("saved")

    def _evidence(self) -> None:
        given = self.interview.given
        if given and given.status is not Status.LEVEL:
            self.message = self.speaker._("Evidence belongs to a level.")
            return
        words = grades(self.speaker)
        choices = {str(number): words[grade] for number, grade in enumerate(Evidence)}
        prompt = self.speaker._("How is the answer backed?")
        pressed = self.face.ask_choice(self._page(), prompt, choices)
        if pressed:
            self.interview = self.interview.support(list(Evidence)[int(pressed)])

    def _private(self) -> None:
        prompt = self.speaker._("Your own note, never in a report:")
        words = self._words(prompt, self.interview.aside)
        if words is not None and words != self.interview.aside:
            self.interview = self.interview.confide(words)

    def _park(self) -> None:
        if topic := self._words(self.speaker._("Topic for later:"), ""):
            self.interview = self.interview.park(topic)

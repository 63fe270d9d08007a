"""The interview on the screen: draw, and read a key."""

from collections.abc import Mapping, Sequence
from typing import Self

from rich.text import Text

from servicescan.cli import screens
from servicescan.cli.console import drawn, out, text
from servicescan.cli.draft import Draft
from servicescan.cli.keyboard import (
    DONE,
    DOWN,
    EDITOR,
    END,
    ENTER,
    ERASE,
    ESCAPE,
    HOME,
    LEFT,
    LITERAL,
    PAGE_DOWN,
    PAGE_UP,
    PASTED,
    RESIZED,
    RIGHT,
    SUSPEND,
    UP,
    Keyboard,
)
from servicescan.cli.page import LEVEL_KEYS, OTHERS, Page
from servicescan.cli.talk import EDITOR_WANTED, Row, Wish
from servicescan.i18n import Speaker

_ANSWERS = (*LEVEL_KEYS, *OTHERS)
#: the terminal tells what was pasted from what was typed
_TELLS_PASTES, _TELLS_NO_PASTES = "\x1b[?2004h", "\x1b[?2004l"
#: the screen for programs, with the cursor at home; and the one that the shell writes on
_OTHER_SCREEN, _FIRST_SCREEN = "\x1b[?1049h\x1b[H", "\x1b[?1049l"
_CURSOR, _NO_CURSOR = "\x1b[?25h", "\x1b[?25l"
_STEPS = {UP: -1, DOWN: 1, PAGE_UP: -10, PAGE_DOWN: 10, HOME: -(10**6), END: 10**6}


class Screen:
    """A face that draws, for a person who sees."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard = keyboard

    def __enter__(self) -> Self:
        self.keyboard.__enter__()
        self._take()
        return self

    def __exit__(self, *error: object) -> None:
        self._give_back()
        self.keyboard.__exit__(None, None, None)

    def _take(self) -> None:
        self._control(_OTHER_SCREEN + _NO_CURSOR + _TELLS_PASTES)

    def _give_back(self) -> None:
        self._control(_TELLS_NO_PASTES + _CURSOR + _FIRST_SCREEN)

    def _control(self, sequence: str) -> None:
        """Written past Rich: a signal in the midst of a page leaves Rich collecting for ever."""
        if out().is_terminal and not out().is_dumb_terminal and not out().legacy_windows:
            out().file.write(sequence)
            out().file.flush()

    def _key(self) -> str:
        pressed = self._typed()
        if pressed == DONE:
            raise KeyboardInterrupt
        return pressed

    def _typed(self) -> str:
        """The next key; Ctrl-Z leaves for the shell and draws again afterwards."""
        pressed = self.keyboard.key()
        if pressed != SUSPEND:
            return pressed
        self._give_back()
        self.keyboard.suspend()
        self._take()
        return RESIZED

    def away(self) -> "_Away":
        """Give the terminal to another program for a while."""
        return _Away(self)

    # -- the page ---------------------------------------------------------------------------------

    def ask_key(self, page: Page) -> str:
        """Show the page until a key is pressed that means something to the conversation."""
        highlight = ""
        while True:
            screens.Sheet(page, highlight).draw()
            pressed = self._key()
            if pressed in (UP, DOWN) and page.interview.question:
                highlight = _next(highlight, page, 1 if pressed == DOWN else -1)
            elif pressed == ENTER and highlight:
                return highlight
            elif pressed in (LEFT, ERASE):
                return "b"
            elif pressed == RIGHT:
                return Wish.FORWARD
            elif pressed in (ENTER, " "):
                return Wish.ENTER
            elif pressed == ESCAPE:
                highlight = ""
            elif pressed not in ("", RESIZED) and not pressed.startswith(PASTED):
                return pressed

    def ask_words(self, page: Page, prompt: str, words: str = "") -> str | None:
        """Words in a field; None when the person wants no change after all."""
        draft = Draft.of(words)
        hint = page.speaker._("Enter ready   Esc leave   Ctrl-E editor")
        while True:
            if not self.keyboard.is_waiting():
                screens.Sheet(page).draw(screens.field(prompt, draft, hint))
            pressed = self._typed()
            if pressed == ENTER:
                return draft.words
            if pressed in (ESCAPE, DONE):
                return None
            if pressed == EDITOR:
                return EDITOR_WANTED + draft.words
            if pressed == LITERAL:
                draft = draft.insert(self.keyboard.literal())
            draft = draft.press(pressed, screens.field_width())

    def ask_choice(self, page: Page, prompt: str, choices: Mapping[str, str]) -> str:
        """One of some keys; another key is no choice and gives an empty one."""
        offered = "   ".join(f"{key} {words}" for key, words in choices.items() if words)
        while True:
            bottom = screens.wrapped(prompt, style=screens.STRONG)
            bottom += screens.wrapped(offered) if offered else []
            screens.Sheet(page).draw(bottom)
            pressed = self._key()
            if pressed != RESIZED:
                return pressed.lower() if pressed.lower() in choices else ""

    # -- lists and texts --------------------------------------------------------------------------

    def pick(self, heading: str, rows: Sequence[Row], speaker: Speaker) -> str:
        """A row from a list that one can walk and search; empty when none is wanted."""
        search, at = "", 0
        while True:
            found = [row for row in rows if row.matches(search)]
            at = max(0, min(at, len(found) - 1))
            self._list(heading, found, at, search, speaker)
            pressed = self._key()
            if pressed == ENTER and found:
                return found[at].id
            if pressed == ESCAPE or (pressed == ERASE and not search):
                return ""
            if pressed in _STEPS:
                at += _STEPS[pressed]
            elif pressed == ERASE:
                search = search[:-1]
            elif len(pressed) == 1 and pressed.isprintable():
                search, at = search + pressed, 0

    def _list(
        self, heading: str, rows: Sequence[Row], at: int, search: str, speaker: Speaker
    ) -> None:
        lines = []
        for number, row in enumerate(rows):
            words = screens.cropped(f"{row.mark:<2} {row.id:<6} {row.words}", screens.width() - 4)
            style = "reverse" if number == at else ""
            lines.append(text(f" {'>' if number == at else ' '} {words}", style))
        if not rows:
            lines = screens.wrapped(speaker._("Nothing found."))
        asked = text(" " + speaker._("Search: {words}", words=search) + drawn("_"))
        hint = speaker._("arrows, Enter to go there, Esc back")
        top = [*screens.wrapped(heading, style=screens.STRONG), screens.BLANK]
        bottom = [screens.BLANK, asked, *screens.wrapped(hint, style=screens.QUIET)]
        room = screens.height() - len(top) - len(bottom)
        screens.framed(top, lines, bottom, at - room // 2)

    def read_out(self, paragraphs: Sequence[tuple[str, str]], end: str) -> str:
        """Paragraphs to read, each with its sign in the margin, until a key is pressed."""
        at = 0
        while True:
            lines: list[Text] = []
            for sign, words in paragraphs:
                indent = 9 if sign else 1
                lines += screens.wrapped(words, indent, f" {sign}") if words else [screens.BLANK]
            bottom = [screens.BLANK, *screens.wrapped(end, style=screens.QUIET)]
            at = screens.framed([], lines, bottom, max(0, at))
            pressed = self._key()
            if pressed in _STEPS:
                at += _STEPS[pressed]
            elif pressed != RESIZED:
                return pressed


class _Away:
    """The terminal as it was, while another program has it."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def __enter__(self) -> None:
        self.screen._give_back()  # noqa: SLF001 - one thing in two classes
        self.screen.keyboard.restore()

    def __exit__(self, *error: object) -> None:
        self.screen.keyboard.listen()
        self.screen._take()  # noqa: SLF001 - one thing in two classes


def _next(highlight: str, page: Page, step: int) -> str:
    """The answer above or below; the first time, the one that was given, or the first."""
    if highlight:
        return _ANSWERS[(_ANSWERS.index(highlight) + step) % len(_ANSWERS)]
    question = page.interview.question
    choices = [*page.levels(question), *page.others(question)] if question else []
    given = [choice.key for choice in choices if choice.is_given]
    return given[0] if given else _ANSWERS[0 if step > 0 else -1]

"""The interview read out line by line: no redrawing, no boxes, everything once, in order."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Self

from servicescan.cli.console import say_line
from servicescan.cli.page import Page
from servicescan.cli.talk import EDITOR_WANTED, Row, Wish
from servicescan.i18n import Speaker
from servicescan.problems import Code


class Reader:
    """A face for a screen reader, or for a terminal that cannot draw."""

    def __init__(self) -> None:
        #: the question that was read out last, in which language
        self._said = ("", "")

    def __enter__(self) -> Self:
        with suppress(ImportError, AttributeError):
            import readline

            # one person's words are not offered to the next
            readline.set_auto_history(False)
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def ask_key(self, page: Page) -> str:
        """Read the question out when it is another one; then the letter that is typed."""
        question = page.interview.question
        if page.message:
            say_line(page.message)
        here = (question.id if question else "", page.speaker.language)
        if here != self._said:
            self._said = here
            for words in _read_out(page):
                say_line(words)
        try:
            typed = _line(page.speaker._("Answer, or ? for help:")).strip()
        except EOFError:
            say_line("")
            return "q"
        return typed or Wish.ENTER

    def ask_words(self, page: Page, prompt: str, words: str = "") -> str | None:
        """A line of words; an empty one leaves what is there, ``-`` takes it away."""
        if page.message:
            say_line(page.message)
        if words:
            say_line(page.speaker._("Now: {words}. Enter keeps it, - removes it.", words=words))
        try:
            typed = _line(prompt)
        except EOFError:
            say_line("")
            return None
        if typed.strip() == "\x05":
            return EDITOR_WANTED + words
        if not typed.strip():
            return None
        return "" if typed.strip() == "-" else typed

    def ask_choice(self, page: Page, prompt: str, choices: Mapping[str, str]) -> str:
        """One of some keys; anything else is no choice."""
        if page.message:
            say_line(page.message)
        for key, words in choices.items():
            if words:
                say_line(f"{key}  {words}")
        try:
            typed = _line(prompt).strip().lower()
        except EOFError:
            return ""
        return typed if typed in choices else ""

    def pick(self, heading: str, rows: Sequence[Row], speaker: Speaker) -> str:
        """Read a list out; an id or words that occur in one question go there."""
        say_line(heading)
        for row in rows:
            say_line(f"{row.id}  {row.mark}  {row.words}")
        try:
            typed = _line(speaker._("Which one? Its number, words from it, or nothing:"))
        except EOFError:
            return ""
        wanted = typed.strip().casefold()
        if not wanted:
            return ""
        exact = [row for row in rows if row.id.casefold() == wanted]
        found = exact or [row for row in rows if row.matches(wanted)]
        if len(found) == 1:
            return found[0].id
        said = (
            speaker._("Nothing found.")
            if not found
            else speaker._("More than one: {ids}.", ids=", ".join(row.id for row in found))
        )
        say_line(said)
        return ""

    def read_out(self, paragraphs: Sequence[tuple[str, str]], end: str) -> str:
        """Read everything out, and wait for Enter."""
        for sign, words in paragraphs:
            if words:
                say_line(f"{sign}: {words}" if sign else words)
        with suppress(EOFError):
            _line(end)
        self._said = ("", "")
        return ""

    def away(self) -> AbstractContextManager[None]:
        """Another program may have the terminal as it is."""
        return nullcontext()


def _line(prompt: str) -> str:
    """A line as typed; one with a byte that is no letter is asked again."""
    while True:
        try:
            return input(f"{prompt} ")
        except UnicodeDecodeError:
            say_line(Code.NOT_UTF8.sentence)


def _read_out(page: Page) -> Iterator[str]:
    """The question as one says it: where, what, the answers, what stands."""
    question = page.interview.question
    yield f"{page.count}, {page.left}."
    if question is None:
        yield page.ending()
        return
    yield f"{page.about(question)}, {page.place(question)}."
    yield page.ask(question)
    choices = [*page.levels(question), *page.others(question)]
    for choice in choices:
        yield f"{choice.key}  {choice.words}"
    for choice in choices:
        if choice.is_given:
            yield page.speaker._("Answered: {key}.", key=choice.key)
    yield from page.standing()

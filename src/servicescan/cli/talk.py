"""What a conversation needs of a terminal, whether it draws or reads out."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from servicescan.cli.page import Page
from servicescan.i18n import Speaker

#: stands before words that the person wants to go on with in an editor
EDITOR_WANTED = "\0"


class Wish(StrEnum):
    """A wish that has no letter."""

    ENTER = "enter"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question in a list."""

    id: str
    #: what was answered, in a sign or two
    mark: str
    words: str

    def matches(self, search: str) -> bool:
        """Every word that is looked for occurs in it."""
        said = f"{self.id} {self.words}".casefold()
        return all(word in said for word in search.casefold().split())


class Face(Protocol):
    """One way to meet a person at a terminal."""

    def ask_key(self, page: Page) -> str:
        """The key that is pressed at a page, or a wish."""

    def ask_words(self, page: Page, prompt: str, words: str = "") -> str | None:
        """Words, beginning with these; None when the person wants no change after all."""

    def ask_choice(self, page: Page, prompt: str, choices: Mapping[str, str]) -> str:
        """One of some keys, or an empty one."""

    def pick(self, heading: str, rows: Sequence[Row], speaker: Speaker) -> str:
        """The id of a row, or an empty one."""

    def read_out(self, paragraphs: Sequence[tuple[str, str]], end: str) -> str:
        """Paragraphs, each with a sign before it, until a key is pressed."""

    def away(self) -> AbstractContextManager[None]:
        """The terminal is given to another program for a while."""

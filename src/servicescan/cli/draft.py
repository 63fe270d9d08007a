"""Words while they are typed: a text and the place in it."""

from dataclasses import dataclass, replace

from rich.cells import cell_len

from servicescan.cli.keyboard import (
    CLEAR,
    DELETE,
    DOWN,
    END,
    ERASE,
    HOME,
    LEFT,
    NEW_LINE,
    PAGE_DOWN,
    PAGE_UP,
    PASTED,
    RIGHT,
    UP,
)
from servicescan.model.text import visible

_PAGE = 5
_BACK_A_WORD = "\x17"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far; every key gives a new one."""

    words: str
    at: int

    @classmethod
    def of(cls, words: str) -> "Draft":
        """Begin with these words, behind the last one."""
        return cls(words, len(words))

    def insert(self, words: str) -> "Draft":
        """Put words where the cursor is; what cannot be seen is spelled out."""
        seen = visible(words)
        return Draft(self.words[: self.at] + seen + self.words[self.at :], self.at + len(seen))

    def press(self, key: str, width: int) -> "Draft":
        """After this key, in a field of ``width`` cells; an unknown key changes nothing."""
        if key.startswith(PASTED):
            return self.insert(key.removeprefix(PASTED))
        if key == NEW_LINE:
            return self.insert("\n")
        if key in _STEPS:
            return replace(self, at=max(0, min(len(self.words), self.at + _STEPS[key])))
        if key in _ROWS:
            return self._row(_ROWS[key], width)
        if len(key) == 1 and key.isprintable():
            return self.insert(key)
        return self._cut(key)

    def _cut(self, key: str) -> "Draft":
        before, after = self.words[: self.at], self.words[self.at :]
        if key == ERASE:
            return Draft(before[:-1] + after, max(0, self.at - 1))
        if key == DELETE:
            return Draft(before + after[1:], self.at)
        if key == _BACK_A_WORD:
            kept = before.rstrip()
            kept = kept[: len(kept) - len((kept.split() or [""])[-1])]
            return Draft(kept + after, len(kept))
        return Draft("", 0) if key == CLEAR else self

    def _row(self, step: int, width: int) -> "Draft":
        """The same column, some rows up or down."""
        starts = [start for start, _ in rows(self.words, width)]
        here = max(number for number, start in enumerate(starts) if start <= self.at)
        there = max(0, min(len(starts) - 1, here + step))
        column = self.at - starts[here]
        end = starts[there + 1] - 1 if there + 1 < len(starts) else len(self.words)
        return replace(self, at=min(starts[there] + column, end))


_STEPS = {LEFT: -1, RIGHT: 1, HOME: -(10**9), END: 10**9}
_ROWS = {UP: -1, DOWN: 1, PAGE_UP: -_PAGE, PAGE_DOWN: _PAGE}


def rows(words: str, width: int) -> list[tuple[int, str]]:
    """The words as rows of at most ``width`` cells, each with the place where it starts."""
    found = []
    start = 0
    row, cells = "", 0
    for place, character in enumerate(words):
        size = cell_len(character)
        if character == "\n" or cells + size > width:
            found.append((start, row))
            is_end = character == "\n"
            start = place + is_end
            row, cells = ("", 0) if is_end else (character, size)
        else:
            row, cells = row + character, cells + size
    return [*found, (start, row)]


def window(draft: Draft, width: int, height: int) -> tuple[list[str], int, int]:
    """The rows around the cursor, and in which of them and behind how many characters it stands."""
    found = rows(draft.words, width)
    here = max(number for number, (start, _) in enumerate(found) if start <= draft.at)
    first = max(0, min(here - height // 2, len(found) - height))
    shown = [row for _, row in found[first : first + height]]
    return shown, here - first, draft.at - found[here][0]

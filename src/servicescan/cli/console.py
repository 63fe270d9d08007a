"""What is said in the terminal: user text literally, errors apart from output."""

import sys
from functools import cache
from typing import TYPE_CHECKING

from servicescan.model.text import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


@cache
def out() -> "Console":
    """Where results go."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False)


def text(words: str, style: str = "") -> "Text":
    """Words to show, exactly as they are; what cannot be seen is spelled out."""
    from rich.text import Text

    return Text(visible(words), style=style)


def say(words: str = "", style: str = "") -> None:
    """One paragraph of output."""
    out().print(text(words, style))


def say_line(words: str) -> None:
    """Output with a path or a command in it: on one line, so that it can be copied."""
    out().print(text(words), soft_wrap=True)


def note(words: str) -> None:
    """A remark that is no output: it goes to stderr, so that a pipe stays clean."""
    print(visible(words), file=sys.stderr)  # noqa: T201 - this is the terminal


def emit(words: str) -> None:
    """Output for another program: not wrapped, not coloured; half a character is escaped."""
    print(words.encode("utf-8", "backslashreplace").decode())  # noqa: T201 - this is the terminal


def is_interactive() -> bool:
    """A person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


#: drawn sign -> what stands in for it where the terminal cannot show it
_STAND_INS = str.maketrans(
    {
        "●": "o", "○": "O", "◆": "*", "·": ".", "─": "-", "├": "|", "┼": "+", "┤": "|",
        "▒": "=", "░": ".", "▓": "#", "█": "#", "▸": ">", "✓": "+", "✗": "x", "→": ">",
        "…": "...", "–": "-", "±": "~", "×": "x", "│": "|",
        "▲": "^", "▼": "v", "←": "<", "↑": "^", "↓": "v",
    }
)  # fmt: skip


@cache
def _draws() -> bool:
    """The terminal's encoding can show the signs we draw with."""
    try:
        "●○◆─▒░▓▸✓✗→".encode(out().encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def drawn(signs: str) -> str:
    """Our own signs, or plain letters where the terminal has no others."""
    return signs if _draws() else signs.translate(_STAND_INS)

"""Single keys from the terminal."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

ENTER, BACK, FORWARD, ESCAPE = "enter", "back", "forward", "escape"
_SPECIAL = {
    "\r": ENTER, "\n": ENTER, " ": ENTER, "\x7f": BACK, "\x08": BACK,
    "\x1b[D": BACK, "\x1bOD": BACK, "\xe0K": BACK,
    "\x1b[C": FORWARD, "\x1bOC": FORWARD, "\xe0M": FORWARD,
}  # fmt: skip
_CTRL_C, _CTRL_D = "\x03", "\x04"
#: how long the rest of an arrow key may take to arrive, in seconds
_PATIENCE = 0.05


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if sys.platform == "win32":

    class Keyboard:
        """The keys of this terminal, one at a time."""

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def key(self) -> str:
            """The next key: a letter in lower case, a digit, or the name of a special key."""
            import typer

            pressed = typer.getchar()
            return _SPECIAL.get(pressed, pressed[:1].lower())

        def line(self, prompt: str) -> str:
            """A line of words, as typed."""
            return input(prompt)

else:
    import select
    import termios
    import tty

    class Keyboard:
        """The keys of this terminal, one at a time; none is lost between two screens."""

        def __init__(self) -> None:
            self._fd = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._fd)
            self._handlers: dict[int, object] = {}
            with suppress(ImportError):
                import readline

                # one person's words are not offered to the next
                readline.set_auto_history(False)

        def __enter__(self) -> Self:
            for number in (signal.SIGTERM, signal.SIGHUP):
                self._handlers[number] = signal.signal(number, _leave)
            self._listen()
            return self

        def __exit__(
            self,
            _kind: type[BaseException] | None,
            _error: BaseException | None,
            _trace: TracebackType | None,
        ) -> None:
            self._restore()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)  # type: ignore[arg-type]

        def _listen(self) -> None:
            """Keys at once and unseen; what was typed ahead stays."""
            tty.setcbreak(self._fd, termios.TCSADRAIN)
            with suppress(OSError, ValueError, termios.error):
                # suspending would leave the shell with our screen
                settings = termios.tcgetattr(self._fd)
                settings[6][termios.VSUSP] = bytes([os.fpathconf(self._fd, "PC_VDISABLE") & 0xFF])
                termios.tcsetattr(self._fd, termios.TCSADRAIN, settings)

        def _restore(self) -> None:
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

        def key(self) -> str:
            """The next key: a letter in lower case, a digit, or the name of a special key.

            Raises:
                EOFError: the terminal is gone.
                KeyboardInterrupt: Ctrl-C or Ctrl-D.
            """
            pressed = self._character()
            if pressed == "\x1b":
                while self._is_waiting() and len(pressed) < len("\x1b[99~"):
                    pressed += self._character()
                    if pressed[-1].isalpha() and pressed[-1] != "O":
                        break
                return _SPECIAL.get(pressed, ESCAPE)
            if pressed in (_CTRL_C, _CTRL_D):
                raise KeyboardInterrupt
            return _SPECIAL.get(pressed, pressed.lower())

        def _is_waiting(self) -> bool:
            return bool(select.select([self._fd], [], [], _PATIENCE)[0])

        def _character(self) -> str:
            """One character, of one to four bytes."""
            found = b""
            while len(found) < 4:  # noqa: PLR2004 - the longest in UTF-8
                try:
                    byte = os.read(self._fd, 1)
                except OSError:
                    byte = b""
                if not byte:
                    raise EOFError
                found += byte
                with suppress(UnicodeDecodeError):
                    return found.decode()
            return "?"

        def line(self, prompt: str) -> str:
            """A line of words, as typed; EOFError on Ctrl-D."""
            self._restore()
            try:
                return input(prompt)
            finally:
                self._listen()

"""Single keys from the terminal."""

import codecs
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self

ENTER, LEFT, RIGHT, UP, DOWN = "enter", "left", "right", "up", "down"
HOME, END, PAGE_UP, PAGE_DOWN = "home", "end", "page-up", "page-down"
ERASE, DELETE, ESCAPE, NEW_LINE = "erase", "delete", "escape", "new-line"
#: the window has another size; a key that is none
RESIZED = "resized"
#: words that came from the clipboard follow this
PASTED = "pasted:"
SUSPEND, LITERAL, CLEAR, EDITOR = "\x1a", "\x16", "\x15", "\x05"

_SPECIAL = {
    "\r": ENTER, "\n": ENTER, "\x7f": ERASE, "\x08": ERASE, "\x1b": ESCAPE,
    "\x1b\r": NEW_LINE, "\x1b\n": NEW_LINE,
    "\xe0K": LEFT, "\xe0M": RIGHT, "\xe0H": UP, "\xe0P": DOWN, "\xe0G": HOME, "\xe0O": END,
    "\xe0I": PAGE_UP, "\xe0Q": PAGE_DOWN, "\xe0S": DELETE,
}  # fmt: skip
#: how the sequence of a special key ends, after ESC [ or ESC O
_ENDINGS = {
    "D": LEFT, "C": RIGHT, "A": UP, "B": DOWN, "H": HOME, "F": END, "1~": HOME, "7~": HOME,
    "4~": END, "8~": END, "5~": PAGE_UP, "6~": PAGE_DOWN, "3~": DELETE,
}  # fmt: skip
_PASTE_BEGINS, _PASTE_ENDS = "200~", "\x1b[201~"
DONE, _CTRL_C = "\x04", "\x03"
#: how long the rest of an arrow key may take to arrive, in seconds
_PATIENCE = 0.05
_LONGEST_SEQUENCE = 8
#: seconds between two looks at the size of a window that does not tell
_GLANCE = 0.02
#: what may follow ESC in the sequence of one key
_SECOND = (b"[", b"O", b"\r", b"\n")


def special(sequence: str, rest: Callable[[str], str]) -> str:
    """The key behind a sequence that starts with ESC; ``rest`` reads up to the end of a paste."""
    if sequence in _SPECIAL:
        return _SPECIAL[sequence]
    ending = sequence[2:]
    if ending == _PASTE_BEGINS:
        return PASTED + rest(_PASTE_ENDS)
    return _ENDINGS.get(ending, ESCAPE if len(sequence) == 1 else "")


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Nothing to do: that the signal came is read elsewhere."""


if sys.platform == "win32":

    class Keyboard:
        """The keys of this terminal, one at a time."""

        def __init__(self) -> None:
            self._size = os.get_terminal_size()

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def key(self) -> str:
            """The next key: a character as typed, the name of a special key, or RESIZED."""
            import typer

            while not self.is_waiting():  # Windows tells nobody that a window has another size
                time.sleep(_GLANCE)
                size, self._size = self._size, os.get_terminal_size()
                if size != self._size:
                    return RESIZED
            pressed = typer.getchar()
            if pressed == _CTRL_C:
                raise KeyboardInterrupt
            return _SPECIAL.get(pressed, pressed[:1])

        def literal(self) -> str:
            """The next character, whatever it means."""
            import typer

            return typer.getchar()[:1]

        def is_waiting(self) -> bool:
            """A key was pressed that nobody has read yet."""
            import msvcrt

            return bool(msvcrt.kbhit())

        def restore(self) -> None:
            """Give the terminal back for a while."""

        def listen(self) -> None:
            """Take the terminal again."""

        def suspend(self) -> None:
            """Ctrl-Z stops no program on Windows."""

else:
    import select
    import termios
    import tty

    #: the signals that end the program
    _ENDS = (signal.SIGTERM, signal.SIGHUP)

    class Keyboard:
        """The keys of this terminal, one at a time; none is lost between two screens."""

        def __init__(self) -> None:
            self._fd = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._fd)
            self._handlers: dict[int, object] = {}
            #: a byte that was read and belongs to the next key
            self._ahead = b""
            self._woken = -1
            #: the number of each signal can be read here, such as that of another window size.
            #: The system writes it, not our handler: that one would wait for a key when the
            #: signal comes just before the wait for keys begins
            self._resized, self._resizes = os.pipe()
            os.set_blocking(self._resizes, False)

        def __enter__(self) -> Self:
            for number in _ENDS:
                self._handlers[number] = signal.signal(number, _leave)
            self._handlers[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, _go_on)
            self._woken = signal.set_wakeup_fd(self._resizes, warn_on_full_buffer=False)
            self.listen()
            return self

        def __exit__(
            self,
            _kind: type[BaseException] | None,
            _error: BaseException | None,
            _trace: TracebackType | None,
        ) -> None:
            self.restore()
            signal.set_wakeup_fd(self._woken)
            for number, handler in self._handlers.items():
                signal.signal(number, handler)  # type: ignore[arg-type]
            os.close(self._resized)
            os.close(self._resizes)

        def listen(self) -> None:
            """Keys at once and unseen; what was typed ahead stays."""
            tty.setcbreak(self._fd, termios.TCSADRAIN)
            with suppress(OSError, ValueError, termios.error):
                settings = termios.tcgetattr(self._fd)
                off = bytes([os.fpathconf(self._fd, "PC_VDISABLE") & 0xFF])
                # Ctrl-Z would leave the shell with our screen, Ctrl-S would seem to hang,
                # and Ctrl-V belongs to the one who types a note
                settings[0] &= ~termios.IXON
                for control in (termios.VSUSP, termios.VLNEXT):
                    settings[6][control] = off
                termios.tcsetattr(self._fd, termios.TCSADRAIN, settings)

        def restore(self) -> None:
            """Give the terminal back for a while."""
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

        def suspend(self) -> None:
            """Stop, as Ctrl-Z does, until the shell calls us back."""
            self.restore()
            os.kill(0, signal.SIGTSTP)
            self.listen()

        def key(self) -> str:
            """The next key: a character as typed, the name of a special key, or RESIZED.

            Raises:
                EOFError: the terminal is gone.
                KeyboardInterrupt: Ctrl-C.
            """
            while not self._ahead:
                ready = select.select([self._fd, self._resized], [], [])[0]
                if self._resized not in ready:
                    break
                came = os.read(self._resized, 1024)
                for number in _ENDS:
                    # what our handler raised is lost where Python clears something away
                    if number in came:
                        _leave(number, None)
                if signal.SIGWINCH in came:
                    return RESIZED
            pressed = self._character()
            if pressed == _CTRL_C:
                raise KeyboardInterrupt
            if pressed != "\x1b":
                return _SPECIAL.get(pressed, pressed)
            return special(self._sequence(), self._until)

        def is_waiting(self, patience: float = 0) -> bool:
            """A key was pressed that nobody has read yet."""
            return bool(self._ahead or select.select([self._fd], [], [], patience)[0])

        def literal(self) -> str:
            """The next character, whatever it means."""
            return self._character()

        def _sequence(self) -> str:
            """ESC with what follows at once."""
            found = "\x1b"
            if not self.is_waiting(_PATIENCE):
                return found
            second = self._byte()
            if second not in _SECOND:
                # a key of its own, pressed right after Esc
                self._ahead = second
                return found
            found += second.decode()
            while second in b"[O" and self.is_waiting(_PATIENCE) and len(found) < _LONGEST_SEQUENCE:
                found += self._character()
                if found[-1].isalpha() or found[-1] == "~":
                    break
            return found

        def _until(self, end: str) -> str:
            found = ""
            while not found.endswith(end):
                found += self._character()
            return found.removesuffix(end)

        def _character(self) -> str:
            """One character, in the terminal's encoding; a byte that is none shows as such."""
            decoder = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")()
            first = True
            while True:
                byte = self._byte()
                try:
                    found = decoder.decode(byte)
                except UnicodeDecodeError:
                    # the byte that broke the character is a key of its own
                    self._ahead = b"" if first else byte
                    return "\N{REPLACEMENT CHARACTER}"
                if found:
                    return found
                first = False

        def _byte(self) -> bytes:
            byte, self._ahead = self._ahead, b""
            if byte:
                return byte
            with suppress(OSError):
                byte = os.read(self._fd, 1)
            if not byte:
                raise EOFError
            return byte

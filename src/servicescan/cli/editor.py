"""Somebody's own editor, for long notes."""

import os
import shlex
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from servicescan.problems import UserError

_OFFERED = ("notepad",) if os.name == "nt" else ("nano", "vim", "vi")


def edit(words: str) -> str:
    """Let a person change words in their editor.

    Raises:
        UserError: there is no editor, or it failed; the file that holds the draft is named.
    """
    command = _command()
    handle, name = tempfile.mkstemp(prefix="servicescan-note-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words)
    try:
        ended = subprocess.run([*command, name], check=False).returncode  # noqa: S603 - their own editor
    except OSError as error:
        Path(name).unlink()
        raise UserError(
            f"{command[0]}: cannot be started ({error.strerror}). Set EDITOR to your editor."
        ) from error
    if ended:
        raise UserError(f"{command[0]}: ended with {ended}. Your text is kept in {name}.")
    found = Path(name).read_text(encoding="utf-8", errors="replace")
    with suppress(OSError):
        Path(name).unlink()
    return found


def _command() -> list[str]:
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    with suppress(ValueError):  # an open quote
        if words := shlex.split(wanted, posix=os.name != "nt"):
            return words
    found = next((name for name in _OFFERED if shutil.which(name)), None)
    if found is None:
        raise UserError("There is no editor. Set EDITOR to the one that you use.")
    return [found]

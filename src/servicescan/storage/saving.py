"""Writing files so that a crash leaves the old one or the new one, never neither."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from servicescan.problems import UserError

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
_TEMPORARY = ".new"


def write_safely(path: Path, text: str) -> None:
    """Replace a file's content by a text.

    Raises:
        UserError: the folder cannot be written, or the text holds half a character (a lone
            surrogate); the old content stands.
    """
    try:
        content = text.encode()
    except UnicodeEncodeError as error:
        place = text.count("\n", 0, error.start) + 1
        raise UserError(
            f"{path}:{place}: holds a character that cannot be saved. Type that text again."
        ) from error
    write_bytes_safely(path, content)


def write_bytes_safely(path: Path, content: bytes) -> None:
    """Replace a file's content: temporary file, fsync, rename, fsync of the folder.

    Raises:
        UserError: the folder cannot be written; the old content stands.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        make_folder(path.parent)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise UserError(
            f"{path}: cannot be written ({error.strerror}). "
            "Check the folder's rights and the free space."
        ) from error
    finally:  # after Ctrl-C too
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it: for their owner alone, as lasting as what is in it."""
    if folder.is_dir():
        return
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(PRIVATE_FOLDER, exist_ok=True)
        _sync_folder(each.parent)


def remove_safely(path: Path) -> None:
    """Remove a file so that it stays removed after a crash.

    Raises:
        UserError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise UserError(
            f"{path}: cannot be removed ({error.strerror}). Check the folder's rights."
        ) from error


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows does not open folders and does not need it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_temporary(path: Path) -> None:
    """Remove half-written copies; nobody else can be writing one, because we hold the file."""
    with suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(f".{path.name}.") and left.suffix == _TEMPORARY:
                left.unlink()

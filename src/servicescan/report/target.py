"""A file takes its place when it is whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from servicescan.problems import UserError


@contextmanager
def fresh(target: Path) -> Iterator[Path]:
    """A place beside ``target`` to write to; it becomes ``target`` when all went well.

    Raises:
        UserError: the file cannot be written.
    """
    beside = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(0o700, parents=True, exist_ok=True)
        beside.touch(0o600)  # for its owner alone, as the answers are
        yield beside
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise UserError(
            f"{target}: cannot be written ({error.strerror}). Choose another place with --output."
        ) from error
    finally:  # whatever stopped it, Ctrl-C too
        with suppress(OSError):
            beside.unlink(missing_ok=True)

"""Blank forms in a workspace: never replaced by accident."""

from pathlib import Path

from servicescan.problems import UserError
from servicescan.storage.saving import write_bytes_safely

FORMS = "forms"


def form_path(folder: Path, audience: str, ending: str) -> Path:
    """Where the blank form of an audience is put; ``ending`` is what follows its name."""
    return folder / FORMS / f"{audience.replace('_', '-')}{ending}"


def save_form(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a form.

    Raises:
        UserError: another form stands there and is not to be replaced, or writing fails.
    """
    if path.exists() and path.read_bytes() != content and not replace:
        raise UserError(
            f"{path}: another form stands here. Give --replace to replace it; "
            "answers to the earlier one stay usable as long as the questions are the same."
        )
    write_bytes_safely(path, content)

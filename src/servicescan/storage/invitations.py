"""Codes handed out with invitations, and the lists for a mail merge: no names, no addresses."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from servicescan.problems import UserError
from servicescan.storage.records import delimiter_of
from servicescan.storage.saving import write_bytes_safely

INVITATIONS = "invitations"
_CODES = "codes.csv"
_HEADING = ("code", "audience", "unit")
#: a spreadsheet takes a cell that begins like this for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A random code for one person of a group, perhaps of one team; never a name."""

    code: str
    audience: str
    unit: str = ""


def read_invitations(folder: Path) -> tuple[Invitation, ...]:
    """The codes that were handed out, in the order in which they were made.

    Raises:
        UserError: the list was changed into something else.
    """
    path = folder / INVITATIONS / _CODES
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _damaged(path) from error
    if tuple(rows[0] if rows else ()) != _HEADING or any(len(row) != len(_HEADING) for row in rows):
        raise _damaged(path)
    return tuple(
        Invitation(code=code, audience=audience, unit=_plain(unit))
        for code, audience, unit in rows[1:]
    )


def _damaged(path: Path) -> UserError:
    return UserError(
        f"{path}: this is no longer the list of codes (columns {', '.join(_HEADING)}). "
        "Put back the earlier file, or move this one away to hand out new codes."
    )


def write_invitations(folder: Path, invitations: Iterable[Invitation]) -> Path:
    """Keep the codes that were handed out; returns where."""
    path = folder / INVITATIONS / _CODES
    rows = [(each.code, each.audience, each.unit) for each in invitations]
    write_bytes_safely(path, _table(_HEADING, rows, ","))
    return path


def write_merge(
    path: Path, rows: Sequence[Sequence[str]], delimiter: str, *, replace: bool
) -> None:
    """Write a list for a mail merge; the first row names the columns, the first column the code.

    Raises:
        UserError: another list stands there and is not to be replaced, or writing fails.
    """
    content = _table(rows[0], rows[1:], delimiter)
    if path.exists() and path.read_bytes() != content and not replace:
        raise UserError(f"{path}: another list stands here. Give --replace to replace it.")
    write_bytes_safely(path, content)


def merge_path(folder: Path, name: str) -> Path:
    """Where a list for a mail merge is put."""
    return folder / INVITATIONS / f"{name}.csv"


def strike(folder: Path, code: str) -> list[Path]:
    """Remove a code from every list of invitations; returns the lists that held it."""
    changed = []
    for path in sorted((folder / INVITATIONS).glob("*.csv")):
        text = path.read_text("utf-8-sig", errors="surrogateescape")
        delimiter = delimiter_of(text.partition("\n")[0])
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        left = [row for row in rows if row[:1] != [code]]
        if left != rows:
            write_bytes_safely(path, _table(left[0], left[1:], delimiter))
            changed.append(path)
    return changed


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """A table that a spreadsheet opens with its accents and without running anything."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(heading)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig", errors="surrogateescape")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell

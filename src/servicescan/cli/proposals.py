"""What the columns of another program's export seem to hold: shown, kept, and asked about."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from servicescan.cli.asking import ask_yes
from servicescan.cli.console import is_interactive, note, say, say_line
from servicescan.i18n import Speaker
from servicescan.problems import on_one_line
from servicescan.storage.exchange import Delivery
from servicescan.storage.headings import Headings, named
from servicescan.storage.mapping import UNDECIDED, ColumnMap, rows_under
from servicescan.storage.proposing import format_map, propose, save_proposal
from servicescan.storage.workspace import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One mapping for all files with the same headings."""

    files: tuple[str, ...]
    columns: ColumnMap
    #: where it was written; nowhere in a rehearsal
    path: Path | None

    @property
    def undecided(self) -> int:
        """How often a person has to decide."""
        found = self.columns
        said = (*found.columns.values(), *found.values.values(), *found.rows.values())
        return said.count(UNDECIDED)


def proposals(
    deliveries: Sequence[Delivery], folder: Path, scan: Scan, *, is_rehearsal: bool
) -> list[Proposal]:
    """A proposal per set of headings, kept as a file unless this is a rehearsal.

    Raises:
        UserError: it cannot be written.
    """
    known = Headings(scan.questionnaire)
    kinds: dict[tuple[str, ...], list[_Export]] = {}
    for delivery in deliveries:
        place = known.place_in(delivery.foreign)
        headings = tuple(named(delivery.foreign[place]))
        export = _Export(file=delivery.file, rows=rows_under(delivery.foreign, place))
        kinds.setdefault(headings, []).append(export)
    found = []
    for headings, alike in kinds.items():
        rows = [headings, *(row for export in alike for row in export.rows)]
        columns = propose(rows, scan.questionnaire, scan.workspace.audiences)
        path = None if is_rehearsal else save_proposal(folder, columns)
        files = tuple(export.file for export in alike)
        found.append(Proposal(files=files, columns=columns, path=path))
    return found


class _Export(NamedTuple):
    file: str
    rows: list[Sequence[str]]


def confirmed(proposal: Proposal, speaker: Speaker) -> bool:
    """Show a proposal and ask; nobody there, or something undecided, is no."""
    is_asked = is_interactive() and not proposal.undecided and proposal.path
    if is_asked or proposal.path is None:
        file = on_one_line(", ".join(proposal.files))
        say_line(speaker._("What the columns of {file} seem to hold:", file=file))
        say_line(format_map(proposal.columns))
    if is_asked and ask_yes(speaker._("Take the answers in this way? [y/N]"), "--map"):
        return True
    if proposal.path is None:
        say(speaker._("Without --dry-run, this proposal goes into collect-map.yaml in the scan."))
        return False
    note(
        speaker._(
            "{path}: a proposal of what the columns hold. Correct it where needed, "
            "and give it with the files: servicescan collect … --map {path}",
            path=proposal.path,
        )
    )
    return False


def plain(proposal: Proposal | None) -> dict[str, Any] | None:
    """A proposal for another program."""
    if proposal is None:
        return None
    path = None if proposal.path is None else str(proposal.path)
    return {"file": path, "undecided": proposal.undecided, **asdict(proposal.columns)}

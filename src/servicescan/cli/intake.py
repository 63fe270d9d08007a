"""What became of the files that were taken in."""

from collections.abc import Sequence
from pathlib import Path

from servicescan.cli.console import note, say_line
from servicescan.i18n import Speaker
from servicescan.problems import BadFiles
from servicescan.storage.exchange import collect
from servicescan.storage.workspace import read_responses, read_scan


def collect_files(files: Sequence[Path], folder: Path) -> bool:
    """Take the files in and say per file what became of it; whether all is well.

    Raises:
        UserError: the workspace cannot be used.
    """
    scan = read_scan(folder)
    speaker = Speaker(scan.workspace.language)
    is_well = True
    for delivery in collect(files, folder, scan.questionnaire, scan.workspace.language):
        said = speaker._(
            "{file}: {taken} taken, {known} already here, {refused} refused.",
            file=delivery.file,
            taken=len(delivery.taken),
            known=len(delivery.known),
            refused=delivery.refused,
        )
        say_line(said)
        for problem in delivery.problems:
            note(str(problem))
            is_well = False
    try:
        read_responses(folder, scan.questionnaire)
    except BadFiles as bad:
        note(str(bad))
        is_well = False
    return is_well

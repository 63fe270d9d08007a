"""The dossier for the works council, on paper and as text."""

from pathlib import Path

from servicescan.cli.clock import today
from servicescan.cli.console import say_line
from servicescan.i18n import Speaker
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.dossier import Dossier, dossier, format_markdown, render_dossier
from servicescan.storage.saving import write_safely
from servicescan.storage.workspace import REPORTS, read_scan

SUFFIXES = (".pdf", ".md")


def write(folder: Path, language: Language | None, output: Path | None) -> None:
    """Write the dossier where it was asked, or as PDF and Markdown among the reports.

    Raises:
        UserError: the file exists, has another ending, or cannot be written.
    """
    scan = read_scan(folder)
    language = language or scan.workspace.language
    day = today()
    stem = folder / REPORTS / f"{day.isoformat()}-or-dossier-{language}"
    targets = [output] if output else [stem.with_name(stem.name + each) for each in SUFFIXES]
    for target in targets:
        if target.suffix.lower() not in SUFFIXES:
            raise UserError(f"{target}: name a file that ends in .pdf or .md.", exit_code=2)
        if target.exists():
            raise UserError(f"{target}: exists already. Choose another name with --output.")
    found = dossier(scan.questionnaire, scan.workspace, language, day)
    for target in targets:
        _write_one(found, target)
        say_line(Speaker(language)._("Dossier: {path}", path=target))


def _write_one(found: Dossier, target: Path) -> None:
    if target.suffix.lower() == ".pdf":
        render_dossier(found, target)
    else:
        write_safely(target, format_markdown(found))

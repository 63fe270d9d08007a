"""Preparing a consensus meeting: the agenda on paper and in the terminal."""

import json
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from servicescan.cli.clock import today
from servicescan.cli.console import emit, out, say, say_line, text
from servicescan.cli.issuing import Outcome, read_outcome
from servicescan.i18n import Speaker
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.agenda import Agenda, agenda, render_agenda
from servicescan.report.writer import Scan as Paper
from servicescan.storage.workspace import REPORTS


def prepare(folder: Path, lang: Language | None, minutes: int, output: Path | None) -> None:
    """Write the agenda as PDF and show its order.

    Raises:
        UserError: there is nothing to talk about, or the file exists or cannot be written.
    """
    outcome = read_outcome(folder)
    found = _agenda(outcome, lang, minutes)
    stem = f"{today().isoformat()}-agenda-{found.language}"
    target = output or folder / REPORTS / f"{stem}.pdf"
    if target.suffix.lower() != ".pdf":
        raise UserError(f"{target}: name a file that ends in .pdf.", exit_code=2)
    if target.exists():
        raise UserError(f"{target}: exists already. Choose another name with --output.")
    pages = render_agenda(found, target)
    outcome.go_out(today())
    speaker = Speaker(Language(found.language))
    say(found.title, "bold")
    say()
    table = Table(box=None, padding=(0, 2), pad_edge=False, show_header=False)
    for step in found.steps:
        table.add_row(text(step.time), text(step.id), text(step.what))
    out().print(table)
    say()
    for remark in outcome.remarks(speaker):
        say(remark)
    say_line(speaker._("Agenda of {n} pages: {path}", n=pages, path=target))


def print_json(folder: Path, lang: Language | None, minutes: int) -> None:
    """The agenda for another program.

    Raises:
        UserError: there is nothing to talk about.
    """
    outcome = read_outcome(folder)
    found = _agenda(outcome, lang, minutes)
    outcome.go_out(today())
    emit(json.dumps({"format": 1, **asdict(found)}, indent=2, ensure_ascii=False))


def _agenda(outcome: Outcome, lang: Language | None, minutes: int) -> Agenda:
    scan = outcome.scan
    paper = Paper(
        assessment=outcome.assessment,
        questionnaire=scan.questionnaire,
        workspace=scan.workspace,
        day=today(),
    )
    found = agenda(paper, lang or scan.workspace.language, minutes)
    if not found.topics:
        raise UserError(
            f"{outcome.folder}: no question can be put on an agenda yet: too few people "
            "answered to show where they differ. “servicescan status” says how many are needed."
        )
    return found

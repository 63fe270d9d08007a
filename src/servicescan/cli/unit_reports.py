"""A report per unit: as far as the units may be shown, and together no more than allowed."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servicescan.cli.clock import today
from servicescan.cli.console import emit, note, say, say_line
from servicescan.cli.issuing import Outcome
from servicescan.cli.paper import answered, asked_formats, darkened, on_paper, paper_of
from servicescan.cli.press import Made, Order, press
from servicescan.i18n import Speaker
from servicescan.model.assessment import Withheld
from servicescan.model.formats import Format
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.papers import check_libraries
from servicescan.scoring.apart import Kept, Shown, apart
from servicescan.scoring.units import unit_of
from servicescan.storage.unit_files import unit_files
from servicescan.storage.workspace import REPORTS

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the reports were asked for."""

    language: Language | None = None
    #: a folder; without it, reports/ of the scan
    output: Path | None = None
    formats: Sequence[Format] = ()
    own_theme: Path | None = None
    is_json: bool = False


def write_unit_reports(folder: Path, wish: Wish) -> None:
    """Write a report of each unit that may be shown, and say which may not.

    Raises:
        UserError: no unit may be shown, or some files could not be written.
    """
    formats = asked_formats(wish.formats, None)
    for format_ in formats:
        check_libraries(format_)
    outcome, place = answered(folder), _place(folder, wish.output)
    speaker = Speaker(wish.language or outcome.scan.workspace.language)
    found = _apart(outcome, speaker)
    shown = [each for each in found if isinstance(each, Shown)]
    stem = f"{today().isoformat()}-gap-{speaker.language}"
    files = unit_files(place, stem, [each.unit for each in shown], formats)
    orders = {
        each.unit: [
            Order(
                paper=paper_of(_outcome_of(each, outcome), today(), wish.own_theme),
                language=speaker.language,
                format=Format(kind),
                target=path,
            )
            for kind, path in files[each.unit].items()
        ]
        for each in shown
    }
    outcome.pass_on([each.issue for each in shown], today())
    made = _printed([order for each in orders.values() for order in each], speaker)
    units = [(each, [made[order.target] for order in orders[each.unit]]) for each in shown]
    kept = [each for each in found if isinstance(each, Kept)]
    if wish.is_json:
        emit(json.dumps(_plain(units, kept), indent=2))
    else:
        _print(units, kept, outcome, speaker)
    _complain(folder, list(made.values()))


def _apart(outcome: Outcome, speaker: Speaker) -> list[Shown | Kept]:
    """Every unit, with a bar: the more reports there are, the longer the audit of one more."""
    units = {unit_of(response) for response in outcome.responses} - {""}
    if not units:
        raise UserError(
            f"{outcome.folder}: nobody named a unit. Name it at the interview (--unit), "
            "or in the column “unit” of a table."
        )
    scan, found = outcome.scan, list[Shown | Kept]()
    with _watching(len(units), speaker._("Audit")) as one_more:
        for each in apart(scan.questionnaire, outcome.responses, scan.workspace, outcome.ledger):
            found.append(each)
            one_more()
    return found


def _outcome_of(unit: Shown, whole: Outcome) -> Outcome:
    """The outcome of one unit, as if it were a scan."""
    scan = replace(whole.scan, workspace=unit.workspace)
    return replace(whole, scan=scan, assessment=unit.assessment)


def _place(folder: Path, output: Path | None) -> Path:
    """Where the reports come to stand.

    Raises:
        UserError: it is a file, or named like one.
    """
    if output and (output.is_file() or output.suffix.lower().lstrip(".") in set(Format)):
        raise UserError(
            f"{output}: --each writes several files. Name a folder with --output.", exit_code=2
        )
    return output or folder / REPORTS


def _printed(orders: Sequence[Order], speaker: Speaker) -> dict[Path, Made]:
    """Make all files, with a bar that shows how far it is."""
    made: dict[Path, Made] = {}
    if orders:
        with _watching(len(orders), speaker._("Reports")) as one_more:

            def done(each: Made) -> None:
                made[each.order.target] = each
                one_more()

            press(orders, done)
    return made


@contextmanager
def _watching(count: int, words: str) -> Iterator[Callable[[], None]]:
    """Shows how far it is, where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=count)
        yield lambda: bar.advance(task)


# -- what is said ---------------------------------------------------------------------------------

_Units = Sequence[tuple[Shown, Sequence[Made]]]


def _print(units: _Units, kept: Sequence[Kept], outcome: Outcome, speaker: Speaker) -> None:
    for remark in darkened(outcome.scan.workspace.look, speaker):
        say(remark)
    for unit, files in units:
        for made in files:
            if made.printed:
                say_line(f"{unit.unit}: {made.order.target}")
                for remark in on_paper(made.printed, speaker):
                    note(f"{unit.unit}: {remark}")
        for remark in _outcome_of(unit, outcome).remarks(speaker):
            say(f"  {remark}", "dim")
    for each in kept:
        say(f"{each.unit}: {_why(each, outcome.scan.workspace.thresholds.mean, speaker)}")
    say()
    written = sum(any(made.printed for made in files) for _, files in units)
    parts = [speaker.plural("{n} unit has a report.", "{n} units have a report.", written)]
    if kept:
        parts.append(speaker.plural("{n} unit gets none.", "{n} units get none.", len(kept)))
    say(" ".join(parts))


def _why(kept: Kept, enough: int, speaker: Speaker) -> str:
    """Why a unit has no report, and what it takes."""
    if kept.needed:
        return speaker.plural(
            "no report: {n} more answer is needed (from {minimum} on).",
            "no report: {n} more answers are needed (from {minimum} on).",
            kept.needed,
            minimum=enough,
        )
    return {
        Withheld.PROTECTS_OTHERS: speaker._(
            "no report: a smaller group beside it could be worked out."
        ),
        Withheld.EARLIER_REPORT: speaker._(
            "no report: together with another report it would point at a few people."
        ),
        Withheld.TOO_FEW_QUESTIONS: speaker._(
            "no report: too few questions were answered to score a shift."
        ),
    }.get(kept.why, speaker._("no report: no shift was answered by enough people."))


def _plain(units: _Units, kept: Sequence[Kept]) -> dict[str, Any]:
    made = [(unit, each) for unit, files in units for each in files]
    return {
        "format": FORMAT,
        "reports": [
            {
                "unit": unit.unit,
                "respondents": unit.assessment.respondents,
                "format": each.order.format,
                "pages": each.printed.pages,
                "path": str(each.order.target),
            }
            for unit, each in made
            if each.printed
        ],
        "left_out": [
            {"unit": each.unit, "withheld": each.why, "needed": each.needed} for each in kept
        ],
        "failed": [
            {"unit": unit.unit, "format": each.order.format, "reason": each.failure}
            for unit, each in made
            if each.failure
        ],
    }


def _complain(folder: Path, made: Sequence[Made]) -> None:
    """Leave with an error when not all went well."""
    if not made:
        raise UserError(f"{folder}: no unit may be shown yet, so there is no report.")
    if failed := [each.failure for each in made if each.failure]:
        raise UserError("\n".join(dict.fromkeys(failed)))

"""Commands that show what came out: in the terminal, and on paper."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicescan.cli.options import (
    HERE,
    AllOption,
    AudienceOption,
    JsonOption,
    LanguageOption,
    ShiftOption,
    WhyOption,
    WorkspaceOption,
)
from servicescan.model.formats import Format
from servicescan.model.text import Language
from servicescan.problems import UserError

if TYPE_CHECKING:
    from servicescan.cli.results.choice import Look

_RESULTS = """\b
Examples:
  servicescan results -w de-linde --lang nl
  servicescan results -w de-linde --shift S4
  servicescan results -w de-linde --audience front_line
  servicescan results -w de-linde --why S4-H23
  servicescan results -w de-linde --json > results.json
  servicescan results board-report.pdf"""

_REPORT = """\b
Examples:
  servicescan report -w de-linde --lang en
  servicescan report -w de-linde --each unit --format html"""


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog=_RESULTS)(results)
    program.command(epilog=_REPORT)(report)


_UnitsOption = Annotated[
    bool, typer.Option("--units", help="The shifts per team or department, if they may be shown.")
]


class Each(StrEnum):
    """What there may be a report of."""

    UNIT = "unit"


_ReportArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[REPORT]", help="A report to read back; the scan without it."),
]


def results(  # noqa: PLR0917 - one argument per option
    report: _ReportArgument = None,
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    shift: ShiftOption = "",
    audience: AudienceOption = "",
    why: WhyOption = "",
    units: _UnitsOption = False,
    everything: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show the outcome: a summary on one screen, or the part that is asked for."""
    from servicescan.cli.results.choice import Look

    if report:
        from servicescan.cli.results.readback import print_figures

        print_figures(report, lang, is_json=as_json)
        return
    look = Look(
        shift=shift,
        audience=audience,
        why=why,
        is_units=units,
        is_all=everything,
        is_json=as_json,
    )
    _show_scan(workspace, lang, look)


def _show_scan(workspace: Path, lang: Language | None, look: "Look") -> None:
    from servicescan.cli.clock import today
    from servicescan.cli.console import emit, say
    from servicescan.cli.issuing import read_outcome
    from servicescan.cli.results.choice import print_results

    outcome = read_outcome(workspace)
    scan, assessment = outcome.scan, outcome.assessment
    if look.is_json:
        from servicescan.cli.results.as_json import format_results

        outcome.go_out(today())
        emit(format_results(assessment, scan.questionnaire, scan.workspace))
    else:
        from servicescan.cli.results.words import Words

        words = Words(assessment, scan, lang or scan.workspace.language)
        print_results(words, look)
        for remark in outcome.remarks(words.speaker):
            say(remark)


def _refuse(is_asked: bool, option: str, advice: str) -> None:
    """An option that means nothing beside the others."""
    if is_asked:
        raise UserError(f"{option} does not go with this: {advice}.", exit_code=2)


_OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="The file; without it, in reports/ of the scan."),
]
_FormatOption = Annotated[
    list[Format] | None,
    typer.Option(
        "--format",
        "-f",
        case_sensitive=False,
        help="As what; give it again for more than one. Without it, what --output ends in.",
    ),
]
_ThemeOption = Annotated[
    Path | None,
    typer.Option(help="A folder with your own report.css or templates, laid over ours."),
]
_WatchOption = Annotated[
    bool, typer.Option("--watch", help="Write it again after each change, until Ctrl-C.")
]
_EachOption = Annotated[
    Each | None,
    typer.Option(
        case_sensitive=False,
        help="A report per unit that may be shown; --output is a folder then.",
    ),
]
_WrittenOption = Annotated[
    bool, typer.Option("--json", help="With --each: print as JSON what was written.")
]


def report(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    output: _OutputOption = None,
    formats: _FormatOption = None,
    theme: _ThemeOption = None,
    watch: _WatchOption = False,
    each: _EachOption = None,
    as_json: _WrittenOption = False,
) -> None:
    """Write the gap report: PDF, web page, Word, PowerPoint (ten slides), Excel (numbers)."""
    if each:
        from servicescan.cli.unit_reports import Wish, write_unit_reports

        _refuse(watch, "--watch", "leave out --each")
        wish = Wish(
            language=lang, output=output, formats=formats or (), own_theme=theme, is_json=as_json
        )
        write_unit_reports(workspace, wish)
        return
    _refuse(as_json, "--json", "add --each unit, or use “servicescan results --json”")
    from servicescan.cli.paper import write_report

    make = write_report(workspace, lang, output, formats or (), theme)
    if watch:
        from servicescan.cli.paper import watch_report

        watch_report(make, workspace, theme)

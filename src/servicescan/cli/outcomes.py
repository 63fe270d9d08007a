"""Commands that show what came out: in the terminal, and on paper."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption
from servicescan.model.text import Language

_RESULTS = """\b
Examples:
  servicescan results -w de-linde --lang nl
  servicescan results -w de-linde --shift S4
  servicescan results -w de-linde --audience front_line
  servicescan results -w de-linde --why S4-H23
  servicescan results -w de-linde --json > results.json"""


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog=_RESULTS)(results)
    program.command(epilog="Example: servicescan report -w de-linde --lang en")(report)


_ShiftOption = Annotated[str, typer.Option(metavar="ID", help="One shift in depth, such as S4.")]
_AudienceOption = Annotated[
    str, typer.Option(metavar="ID", help="What one group says, if it may be shown.")
]
_WhyOption = Annotated[
    str,
    typer.Option(
        metavar="ID", help="The answers and the rule behind a shift, question or recommendation."
    ),
]
_AllOption = Annotated[bool, typer.Option("--all", help="Everything, one part under another.")]


def results(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    shift: _ShiftOption = "",
    audience: _AudienceOption = "",
    why: _WhyOption = "",
    everything: _AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show the outcome: a summary on one screen, or the part that is asked for."""
    from servicescan.cli.console import emit
    from servicescan.cli.results.choice import Look, print_results
    from servicescan.scoring.assess import assess
    from servicescan.storage.workspace import read_responses, read_scan

    look = Look(shift=shift, audience=audience, why=why, is_all=everything, is_json=as_json)
    scan = read_scan(workspace)
    responses = read_responses(workspace, scan.questionnaire)
    assessment = assess(scan.questionnaire, responses, scan.workspace)
    if as_json:
        from servicescan.cli.results.as_json import format_results

        emit(format_results(assessment, scan.questionnaire, scan.workspace))
    else:
        from servicescan.cli.results.words import Words

        print_results(Words(assessment, scan, lang or scan.workspace.language), look)


def report(
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The PDF; reports/ of the scan without it."),
    ] = None,
) -> None:
    """Write the gap report as PDF."""
    write_report(workspace, lang, output)


def write_report(folder: Path, lang: Language | None, output: Path | None) -> None:
    """Assess the answers in a workspace, write the report and say where it is.

    Raises:
        UserError: there are no answers, or this system lacks what makes PDF files.
    """
    from servicescan.cli.clock import today
    from servicescan.cli.console import say_line
    from servicescan.i18n import Speaker
    from servicescan.problems import UserError
    from servicescan.report import render_report
    from servicescan.scoring.assess import assess
    from servicescan.storage.workspace import read_responses, read_scan, report_path

    scan = read_scan(folder)
    language = lang or scan.workspace.language
    responses = read_responses(folder, scan.questionnaire)
    if not responses:
        raise UserError(
            f"{folder}: there are no answers yet. Start with “servicescan interview”, "
            "or take answers in with “servicescan collect”."
        )
    day = today()
    target = output or report_path(folder, day, language)
    if target.exists():
        raise UserError(f"{target}: exists already. Choose another name.")
    assessment = assess(scan.questionnaire, responses, scan.workspace)
    pages = render_report(
        assessment,
        scan.questionnaire,
        scan.workspace,
        language=language,
        day=day,
        target=target,
    )
    speaker = Speaker(language)
    say_line(speaker._("Report of {n} pages: {path}", n=pages, path=target))

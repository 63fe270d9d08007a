"""Commands that keep the promises made to respondents."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="The respondent's code.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog="Example: servicescan my-answers 7k2m4xw9pt3bz -w de-linde")(my_answers)
    program.command(epilog="Example: servicescan forget 7k2m4xw9pt3bz -w de-linde")(forget)
    program.command(epilog="Example: servicescan purge -w de-linde --dry-run")(purge)
    program.command(epilog="Example: servicescan or-dossier -w de-linde --lang nl")(or_dossier)


def my_answers(
    code: CodeArgument,
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show everything that is kept under one code."""
    from servicescan.cli import own_answers

    own_answers.show(workspace, code.lower(), lang, as_json=as_json)


def forget(code: CodeArgument, workspace: WorkspaceOption = HERE, yes: YesOption = False) -> None:
    """Remove everything that is kept under one code."""
    from servicescan.cli import removal

    removal.forget(workspace, code.lower(), is_sure=yes)


def purge(
    workspace: WorkspaceOption = HERE,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and remove nothing.")
    ] = False,
    yes: YesOption = False,
) -> None:
    """Remove the answers that were kept as long as agreed."""
    from servicescan.cli import removal

    removal.purge(workspace, dry_run=dry_run, is_sure=yes)


def or_dossier(
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A .pdf or .md file; both, in reports/, without it."),
    ] = None,
) -> None:
    """Write down, for the works council, what happens with the answers."""
    from servicescan.cli import council

    council.write(workspace, lang, output)

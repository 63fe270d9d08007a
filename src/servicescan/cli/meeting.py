"""The command that prepares a consensus meeting."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption

LEAST, LONGEST, USUAL = 36, 480, 120


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(
        epilog="Examples: servicescan meeting -w de-linde\n\n"
        "servicescan meeting -w de-linde --minutes 60 --output agenda.pdf"
    )(meeting)


def meeting(
    workspace: WorkspaceOption = HERE,
    minutes: Annotated[
        int, typer.Option(min=LEAST, max=LONGEST, help="How long the meeting may take.")
    ] = USUAL,
    lang: LanguageOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The PDF to make; among the reports without it."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Prepare the meeting in which a group agrees on one level: an agenda as PDF.

    The questions on which answers lie apart come first: read out with their five levels, what
    was answered where that may be shown, and room for the outcome. What is agreed goes in with
    “interview --consensus”.
    """
    from servicescan.cli.gathering import prepare, print_json

    if as_json:
        print_json(workspace, lang, minutes)
    else:
        prepare(workspace, lang, minutes, output)

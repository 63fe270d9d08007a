"""Commands for after the report: what was done with it, and what changed."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption
from servicescan.model.actions import Progress

_COMPARE = """\b
Examples:
  servicescan compare de-linde-2026 de-linde-2027
  servicescan compare report-2026.pdf report-2027.pdf"""


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog="Example: servicescan actions S7-L12 started -w de-linde")(actions)
    program.command(epilog=_COMPARE)(compare)


def actions(
    recommendation: Annotated[
        str, typer.Argument(metavar="[ID]", help="A recommendation, such as S7-L12.")
    ] = "",
    status: Annotated[
        Progress | None, typer.Argument(metavar="[STATUS]", help="open, started, done or dropped.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what became of the recommendations, or note it for one of them."""
    from servicescan.cli import taken_up

    if recommendation:
        taken_up.note_down(workspace, recommendation, status)
    else:
        taken_up.show(workspace, lang, as_json=as_json)


def compare(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The folder of the earlier scan, or its report.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The folder of the later scan, or its report.")
    ],
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what changed between two scans, and what cannot be told from chance.

    From reports (PDF) only the printed figures are known: less can be told.
    """
    if old.is_file() or new.is_file():
        from servicescan.cli import printed_waves

        printed_waves.show(old, new, lang, as_json=as_json)
        return
    from servicescan.cli import waves

    waves.show(old, new, lang, as_json=as_json)

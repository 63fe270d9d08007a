"""The command that asks the questions."""

from typing import Annotated

import typer

from servicescan.cli.options import HERE, LanguageOption, WorkspaceOption


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(epilog="Example: servicescan interview -w de-linde --audience front_line")(
        interview
    )


def interview(
    workspace: WorkspaceOption = HERE,
    audience: Annotated[str, typer.Option(help="The group that the respondent speaks for.")] = "",
    unit: Annotated[str, typer.Option(help="Team or department.")] = "",
    code: Annotated[str, typer.Option(help="Go on with the answers under this code.")] = "",
    lang: LanguageOption = None,
) -> None:
    """Ask the questions, saving every answer.

    Keys: 1-5, d don't know, n not applicable, t note, b back, j jump, q stop, ? help.
    Without a terminal, one answer per line from standard input: 1 to 5, dk, na: reason,
    an empty line to skip, q to stop; "# words" after an answer adds a note.
    """
    from servicescan.cli import session

    wishes = session.Wishes(audience=audience, unit=unit, code=code.lower(), language=lang)
    session.hold(workspace, wishes)

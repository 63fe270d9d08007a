"""The command that asks the questions."""

from typing import Annotated

import typer

from servicescan.cli.options import HERE, LanguageOption, WorkspaceOption
from servicescan.model.response import Kind, Mode


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(epilog="Example: servicescan interview -w de-linde --audience front_line")(
        interview
    )


def interview(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    audience: Annotated[str, typer.Option(help="The group that the respondent speaks for.")] = "",
    unit: Annotated[str, typer.Option(help="Team or department.")] = "",
    code: Annotated[str, typer.Option(help="Go on with the answers under this code.")] = "",
    mode: Annotated[
        Mode | None,
        typer.Option(help="Who types: the respondent, or an interviewer with notes of their own."),
    ] = None,
    consensus: Annotated[
        bool, typer.Option("--consensus", help="One level a group agrees on, with the reason.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Read out line by line, for a screen reader.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Ask the questions, saving every answer.

    Keys: 1-5, d don't know, n not applicable, e evidence, t note, b back, j jump, r review,
    u undo, l language, q stop, ? help. Without a terminal, one answer per line from standard
    input: 1 to 5, dk, na: reason, an empty line to skip, q to stop; "# words" after an answer
    adds a note, and in a consensus "3: reason" agrees on a level.
    """
    from servicescan.cli import session

    wishes = session.Wishes(
        audience=audience,
        unit=unit,
        code=code.lower(),
        language=lang,
        mode=mode,
        kind=Kind.CONSENSUS if consensus else Kind.INDIVIDUAL,
        is_plain=plain,
    )
    session.hold(workspace, wishes)

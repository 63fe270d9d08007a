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
    """Ask the questions; every answer is saved at once, and you can stop at any time."""
    from servicescan.cli import session

    session.hold(workspace, session.Wishes(audience=audience, unit=unit, code=code, language=lang))

"""The commands, registered; each of them loads its rooms when it runs."""

import typer

from servicescan.cli import (
    authoring,
    doctor,
    following,
    forms,
    interviewing,
    invite,
    meeting,
    outcomes,
    privacy,
    survey,
    workspaces,
)

app = typer.Typer(
    name="servicescan",
    help="Service excellence gap scan: interview, scores and a board report in PDF.",
    epilog="Example: servicescan demo",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from servicescan import __version__

        typer.echo(f"servicescan {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and leave."
    ),
) -> None:
    """Service excellence gap scan: interview, scores and a board report in PDF."""


_GROUPS = (
    workspaces,
    forms,
    invite,
    interviewing,
    meeting,
    outcomes,
    following,
    survey,
    privacy,
    authoring,
    doctor,
)
for group in _GROUPS:
    group.register(app)

"""The command that says what is missing, and how to mend it."""

import typer

from servicescan.cli.options import HERE, WorkspaceOption


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(epilog="Example: servicescan doctor")(doctor)


def doctor(workspace: WorkspaceOption = HERE) -> None:
    """Say what this system lacks and how to mend it."""
    from servicescan.cli.checks import all_checks
    from servicescan.cli.console import drawn, emit
    from servicescan.model.text import visible

    sound = True
    for check in all_checks(workspace):
        sign = "✓" if check.is_fine else "✗"
        emit(visible(drawn(f"{sign} {check.subject}: {check.finding}")))
        if not check.is_fine:
            emit(visible(f"    {check.remedy}"))
            sound = False
    if not sound:
        raise typer.Exit(1)

"""Commands that make a scan and say how far it is."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, ChosenLanguage, JsonOption, WorkspaceOption
from servicescan.model.text import Language
from servicescan.model.workspace import Form

STANDARD = "service-excellence"


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog="Example: servicescan demo --lang en")(demo)
    program.command(
        epilog="Example: servicescan new de-linde --client 'De Linde' --lang nl "
        "--audience leadership=6 --audience front_line=40"
    )(new)
    program.command(epilog="Example: servicescan status -w de-linde")(status)
    program.command(epilog="Example: servicescan collect answers.csv -w de-linde")(collect)


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Where to put it; ./servicescan-demo-nl without it."),
    ] = None,
    lang: ChosenLanguage = None,
) -> None:
    """Make a worked example, with its report."""
    from servicescan.cli.paper import write_report
    from servicescan.storage.demo import create_demo

    language = lang or Language.NL
    place = folder or Path(f"servicescan-demo-{language}")
    create_demo(place, language)
    write_report(place, language, None)


def new(  # noqa: PLR0917 - one argument per option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder for the scan.")],
    client: Annotated[str, typer.Option(help="The organisation's name.")] = "",
    lang: ChosenLanguage = None,
    questionnaire: Annotated[
        str, typer.Option(help="The name of a shipped questionnaire, or a folder.")
    ] = "",
    audience: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID[=N]", help="A group that takes part, and how many were invited; repeat it."
        ),
    ] = None,
    form: Annotated[Form | None, typer.Option(help="All questions, or the quick set.")] = None,
    term: Annotated[str, typer.Option(help="The organisation's word for customer.")] = "",
    consultant: Annotated[str, typer.Option(help="Your name or firm, for the cover.")] = "",
) -> None:
    """Start a scan for one client."""
    from servicescan.cli import setup

    wishes = setup.Wishes(
        client=client,
        language=lang,
        questionnaire=questionnaire,
        audiences=tuple(audience or ()),
        form=form,
        term=term,
        consultant=consultant,
    )
    setup.create(folder, wishes)


def status(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """Show who has answered and what is missing."""
    from servicescan.cli import turnout
    from servicescan.storage.workspace import read_responses, read_scan

    scan = read_scan(workspace)
    responses = read_responses(workspace, scan.questionnaire)
    if as_json:
        turnout.print_json(scan, responses)
    else:
        turnout.print_table(workspace, scan, responses)


def collect(  # noqa: PLR0917 - one argument per option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE|DIR", help="Forms, response files, tables, or their folder."),
    ],
    workspace: WorkspaceOption = HERE,
    replace: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="Take the new answers of this respondent; repeat it for more."
        ),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(
            "--map", metavar="FILE", help="What the columns of another program's export hold."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would become of the files.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take in answers from elsewhere, never overwriting."""
    from servicescan.cli import intake

    wishes = intake.Wishes(
        codes=tuple(replace or ()), columns=columns, is_rehearsal=dry_run, as_json=as_json
    )
    if not intake.collect_files(files, workspace, wishes):
        raise typer.Exit(1)

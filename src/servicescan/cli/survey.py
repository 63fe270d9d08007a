"""The command for one large table: counted and scored, never turned into files."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(
        epilog="Examples: servicescan survey answers.csv -w de-linde\n\n"
        "servicescan survey answers.parquet -w de-linde --json > results.json"
    )(survey)


def survey(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="CSV or Parquet, one row per respondent.")
    ],
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score one large table of thousands or millions of respondents, without keeping it.

    Columns as for “collect”: audience, S1-1, S1-2 and so on, without notes. The same figures come
    out, for groups of fifty people and more. Needs the extra: pip install 'servicescan[survey]'.
    """
    from servicescan.cli.surveying import show

    show(table, workspace, lang, as_json=as_json)

"""The command for one large table: counted and scored, never turned into files."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import (
    HERE,
    AllOption,
    AudienceOption,
    JsonOption,
    LanguageOption,
    ShiftOption,
    WhyOption,
    WorkspaceOption,
)


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(
        epilog="Examples: servicescan survey answers.csv -w de-linde\n\n"
        "servicescan survey answers.csv -w de-linde --shift S4\n\n"
        "servicescan survey answers.parquet -w de-linde --json > results.json"
    )(survey)


def survey(  # noqa: PLR0917 - one argument per option
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="CSV or Parquet, one row per respondent.")
    ],
    workspace: WorkspaceOption = HERE,
    lang: LanguageOption = None,
    shift: ShiftOption = "",
    audience: AudienceOption = "",
    why: WhyOption = "",
    everything: AllOption = False,
    as_json: JsonOption = False,
) -> None:
    """Score one large table of thousands or millions of respondents, without keeping it.

    Columns as for “collect”: audience, S1-1, S1-2 and so on, without notes. The same figures come
    out, for groups of fifty people and more. Needs the extra: pip install 'servicescan[survey]'.
    """
    from servicescan.cli.results.choice import Look
    from servicescan.cli.surveying import show

    look = Look(shift=shift, audience=audience, why=why, is_all=everything, is_json=as_json)
    show(table, workspace, lang, look)

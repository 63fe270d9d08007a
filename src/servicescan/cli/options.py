"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.model.text import Language

WorkspaceOption = Annotated[
    Path,
    typer.Option(
        "--workspace",
        "-w",
        envvar="SERVICESCAN_WORKSPACE",
        help="The folder of the scan.",
    ),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", case_sensitive=False, help="The language; the scan's own without it."),
]
ChosenLanguage = Annotated[
    Language | None,
    typer.Option("--lang", case_sensitive=False, help="The language; Dutch without it."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print everything as JSON.")]
ShiftOption = Annotated[str, typer.Option(metavar="ID", help="One shift in depth, such as S4.")]
AudienceOption = Annotated[
    str, typer.Option(metavar="ID", help="What one group says, if it may be shown.")
]
WhyOption = Annotated[
    str,
    typer.Option(
        metavar="ID", help="The answers and the rule behind a shift, question or recommendation."
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="Everything, one part under another.")]
HERE = Path()

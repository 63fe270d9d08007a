"""The commands that take one person's answers: asked, or from a file."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import HERE, JsonOption, LanguageOption, WorkspaceOption
from servicescan.model.response import Kind, Mode

AudienceOption = Annotated[str, typer.Option(help="The group that the respondent speaks for.")]
UnitOption = Annotated[str, typer.Option(help="Team or department.")]
CodeOption = Annotated[str, typer.Option(help="Go on with the answers under this code.")]
ModeOption = Annotated[
    Mode | None,
    typer.Option(help="Who types: the respondent, or an interviewer with notes of their own."),
]
ConsensusOption = Annotated[
    bool, typer.Option("--consensus", help="One level a group agrees on, with the reason.")
]


def register(program: typer.Typer) -> None:
    """Add the commands to the program."""
    program.command(epilog="Example: servicescan interview -w de-linde --audience front_line")(
        interview
    )
    program.command(
        epilog="Examples: servicescan answer --from ann.yaml -w de-linde --audience front_line\n\n"
        "echo 'answers: {B1: 3, S1-1: dk}' | servicescan answer --from - --audience front_line"
    )(answer)


def interview(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    audience: AudienceOption = "",
    unit: UnitOption = "",
    code: CodeOption = "",
    mode: ModeOption = None,
    consensus: ConsensusOption = False,
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
    from servicescan.cli.session import hold
    from servicescan.cli.whose import Wishes

    wishes = Wishes(
        audience=audience,
        unit=unit,
        code=code.lower(),
        language=lang,
        mode=mode,
        kind=Kind.CONSENSUS if consensus else Kind.INDIVIDUAL,
        is_plain=plain,
    )
    hold(workspace, wishes)


def answer(  # noqa: PLR0917 - one argument per option
    source: Annotated[
        Path, typer.Option("--from", metavar="FILE", help="YAML, JSON or CSV; - is standard input.")
    ],
    workspace: WorkspaceOption = HERE,
    audience: AudienceOption = "",
    unit: UnitOption = "",
    code: CodeOption = "",
    mode: ModeOption = None,
    consensus: ConsensusOption = False,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer from a file what the interview would ask one person.

    The file holds question ids with answers, "answers: {B1: 3, S1-1: dk, S1-2: 'na: reason'}", or
    is like a response file, or a table of one row; docs/response-formats.md has all of it. With
    anything wrong in it, nothing is kept. The same code again changes and adds answers.
    """
    from servicescan.cli.answering import answer_from
    from servicescan.cli.whose import Wishes

    wishes = Wishes(
        audience=audience,
        unit=unit,
        code=code.lower(),
        language=lang,
        mode=mode,
        kind=Kind.CONSENSUS if consensus else Kind.INDIVIDUAL,
    )
    answer_from(source, workspace, wishes, as_json=as_json)

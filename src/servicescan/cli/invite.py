"""The command that hands out codes and writes the mails to go with them."""

from datetime import datetime
from typing import Annotated

import typer

from servicescan.cli.options import HERE, LanguageOption, WorkspaceOption

AudienceOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID[=N]",
        help="Only this group, with N people; repeat it. Without it every group of the scan, "
        "with as many as were invited.",
    ),
]
UnitOption = Annotated[str, typer.Option(help="Their team or department.")]
DeadlineOption = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DAY", help="YYYY-MM-DD; two weeks from now without it."
    ),
]
RemindOption = Annotated[
    bool, typer.Option("--remind", help="Only those who have not answered everything yet.")
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Replace lists of today that stand there already.")
]


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(
        epilog="Examples: servicescan invite -w de-linde --deadline 2026-12-11\n\n"
        "servicescan invite -w de-linde --audience front_line=12 --unit Balie\n\n"
        "servicescan invite -w de-linde --remind"
    )(invite)


def invite(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    audience: AudienceOption = None,
    unit: UnitOption = "",
    deadline: DeadlineOption = None,
    remind: RemindOption = False,
    lang: LanguageOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Hand out random codes and write the mails, as lists for a mail merge.

    They come to stand in invitations/ of the scan. No mail is sent and no name is asked: add the
    addresses in a copy elsewhere. Codes that were handed out stay; the same command again makes
    only what is missing.
    """
    from servicescan.cli.inviting import Wishes, hand_out

    wishes = Wishes(
        audiences=tuple(audience or ()),
        unit=unit,
        deadline=deadline.date() if deadline else None,
        language=lang,
        is_reminder=remind,
        may_replace=replace,
    )
    hand_out(workspace, wishes)

"""The command that makes forms for people who have no terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicescan.cli.options import HERE, LanguageOption, WorkspaceOption
from servicescan.forms import Medium

if TYPE_CHECKING:
    from servicescan.forms.blank import Blank
    from servicescan.model.text import Language

_FORMATS = (
    "html: a page for any browser; xlsx: a locked sheet; "
    "xlsform: for ODK, KoboToolbox and Enketo. Repeat it; html without it."
)
AudienceOption = Annotated[
    list[str] | None, typer.Option(help="Only for this group; repeat it. Every group without it.")
]
FormatOption = Annotated[list[Medium] | None, typer.Option("--format", help=_FORMATS)]
UnitOption = Annotated[
    list[str] | None, typer.Option(help="A team or department to choose from; repeat it.")
]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Replace forms that stand there already.")
]


def register(program: typer.Typer) -> None:
    """Add the command to the program."""
    program.command(epilog="Example: servicescan forms -w de-linde --format html --format xlsx")(
        forms
    )


def forms(  # noqa: PLR0917 - one argument per option
    workspace: WorkspaceOption = HERE,
    audience: AudienceOption = None,
    medium: FormatOption = None,
    lang: LanguageOption = None,
    unit: UnitOption = None,
    replace: ReplaceOption = False,
) -> None:
    """Make forms that people fill in without this program.

    They come to stand in forms/ of the scan. What comes back is taken in by “collect”.
    """
    from servicescan.cli.clock import today
    from servicescan.cli.whose import require_audience
    from servicescan.forms.blank import Blank
    from servicescan.model.text import cleaned
    from servicescan.storage.workspace import read_scan

    scan = read_scan(workspace)
    language = lang or scan.workspace.language
    for audience_id in audience or []:
        require_audience(audience_id, scan)
    for audience_id in dict.fromkeys(audience or scan.workspace.audiences):
        blank = Blank(
            questionnaire=scan.questionnaire,
            workspace=scan.workspace,
            audience=audience_id,
            units=tuple(dict.fromkeys(cleaned(each) for each in unit or ())),
            day=today(),
        )
        for each in dict.fromkeys(medium or [Medium.HTML]):
            _write(workspace, blank, each, language, replace=replace)


def _write(
    folder: Path, blank: "Blank", medium: Medium, language: "Language", *, replace: bool
) -> None:
    """Make one form and say where it is.

    Raises:
        UserError: another form stands there and is not to be replaced.
    """
    from servicescan.cli.console import say_line
    from servicescan.i18n import Speaker
    from servicescan.storage.form_files import form_path, save_form

    endings = {Medium.HTML: ".html", Medium.XLSX: f"-{language}.xlsx"}
    path = form_path(folder, blank.audience, endings.get(medium, "-xlsform.xlsx"))
    save_form(path, _content(blank, medium, language), replace=replace)
    say_line(Speaker(language)._("Form: {path}", path=path))


def _content(blank: "Blank", medium: Medium, language: "Language") -> bytes:
    if medium is Medium.HTML:
        from servicescan.forms.page import render_form

        return render_form(blank, language).encode()
    if medium is Medium.XLSX:
        from servicescan.forms.workbook import render_workbook

        return render_workbook(blank, language)
    from servicescan.forms.xlsform import render_xlsform

    return render_xlsform(blank, language)

"""Commands for authors of questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

from servicescan.cli.options import ChosenLanguage
from servicescan.model.text import Language
from servicescan.problems import UserError

app = typer.Typer(
    name="questionnaire",
    help="Check, show and copy questionnaires.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
STANDARD = "service-excellence"


def register(program: typer.Typer) -> None:
    """Add the group to the program."""
    program.add_typer(app)


@app.command(epilog="Example: servicescan questionnaire check my-questionnaire")
def check(
    folder: Annotated[
        str,
        typer.Argument(metavar="FOLDER", help="A folder, or the name of a shipped questionnaire."),
    ] = STANDARD,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count matters of style as problems, too.")
    ] = False,
) -> None:
    """Name every problem of a questionnaire at its place."""
    from servicescan.cli.console import emit
    from servicescan.model.text import visible
    from servicescan.problems import BadFiles
    from servicescan.storage.questionnaires import check_questionnaire, find_folder

    questionnaire, problems = check_questionnaire(find_folder(folder), strict=strict)
    if problems or questionnaire is None:
        raise BadFiles(problems)
    advice = sum(len(block.recommendations) for block in questionnaire.blocks)
    name = visible(f"{questionnaire.id} {questionnaire.version}")
    emit(
        f"{name}: no problems. "
        f"{len(questionnaire.shifts)} shifts, {len(questionnaire.questions)} questions, "
        f"{advice} recommendations."
    )


@app.command("list", epilog="Example: servicescan questionnaire list")
def list_() -> None:
    """List the questionnaires that come with the program."""
    from servicescan.cli.console import emit
    from servicescan.storage.questionnaires import read_questionnaire, shipped_questionnaires

    for name in shipped_questionnaires():
        questionnaire = read_questionnaire(name)
        title = questionnaire.title.in_(Language.EN)
        emit(f"{name}  {questionnaire.version}  {title}")


@app.command(epilog="Example: servicescan questionnaire show --lang en")
def show(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The name of a shipped questionnaire, or a folder."),
    ] = STANDARD,
    lang: ChosenLanguage = None,
) -> None:
    """Print all questions with their anchors."""
    from servicescan.cli.console import out, say, text
    from servicescan.i18n import Speaker
    from servicescan.storage.questionnaires import read_questionnaire

    questionnaire = read_questionnaire(name)
    language = lang or Language.NL
    terms = questionnaire.customer_terms
    speaker = Speaker(language, terms[0].markers(language) if terms else None)
    say(speaker.say(questionnaire.title), "bold")
    for block in questionnaire.blocks:
        say()
        say(f"{block.id}  {speaker.say(block.name)}", "bold")
        for question in block.questions:
            say()
            for words in question.ask.texts.values():
                say(f"{question.id}  {speaker.say(words)}")
            for level, anchor in sorted(question.anchors.items()):
                out().print(text(f"  {level}  {speaker.say(anchor)}"))


@app.command("print", epilog="Example: servicescan questionnaire print --lang nl --audience hr")
def print_(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The name of a shipped questionnaire, or a folder."),
    ] = STANDARD,
    lang: ChosenLanguage = None,
    audience: Annotated[
        str | None, typer.Option("--audience", help="Only what this audience is asked.")
    ] = None,
    term: Annotated[
        str | None, typer.Option("--term", help="The word for customer, such as patient.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The PDF to write; never overwritten.")
    ] = None,
) -> None:
    """Write the questionnaire as a PDF, to prepare on paper."""
    from servicescan.cli.clock import today
    from servicescan.cli.console import emit
    from servicescan.i18n import Speaker
    from servicescan.model.text import visible
    from servicescan.report.booklet import render_booklet
    from servicescan.storage.questionnaires import read_questionnaire

    questionnaire, language = read_questionnaire(name), lang or Language.NL
    _require(audience, [a.id for a in questionnaire.audiences], "audience")
    _require(term, [t.id for t in questionnaire.customer_terms], "word for customer")
    target = output or Path(f"{questionnaire.id}-{audience or 'all'}-{language}.pdf")
    if target.exists():
        raise UserError(f"{target}: exists already. Choose another name with --output.")
    first = next((each.id for each in questionnaire.customer_terms), "")
    words = questionnaire.customer_term(term or first)
    speaker = Speaker(language, words.markers(language))
    pages = render_booklet(questionnaire, speaker, audience=audience, day=today(), target=target)
    emit(visible(f"{target}: {pages} pages."))


def _require(given: str | None, known: list[str], kind: str) -> None:
    """Refuse an id that does not exist, naming the ones that do."""
    if given is not None and given not in known:
        raise UserError(
            f"There is no {kind} “{given}”. Use one of {', '.join(known)}.", exit_code=2
        )


@app.command(epilog="Example: servicescan questionnaire copy service-excellence my-questionnaire")
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The questionnaire to start from.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The new folder.")],
) -> None:
    """Copy a questionnaire, to make your own."""
    from servicescan.cli.console import emit
    from servicescan.model.text import visible
    from servicescan.storage.questionnaires import copy_questionnaire

    copy_questionnaire(name, folder)
    emit(visible(f"{folder}: yours to change. Then: servicescan questionnaire check {folder}"))


@app.command(epilog="Example: servicescan questionnaire schema --write schemas")
def schema(
    write: Annotated[
        Path | None, typer.Option("--write", help="Write one file per schema to this folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas with which editors check and complete."""
    import json

    from servicescan.cli.console import emit
    from servicescan.model.text import visible
    from servicescan.storage.questionnaires import schemas
    from servicescan.storage.saving import write_safely

    found = schemas()
    if write is None:
        emit(json.dumps(found, indent=2))
        return
    for name, content in found.items():
        write_safely(write / name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
        emit(visible(str(write / name)))

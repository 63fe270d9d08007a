"""A new scan: what was given as options, and asking for the rest."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from servicescan.cli.asking import ask_choice, ask_count, ask_words
from servicescan.cli.console import is_interactive, say, say_line
from servicescan.i18n import Speaker
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.text import Language, Text, visible
from servicescan.model.workspace import Form, Group, Workspace
from servicescan.problems import UserError
from servicescan.storage.hints import near
from servicescan.storage.questionnaires import (
    find_folder,
    read_questionnaire,
    shipped_questionnaires,
)
from servicescan.storage.workspace import require_no_scan, write_workspace

STANDARD = "service-excellence"
#: months that answers are kept, until the settings say otherwise
RETENTION = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options as they were given; what is empty is asked."""

    client: str
    language: Language | None
    questionnaire: str
    audiences: tuple[str, ...]
    form: Form | None
    term: str
    consultant: str


def create(folder: Path, wishes: Wishes) -> None:
    """Ask what is missing and write the new scan.

    Raises:
        UserError: an option is not possible, or nobody is there to answer.
    """
    # before anything is asked; writing checks it again
    require_no_scan(folder)
    language = wishes.language or _ask_language()
    speaker = Speaker(language)
    client = wishes.client.strip() or ask_words(speaker._("Which organisation?"), "--client")
    name = wishes.questionnaire or _ask_questionnaire(speaker)
    questionnaire = read_questionnaire(name)
    workspace = Workspace(
        questionnaire=_name_in(folder, name),
        version=questionnaire.version,
        client=visible(client),
        language=language,
        audiences=_audiences(wishes, questionnaire, speaker),
        form=wishes.form or _ask_form(speaker),
        customer_term=_term(wishes, questionnaire, speaker),
        consultant=visible(wishes.consultant),
        retention=RETENTION,
    )
    path = write_workspace(folder, workspace, questionnaire)
    say_line(speaker._("Made: {path}", path=path))
    command = f"servicescan interview --workspace {shlex.quote(str(folder))}"
    say_line(speaker._("Next: {command}", command=command))


def _name_in(folder: Path, name: str) -> str:
    """A shipped questionnaire by its id, another one by its folder as seen from the scan."""
    if name in shipped_questionnaires():
        return name
    # resolved, because “..” of a linked folder leads elsewhere
    return Path(os.path.relpath(find_folder(name).resolve(), folder.resolve())).as_posix()


def _ask_language() -> Language:
    if not is_interactive():
        return Language.NL
    names = {"nl": "Nederlands", "en": "English"}
    return Language(ask_choice("Taal / Language", "--lang", names, Language.NL))


def _ask_questionnaire(speaker: Speaker) -> str:
    shipped = shipped_questionnaires()
    if len(shipped) == 1 or not is_interactive():
        return STANDARD
    titles = {name: speaker.say(read_questionnaire(name).title) for name in shipped}
    return ask_choice(speaker._("Which questionnaire?"), "--questionnaire", titles, STANDARD)


def _ask_form(speaker: Speaker) -> Form:
    if not is_interactive():
        return Form.FULL
    forms = {
        str(Form.FULL): speaker._("all questions"),
        str(Form.QUICK): speaker._("the quick set; its outcome is indicative"),
    }
    return Form(ask_choice(speaker._("Full or quick?"), "--form", forms, Form.FULL))


def _term(wishes: Wishes, questionnaire: Questionnaire, speaker: Speaker) -> str:
    """The id of the word for customer."""
    words = {term.id: speaker.say(_one(term.nl, term.en)) for term in questionnaire.customer_terms}
    if wishes.term in words or (wishes.term and not words):
        return wishes.term
    if wishes.term:
        raise UserError(
            f"--term: there is no word for customer “{wishes.term}”.{near(wishes.term, words)} "
            f"Choose from {', '.join(words)}.",
            exit_code=2,
        )
    first = next(iter(words), "customer")
    if not is_interactive():
        return first
    return ask_choice(speaker._("Your word for customer?"), "--term", words, first)


def _one(nl: Mapping[str, str], en: Mapping[str, str]) -> Text:
    return Text({Language.NL: nl["one"], Language.EN: en["one"]})


def _audiences(wishes: Wishes, questionnaire: Questionnaire, speaker: Speaker) -> dict[str, Group]:
    known = {audience.id: speaker.say(audience.name) for audience in questionnaire.audiences}
    if wishes.audiences:
        found = _taking_part(dict(counted(option, tuple(known)) for option in wishes.audiences))
        if not found:
            raise UserError(
                "--audience: nobody takes part. Invite at least one group.", exit_code=2
            )
        return found
    if not is_interactive():
        return {id_: Group() for id_ in known}
    asked = speaker._(
        "How many people are invited? 0: this group does not take part. Enter: unknown."
    )
    found = {}
    while not found:
        say(asked)
        counts = {id_: ask_count(f"  {name}", "--audience") for id_, name in known.items()}
        found = _taking_part(counts)
    return found


def _taking_part(counts: Mapping[str, int | None]) -> dict[str, Group]:
    """The groups of which somebody is invited, or it is unknown how many."""
    return {id_: Group(invited=count) for id_, count in counts.items() if count != 0}


def counted(option: str, known: tuple[str, ...]) -> tuple[str, int | None]:
    """One ``ID=N`` of the command line."""
    id_, _, count = option.partition("=")
    if id_ not in known:
        raise UserError(
            f"--audience: there is no audience “{id_}”.{near(id_, known)} "
            f"Choose from {', '.join(known)}.",
            exit_code=2,
        )
    if count and not (count.isascii() and count.isdigit()):
        raise UserError(f"--audience: “{count}” is not a number of people.", exit_code=2)
    return id_, int(count) if count else None

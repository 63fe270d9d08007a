"""One respondent at the terminal: begin or go on, ask, save after every answer."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servicescan.cli.asking import ask_choice
from servicescan.cli.clock import today
from servicescan.cli.consensus import look_back
from servicescan.cli.console import is_interactive, out, say
from servicescan.cli.record import Record, speaker_for
from servicescan.i18n import Speaker
from servicescan.model.response import Kind, Mode, Respondent, Response
from servicescan.model.text import Language, cleaned
from servicescan.problems import BadFiles, Code, UserError
from servicescan.storage.hints import near
from servicescan.storage.response_rules import is_usable_code
from servicescan.storage.responses import new_code, read_response
from servicescan.storage.saving import held
from servicescan.storage.workspace import (
    Scan,
    find_response,
    read_scan,
    response_files,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options as they were given; what is empty is asked or made up."""

    audience: str
    unit: str
    code: str
    language: Language | None
    mode: Mode | None = None
    kind: Kind = Kind.INDIVIDUAL
    #: read out line by line, also where the terminal could draw
    is_plain: bool = False


def hold(folder: Path, wishes: Wishes) -> None:
    """Ask the open questions of one respondent.

    Raises:
        UserError: a wish is not possible, or the answers cannot be written.
        KeyboardInterrupt: Ctrl-C; every answer before it is on the disk.
    """
    scan = read_scan(folder)
    response = _response(folder, scan, wishes)
    record = Record(folder, scan, response)
    speaker = record.speaker(wishes.language or Language(response.language))
    if record.is_consensus:
        look_back(record)
    with held(record.path):
        command = resume_command(folder, response)
        try:
            speaker = _converse(record, speaker, wishes)
        except (KeyboardInterrupt, EOFError):
            say()
            record.farewell(speaker, command)
            raise KeyboardInterrupt from None
        record.farewell(speaker, command)


def _converse(record: Record, speaker: Speaker, wishes: Wishes) -> Speaker:
    """Talk with whoever is there: eyes, ears, or lines from a pipe."""
    if not is_interactive():
        from servicescan.cli.listening import converse

        converse(record, speaker)
        return speaker
    from servicescan.cli.conversation import Conversation

    if wishes.is_plain or out().is_dumb_terminal:
        from servicescan.cli.plain import Reader

        with Reader() as reader:
            return Conversation(record, speaker, reader).hold()
    from servicescan.cli.keyboard import Keyboard
    from servicescan.cli.prompts import Screen

    with Screen(Keyboard()) as screen:
        return Conversation(record, speaker, screen).hold()


def resume_command(folder: Path, response: Response) -> str:
    """What to type to go on with these answers."""
    kind = " --consensus" if response.kind is Kind.CONSENSUS else ""
    return f"{command_for(folder, response.respondent.code)}{kind}"


def command_for(folder: Path, code: str) -> str:
    """What to type to go on with the answers under a code."""
    place = "" if folder == Path() else f" --workspace {shlex.quote(str(folder))}"
    return f"servicescan interview{place} --code {code}"


# -- whose answers --------------------------------------------------------------------------------


def _response(folder: Path, scan: Scan, wishes: Wishes) -> Response:
    """The response to go on with, or a new one."""
    if wishes.audience:
        _require_audience(wishes.audience, scan)
    if wishes.code and not is_usable_code(wishes.code):
        sentence = Code.BAD_CODE.sentence.format(code=wishes.code)
        raise UserError(f"--code: {sentence}", exit_code=2)
    found = (
        find_response(folder, wishes.code, scan.questionnaire)
        if wishes.code
        else _unfinished(folder, scan, wishes)
    )
    if found is None:
        return _new_response(scan, wishes)
    audience = found.respondent.audience
    if wishes.audience not in ("", audience):
        raise UserError(
            f"--code: {wishes.code} answers for {audience}, not for {wishes.audience}. "
            "Leave --audience out.",
            exit_code=2,
        )
    if found.kind is not wishes.kind:
        remedy = "Add" if found.kind is Kind.CONSENSUS else "Leave out"
        raise UserError(
            f"--code: {wishes.code} is the code of {found.kind} answers. {remedy} --consensus.",
            exit_code=2,
        )
    return replace(found, mode=wishes.mode) if wishes.mode else found


def _require_audience(audience: str, scan: Scan) -> None:
    known = tuple(scan.workspace.audiences)
    if audience not in known:
        sentence = Code.UNKNOWN_AUDIENCE.sentence.format(id=audience, hint=near(audience, known))
        raise UserError(f"--audience: {sentence} Use {', '.join(known)}.", exit_code=2)


def _new_response(scan: Scan, wishes: Wishes) -> Response:
    language = wishes.language or scan.workspace.language
    return Response(
        questionnaire=scan.questionnaire.id,
        version=scan.questionnaire.version,
        respondent=Respondent(
            code=wishes.code or new_code(),
            audience=wishes.audience or _ask_audience(scan, speaker_for(scan, language)),
            unit=cleaned(wishes.unit),
        ),
        day=today().isoformat(),
        language=language,
        mode=wishes.mode or (Mode.SELF if wishes.kind is Kind.INDIVIDUAL else Mode.INTERVIEW),
        kind=wishes.kind,
    )


def _ask_audience(scan: Scan, speaker: Speaker) -> str:
    known = tuple(scan.workspace.audiences)
    if len(known) == 1:
        return known[0]
    if not is_interactive():
        raise UserError(
            f"Whose answers are these? Give --audience: {', '.join(known)}.", exit_code=2
        )
    names = {id_: speaker.say(scan.questionnaire.audience(id_).name) for id_ in known}
    numbered = {str(number): names[id_] for number, id_ in enumerate(known, 1)}
    chosen = ask_choice(speaker._("Who is answering?"), "--audience", numbered, "")
    return known[int(chosen) - 1]


def _unfinished(folder: Path, scan: Scan, wishes: Wishes) -> Response | None:
    """Begun answers that the person at the keyboard wants to go on with."""
    if not is_interactive():
        return None
    begun = _begun(folder, scan, wishes)
    if not begun:
        return None
    speaker = speaker_for(scan, wishes.language or scan.workspace.language)
    choices = {str(number): _described(r, scan, speaker) for number, r in enumerate(begun, 1)}
    choices["n"] = speaker._("new: somebody else begins")
    chosen = ask_choice(speaker._("Go on with answers that were begun?"), "--code", choices, "1")
    return None if chosen == "n" else begun[int(chosen) - 1]


def _begun(folder: Path, scan: Scan, wishes: Wishes) -> Sequence[Response]:
    """Responses with open questions, the newest first; a file that is damaged is for `status`."""
    found = []
    for path in response_files(folder):
        try:
            response = read_response(path, scan.questionnaire)
        except BadFiles:
            continue
        is_meant = wishes.audience in ("", response.respondent.audience)
        if is_meant and response.kind is wishes.kind:
            record = Record(folder, scan, response)
            if record.path == path and not record.conversation().is_complete:
                found.append(response)
    return sorted(found, key=lambda response: (response.day, response.respondent.code))[::-1]


def _described(response: Response, scan: Scan, speaker: Speaker) -> str:
    audience = speaker.say(scan.questionnaire.audience(response.respondent.audience).name)
    return f"{audience}, {response.day}, {response.respondent.code}"

"""One respondent at the terminal: begin or go on, ask, save after every answer."""

import shlex
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servicescan.cli.asking import ask_choice
from servicescan.cli.clock import today
from servicescan.cli.console import is_interactive, say, say_line
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Respondent, Response
from servicescan.model.text import Language, visible
from servicescan.model.workspace import Form
from servicescan.problems import BadFiles, Code, UserError
from servicescan.storage.binding import near
from servicescan.storage.response_rules import is_usable_code
from servicescan.storage.responses import new_code, read_response, save_response
from servicescan.storage.saving import held
from servicescan.storage.workspace import (
    Scan,
    find_response,
    read_scan,
    response_files,
    response_path,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options as they were given; what is empty is asked or made up."""

    audience: str
    unit: str
    code: str
    language: Language | None


class Record:
    """The file behind a conversation."""

    def __init__(self, folder: Path, scan: Scan, response: Response) -> None:
        self.folder = folder
        self.scan = scan
        #: what is on the disk, or a response without answers that is not there yet
        self.response = response
        self.path = response_path(folder, response)

    @property
    def audience(self) -> str:
        """The group that the respondent speaks for."""
        return self.response.respondent.audience

    def conversation(self) -> Interview:
        """Where the respondent is: at the first open question."""
        quick = self.scan.workspace.form is Form.QUICK
        questions = self.scan.questionnaire.questions_for(self.audience, quick=quick)
        return Interview.resume(questions, self.response.answers)

    def save(self, interview: Interview) -> None:
        """Put the answers on the disk, if they changed.

        Raises:
            UserError: they cannot be written; what was there stands.
        """
        changed = replace(self.response, answers=interview.answers)
        if changed != self.response:
            save_response(self.path, changed)
            self.response = changed


def clean(words: str) -> str:
    """Typed words, fit to keep: composed letters, nothing that cannot be seen."""
    return visible(unicodedata.normalize("NFC", words)).strip()


def hold(folder: Path, wishes: Wishes) -> None:
    """Ask the open questions of one respondent.

    Raises:
        UserError: a wish is not possible, or the answers cannot be written.
        KeyboardInterrupt: Ctrl-C; every answer before it is on the disk.
    """
    scan = read_scan(folder)
    response = _response(folder, scan, wishes)
    record = Record(folder, scan, response)
    speaker = _speaker(scan, wishes.language or Language(response.language))
    with held(record.path):
        try:
            if is_interactive():
                from servicescan.cli.prompts import converse
            else:
                from servicescan.cli.listening import converse
            converse(record, speaker)
        except (KeyboardInterrupt, EOFError):
            say()
            _farewell(record, speaker)
            raise
        _farewell(record, speaker)


def _speaker(scan: Scan, language: Language) -> Speaker:
    terms = {term.id: term for term in scan.questionnaire.customer_terms}
    term = terms.get(scan.workspace.customer_term)
    return Speaker(language, term.markers(language) if term else None)


def _farewell(record: Record, speaker: Speaker) -> None:
    """What is kept, and how to go on."""
    progress = record.conversation().progress
    if not progress.answered:
        say(speaker._("Nothing was answered, so nothing was saved."))
        return
    said = speaker._(
        "The answers are safe: {answered} of {total}, in {path}.",
        answered=progress.answered,
        total=progress.total,
        path=record.path,
    )
    say_line(said)
    if progress.open:
        command = resume_command(record.folder, record.response.respondent.code)
        say_line(speaker._("Go on later with: {command}", command=command))


def resume_command(folder: Path, code: str) -> str:
    """What to type to go on with these answers."""
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
    return found


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
            audience=wishes.audience or _ask_audience(scan, _speaker(scan, language)),
            unit=clean(wishes.unit),
        ),
        day=today().isoformat(),
        language=language,
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
    begun = _begun(folder, scan, wishes.audience)
    if not begun:
        return None
    speaker = _speaker(scan, wishes.language or scan.workspace.language)
    choices = {str(number): _described(r, scan, speaker) for number, r in enumerate(begun, 1)}
    choices["n"] = speaker._("new: somebody else begins")
    chosen = ask_choice(speaker._("Go on with answers that were begun?"), "--code", choices, "1")
    return None if chosen == "n" else begun[int(chosen) - 1]


def _begun(folder: Path, scan: Scan, audience: str) -> Sequence[Response]:
    """Responses with open questions, the newest first; a file that is damaged is for `status`."""
    found = []
    for path in response_files(folder):
        try:
            response = read_response(path, scan.questionnaire)
        except BadFiles:
            continue
        if audience in ("", response.respondent.audience):
            record = Record(folder, scan, response)
            if record.path == path and not record.conversation().is_complete:
                found.append(response)
    return sorted(found, key=lambda response: (response.day, response.respondent.code))[::-1]


def _described(response: Response, scan: Scan, speaker: Speaker) -> str:
    audience = speaker.say(scan.questionnaire.audience(response.respondent.audience).name)
    return f"{audience}, {response.day}, {response.respondent.code}"

"""Whose answers: those under a code, those that were begun, or new ones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servicescan.cli.asking import ask_choice
from servicescan.cli.clock import today
from servicescan.cli.console import is_interactive
from servicescan.cli.record import Record, speaker_for
from servicescan.i18n import Speaker
from servicescan.model.response import Kind, Mode, Respondent, Response
from servicescan.model.text import Language, cleaned
from servicescan.problems import BadFiles, Code, UserError
from servicescan.storage.hints import near
from servicescan.storage.response_rules import is_usable_code
from servicescan.storage.responses import new_code, read_response
from servicescan.storage.workspace import Scan, find_response, response_files


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


def find_or_begin(folder: Path, scan: Scan, wishes: Wishes) -> Response:
    """The response to go on with, or a new one; what is not wished is asked.

    Raises:
        UserError: a wish is not possible.
    """
    found = find_known(folder, scan, wishes)
    if not wishes.code:
        found = _unfinished(folder, scan, wishes)
    if found is None:
        audience = wishes.audience or _ask_audience(scan, wishes)
        return begin(scan, replace(wishes, audience=audience))
    return replace(found, mode=wishes.mode) if wishes.mode else found


def find_known(folder: Path, scan: Scan, wishes: Wishes) -> Response | None:
    """The response under the code that is wished, if there is one.

    Raises:
        UserError: a wish is not possible.
    """
    if wishes.audience:
        require_audience(wishes.audience, scan)
    if not wishes.code:
        return None
    if not is_usable_code(wishes.code):
        sentence = Code.BAD_CODE.sentence.format(code=wishes.code)
        raise UserError(f"--code: {sentence}", exit_code=2)
    found = find_response(folder, wishes.code, scan.questionnaire)
    if found:
        _require_fit(found, wishes)
    return found


def _require_fit(found: Response, wishes: Wishes) -> None:
    """The answers under a code are of the kind that is wished."""
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


def require_audience(audience: str, scan: Scan) -> None:
    """Refuse an audience that takes no part.

    Raises:
        UserError: it takes no part; the ones that do are named.
    """
    known = tuple(scan.workspace.audiences)
    if audience not in known:
        sentence = Code.UNKNOWN_AUDIENCE.sentence.format(id=audience, hint=near(audience, known))
        raise UserError(f"--audience: {sentence} Use {', '.join(known)}.", exit_code=2)


def begin(scan: Scan, wishes: Wishes) -> Response:
    """New answers, of today; without a code they get one at random."""
    language = wishes.language or scan.workspace.language
    return Response(
        questionnaire=scan.questionnaire.id,
        version=scan.questionnaire.version,
        respondent=Respondent(
            code=wishes.code or new_code(),
            audience=wishes.audience,
            unit=cleaned(wishes.unit),
        ),
        day=today().isoformat(),
        language=language,
        mode=wishes.mode or (Mode.SELF if wishes.kind is Kind.INDIVIDUAL else Mode.INTERVIEW),
        kind=wishes.kind,
    )


def _ask_audience(scan: Scan, wishes: Wishes) -> str:
    speaker = speaker_for(scan, wishes.language or scan.workspace.language)
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

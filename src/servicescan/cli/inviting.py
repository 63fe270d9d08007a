"""Handing out codes: how many each group still needs, and the mails for them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from servicescan.cli.clock import today
from servicescan.cli.console import say, say_line
from servicescan.cli.setup import counted
from servicescan.cli.turnout import conversation
from servicescan.cli.whose import require_audience
from servicescan.forms.blank import Blank, Voice
from servicescan.forms.letter import letter
from servicescan.i18n import Speaker
from servicescan.model.text import Language, cleaned
from servicescan.problems import UserError
from servicescan.storage.invitations import (
    Invitation,
    merge_path,
    read_invitations,
    write_invitations,
    write_merge,
)
from servicescan.storage.responses import new_code
from servicescan.storage.workspace import Scan, read_responses, read_scan

_TERM = datetime.timedelta(days=14)
#: what a spreadsheet expects between cells, where its language writes a decimal comma or point
_DELIMITER = {Language.NL: ";", Language.EN: ","}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options as they were given."""

    audiences: tuple[str, ...]
    unit: str
    deadline: datetime.date | None
    language: Language | None
    is_reminder: bool
    may_replace: bool


def hand_out(folder: Path, wishes: Wishes) -> None:
    """Make the codes that are missing, and a list with a mail for each code.

    Raises:
        UserError: a wish is not possible, or a list stands there already.
    """
    scan = read_scan(folder)
    deadline = wishes.deadline or today() + _TERM
    if deadline < today():
        raise UserError(f"--deadline: {deadline} is over. Choose a later day.", exit_code=2)
    groups, unit = _groups(scan, wishes), cleaned(wishes.unit)
    known = read_invitations(folder)
    if wishes.is_reminder:
        chosen = _unanswered(folder, scan, known, groups, unit)
    else:
        fresh = _missing(known, groups, unit)
        if fresh:
            write_invitations(folder, [*known, *fresh])
        chosen = [each for each in (*known, *fresh) if _is_meant(each, groups, unit)]
    speaker = Speaker(wishes.language or scan.workspace.language)
    if not chosen:
        say(speaker._("There is nobody to remind."))
        return
    for audience in groups:
        mails = [each for each in chosen if each.audience == audience]
        if mails:
            _write(folder, scan, mails, deadline, wishes)
    say(
        speaker._(
            "Add the addresses in a copy outside this folder, so that names and answers never "
            "lie together. Nothing was sent."
        )
    )


def _groups(scan: Scan, wishes: Wishes) -> dict[str, int | None]:
    """Audience -> how many people; None where nobody said."""
    known = scan.workspace.audiences
    if not wishes.audiences:
        return {id_: group.invited for id_, group in known.items()}
    found = dict(counted(option, tuple(known)) for option in wishes.audiences)
    for id_ in found:
        require_audience(id_, scan)
    return {id_: known[id_].invited if n is None else n for id_, n in found.items()}


def _missing(
    known: Iterable[Invitation], groups: dict[str, int | None], unit: str
) -> list[Invitation]:
    """New codes, as many as each group still needs.

    Raises:
        UserError: nobody said how many people a group has.
    """
    there = Counter(each.audience for each in known if not unit or each.unit == unit)
    fresh = []
    for audience, count in groups.items():
        if count is None and not there[audience]:
            raise UserError(
                f"--audience: how many people are invited for {audience}? "
                f"Give for example --audience {audience}=12.",
                exit_code=2,
            )
        lacking = max((count or 0) - there[audience], 0)
        fresh += [Invitation(code=new_code(), audience=audience, unit=unit) for _ in range(lacking)]
    return fresh


def _is_meant(invitation: Invitation, groups: Iterable[str], unit: str) -> bool:
    return invitation.audience in groups and unit in ("", invitation.unit)


def _unanswered(
    folder: Path, scan: Scan, known: Sequence[Invitation], groups: Iterable[str], unit: str
) -> list[Invitation]:
    """The codes under which questions are open, or nothing is there at all."""
    finished = {
        response.respondent.code
        for response in read_responses(folder, scan.questionnaire)
        if not conversation(scan, response).open
    }
    return [e for e in known if e.code not in finished and _is_meant(e, groups, unit)]


def _write(
    folder: Path,
    scan: Scan,
    invitations: Sequence[Invitation],
    deadline: datetime.date,
    wishes: Wishes,
) -> None:
    """One list: a row per code, with the mail as it can be sent."""
    language = wishes.language or scan.workspace.language
    audience = invitations[0].audience
    blank = Blank(
        questionnaire=scan.questionnaire, workspace=scan.workspace, audience=audience, day=today()
    )
    voice = Voice(blank, language)
    _ = voice.speaker._
    rows = [("code", _("group"), _("team"), _("deadline"), _("subject"), _("text"))]
    for each in invitations:
        mail = letter(voice, each.code, deadline, reminder=wishes.is_reminder)
        day = deadline.isoformat()
        rows.append((each.code, voice.whom, each.unit, day, mail.subject, mail.text))
    kind = "reminder" if wishes.is_reminder else "invitation"
    name = f"{today()}-{kind}-{audience.replace('_', '-')}-{language}"
    path = merge_path(folder, name)
    write_merge(path, rows, _DELIMITER[language], replace=wishes.may_replace)
    said = voice.speaker.plural("{n} mail: {path}", "{n} mails: {path}", len(rows) - 1, path=path)
    say_line(said)

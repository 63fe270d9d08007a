"""Where one respondent's answers lie in a workspace, and how they go."""

import datetime
import json
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servicescan.model.response import Response
from servicescan.problems import UserError
from servicescan.storage.inbox import INBOX, read_inbox
from servicescan.storage.incoming import MAX_BYTES, Reading, read_incoming
from servicescan.storage.invitations import INVITATIONS
from servicescan.storage.locks import held
from servicescan.storage.saving import remove_safely
from servicescan.storage.workspace import REPORTS, SETTINGS, Scan, response_files

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A file of the workspace that holds answers of one respondent."""

    path: Path
    #: codes of the other respondents in it
    others: frozenset[str] = frozenset()


def traces_of(folder: Path, code: str, scan: Scan) -> list[Trace]:
    """Every file with answers under this code: the response, half-written copies, originals.

    Reports are left out: they hold no answers of one person.
    """
    found = []
    inbox, reading = read_inbox(folder), _reading(scan)
    originals = {folder / INBOX / name: codes for name, codes in inbox.originals.items()}
    for path in _files(folder):
        codes = _codes_in(path, reading) | originals.get(path, set())
        if code in codes or _is_named_after(path, code):
            found.append(Trace(path=path, others=frozenset(codes - {code})))
    return found


def erase(folder: Path, code: str, scan: Scan) -> list[Path]:
    """Remove every file with answers under this code; returns what was removed.

    An original that others are in as well goes too, once their answers were taken in.

    Raises:
        UserError: somebody is answering under this code, an original holds answers that were
            not taken in, or a file cannot be removed.
    """
    traces = traces_of(folder, code, scan)
    reading = _reading(scan)
    here = {
        each for path in response_files(folder) for each in _codes_in(path, reading) if each != code
    }
    for trace in traces:
        if lost := sorted(trace.others - here):
            raise UserError(
                f"{trace.path}: also holds answers that were not taken in ({', '.join(lost)}). "
                "Take them in with “servicescan collect”, or remove the one row by hand."
            )
    for trace in traces:
        with held(trace.path):
            remove_safely(trace.path)
    read_inbox(folder).strike(code)
    return [trace.path for trace in traces]


def _files(folder: Path) -> Iterator[Path]:
    """Everything in a workspace that can hold answers."""
    without_answers = {folder / REPORTS, folder / INVITATIONS}
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path == folder / SETTINGS or without_answers & {*path.parents}:
            continue
        if not path.name.endswith(".lock"):
            yield path


def _is_named_after(path: Path, code: str) -> bool:
    """A response file, or a half-written one, whose content can no longer be read."""
    return bool(re.search(rf"-{re.escape(code)}(?![a-z0-9-]).*\.(json|new)$", path.name))


def _reading(scan: Scan) -> Reading:
    return Reading(questionnaire=scan.questionnaire, language=scan.workspace.language)


def _codes_in(path: Path, reading: Reading) -> set[str]:
    """The codes of the respondents whose answers a file holds, even those it is refused with."""
    found: set[str] = set()
    with suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= MAX_BYTES:
            found = set(_codes_of(json.loads(path.read_bytes().decode("utf-8-sig"))))
    table = read_incoming(path, reading)
    return found | {row.response.respondent.code for row in table.rows}


def _codes_of(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON is anything
    for item in data if isinstance(data, list) else [data]:
        respondent = item.get("respondent") if isinstance(item, dict) else None
        if isinstance(respondent, dict) and isinstance(respondent.get("code"), str):
            yield respondent["code"]


# -- how long answers are kept --------------------------------------------------------------------


def kept_until(response: Response, months: int) -> datetime.date:
    """The last day on which these answers may be here."""
    day = datetime.date.fromisoformat(response.day)
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year = min(day.year + years, datetime.MAXYEAR)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def past_their_date(
    responses: Iterable[Response], months: int, day: datetime.date
) -> list[Response]:
    """The responses that were to be gone by this day, oldest first."""
    late = [response for response in responses if kept_until(response, months) < day]
    return sorted(late, key=lambda response: (response.day, response.respondent.code))

"""Answers from elsewhere into a workspace: nothing lost, nobody twice, nothing overwritten."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, Problem, UserError, in_order
from servicescan.storage.headings import PERSON
from servicescan.storage.inbox import INBOX, Inbox, make_secret, read_inbox, read_secret
from servicescan.storage.incoming import Reading, read_incoming
from servicescan.storage.locks import held
from servicescan.storage.mapping import ColumnMap
from servicescan.storage.responses import format_response, read_response, save_response
from servicescan.storage.saving import remove_safely
from servicescan.storage.tables import Row
from servicescan.storage.workspace import RESPONSES, response_files, response_path

#: of these each is one response, wherever it stands
_TWICE = (Code.DUPLICATE_RESPONDENT, Code.OTHER_ANSWERS)


@dataclass(slots=True)
class Delivery:
    """What became of one file that was sent in."""

    file: str
    #: codes of the respondents whose answers were taken in now
    taken: list[str] = field(default_factory=list)
    #: codes of respondents who were here already, with these answers or more
    known: list[str] = field(default_factory=list)
    #: code -> the file in the inbox with the answers that made room for those of this file
    replaced: dict[str, Path] = field(default_factory=dict)
    #: what was refused, and why
    problems: list[Problem] = field(default_factory=list)
    #: its cells, when they are in the columns of another program
    foreign: list[list[str]] = field(default_factory=list)
    #: how its letters were written, when the file does not say so itself
    encoding: str = ""
    #: headings of what was left out because it says who somebody is
    personal: tuple[str, ...] = ()
    #: names of sheets that were not read
    unread: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many responses were refused; at least one where anything is wrong."""
        twice = [p for p in self.problems if p.code in _TWICE]
        rows = {p.location.line for p in self.problems if p not in twice}
        return len(twice) + len(rows)


class Phase(Enum):
    """What takes time."""

    #: of files
    READING = 1
    #: of originals to keep, and then of responses
    TAKING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """How files are to be taken in."""

    #: codes of respondents whose answers here make room for those that come in
    replace: frozenset[str] = frozenset()
    #: only say what would become of the files
    is_rehearsal: bool = False
    #: what the columns of another program's export hold
    columns: ColumnMap | None = None
    #: told, again and again, how many are done of how many
    watch: Callable[[Phase, int, int], None] = lambda _, _done, _of: None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A response that came in, and the delivery it came with."""

    row: Row
    delivery: Delivery

    @property
    def response(self) -> Response:
        return self.row.response

    @property
    def code(self) -> str:
        return self.response.respondent.code


def collect(
    files: Sequence[Path],
    folder: Path,
    questionnaire: Questionnaire,
    language: Language,
    intake: Intake | None = None,
) -> list[Delivery]:
    """Take response files, forms and tables into the workspace ``folder``.

    The order of the files changes nothing, whether they come together or one after the other,
    and collecting twice changes nothing: of different answers under one code the fullest counts.
    Answers that were given here, or chosen with ``replace``, stay whatever comes in.

    Args:
        files: what was sent in; ``docs/response-formats.md`` describes the formats.
        folder: the workspace.
        questionnaire: the one that the workspace uses.
        language: of respondents for whom a table says none.
        intake: wishes beyond that.

    Raises:
        UserError: the workspace cannot be written, or nothing came in to ``replace`` with.
    """
    intake = intake or Intake()
    reading = Reading(
        questionnaire=questionnaire,
        language=language,
        columns=intake.columns,
        secret=_secret(folder, intake),
    )
    deliveries, candidates = _read(files, reading, intake)
    if missing := sorted(intake.replace - {candidate.code for candidate in candidates}):
        raise UserError(f"{', '.join(missing)}: no answers under this code came in.", exit_code=2)
    if candidates:
        hold = nullcontext() if intake.is_rehearsal else held(folder / RESPONSES / "collect")
        with hold:
            _Taking(folder, questionnaire, intake).take(candidates)
    for delivery in deliveries:
        delivery.problems = in_order(delivery.problems)
    return deliveries


def _read(
    files: Sequence[Path], reading: Reading, intake: Intake
) -> tuple[list[Delivery], list[_Candidate]]:
    """What came with each file."""
    deliveries: list[Delivery] = []
    candidates: list[_Candidate] = []
    for number, path in enumerate(files):
        intake.watch(Phase.READING, number, len(files))
        table = read_incoming(path, reading)
        delivery = Delivery(
            str(path),
            problems=list(table.problems),
            foreign=table.foreign,
            encoding=table.encoding,
            personal=table.personal,
            unread=table.unread,
        )
        deliveries.append(delivery)
        candidates += [_Candidate(row=row, delivery=delivery) for row in table.rows]
    intake.watch(Phase.READING, len(files), len(files))
    return deliveries, candidates


def _secret(folder: Path, intake: Intake) -> str:
    """What makes codes of persons, where a mapping names them."""
    if intake.columns is None or PERSON not in intake.columns.columns.values():
        return ""
    return read_secret(folder) or make_secret(folder, keep=not intake.is_rehearsal)


class _Taking:
    """Decides about each response, once, and writes what was decided."""

    def __init__(self, folder: Path, questionnaire: Questionnaire, intake: Intake) -> None:
        self.folder, self.intake = folder, intake
        self.inbox: Inbox = read_inbox(folder)
        #: code -> its file, and what is in it; a file that cannot be read only stands in the way
        self.here: dict[str, tuple[Path, Response]] = {}
        for path in response_files(folder):
            try:
                response = read_response(path, questionnaire)
            except BadFiles:
                continue
            self.here.setdefault(response.respondent.code, (path, response))
        #: codes that still wait for what they are to be replaced with
        self.wished = set(intake.replace)
        #: file -> the codes in it
        self.codes: dict[str, set[str]] = {}
        self.writes: list[_Write] = []

    def take(self, candidates: Sequence[_Candidate]) -> None:
        """The fullest first, so that the order of the files does not matter."""
        for candidate in candidates:
            self.codes.setdefault(candidate.delivery.file, set()).add(candidate.code)
        for candidate in sorted(candidates, key=lambda each: _rank(each.response)):
            self._decide(candidate)
        if not self.intake.is_rehearsal:
            self._write()

    def _decide(self, candidate: _Candidate) -> None:
        response, delivery = candidate.response, candidate.delivery
        code, path = candidate.code, response_path(self.folder, response)
        other, known = self.here.get(code, (path, None))
        is_wished = code in self.wished
        self.wished.discard(code)
        if known == response:
            delivery.known.append(code)
            if is_wished:  # chosen by a person from now on
                self.inbox.collected.pop(code, None)
        elif known and (is_wished or self._makes_room(known, response)):
            delivery.replaced[code] = self._set_aside(other, known)
            self._take(path, response, delivery, is_chosen=is_wished)
        elif known and _holds(known, response):
            delivery.known.append(code)
        elif known or path.exists():
            details: dict[str, object] = {"code": code, "other": str(other)}
            where = candidate.row.location
            kind = Code.OTHER_ANSWERS if known else Code.DUPLICATE_RESPONDENT
            problem = Problem(code=kind, location=where, details=details)
            delivery.problems.append(problem)
        else:
            self._take(path, response, delivery)

    def _makes_room(self, known: Response, response: Response) -> bool:
        """What a file brought makes room for what is fuller; what was given here never does."""
        return self.inbox.holds_as_it_came(known) and _rank(response) < _rank(known)

    def _set_aside(self, path: Path, known: Response) -> Path:
        """Keep the earlier answers; their own file stays until the new one is written."""
        if self.intake.is_rehearsal:
            return self.folder / INBOX
        with held(path):  # somebody may be answering under this code just now
            return self.inbox.keep_response(known)

    def _take(
        self, path: Path, response: Response, delivery: Delivery, *, is_chosen: bool = False
    ) -> None:
        code = response.respondent.code
        earlier, _ = self.here.get(code, (path, response))
        self.here[code] = (path, response)
        delivery.taken.append(code)
        self.writes.append(_Write(delivery.file, response, path, earlier))
        if is_chosen:
            self.inbox.collected.pop(code, None)
        else:
            self.inbox.note_collected(response)

    def _write(self) -> None:
        """The originals first, so that no answers are ever here without their origin."""
        files = dict.fromkeys(write.file for write in self.writes)
        steps = len(files) + len(self.writes)
        for number, file in enumerate(files, 1):
            self.inbox.keep(Path(file).read_bytes(), Path(file).suffix, self.codes[file])
            self.intake.watch(Phase.TAKING, number, steps)
        self.inbox.save()
        for number, write in enumerate(self.writes, len(files) + 1):
            with held(write.path):  # somebody may be answering under this code just now
                save_response(write.path, write.response)
            if write.earlier != write.path:
                remove_safely(write.earlier)
            self.intake.watch(Phase.TAKING, number, steps)


class _Write(NamedTuple):
    """Answers that were decided to be taken."""

    file: str
    response: Response
    path: Path
    #: where the answers stood that they replace
    earlier: Path


def _rank(response: Response) -> tuple[int, str]:
    """The fullest first; among equals the text decides, so that every order ends alike."""
    return -len(response.answers), format_response(response)


def _holds(known: Response, response: Response) -> bool:
    """All that is in the response is in the known one too: a form that was half filled in."""
    return (
        known.respondent == response.respondent
        and known.kind is response.kind
        and all(known.answers.get(id_) == answer for id_, answer in response.answers.items())
        and response.waiting.items() <= known.waiting.items()
    )

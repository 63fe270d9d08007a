"""One client's folder: settings, responses and reports."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Kind, Response
from servicescan.model.workspace import Thresholds, Workspace
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.binding import bind
from servicescan.storage.hints import near
from servicescan.storage.look_files import look_breaches
from servicescan.storage.marked_yaml import Document, Path_, read_document
from servicescan.storage.questionnaires import (
    HEAD,
    read_checked,
    shipped_questionnaires,
)
from servicescan.storage.responses import file_name, read_response
from servicescan.storage.saving import write_safely

SETTINGS = "servicescan.yaml"
RESPONSES = "responses"
REPORTS = "reports"

IMPORTANCE = range(1, 4)
#: months; longer than ten years is no agreement
MAX_RETENTION = 120
#: thresholds may be raised and never lowered: they are what people were promised
FLOORS = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A workspace's settings, with the questionnaire that they name."""

    workspace: Workspace
    questionnaire: Questionnaire


# -- settings -------------------------------------------------------------------------------------


def read_workspace(folder: Path) -> Workspace:
    """Read and check the settings in a workspace.

    Raises:
        UserError: the folder is not a workspace.
        BadFiles: with every problem in the settings, each at its place.
    """
    return read_scan(folder).workspace


def read_scan(folder: Path) -> Scan:
    """Read and check the settings together with the questionnaire that they name.

    Raises:
        UserError: the folder is not a workspace.
        BadFiles: with every problem in the settings or the questionnaire, each at its place.
    """
    document = _read_settings(folder)
    workspace = bind(Workspace, document)
    if workspace is None:
        raise BadFiles(document.problems)
    questionnaire = _read_questionnaire(folder, workspace, document)
    looks = look_breaches(workspace.look, folder)
    found = [*_breaches(workspace, questionnaire), *looks]
    problems = [
        *document.problems,
        *(Problem(code=c, location=document.place(p), details=d) for c, p, d in found),
    ]
    if problems:
        raise BadFiles(problems)
    return Scan(workspace=workspace, questionnaire=questionnaire)


def _read_settings(folder: Path) -> Document:
    path = folder / SETTINGS
    if not path.exists():
        raise UserError(
            f"{path}: there is no scan here. "
            "Make one with “servicescan new DIR”, or name its folder with --workspace."
        )
    return read_document(path)


def _read_questionnaire(folder: Path, workspace: Workspace, document: Document) -> Questionnaire:
    """The shipped questionnaire with this id, or the one in this folder of the workspace."""
    shipped = shipped_questionnaires()
    name = workspace.questionnaire
    place = shipped.get(name, folder / name)
    if "\0" in name or not (place / HEAD).exists():
        details = {"id": name, "hint": near(name, shipped)}
        where = document.place(("questionnaire",))
        unknown = Problem(code=Code.UNKNOWN_QUESTIONNAIRE, location=where, details=details)
        raise BadFiles([*document.problems, unknown])
    try:
        return read_checked(place)
    except BadFiles as bad:
        raise BadFiles([*document.problems, *bad.problems]) from None


_Breach = tuple[Code, Path_, dict[str, object]]


def _breaches(workspace: Workspace, questionnaire: Questionnaire) -> Iterator[_Breach]:
    """Every rule of good settings that is broken."""
    for rule in (_own_words, _known_names, _sizes, _bars):
        yield from rule(workspace, questionnaire)


def _own_words(workspace: Workspace, questionnaire: Questionnaire) -> Iterator[_Breach]:
    """The client has a name, the version is the questionnaire's, somebody takes part."""
    if not workspace.client.strip():
        yield Code.EMPTY_TEXT, ("client",), {}
    if workspace.version != questionnaire.version:
        details = {"found": workspace.version, "expected": questionnaire.version}
        yield Code.OTHER_VERSION, ("version",), dict(details)
    if not workspace.audiences:
        yield Code.WRONG_TYPE, ("audiences",), {"expected": "at least one audience"}


def _known_names(workspace: Workspace, questionnaire: Questionnaire) -> Iterator[_Breach]:
    """Audiences, shifts and the word for customer exist in the questionnaire."""
    audiences = [audience.id for audience in questionnaire.audiences]
    shifts = [shift.id for shift in questionnaire.shifts]
    terms = [term.id for term in questionnaire.customer_terms]
    named: tuple[tuple[Code, Path_, Iterable[str], list[str]], ...] = (
        (Code.UNKNOWN_AUDIENCE, ("audiences",), workspace.audiences, audiences),
        (Code.UNKNOWN_SHIFT, ("targets",), workspace.targets, shifts),
        (Code.UNKNOWN_SHIFT, ("importance",), workspace.importance, shifts),
    )
    for code, path, ids, known in named:
        for id_ in ids:
            if id_ not in known:
                yield code, (*path, id_), {"id": id_, "hint": near(id_, known)}
    term = workspace.customer_term
    if terms and term not in terms:
        yield Code.UNKNOWN_TERM, ("customer_term",), {"id": term, "hint": near(term, terms)}


def _sizes(workspace: Workspace, questionnaire: Questionnaire) -> Iterator[_Breach]:
    """Numbers stay within what they can mean."""
    lowest, highest = min(questionnaire.levels), max(questionnaire.levels)
    for shift, target in workspace.targets.items():
        if not lowest <= target <= highest:
            details = {"value": str(target), "expected": f"{lowest} to {highest}"}
            yield Code.OUT_OF_RANGE, ("targets", shift), dict(details)
    for shift, importance in workspace.importance.items():
        if importance not in IMPORTANCE:
            details = {"value": str(importance), "expected": "1, 2 or 3"}
            yield Code.OUT_OF_RANGE, ("importance", shift), dict(details)
    counts: list[tuple[Path_, int | None]] = [
        (("audiences", id_, "invited"), group.invited) for id_, group in workspace.audiences.items()
    ]
    if workspace.customer_mark:
        counts.append((("customer_mark", "n"), workspace.customer_mark.n))
    if workspace.retention is not None and not 1 <= workspace.retention <= MAX_RETENTION:
        details = {"value": str(workspace.retention), "expected": f"1 to {MAX_RETENTION} months"}
        yield Code.OUT_OF_RANGE, ("retention",), dict(details)
    for path, count in counts:
        if count is not None and count < 0:
            yield Code.OUT_OF_RANGE, path, {"value": count, "expected": "0 or more"}


def _bars(workspace: Workspace, _questionnaire: Questionnaire) -> Iterator[_Breach]:
    """No threshold is lower than what protects people."""
    for name in ("mean", "distribution", "comments", "visible_group"):
        value, minimum = getattr(workspace.thresholds, name), getattr(FLOORS, name)
        if value < minimum:
            details = {"value": value, "minimum": minimum}
            yield Code.THRESHOLD_TOO_LOW, ("thresholds", name), details


def require_no_scan(folder: Path) -> None:
    """Refuse a folder that is a workspace already.

    Raises:
        UserError: it is one.
    """
    path = folder / SETTINGS
    if path.exists():
        raise UserError(f"{path}: there is a scan here already. Choose another folder.")


def write_workspace(
    folder: Path, workspace: Workspace, questionnaire: Questionnaire, *, replace: bool = False
) -> Path:
    """Write commented settings; existing ones only when told to ``replace`` them.

    Raises:
        UserError: there is a scan in this folder already, or it cannot be written.
    """
    from servicescan.storage.settings_text import format_workspace

    if not replace:
        require_no_scan(folder)
    path = folder / SETTINGS
    write_safely(path, format_workspace(workspace, questionnaire))
    return path


# -- responses ------------------------------------------------------------------------------------


def response_path(folder: Path, response: Response) -> Path:
    """Where this response is kept."""
    return folder / RESPONSES / file_name(response)


def response_files(folder: Path) -> list[Path]:
    """The response files of a workspace; a conflict copy comes after what it is a copy of."""
    found = (folder / RESPONSES).glob("*.json")
    visible = (path for path in found if not path.name.startswith(".") and path.is_file())
    return sorted(visible, key=lambda path: (len(path.name), path.name))


def read_responses(folder: Path, questionnaire: Questionnaire) -> tuple[Response, ...]:
    """Every response once, in order of respondent code.

    A copy with the same content (``name (1).json``, a sync conflict) counts once.

    Raises:
        BadFiles: with the problems of all files together: unreadable ones, copies that differ,
            more responses than people invited.
    """
    found: dict[str, tuple[Path, Response]] = {}
    problems: list[Problem] = []
    for path in response_files(folder):
        try:
            response = read_response(path, questionnaire)
        except BadFiles as bad:
            problems += bad.problems
            continue
        code = response.respondent.code
        first, known = found.setdefault(code, (path, response))
        if known != response:
            details = {"code": code, "other": str(first)}
            where = Location(str(path))
            problems.append(
                Problem(code=Code.DUPLICATE_RESPONDENT, location=where, details=details)
            )
    responses = tuple(response for _, (_, response) in sorted(found.items()))
    problems += more_than_invited(folder, responses)
    if problems:
        raise BadFiles(problems)
    return responses


def find_response(folder: Path, code: str, questionnaire: Questionnaire) -> Response | None:
    """The response of this respondent, if there is one.

    Raises:
        BadFiles: the file is there and cannot be used.
    """
    for path in response_files(folder):
        if path.stem.endswith(f"-{code}"):
            response = read_response(path, questionnaire)
            if response.respondent.code == code:
                return response
    return None


def more_than_invited(folder: Path, responses: Iterable[Response]) -> list[Problem]:
    """One problem for each audience that answered more often than people were invited."""
    document = _read_settings(folder)
    workspace = bind(Workspace, document)
    if workspace is None:
        return []
    persons = [response for response in responses if response.kind is Kind.INDIVIDUAL]
    found = Counter(person.respondent.audience for person in persons)
    return [
        Problem(
            code=Code.MORE_THAN_INVITED,
            location=document.place(("audiences", audience, "invited")),
            details={"found": found[audience], "audience": audience, "invited": group.invited},
        )
        for audience, group in workspace.audiences.items()
        if group.invited is not None and found[audience] > group.invited
    ]


# -- reports --------------------------------------------------------------------------------------


def report_path(folder: Path, day: datetime.date, language: str, ending: str = "pdf") -> Path:
    """The name for a new report; a report that exists is never overwritten."""
    stem = f"{day.isoformat()}-gap-{language}"
    path = folder / REPORTS / f"{stem}.{ending}"
    number = 2
    while path.exists():
        path = folder / REPORTS / f"{stem}-{number}.{ending}"
        number += 1
    return path

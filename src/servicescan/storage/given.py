"""One respondent's answers, written by hand or by a program: YAML, JSON, or a table of one row.

The shape is that of a response file; what is known anyway may be left out, and an answer may be
one word: ``S1-1: 3``, ``S1-2: dk``, ``S1-3: "na: no stores"``.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Kind, Respondent, Response
from servicescan.model.text import cleaned
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.marked_yaml import parse_document
from servicescan.storage.responses import (
    Places,
    bound_response,
    load_json,
    problems_of,
)
from servicescan.storage.spelling import spelled
from servicescan.storage.tables import parse_table

#: at least one of these is the reason for the file
_SAID = ("answers", "waiting", "private", "parked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a file says, and where it says it."""

    response: Response
    #: the place of an answer, by the id of its question
    place: Callable[[str], Location]


def parse_given(text: str, name: str, questionnaire: Questionnaire, known: Response) -> Given:
    """Read the answers of one respondent.

    Args:
        text: what the file holds; its content tells the format, not its name.
        name: how problems call the file.
        questionnaire: the questions that may be answered.
        known: what the file need not say: who answers, when, in which language.

    Raises:
        BadFiles: with everything that is wrong with it.
        UserError: it is a table of several respondents.
    """
    if _is_table(text):
        return _from_table(text, name, questionnaire, known)
    item = _item(text, name)
    places = _FlatPlaces(text, name)
    missing = Problem(code=Code.MISSING_KEY, location=places.of(), details={"key": "answers"})
    problems = [] if any(key in item for key in _SAID) else [missing]
    whole = _head(known) | _with_respondent(item, known.respondent)
    if isinstance(item.get("answers"), dict):
        is_consensus = whole["kind"] == Kind.CONSENSUS
        whole["answers"], wrong = _written_out(item["answers"], places, agrees=is_consensus)
        problems += wrong
    try:
        response = _cleaned(bound_response(whole, text, name, ()))
        problems += problems_of(response, questionnaire, places)
    except BadFiles as bad:
        problems += bad.problems
    if problems:
        raise BadFiles(problems)
    return Given(response=response, place=lambda id_: places.of("answers", id_))


def _is_table(text: str) -> bool:
    """The first line that says something is no JSON, and names no key."""
    lines = map(str.strip, text.removeprefix("\ufeff").splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "---"))), ":")
    return first[0] not in "{[-" and ":" not in first


def _from_table(text: str, name: str, questionnaire: Questionnaire, known: Response) -> Given:
    head = {key: str(value) for key, value in _head(known).items() if key != "respondent"}
    table = parse_table(text, name, questionnaire, head | _filled(known.respondent))
    if table.problems:
        raise BadFiles(table.problems)
    if len(table.rows) != 1:
        raise UserError(
            f"{name}: holds {len(table.rows)} respondents; one is asked for here. "
            "Use “servicescan collect” for many."
        )
    (row,) = table.rows
    told = replace(row.response, mode=known.mode)
    return Given(response=_cleaned(told), place=lambda _id: row.location)


# -- JSON and YAML --------------------------------------------------------------------------------


def _item(text: str, name: str) -> dict[str, Any]:
    """The keys and values of the file."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        found = load_json(text, name)
    else:
        document = parse_document(text, name)
        if document.problems:
            raise BadFiles(document.problems)
        found = document.value
    if not isinstance(found, dict):
        details = {"expected": "keys with values"}
        wrong = Problem(code=Code.WRONG_TYPE, location=Location(name, 1, 1), details=details)
        raise BadFiles([wrong])
    return found


def _head(known: Response) -> dict[str, Any]:
    """Everything but the answers, as a response file has it."""
    names = ("questionnaire", "version", "day", "language", "mode", "kind")
    found: dict[str, Any] = {name: str(getattr(known, name)) for name in names}
    return found | {"respondent": _filled(known.respondent)}


def _filled(respondent: Respondent) -> dict[str, str]:
    """What is known of who answers."""
    return {key: value for key, value in asdict(respondent).items() if value}


class _FlatPlaces(Places):
    """Who answers may stand at the top, too, under the names that a table has for it."""

    def of(self, *path: str | int) -> Location:
        """The place of one value."""
        is_flat = path[:1] == ("respondent",) and path not in self.document.places
        return super().of(*(path[1:] if is_flat else path))


def _with_respondent(item: dict[str, Any], known: Respondent) -> dict[str, Any]:
    """The item with who answers in one place; it may be a mapping, or stand at the top."""
    flat = {name: item[name] for name in ("code", "audience", "unit") if name in item}
    rest = {key: value for key, value in item.items() if key not in flat}
    said = item.get("respondent", {})
    return rest | {"respondent": _filled(known) | flat | said if isinstance(said, dict) else said}


def _written_out(
    answers: Mapping[str, Any], places: Places, *, agrees: bool
) -> tuple[dict[str, Any], list[Problem]]:
    """Answers as a response file has them, and the words that are no answer."""
    found: dict[str, Any] = {}
    problems = []
    for id_, words in answers.items():
        if isinstance(words, dict):
            found[id_] = words
        elif words is not None and str(words).strip():
            answer = spelled(str(words), agrees=agrees)
            if answer:
                status = str(answer.status)
                found[id_] = {"status": status, "level": answer.level, "reason": answer.reason}
            else:
                where, details = places.of("answers", id_), {"value": _as_written(words)}
                code = Code.LEVEL_OUT_OF_RANGE
                problems.append(Problem(code=code, location=where, details=details))
    return found, problems


def _as_written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _cleaned(said: Response) -> Response:
    """Words fit to keep, as when they are typed in the interview."""
    return replace(
        said,
        respondent=replace(said.respondent, unit=cleaned(said.respondent.unit)),
        answers={
            id_: replace(each, note=cleaned(each.note), reason=cleaned(each.reason))
            for id_, each in said.answers.items()
        },
        waiting={id_: replace(each, note=cleaned(each.note)) for id_, each in said.waiting.items()},
        private={id_: cleaned(words) for id_, words in said.private.items()},
        parked=tuple(map(cleaned, said.parked)),
    )

"""Responses as small JSON files, one answer a line."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.binding import bind
from servicescan.storage.exact import Inexact, read_exactly
from servicescan.storage.marked_yaml import Document, Path_, parse_document
from servicescan.storage.response_rules import faults_in
from servicescan.storage.saving import write_safely

FORMAT = 1
MAX_BYTES = 2_000_000
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
#: 13 characters of 31: more than 64 bits
_CODE_LENGTH = 13
#: far more than any response has, and than anybody reads
_MOST_KEYS, _MOST_PROBLEMS = 2_000, 1_000


def new_code() -> str:
    """A random respondent code; nothing in it points at a person."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))


def code_from(content: str) -> str:
    """The code for answers that came without one: the same content gives the same code."""
    digest = int.from_bytes(hashlib.sha256(content.encode("utf-8", "replace")).digest(), "big")
    letters = []
    for _ in range(_CODE_LENGTH):
        digest, rest = divmod(digest, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)


def file_name(response: Response) -> str:
    """The name of a response's file; made from checked parts, never taken from outside."""
    audience = response.respondent.audience.replace("_", "-")
    return f"{response.day}-{audience}-{response.respondent.code}.json"


# -- writing --------------------------------------------------------------------------------------


def format_response(response: Response) -> str:
    """The response as JSON text, one answer a line, with a control total."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "questionnaire": response.questionnaire,
        "version": response.version,
        "respondent": _without_defaults(response.respondent),
        "day": response.day,
        "language": response.language,
        "mode": response.mode,
        "kind": response.kind,
    }
    answers = {id_: _without_defaults(answer) for id_, answer in response.answers.items()}
    beside: dict[str, dict[str, Any] | list[Any]] = {
        "waiting": {id_: _without_defaults(each) for id_, each in response.waiting.items()},
        "private": dict(response.private),
        "parked": list(response.parked),
    }
    lines = [f"{_json(key)}: {_json(value)}," for key, value in head.items()]
    lines.append(f'"answers": {_one_a_line(answers)},')
    lines += [f"{_json(key)}: {_one_a_line(value)}," for key, value in beside.items() if value]
    lines.append(f'"check": {_json(_control_total({"answers": answers, **beside}))}')
    return "{\n" + "\n".join(lines) + "\n}\n"


def _one_a_line(found: dict[str, Any] | list[Any]) -> str:
    if isinstance(found, list):
        body = ",\n".join(map(_json, found))
        return f"[\n{body}\n]"
    body = ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in found.items())
    return "{" + (f"\n{body}\n" if body else "") + "}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _without_defaults(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass of the model
    """The fields of a dataclass that differ from their default."""
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }


#: what may stand in a file beside the answers
_BESIDE = ("waiting", "private", "parked")


def _control_total(item: dict[str, Any]) -> dict[str, Any]:
    """Number of answers and a short hash of what was said: a cut or changed file is noticed."""
    answers = item.get("answers", {})
    beside = {key: item[key] for key in _BESIDE if item.get(key)}
    # files from before there was anything beside the answers keep their total
    canonical = json.dumps(
        [answers, beside] if beside else answers, sort_keys=True, ensure_ascii=False
    )
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return {"answers": len(answers), "sum": digest}


def save_response(path: Path, response: Response) -> None:
    """Write a response; when this returns, it is on the disk."""
    write_safely(path, format_response(response))


# -- reading --------------------------------------------------------------------------------------


def read_response(path: Path, questionnaire: Questionnaire) -> Response:
    """Read and check one response file.

    Raises:
        BadFiles: with everything that is wrong with it; the file is left as it is.
    """
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadFiles([_problem(Code.TOO_LARGE, name, limit=f"{MAX_BYTES // 10**6} MB")])
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFiles([_problem(Code.NOT_UTF8, name)]) from None
    except OSError as error:
        raise BadFiles([_problem(Code.UNREADABLE_FILE, name, reason=error.strerror)]) from None
    found = parse_responses(text, name, questionnaire)
    if len(found) != 1:
        raise BadFiles([_problem(Code.BAD_JSON, name, reason=f"{len(found)} responses in it")])
    return found[0]


def parse_responses(text: str, name: str, questionnaire: Questionnaire) -> list[Response]:
    """One response, or a list of them, from JSON text.

    Raises:
        BadFiles: the text is not such JSON, or something in it is wrong.
    """
    data = load_json(text, name)
    many = isinstance(data, list)
    found: list[Response] = []
    problems: list[Problem] = []
    for number, item in enumerate(data if many else [data]):
        if len(problems) > _MOST_PROBLEMS:
            break
        try:
            response = bound_response(item, text, name, (number,) if many else ())
            found.append(response)
            place = Places(text, name, (number,) if many else ())
            problems += problems_of(response, questionnaire, place)
        except BadFiles as bad:
            problems += bad.problems
    if problems:
        raise BadFiles(problems)
    return found


def _problem(code: Code, name: str, **details: object) -> Problem:
    return Problem(code=code, location=Location(name), details=details)


class _Refused(ValueError):  # noqa: N818 - reads as what it is
    """JSON that Python reads and nobody should write: NaN, a key twice."""


def load_json(text: str, name: str) -> Any:  # noqa: ANN401 - JSON is anything
    """JSON, without what Python reads and nobody should write.

    Raises:
        BadFiles: it is no such JSON.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > _MOST_KEYS:
            raise _Refused(f"more than {_MOST_KEYS} keys in one place")
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise _Refused(f"“{key}” occurs twice")
            found[key] = value
        return found

    def constant(word: str) -> None:
        raise _Refused(f"{word} is not a number")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as error:
        where = Location(name, error.lineno, error.colno)
        raise BadFiles(
            [Problem(code=Code.BAD_JSON, location=where, details={"reason": error.msg})]
        ) from None
    except (RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, _Refused) else "too deep or too large a number"
        raise BadFiles([_problem(Code.BAD_JSON, name, reason=reason)]) from None


def bound_response(item: Any, text: str, name: str, prefix: Path_) -> Response:  # noqa: ANN401
    """The model's value; the slow search for places happens only when something is wrong.

    Raises:
        BadFiles: it is no response; ``prefix`` is the path of ``item`` in ``text``.
    """
    if not isinstance(item, dict):
        raise BadFiles([_problem(Code.BAD_JSON, name, reason="no response in it")])
    item = dict(item)
    _upgrade(item, name)
    check = item.pop("check", None)
    response = _exact_or_bound(item, text, name, prefix)
    answers = item.get("answers", {})
    if check is not None and check != _control_total(item):
        raise BadFiles([_problem(Code.DAMAGED, name)])
    # true is 1 to Python, and no level to us
    flags = [id_ for id_, answer in answers.items() if isinstance(answer.get("level"), bool)]
    if flags:
        where = Places(text, name, prefix).of("answers", flags[0])
        details = {"value": answers[flags[0]]["level"]}
        raise BadFiles([Problem(code=Code.LEVEL_OUT_OF_RANGE, location=where, details=details)])
    return response


def _exact_or_bound(item: dict[str, Any], text: str, name: str, prefix: Path_) -> Response:
    try:
        return read_exactly(Response, item)
    except Inexact:
        places = Places(text, name, prefix).document
    inner = {
        path[len(prefix) :]: place
        for path, place in places.places.items()
        if path[: len(prefix)] == prefix
    }
    located = Document(value=item, places={(): Location(name)} | inner)
    response = bind(Response, located)
    if response is None:
        raise BadFiles(located.problems)
    return response


#: format number -> how to bring an item to the next format, in place
_UPGRADES: dict[int, Callable[[dict[str, Any]], None]] = {}


def _upgrade(item: dict[str, Any], name: str) -> None:
    """Bring a response of an older format to the present one; a newer one is refused unharmed."""
    found = item.pop("format", FORMAT)
    if not isinstance(found, int) or found < 1:
        raise BadFiles([_problem(Code.BAD_JSON, name, reason=f"no format {found}")])
    if found > FORMAT:
        raise BadFiles([_problem(Code.NEWER_FORMAT, name, found=found)])
    for version in range(found, FORMAT):
        _UPGRADES[version](item)


#: half a character, as JSON writes emoji and YAML does not
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


@lru_cache(maxsize=1)
def _located(text: str, name: str) -> Document:
    """The places in the last text asked for: a file with many problems is searched once."""
    return parse_document(_HALF.sub("______", text), name)


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a JSON text; read as YAML, of which JSON is a part."""

    text: str
    name: str
    prefix: Path_ = ()

    @property
    def document(self) -> Document:
        """The places of all values."""
        return _located(self.text, self.name)

    def of(self, *path: str | int) -> Location:
        """The place of one value."""
        return self.document.place((*self.prefix, *path))


def problems_of(response: Response, questionnaire: Questionnaire, places: Places) -> list[Problem]:
    """Everything in a response that does not fit the questionnaire, at its place."""
    return [
        Problem(code=code, location=places.of(*path), details=details)
        for code, path, details in faults_in(response, questionnaire)
    ]

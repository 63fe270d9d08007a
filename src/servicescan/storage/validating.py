"""Plain values to the model with pydantic: all problems at once, each with our sentence."""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Any, cast

from pydantic import GetJsonSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, ErrorDetails, PydanticCustomError, core_schema

from servicescan.model.text import Language, Text, Wording
from servicescan.problems import Code, Problem
from servicescan.storage.hints import near, near_or_all
from servicescan.storage.marked_yaml import Document, Path_


def validated(type_: type, document: Document) -> object | None:
    """The document as a value of the model; None when it has problems (now in the document)."""
    doubled = list(_doubled(type_, document))
    document.problems += doubled
    try:
        found = cast("object", adapter(type_).validate_python(document.value))
    except ValidationError as error:
        wrong = [_problem(type_, document, e) for e in error.errors()]
        document.problems += [p for p in wrong if p.location.path not in document.unread]
        return None
    return None if doubled else found


def _doubled(type_: type, document: Document) -> Iterator[Problem]:
    """Keys that are a number which stands there already, written otherwise: 01 after 1."""
    seen: set[tuple[Path_, int]] = set()
    for path, place in document.places.items():
        *above, key = path or ("",)
        parent = tuple(above)
        if typing.get_args(_annotation(type_, parent))[:1] != (int,) or not str(key).isdecimal():
            continue
        if (parent, int(key)) in seen:
            yield Problem(code=Code.DUPLICATE_KEY, location=place, details={"key": key})
        seen.add((parent, int(key)))


@cache
def adapter(type_: type) -> TypeAdapter[Any]:
    """A strict reader for a dataclass of the model: unknown keys are refused."""
    _teach()
    for dataclass_ in _dataclasses_in(type_):
        settings = {"extra": "forbid", "alias_generator": _yaml_key}
        dataclass_.__pydantic_config__ = settings  # type: ignore[attr-defined]
    return TypeAdapter(type_)


# -- texts ----------------------------------------------------------------------------------------


def parse_text(value: object) -> Text:
    """A string for all languages, or one string per language."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        _require_words(value)
        return Text.same(value)
    if not isinstance(value, dict):
        raise _custom(Code.WRONG_TYPE, expected="a text, or a text per language")
    for key, words in value.items():
        if key not in set(Language):
            raise _custom(Code.UNKNOWN_LANGUAGE, key=key)
        if not isinstance(words, str):
            raise _custom(Code.WRONG_TYPE, expected=f"a text under {key}")
        _require_words(words)
    missing = [str(language) for language in Language if language not in value]
    if missing:
        raise _custom(Code.MISSING_LANGUAGE, languages=", ".join(missing))
    return Text(dict(value))


def parse_wording(value: object) -> Wording:
    """One text for everyone, or one text per audience."""
    if isinstance(value, Wording):
        return value
    if isinstance(value, dict) and value and not set(value) & set(Language):
        return Wording({audience: parse_text(text) for audience, text in value.items()})
    return Wording({Wording.EVERYONE: parse_text(value)})


def _require_words(words: str) -> None:
    if not words.strip():
        raise _custom(Code.EMPTY_TEXT)


def _custom(code: Code, **details: object) -> PydanticCustomError:
    return PydanticCustomError(code.word, "{code}", {"code": code.word, **details})


_TEXT_SCHEMA = {
    "description": "A text: one string for all languages, or one per language.",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {str(language): {"type": "string"} for language in Language},
            "required": [str(language) for language in Language],
            "additionalProperties": False,
        },
    ],
}
_WORDING_SCHEMA = {
    "description": "The question: one text for everyone, or one per audience.",
    "anyOf": [_TEXT_SCHEMA, {"type": "object", "additionalProperties": _TEXT_SCHEMA}],
}


@cache
def _teach() -> None:
    """Tell pydantic how a Text and a Wording are written, without the model knowing pydantic."""
    _teach_one(Text, parse_text, _TEXT_SCHEMA)
    _teach_one(Wording, parse_wording, _WORDING_SCHEMA)


def _teach_one(cls: type, parse: Callable[[object], object], schema: dict[str, Any]) -> None:
    def core(_cls: type, _source: object, _handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse)

    def json(_cls: type, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(schema)

    cls.__get_pydantic_core_schema__ = classmethod(core)  # type: ignore[attr-defined]
    cls.__get_pydantic_json_schema__ = classmethod(json)  # type: ignore[attr-defined]


# -- types ----------------------------------------------------------------------------------------


def _yaml_key(field: str) -> str:
    """The key in YAML for a field: ``from_`` is written ``from``."""
    return field.rstrip("_")


def _dataclasses_in(type_: Any) -> set[type]:  # noqa: ANN401 - any annotation
    """Every dataclass that this annotation is made of, except texts."""
    if type_ in (Text, Wording):
        return set()
    found: set[type] = set()
    if dataclasses.is_dataclass(type_) and isinstance(type_, type):
        found.add(type_)
        for hint in typing.get_type_hints(type_).values():
            found |= _dataclasses_in(hint)
    for part in typing.get_args(type_):
        found |= _dataclasses_in(part)
    return found


def _annotation(type_: Any, path: Path_) -> Any:  # noqa: ANN401 - any annotation
    """The declared type at this path of a bound value; Any where it cannot be told."""
    for step in path:
        if dataclasses.is_dataclass(type_):
            hints = {_yaml_key(n): h for n, h in typing.get_type_hints(type_).items()}
            type_ = hints.get(str(step), Any)
        else:
            arguments = [a for a in typing.get_args(type_) if a is not ...]
            type_ = arguments[-1] if arguments else Any
        if isinstance(type_, types.UnionType):  # something, or nothing
            type_ = next(part for part in typing.get_args(type_) if part is not types.NoneType)
    return type_


# -- problems -------------------------------------------------------------------------------------

_BY_WORD = {code.word: code for code in Code}
_EXPECTED = {
    "bool": "true or false",
    "int": "a whole number",
    "fraction": "a number",
    "string": "a text",
    "dict": "keys with values",
    "mapping": "keys with values",
    "dataclass": "keys with values",
    "tuple": "a list",
    "list": "a list",
}


def _problem(type_: type, document: Document, error: ErrorDetails) -> Problem:
    """Our sentence for one of pydantic's findings, chosen by its type code."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    kind = error["type"]
    if kind in _BY_WORD:
        details = {k: v for k, v in error.get("ctx", {}).items() if k != "code"}
        return Problem(code=_BY_WORD[kind], location=document.place(path), details=details)
    if kind in ("missing", "missing_argument"):
        return Problem(
            code=Code.MISSING_KEY, location=document.place(path[:-1]), details={"key": path[-1]}
        )
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        parent = _annotation(type_, path[:-1])
        known = [_yaml_key(f.name) for f in dataclasses.fields(parent)]
        details = {"key": path[-1], "hint": near_or_all(str(path[-1]), known)}
        return Problem(code=Code.UNKNOWN_KEY, location=document.place(path), details=details)
    return _wrong_value(type_, document, error, path)


def _wrong_value(type_: type, document: Document, error: ErrorDetails, path: Path_) -> Problem:
    """A value of the wrong kind: a scalar that does not fit, or a whole in place of a part."""
    base = error["type"].split("_")[0]
    given = error["input"]
    expected, hint = _EXPECTED.get(base, "another value"), ""
    wanted = _annotation(type_, path)
    if error["loc"][-1:] == ("[key]",):
        wanted = typing.get_args(_annotation(type_, path[:-1]))[0]
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        members = [str(member.value) for member in wanted]
        expected, hint = "one of " + ", ".join(members), near(str(given), members)
    if isinstance(given, str) and base not in ("dict", "dataclass", "tuple", "list", "mapping"):
        details = {"value": given, "expected": expected, "hint": hint}
        return Problem(code=Code.WRONG_VALUE, location=document.place(path), details=details)
    return Problem(
        code=Code.WRONG_TYPE, location=document.place(path), details={"expected": expected}
    )

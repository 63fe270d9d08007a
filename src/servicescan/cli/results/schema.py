"""The JSON Schema of `servicescan results --json`, made from the types of what is printed."""

import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from servicescan.cli.results.as_json import Results

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[object, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    types.NoneType: {"type": "null"},
}
_FRACTION = {
    "description": "A number, exact and rounded.",
    "type": "object",
    "properties": {
        "exact": {"type": "string", "pattern": r"^-?\d+(/\d+)?$"},
        "rounded": {"type": "number"},
    },
    "required": ["exact", "rounded"],
    "additionalProperties": False,
}


def results_schema() -> dict[str, Any]:
    """The schema; every object names all of its fields and allows no others."""
    definitions: dict[str, Any] = {}
    top = _schema(Results, definitions)
    return {
        "$schema": DIALECT,
        "title": "results",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(type_: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type hint
    """The schema of one type; those with a name of their own go to ``definitions``."""
    if type_ in _PLAIN:
        return _PLAIN[type_]
    if type_ is Fraction or is_dataclass(type_) or _is_enum(type_):
        name = type_.__name__
        if name not in definitions:
            definitions[name] = {}  # a promise, for types that hold themselves
            definitions[name] = _named(type_, definitions)
        return {"$ref": f"#/$defs/{name}"}
    return _composed(typing.get_origin(type_), typing.get_args(type_), definitions)


def _is_enum(type_: object) -> bool:
    return isinstance(type_, type) and issubclass(type_, Enum)


def _named(type_: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type hint
    """A fraction, one of some words, or an object."""
    if type_ is Fraction:
        return _FRACTION
    about = {"description": (type_.__doc__ or "").partition("\n")[0]}
    if _is_enum(type_):
        return {**about, "enum": [member.value for member in type_]}
    hints = typing.get_type_hints(type_)
    return {
        **about,
        "type": "object",
        "properties": {name: _schema(hint, definitions) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _composed(
    origin: object, parts: tuple[Any, ...], definitions: dict[str, Any]
) -> dict[str, Any]:
    """This or that, a mapping, a list, or a list of fixed length."""
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(parts[1], definitions)}
    if origin is not tuple:
        return {"anyOf": [_schema(part, definitions) for part in parts]}
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _schema(parts[0], definitions)}
    items = [_schema(part, definitions) for part in parts]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}

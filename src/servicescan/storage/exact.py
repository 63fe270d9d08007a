"""Plain values to the model where every value is exactly right: fast, and without pydantic.

What is in any way different is left to ``validating``, which knows what is wrong and says so.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from servicescan.model.text import Language, Text, Wording

T = TypeVar("T")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18}|/[1-9][0-9]{0,17})?")
_FLAGS = {"true": True, "false": False}
_LANGUAGES = frozenset(map(str, Language))


class Inexact(Exception):  # noqa: N818 - reads as what it is
    """A value is not exactly what the model wants."""


def read_exactly(type_: type[T], value: object) -> T:
    """A value of the model.

    Raises:
        Inexact: something in it needs a closer look.
    """
    return typing.cast("T", _reader(typing.cast("Any", type_))(value))


@cache
def _reader(type_: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - any annotation
    """What reads values of this declared type."""
    if type_ in _PLAIN:
        return _PLAIN[type_]
    if dataclasses.is_dataclass(type_):
        return _dataclass(typing.cast("type", type_))
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return _member({str(member): member for member in type_})
    return _whole(typing.get_origin(type_) or type(type_), typing.get_args(type_))


def _whole(origin: object, arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """What reads values that are made of others."""
    if origin is types.UnionType:
        (*inner,) = (_reader(part) for part in arguments if part is not types.NoneType)
        return _optional(inner[0]) if len(inner) == 1 < len(arguments) else _refuse
    if origin is tuple:
        return _many(_reader(arguments[0]))
    return _mapping(*map(_reader, arguments)) if origin is Mapping else _refuse


def _refuse(_value: object) -> None:
    raise Inexact


def _dataclass(type_: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(type_)
    fields = dataclasses.fields(type_)
    readers = {each.name.rstrip("_"): (each.name, _reader(hints[each.name])) for each in fields}
    without = (dataclasses.MISSING, dataclasses.MISSING)
    needed = {
        each.name.rstrip("_") for each in fields if (each.default, each.default_factory) == without
    }

    def read(value: Any) -> Any:  # noqa: ANN401 - plain data
        if type(value) is not dict or not needed <= value.keys() <= readers.keys():
            raise Inexact
        found = {}
        for key, inner in value.items():
            name, reader = readers[key]
            found[name] = reader(inner)
        return type_(**found)

    return read


def _member(members: dict[str, Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - plain data
        if type(value) is not str or value not in members:
            raise Inexact
        return members[value]

    return read


def _optional(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else inner(value)


def _many(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - plain data
        if type(value) is not list:
            raise Inexact
        return tuple(map(inner, value))

    return read


def _mapping(key: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - plain data
        if type(value) is not dict:
            raise Inexact
        found = {key(name): inner(each) for name, each in value.items()}
        if len(found) < len(value):  # 1 and 01
            raise Inexact
        return found

    return read


# -- scalars and texts ----------------------------------------------------------------------------


def _string(value: Any) -> str:  # noqa: ANN401 - plain data
    if type(value) is not str:
        raise Inexact
    return value


def _integer(value: Any) -> int:  # noqa: ANN401 - plain data
    if type(value) is int:
        return value
    if type(value) is str and _WHOLE.fullmatch(value):
        return int(value)
    raise Inexact


def _flag(value: Any) -> bool:  # noqa: ANN401 - plain data
    if type(value) is bool:
        return value
    if type(value) is str and value in _FLAGS:
        return _FLAGS[value]
    raise Inexact


def _fraction(value: Any) -> Fraction:  # noqa: ANN401 - plain data
    if type(value) is str and _NUMBER.fullmatch(value):
        return Fraction(value)
    raise Inexact


def _words(value: Any) -> str:  # noqa: ANN401 - plain data
    if type(value) is not str or not value.strip():
        raise Inexact
    return value


def _text(value: Any) -> Text:  # noqa: ANN401 - plain data
    if type(value) is str:
        return Text.same(_words(value))
    if type(value) is not dict or value.keys() != _LANGUAGES:
        raise Inexact
    for words in value.values():
        _words(words)
    return Text(dict(value))


def _wording(value: Any) -> Wording:  # noqa: ANN401 - plain data
    if type(value) is dict and value and not value.keys() & _LANGUAGES:
        return Wording({audience: _text(text) for audience, text in value.items()})
    return Wording({Wording.EVERYONE: _text(value)})


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    str: _string,
    int: _integer,
    bool: _flag,
    Fraction: _fraction,
    Text: _text,
    Wording: _wording,
}

"""A survey counted: what scoring needs of any number of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

#: questions that are scored together
Group: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """What an answer pulls its question's weighted score by: ``factor * (mean - level)``."""

    factor: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Answers counted; audiences without rows are left out."""

    #: audience -> people
    people: Mapping[str, int]
    #: audience -> people who left no question open
    complete: Mapping[str, int]
    #: question -> audience -> answers per level 1..5
    levels: Mapping[str, Mapping[str, tuple[int, ...]]]
    #: question -> answers "don't know", answers "not applicable"
    others: Mapping[str, tuple[int, int]]
    #: group -> audience -> people who gave a level to at least one of its questions
    heard: Mapping[Group, Mapping[str, int]]

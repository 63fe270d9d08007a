"""A survey counted: what scoring needs of any number of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

#: questions that are scored together
Group: TypeAlias = frozenset[str]
#: questions that both seats are compared on, in order
Mirror: TypeAlias = tuple[str, ...]
#: one person's levels for a mirror, in its order; 0 without a level
Pattern: TypeAlias = tuple[int, ...]


class Pair(NamedTuple):
    """Two questions, over the people who gave a level to both of them."""

    people: int
    #: the levels of the first question, added up
    first: int
    #: those of the second
    second: int
    #: first times second, added up
    product: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Answers counted; audiences without rows are left out."""

    #: audience -> people
    people: Mapping[str, int]
    #: audience -> people who left no question open
    complete: Mapping[str, int]
    #: question -> audience that is asked -> answers per level 1..5
    levels: Mapping[str, Mapping[str, tuple[int, ...]]]
    #: question -> answers "don't know", answers "not applicable"
    others: Mapping[str, tuple[int, int]]
    #: group -> audience -> people who gave a level to at least one of its questions
    heard: Mapping[Group, Mapping[str, int]]
    #: audience -> each two of its questions, also one with itself; without people: left out
    pairs: Mapping[str, Mapping[tuple[str, str], Pair]]
    #: mirror -> audience -> pattern -> people
    patterns: Mapping[Mirror, Mapping[str, Mapping[Pattern, int]]]

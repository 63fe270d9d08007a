"""What printed figures together would give away (measurement.md 1.13, P27, P38).

Every printed mean is a linear function of unknowns: the mean answer of an audience to a question.
A set of figures is unsafe when some combination of them depends on the answers of fewer people
than the threshold: after elimination, a row is left that touches nobody else.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Any, TypeAlias

#: an unknown, for example (audience, question)
Cell: TypeAlias = Any
People: TypeAlias = frozenset[Hashable]
#: column -> coefficient, modulo the prime
_Row: TypeAlias = dict[int, int]
#: arithmetic modulo a large prime: exact enough to find a rank, and fast
PRIME = (1 << 61) - 1
#: more coalitions than this are not looked at: the figure is left out instead
MAX_COALITIONS = 4_000


class Kind(IntEnum):
    """What may be printed, least needed first."""

    #: what a weighted mean would be with equal weights
    EQUAL = 0
    ELEMENT = 1
    TIER = 2
    UNIT = 3
    DOMAIN = 4
    SHIFT_DOMAIN = 5
    SHIFT_AUDIENCE = 6
    BOUNDS = 7
    DISTRIBUTION = 8
    QUESTION_AUDIENCE = 9
    QUESTION = 10
    PERCEPTION = 11
    SHIFT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One figure that would be printed, as a row of coefficients on the unknowns."""

    kind: Kind
    key: Hashable
    row: Mapping[Cell, Fraction]


def to_withhold(
    printed: Sequence[Printed],
    people: Mapping[Cell, People],
    threshold: int,
    issued: Sequence[Mapping[Cell, Fraction]] = (),
) -> set[tuple[Kind, Hashable]]:
    """Which figures to leave out, so that the others together point at nobody.

    The figures are admitted one by one, the most needed first; one that would, together with
    those before it, depend on too few people stays out.

    Args:
        printed: all figures that would be printed.
        people: who stands behind each unknown.
        threshold: the smallest number of people that a combination may depend on.
        issued: figures that are out already and cannot be called back.

    Returns:
        (kind, key) of each figure to leave out; empty when all may be printed.
    """
    audit = _Audit([*issued, *(figure.row for figure in printed)], people, threshold)
    for row in issued:
        audit.take(row)
    needed = sorted(
        printed, key=lambda f: (f.kind, _answers(f.row, people), str(f.key)), reverse=True
    )
    return {(f.kind, f.key) for f in needed if not audit.admits(f.row)}


def _answers(row: Mapping[Cell, Fraction], people: Mapping[Cell, People]) -> int:
    return sum(len(people[cell]) for cell in row)


class _Audit:
    """What the figures so far tell, in echelon form: the unknowns of most people go first.

    A combination that depends on few people has nothing left of the unknowns of many. So it lies
    in the span of the rows that begin at an unknown of few people: the residue.
    """

    def __init__(
        self, rows: Sequence[Mapping[Cell, Fraction]], people: Mapping[Cell, People], threshold: int
    ) -> None:
        self.threshold = threshold
        #: column -> who stands behind it, most people first
        self.behind: list[People] = []
        self.column = self._columns(rows, people)
        #: first column -> row, where the first column has many people
        self.basis: dict[int, _Row] = {}
        #: the same where it has few; every row is 0 in the first columns of the others
        self.residue: dict[int, _Row] = {}

    def _columns(
        self, rows: Sequence[Mapping[Cell, Fraction]], people: Mapping[Cell, People]
    ) -> dict[Cell, int]:
        """Unknowns that no row tells apart share a column, of all their people."""
        seen: dict[Cell, list[tuple[int, Fraction]]] = {}
        for number, row in enumerate(rows):
            for cell, value in row.items():
                if value:
                    seen.setdefault(cell, []).append((number, value))
        alike: dict[tuple[tuple[int, Fraction], ...], list[Cell]] = {}
        for cell, column in seen.items():
            alike.setdefault(tuple(column), []).append(cell)
        groups = [
            (frozenset().union(*map(people.__getitem__, cells)), cells) for cells in alike.values()
        ]
        groups.sort(key=lambda group: -len(group[0]))
        self.behind = [those for those, _ in groups]
        return {cell: number for number, (_, cells) in enumerate(groups) for cell in cells}

    def admits(self, row: Mapping[Cell, Fraction]) -> bool:
        """Take the row in, unless it points at too few people together with the others."""
        return self._took(row, is_out=False)

    def take(self, row: Mapping[Cell, Fraction]) -> None:
        """Take the row in, whatever it tells: it is known already."""
        self._took(row, is_out=True)

    def _took(self, row: Mapping[Cell, Fraction], *, is_out: bool) -> bool:
        left = self._reduced({self.column[cell]: _modular(v) for cell, v in row.items() if v})
        if not left:
            return True
        first = min(left)
        left = _scaled(left, first)
        if len(self.behind[first]) >= self.threshold:
            self.basis[first] = left
            return True
        if not is_out and self._points_at_few(left):
            return False
        for other in self.residue.values():
            if first in other:
                _subtract(other, left, first)
        self.residue[first] = left
        return True

    def _reduced(self, row: _Row) -> _Row:
        """What is new in a row, after all that is known already."""
        while row and (first := min(row)) in self.basis:
            _subtract(row, self.basis[first], first)
        if row and len(self.behind[min(row)]) < self.threshold:
            for first in row.keys() & self.residue.keys():
                _subtract(row, self.residue[first], first)
        return row

    def _points_at_few(self, row: _Row) -> bool:
        """This row, alone or with help of the residue, depends on too few people."""
        if len(self._people(row)) < self.threshold:
            return True
        helpers = self._joined(row)
        if not helpers:
            return False
        cells = {self.behind[c] for each in (row, *helpers.values()) for c in each}
        coalitions = _coalitions(cells, self.threshold)
        # too many to look at: rather left out
        return coalitions is None or any(self._rests_on(c, row, helpers) for c in coalitions)

    def _people(self, row: Iterable[int]) -> People:
        return frozenset().union(*(self.behind[column] for column in row))

    def _joined(self, row: _Row) -> dict[int, _Row]:
        """Rows of the residue that can help: they are tied to this one by shared unknowns."""
        found: dict[int, _Row] = {}
        reach = set(row)
        while grown := {
            first: other
            for first, other in self.residue.items()
            if first not in found and not reach.isdisjoint(other)
        }:
            found |= grown
            reach.update(*grown.values())
        return found

    def _rests_on(self, coalition: People, row: _Row, helpers: Mapping[int, _Row]) -> bool:
        """Whether nothing but answers of these people is left of the row, with the right help."""
        # a helper leaves its own first unknown behind
        able = [other for first, other in helpers.items() if self.behind[first] <= coalition]
        if not able:
            return False
        known: dict[int, _Row] = {}
        for each in (*able, row):
            left = {c: v for c, v in each.items() if not self.behind[c] <= coalition}
            while left and (first := min(left)) in known:
                _subtract(left, known[first], first)
            if left:
                first = min(left)
                known[first] = _scaled(left, first)
        return not left


def _coalitions(cells: Iterable[People], threshold: int) -> set[People] | None:
    """The unions of these that stay under the threshold; None when there are too many."""
    found: set[People] = set()
    for those in [each for each in cells if len(each) < threshold]:
        found |= {those} | {those | o for o in found if len(those | o) < threshold}
        if len(found) > MAX_COALITIONS:
            return None
    return found


def _modular(value: Fraction) -> int:
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def _scaled(row: _Row, first: int) -> _Row:
    """The row with 1 in its first column."""
    factor = pow(row[first], -1, PRIME)
    return {column: value * factor % PRIME for column, value in row.items()}


def _subtract(row: _Row, pivot: _Row, first: int) -> None:
    """Take the pivot row away so often that its first column vanishes from ``row``."""
    factor = row[first]
    for column, value in pivot.items():
        left = (row.get(column, 0) - factor * value) % PRIME
        if left:
            row[column] = left
        else:
            row.pop(column, None)

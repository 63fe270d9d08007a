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
#: arithmetic modulo a large prime: exact enough to find a rank, and fast
PRIME = (1 << 61) - 1
#: more coalitions than this are not looked at one by one: then the smallest cells are
MAX_COALITIONS = 400


class Kind(IntEnum):
    """What may be printed, least needed first: that is the order of giving up."""

    #: what a weighted mean would be with equal weights
    EQUAL = 0
    ELEMENT = 1
    TIER = 2
    DOMAIN = 3
    SHIFT_DOMAIN = 4
    SHIFT_AUDIENCE = 5
    BOUNDS = 6
    DISTRIBUTION = 7
    QUESTION_AUDIENCE = 8
    QUESTION = 9
    PERCEPTION = 10
    SHIFT = 11


#: from here on figures are given up one by one, and not all that are involved at once
PRECIOUS = Kind.QUESTION_AUDIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One figure that would be printed, as a row of coefficients on the unknowns."""

    kind: Kind
    key: Hashable
    row: Mapping[Cell, Fraction]


def to_withhold(
    printed: Sequence[Printed], people: Mapping[Cell, People], threshold: int
) -> set[tuple[Kind, Hashable]]:
    """Which figures to give up, so that the others together point at nobody.

    Args:
        printed: all figures that would be printed.
        people: who stands behind each unknown.
        threshold: the smallest number of people that a combination may depend on.

    Returns:
        (kind, key) of each figure to leave out; empty when all may be printed.
    """
    kept = list(printed)
    while involved := involved_in([p.row for p in kept], people, threshold):
        kind = min(kept[number].kind for number in involved)
        candidates = [number for number in involved if kept[number].kind is kind]
        if kind >= PRECIOUS:
            candidates = [min(candidates, key=lambda number: _weight(kept[number], people))]
        kept = [p for number, p in enumerate(kept) if number not in candidates]
    return {(p.kind, p.key) for p in printed} - {(p.kind, p.key) for p in kept}


def _weight(figure: Printed, people: Mapping[Cell, People]) -> tuple[int, str]:
    """How many answers stand behind a figure: the thinnest is given up first."""
    return sum(len(people[cell]) for cell in figure.row), str(figure.key)


def involved_in(
    rows: Sequence[Mapping[Cell, Fraction]], people: Mapping[Cell, People], threshold: int
) -> set[int]:
    """The numbers of the rows that together give a coalition under the threshold away."""
    merged_rows, merged_people = _merged(rows, people)
    found: set[int] = set()
    for coalition in _coalitions(merged_people.values(), threshold):
        inside = {cell for cell, those in merged_people.items() if those <= coalition}
        found |= _gives_away(merged_rows, inside)
    return found


def exposed_by(
    rows: Sequence[Mapping[Cell, Fraction]], people: Mapping[Cell, People], threshold: int
) -> set[People]:
    """The coalitions under the threshold that these figures give away."""
    merged_rows, merged_people = _merged(rows, people)
    return {
        coalition
        for coalition in _coalitions(merged_people.values(), threshold)
        if _gives_away(
            merged_rows, {cell for cell, those in merged_people.items() if those <= coalition}
        )
    }


def _merged(
    rows: Sequence[Mapping[Cell, Fraction]], people: Mapping[Cell, People]
) -> tuple[list[dict[Cell, int]], dict[Cell, People]]:
    """Unknowns with equal columns can never be told apart: one unknown of all their people."""
    columns: dict[Cell, list[tuple[int, Fraction]]] = {cell: [] for cell in people}
    for number, row in enumerate(rows):
        for cell, value in row.items():
            if value:
                columns[cell].append((number, value))
    groups: dict[tuple[tuple[int, Fraction], ...], list[Cell]] = {}
    for cell, column in columns.items():
        if column:
            groups.setdefault(tuple(column), []).append(cell)
    merged_rows: list[dict[Cell, int]] = [{} for _ in rows]
    merged_people: dict[Cell, People] = {}
    for parts, cells in groups.items():
        merged_people[cells[0]] = frozenset().union(*(people[cell] for cell in cells))
        for number, value in parts:
            merged_rows[number][cells[0]] = _modular(value)
    return merged_rows, merged_people


def _modular(value: Fraction) -> int:
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def _coalitions(everyone: Iterable[People], threshold: int) -> set[People]:
    """The largest unions of small groups that stay under the threshold."""
    small = sorted({those for those in everyone if len(those) < threshold}, key=len, reverse=True)
    found: set[People] = set()
    for those in small:
        grown = {those} | {those | other for other in found if len(those | other) < threshold}
        if len(found) + len(grown) <= MAX_COALITIONS:
            found |= grown
        else:
            found.add(those)
    return {those for those in found if not any(those < other for other in found)}


def _gives_away(rows: Sequence[Mapping[Cell, int]], inside: set[Cell]) -> set[int]:
    """The rows from which something inside is left after eliminating everything outside."""
    pivots: dict[Cell, tuple[dict[Cell, int], set[int]]] = {}
    found: set[int] = set()
    for number, original in enumerate(rows):
        row, origin = dict(original), {number}
        while outside := [cell for cell in row if cell not in inside]:
            cell = next((c for c in outside if c in pivots), None)
            if cell is None:
                pivots[outside[0]] = row, origin
                break
            _subtract(row, pivots[cell][0], cell)
            origin |= pivots[cell][1]
        else:
            if row:
                found |= origin
    return found


def _subtract(row: dict[Cell, int], pivot: Mapping[Cell, int], cell: Cell) -> None:
    """Take the pivot row away so often that ``cell`` vanishes from ``row``."""
    factor = row[cell] * pow(pivot[cell], -1, PRIME) % PRIME
    for each, value in pivot.items():
        left = (row.get(each, 0) - factor * value) % PRIME
        if left:
            row[each] = left
        else:
            row.pop(each, None)

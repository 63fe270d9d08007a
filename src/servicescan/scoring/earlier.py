"""Figures of this outcome and of earlier reports, over the same unknowns.

A late answer, a changed one or a removed one makes two reports differ by a few people. So the
sets of answers behind all figures are cut into pieces that no figure divides; the audit then
sees earlier figures and new ones as rows over the same pieces.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from servicescan.model.ledger import Issue, Ledger, Mark
from servicescan.model.response import Kind as Kind_
from servicescan.model.response import Response
from servicescan.scoring.audit import Cell, Kind, Printed, to_withhold

_Answers: TypeAlias = frozenset[Mark]


def withheld(
    printed: Sequence[Printed],
    cells: Mapping[Cell, _Answers],
    people: Mapping[str, int],
    threshold: int,
    issues: Sequence[Issue] = (),
) -> set[tuple[Kind, Hashable]]:
    """Which figures to leave out, because of each other and of reports that are out already.

    Args:
        printed: the figures, as rows over the means of cells.
        cells: the answers in each cell; cells may overlap.
        people: person -> how many people this one counts for.
        threshold: the smallest number of people that a combination may depend on.
        issues: the earlier reports.
    """
    everybody = dict(people)
    sets = dict(cells)
    for number, issue in enumerate(issues):
        everybody |= {person: max(n, people.get(person, 0)) for person, n in issue.people.items()}
        sets |= {(number, place): those for place, those in enumerate(issue.cells)}
    pieces = _pieces(sets)
    behind = {
        piece: frozenset((person, copy) for person, _ in those for copy in range(everybody[person]))
        for each in pieces.values()
        for piece, those in each.items()
    }
    issued = [
        _over_pieces({(number, cell): value for cell, value in row.items()}, pieces)
        for number, issue in enumerate(issues)
        for row in issue.rows
    ]
    new = [replace(figure, row=_over_pieces(figure.row, pieces)) for figure in printed]
    return to_withhold(new, behind, threshold, issued)


def _pieces(sets: Mapping[Cell, _Answers]) -> dict[Cell, dict[int, _Answers]]:
    """Cell -> the numbered pieces it is made of; answers in the same cells share a piece."""
    inside: dict[Mark, list[Cell]] = {}
    for cell, answers in sets.items():
        for answer in answers:
            inside.setdefault(answer, []).append(cell)
    alike: dict[tuple[Cell, ...], set[Mark]] = {}
    for answer, where in inside.items():
        alike.setdefault(tuple(where), set()).add(answer)
    found: dict[Cell, dict[int, _Answers]] = {cell: {} for cell in sets}
    for number, (together, those) in enumerate(alike.items()):
        for cell in together:
            found[cell][number] = frozenset(those)
    return found


def _over_pieces(
    row: Mapping[Cell, Fraction], pieces: Mapping[Cell, Mapping[int, _Answers]]
) -> dict[Cell, Fraction]:
    """The same figure over sums of answers: each answer of a cell counts the same."""
    found: dict[Cell, Fraction] = {}
    for cell, value in row.items():
        each = value / sum(map(len, pieces[cell].values()))
        for piece in pieces[cell]:
            found[piece] = found.get(piece, Fraction(0)) + each
    return found


def issue_of(
    printed: Iterable[Printed], cells: Mapping[Cell, _Answers], people: Mapping[str, int]
) -> Issue:
    """What these figures give away, to be kept for the next report."""
    rows = [figure.row for figure in printed]
    used = sorted({cell for row in rows for cell in row}, key=str)
    number = {cell: place for place, cell in enumerate(used)}
    return Issue(
        people=dict(people),
        cells=tuple(cells[cell] for cell in used),
        rows=tuple({number[cell]: value for cell, value in row.items()} for row in rows),
    )


def counted(responses: Iterable[Response], threshold: int, ledger: Ledger) -> list[Response]:
    """The persons who count: those who came after a report wait until they are enough.

    Added one by one, each would show in the difference between the two reports.
    """
    persons = [response for response in responses if response.kind is Kind_.INDIVIDUAL]
    late = [person for person in persons if not ledger.knows(person.respondent.code)]
    if not ledger.issues or len(late) >= threshold:
        return persons
    return [person for person in persons if person not in late]

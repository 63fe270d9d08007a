"""What printed figures together give away: reference values, and brute force over small cases."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicescan.scoring.audit import (
    MAX_COALITIONS,
    Kind,
    Printed,
    exposed_by,
    involved_in,
    to_withhold,
)

VECTORS = {
    vector["id"]: vector
    for vector in json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))[
        "vectors"
    ]
}
FIVE = 5


def smallest(coalitions):
    least = min(map(len, coalitions), default=0)
    return sorted(sorted(people) for people in coalitions if len(people) == least)


@pytest.mark.parametrize("name", VECTORS["P27"]["input"]["published"])
def test_p27_groups_that_overlap_or_leave_a_remainder(name):
    people = {person: frozenset([person]) for person in VECTORS["P27"]["input"]["universe"]}
    published = VECTORS["P27"]["input"]["published"][name]
    rows = [{person: Fraction(1, len(group)) for person in group} for group in published]
    expected = VECTORS["P27"]["expected"][name]
    found = exposed_by(rows, people, FIVE)
    assert (not found) is expected["safe"]
    assert smallest(found) == expected["smallest_support"]


@pytest.mark.parametrize("number", range(4))
def test_p38_two_totals_of_the_same_groups(number):
    case = VECTORS["P38"]["input"]["cases"][number]
    sizes = case["sizes"]
    people = {group: frozenset((group, n) for n in range(size)) for group, size in sizes.items()}
    rows = [{group: Fraction(1)} for group in case["shown"]]
    if case["print_equal_person"]:
        total = sum(sizes.values())
        rows.append({group: Fraction(size, total) for group, size in sizes.items()})
    if case["print_equal_role"]:
        rows.append({group: Fraction(1, len(sizes)) for group in sizes})
    expected = VECTORS["P38"]["expected"][number]
    found = exposed_by(rows, people, FIVE)
    assert (not found) is expected["safe"]
    disclosed = sorted(sorted({group for group, _ in those}) for those in found)
    assert disclosed == sorted(expected["disclosed"])


def printed(kind, key, row):
    return Printed(kind=kind, key=key, row=row)


def test_the_least_needed_figure_is_given_up_first():
    """A mean of both groups, a mean of the large one, and a distribution over all."""
    people = {"large": frozenset(range(9)), "small": frozenset(range(10, 13))}
    whole = {"large": Fraction(1, 2), "small": Fraction(1, 2)}
    pooled = {"large": Fraction(9, 12), "small": Fraction(3, 12)}
    figures = [printed(Kind.QUESTION, "q", whole), printed(Kind.DISTRIBUTION, "q", pooled)]
    assert to_withhold(figures, people, FIVE) == {(Kind.DISTRIBUTION, "q")}
    assert to_withhold(figures[:1], people, FIVE) == set()


def test_figures_that_do_not_help_to_expose_anybody_stay():
    people = {
        "a": frozenset(range(9)),
        "b": frozenset(range(10, 13)),
        "far": frozenset(range(20, 29)),
    }
    figures = [
        printed(Kind.SHIFT, 1, {"a": Fraction(1, 2), "b": Fraction(1, 2)}),
        printed(Kind.QUESTION, 2, {"a": Fraction(1)}),
        printed(Kind.QUESTION, 3, {"far": Fraction(1)}),
    ]
    assert to_withhold(figures, people, FIVE) == {(Kind.QUESTION, 2)}


def test_a_group_of_which_nothing_is_printed_is_no_matter():
    people = {"shown": frozenset(range(9)), "silent": frozenset([20])}
    rows = [{"shown": Fraction(1), "silent": Fraction(0)}]
    assert exposed_by(rows, people, FIVE) == set()


def test_many_small_groups_are_looked_at_in_bounded_time():
    people = {number: frozenset([number]) for number in range(MAX_COALITIONS)}
    rows = [{number: Fraction(1)} for number in range(MAX_COALITIONS)]
    assert involved_in(rows, people, FIVE) == set(range(MAX_COALITIONS))


def rank(rows):
    """Row rank by elimination on fractions, independent of the code under test."""
    rows = [list(row) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in rows[found:] if r[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for row in rows[found + 1 :]:
            factor = row[column] / pivot[column]
            for place, value in enumerate(pivot):
                row[place] -= factor * value
        found += 1
    return found


def brute_force(groups, people):
    """Some set of fewer than five people on whom a combination of the means depends alone."""
    rows = [[Fraction(int(p in group)) for p in people] for group in groups]
    for size in range(1, FIVE):
        for coalition in combinations(people, size):
            outside = [
                [v for p, v in zip(people, row, strict=True) if p not in coalition] for row in rows
            ]
            if rank(outside) < rank(rows):
                return True
    return False


@settings(max_examples=1000)
@given(
    groups=st.lists(
        st.sets(st.integers(0, 6), min_size=1).map(frozenset), min_size=1, max_size=4, unique=True
    )
)
def test_agrees_with_a_brute_force_attack(groups):
    everyone = list(range(7))
    people = {person: frozenset([person]) for person in everyone}
    rows = [{person: Fraction(1, len(group)) for person in group} for group in groups]
    assert bool(exposed_by(rows, people, FIVE)) is brute_force(groups, everyone)


@settings(max_examples=300)
@given(
    groups=st.lists(
        st.sets(st.integers(0, 6), min_size=1).map(frozenset), min_size=1, max_size=5, unique=True
    )
)
def test_what_is_left_is_safe(groups):
    people = {person: frozenset([person]) for person in range(7)}
    figures = [
        printed(list(Kind)[number % len(Kind)], number, dict.fromkeys(group, Fraction(1)))
        for number, group in enumerate(groups)
    ]
    gone = to_withhold(figures, people, FIVE)
    left = [figure.row for figure in figures if (figure.kind, figure.key) not in gone]
    assert exposed_by(left, people, FIVE) == set()

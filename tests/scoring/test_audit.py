"""What printed figures together give away: reference values, and brute force over small cases."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicescan.scoring.audit import MAX_COALITIONS, Kind, Printed, to_withhold

VECTORS = {
    vector["id"]: vector
    for vector in json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))[
        "vectors"
    ]
}
FIVE = 5


def smallest(rows, people):
    """The smallest sets of unknowns that some combination of the rows depends on alone."""
    for size in range(1, len(people) + 1):
        found = [set(some) for some in combinations(people, size) if rests_on(rows, people, some)]
        if found:
            return sorted(map(sorted, found))
    return []


def rests_on(rows, people, some):
    """Plain linear algebra: the rank falls when the columns of these unknowns are left out."""
    outside = [[row.get(cell, Fraction(0)) for cell in people if cell not in some] for row in rows]
    return rank(outside) < rank([[row.get(cell, Fraction(0)) for cell in people] for row in rows])


def is_safe(rows, people):
    figures = [Printed(kind=Kind.SHIFT, key=number, row=row) for number, row in enumerate(rows)]
    return not to_withhold(figures, people, FIVE)


@pytest.mark.parametrize("name", VECTORS["P27"]["input"]["published"])
def test_p27_groups_that_overlap_or_leave_a_remainder(name):
    people = {person: frozenset([person]) for person in VECTORS["P27"]["input"]["universe"]}
    published = VECTORS["P27"]["input"]["published"][name]
    rows = [{person: Fraction(1, len(group)) for person in group} for group in published]
    expected = VECTORS["P27"]["expected"][name]
    assert is_safe(rows, people) is expected["safe"]
    if not expected["safe"]:
        assert smallest(rows, people) == expected["smallest_support"]


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
    assert is_safe(rows, people) is expected["safe"]
    few = [[group] for group in sizes if sizes[group] < FIVE and rests_on(rows, people, [group])]
    assert sorted(few) == sorted(expected["disclosed"])


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


NEEDED = [
    "EQUAL",
    "ELEMENT",
    "TIER",
    "UNIT",
    "DOMAIN",
    "SHIFT_DOMAIN",
    "SHIFT_AUDIENCE",
    "BOUNDS",
    "DISTRIBUTION",
    "QUESTION_AUDIENCE",
    "QUESTION",
    "PERCEPTION",
    "SHIFT",
]


@pytest.mark.parametrize("less", range(len(NEEDED) - 1), ids=NEEDED[:-1])
def test_what_is_needed_less_goes_first(less):
    people = {"large": frozenset(range(9)), "small": frozenset(range(10, 13))}
    one, two = Kind[NEEDED[less]], Kind[NEEDED[less + 1]]
    figures = [
        printed(one, "z", {"large": Fraction(1, 2), "small": Fraction(1, 2)}),
        printed(two, "a", {"large": Fraction(9, 12), "small": Fraction(3, 12)}),
    ]
    assert to_withhold(figures, people, FIVE) == {(one, "z")}


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
    assert is_safe([{"shown": Fraction(1), "silent": Fraction(0)}], people)


def test_what_is_out_already_counts_and_cannot_be_called_back():
    """Eleven were in the first report, twelve would be in the second (P28)."""
    people = {"eleven": frozenset(range(11)), "late": frozenset([11])}
    first = {"eleven": Fraction(1, 11)}
    second = {"eleven": Fraction(1, 12), "late": Fraction(1, 12)}
    figures = [printed(Kind.SHIFT, "S1", second)]
    assert to_withhold(figures, people, FIVE) == set()
    assert to_withhold(figures, people, FIVE, [first]) == {(Kind.SHIFT, "S1")}
    again = [printed(Kind.SHIFT, "S1", first)]
    assert to_withhold(again, people, FIVE, [first, second]) == set()


def test_many_small_groups_are_looked_at_in_bounded_time():
    """A thousand pairs, each known up to one number: rather too little is shown than too much."""
    pairs = range(MAX_COALITIONS // 2)
    people = {(n, side): frozenset([(n, side)]) for n in pairs for side in "ab"}
    rows = [{(n, "a"): Fraction(1), (n, "b"): Fraction(-n - 1)} for n in pairs]
    total = dict.fromkeys(people, Fraction(1))
    figures = [printed(Kind.SHIFT, number, row) for number, row in enumerate([total, *rows])]
    gone = to_withhold(figures, people, FIVE)
    assert len(gone) == len(rows)


def rank(rows):
    """Row rank by elimination on fractions, independent of the code under test."""
    rows = [list(row) for row in rows if any(row)]
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


def brute_force(rows, people=range(7)):
    """Some set of fewer than five people on whom a combination of the rows depends alone."""
    full = [{person: Fraction(row.get(person, 0)) for person in people} for row in rows]
    return any(
        rests_on(full, people, some)
        for size in range(1, FIVE)
        for some in combinations(people, size)
    )


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
    assert is_safe(rows, people) is not brute_force([dict.fromkeys(g, 1) for g in groups])


ROWS = st.lists(
    st.dictionaries(st.integers(0, 6), st.integers(-2, 3).filter(bool), min_size=1),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200)
@given(rows=ROWS, earlier=st.integers(0, 3))
def test_what_is_left_is_safe_and_no_more_is_left_out_than_that(rows, earlier):
    """Rows of any weights, some printed before; one more of what was left out would tell."""
    people = {person: frozenset([person]) for person in range(7)}
    issued = [] if brute_force(rows[:earlier]) else rows[:earlier]
    figures = [
        printed(list(Kind)[number % len(Kind)], number, {p: Fraction(v) for p, v in row.items()})
        for number, row in enumerate(rows[earlier:])
    ]
    known = [{p: Fraction(v) for p, v in row.items()} for row in issued]
    gone = to_withhold(figures, people, FIVE, known)
    left = [figure.row for figure in figures if (figure.kind, figure.key) not in gone]
    assert not brute_force([*known, *left])
    for figure in figures:
        if (figure.kind, figure.key) in gone:
            assert brute_force([*known, *left, figure.row])

"""A report per unit: which units have one, and what those that have none still need."""

from dataclasses import replace

import pytest

from builders import question, questionnaire, response, shift, workspace
from servicescan.model.assessment import Withheld
from servicescan.model.ledger import Ledger
from servicescan.model.response import Answer, Kind
from servicescan.model.workspace import CustomerMark, Group, Thresholds
from servicescan.scoring.apart import Kept, apart
from servicescan.scoring.assess import assess
from servicescan.scoring.giving import given_away

TINY = questionnaire(shift("S1", *(question(f"S1-{n}") for n in (1, 2, 3))))
PLAIN = workspace(Thresholds())
EMPTY = Ledger(salt="a")


def people(unit, number, first=0, asked=3):
    """So many of a unit, who do not all say the same."""
    found = [
        response(
            "front",
            {f"S1-{q}": Answer(level=1 + (n + q) % 4) for q in range(1, asked + 1)},
            code=f"{unit}{n}",
        )
        for n in range(first, first + number)
    ]
    return [replace(each, respondent=replace(each.respondent, unit=unit)) for each in found]


def found(persons, ledger=EMPTY):
    """Unit -> how many answered, or why it has no report and how many more it needs."""
    return {
        each.unit: (each.why, each.needed)
        if isinstance(each, Kept)
        else each.assessment.respondents
        for each in apart(TINY, persons, PLAIN, ledger)
    }


def team(**sizes):
    return [person for unit, n in sizes.items() for person in people(unit, n)]


SMALL, PROTECTS = Withheld.TOO_FEW_ANSWERS, Withheld.PROTECTS_OTHERS


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"A": 9, "B": 12}, {"B": 12, "A": 9}),
        ({"A": 9, "B": 12, "C": 3}, {"B": 12, "A": (PROTECTS, 0), "C": (SMALL, 2)}),
        ({"A": 9, "B": 12, "C": 3, "D": 2}, {"B": 12, "A": 9, "C": (SMALL, 2), "D": (SMALL, 3)}),
        # who named no unit is hidden, and so protects a small one
        ({"A": 9, "C": 3, "": 6}, {"A": 9, "C": (SMALL, 2)}),
        ({"A": 9, "B": 12, "": 2}, {"B": 12, "A": (PROTECTS, 0)}),
        ({"A": 9, "": 6}, {"A": 9}),
        ({"": 6}, {}),
    ],
)
def test_which_units_have_a_report(sizes, expected):
    assert found(team(**sizes)) == expected
    assert list(found(team(**sizes))) == list(expected)


def test_what_a_group_agreed_on_is_nobodys_answer():
    agreed = [replace(each, kind=Kind.CONSENSUS) for each in people("A", 9)]
    assert found([*agreed, *team(B=9)]) == {"B": 9}


def test_a_unit_of_which_no_shift_may_be_shown_has_no_report():
    assert found([*people("A", 9, asked=2), *team(B=9)]) == {
        "A": (Withheld.TOO_FEW_QUESTIONS, 0),
        "B": 9,
    }


def test_newcomers_to_a_unit_wait_until_they_are_enough():
    """One by one they would show in the difference with the unit's earlier report."""
    first = team(A=9, B=9)
    issues = tuple(each.issue for each in apart(TINY, first, PLAIN, EMPTY))
    out = Ledger(salt="a", issues=issues)
    assert found([*first, *people("A", 3, first=9)], out) == {"A": 9, "B": 9}
    assert found([*first, *people("A", 5, first=9)], out) == {"A": 14, "B": 9}
    assert found([*first, *people("C", 4)], out)["C"] == (SMALL, 5)
    again = [each.issue for each in apart(TINY, first, PLAIN, out)]
    assert all(new.tells_the_same(old) for new, old in zip(again, issues, strict=True))


def test_a_unit_that_changed_since_an_earlier_report_has_none():
    """The whole was out, with the heat map; the two who moved would show in the difference."""
    before = team(A=6, B=4, C=4)
    known = TINY, before, PLAIN, EMPTY
    out = Ledger(salt="a", issues=(given_away(assess(*known), *known),))
    assert found(before, out) == {"A": 6, "B": (SMALL, 1), "C": (SMALL, 1)}
    moved = [replace(each, respondent=replace(each.respondent, unit="A")) for each in before[6:8]]
    then = found([*before[:6], *moved, *before[8:]], out)
    assert then["A"] == (Withheld.EARLIER_REPORT, 0)


def test_settings_of_the_whole_that_say_nothing_of_a_unit_are_left_out():
    scan = replace(
        PLAIN,
        audiences={"front": Group(invited=40, visible_as_group=True)},
        customer_mark=CustomerMark(mark="7.9", source="survey"),
    )
    (first, _) = apart(TINY, team(A=9, B=9), scan, Ledger())
    assert first.workspace.client == f"{scan.client} · A"
    assert first.workspace.audiences == {"front": Group()}
    assert first.workspace.customer_mark is None
    assert [part.invited for part in first.assessment.participation if part.responses] == [None]

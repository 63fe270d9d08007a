"""Teams and departments side by side."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import OPEN, question, questionnaire, response, shift, workspace
from servicescan.model.assessment import Withheld
from servicescan.model.hidden import hidden_shifts
from servicescan.model.response import Answer
from servicescan.model.workspace import Thresholds
from servicescan.scoring.assess import assess

TINY = questionnaire(shift("S1", *(question(f"S1-{n}", weight=Fraction(n)) for n in (1, 2, 3))))


def people(unit, *rows, audience="front"):
    """One person per row of levels; 0 stands for no answer."""
    found = [
        response(
            audience,
            {f"S1-{n}": Answer(level=level) for n, level in enumerate(row, 1) if level},
            code=f"{unit}{audience}{number}",
        )
        for number, row in enumerate(rows)
    ]
    return [replace(p, respondent=replace(p.respondent, unit=unit)) for p in found]


def units_of(persons, thresholds=OPEN):
    return assess(TINY, persons, workspace(thresholds)).units


def test_in_a_unit_every_answer_counts_the_same():
    """Question by question, then weighted; roles are not levelled out."""
    north = people("North", (1, 2, 4), (2, 4, 5), (3, 0, 3))
    north += people("North", (4, 3, 5), audience="lead")
    found, other = units_of([*north, *people("South", (2, 3, 4), (3, 4, 5))])
    expected = (Fraction(10, 4) + 2 * Fraction(9, 3) + 3 * Fraction(17, 4)) / 6
    assert (found.unit, found.respondents, found.by_shift["S1"].value) == ("North", 4, expected)
    assert (other.unit, found.by_shift["S1"].n) == ("South", 4)


def test_only_questions_that_every_unit_answered_count():
    three = [(1, 2, 4), (2, 4, 5)]
    assert all(
        unit.by_shift["S1"].withheld is Withheld.TOO_FEW_QUESTIONS
        for unit in units_of([*people("A", *three), *people("B", (1, 2, 0), (3, 4, 0))])
    )


def test_one_unit_has_nothing_beside_it():
    assert units_of([*people("A", (1, 2, 3), (2, 3, 4)), *people("", (1, 2, 3))]) == ()


def test_spaces_make_no_other_unit():
    found = units_of(
        [*people("Team A", (1, 2, 3)), *people(" Team  A", (2, 3, 4)), *people("B", (1, 2, 4))]
    )
    assert [unit.unit for unit in found] == ["Team A", "B"]


ROWS = [(1, 2, 3), (2, 3, 4), (3, 4, 5), (2, 2, 4), (4, 3, 3), (5, 2, 1), (1, 1, 2)]


def test_a_small_unit_is_hidden_and_takes_the_next_with_it():
    persons = [*people("A", *ROWS), *people("B", *ROWS[:6]), *people("C", *ROWS[:3])]
    shown = {u.unit: u.by_shift["S1"] for u in units_of(persons, Thresholds())}
    assert shown["C"].withheld is Withheld.TOO_FEW_ANSWERS
    assert shown["B"].withheld is Withheld.PROTECTS_OTHERS
    assert {u.unit: hidden_shifts(u) for u in units_of(persons, Thresholds())}["C"] == {
        Withheld.TOO_FEW_ANSWERS: ["S1"]
    }


def test_a_unit_of_one_mind_at_the_end_of_the_scale_is_hidden():
    same = [(5, 5, 5)] * 6
    persons = [*people("A", *same), *people("B", *ROWS), *people("C", *ROWS)]
    shown = {u.unit: u.by_shift["S1"].value for u in units_of(persons, Thresholds())}
    assert shown["A"] is None


@pytest.mark.parametrize("few", [1, 4])
def test_a_unit_that_lays_a_few_bare_is_hidden(few):
    """All of the front line but a few are in the two units; those few stand alone beside it."""
    persons = [*people("A", *ROWS), *people("B", *ROWS), *people("", *ROWS[:few])]
    found = assess(TINY, persons, workspace(Thresholds()))
    assert found.shifts[0].figure.value is not None
    assert any(unit.by_shift["S1"].value is None for unit in found.units)
    more = assess(TINY, [*persons[:14], *people("", *ROWS)], workspace(Thresholds()))
    assert all(unit.by_shift["S1"].value is not None for unit in more.units)

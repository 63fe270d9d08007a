"""Which shifts are named, and how much hangs on one respondent or on the weights."""

from fractions import Fraction

import pytest

from builders import question, questionnaire, responses, shift, voices, workspace
from servicescan.model.questionnaire import LEVELS
from servicescan.model.workspace import Thresholds
from servicescan.scoring.assess import assess
from servicescan.scoring.contest import Contest
from servicescan.scoring.priorities import Ambition
from servicescan.scoring.sums import Sums
from servicescan.scoring.survey import CountedSums

WISH = Ambition(wish=Fraction(5), importance=1, leverage=Fraction(1))


def contest(rows, ambitions=WISH, weights=(1, 1)):
    """One shift per column with as many questions as weights, all with the same answer."""
    ids = [f"S{n}" for n in range(len(rows[0]))]
    questions = {
        id_: [question(f"{id_}-{n}", weight=Fraction(w)) for n, w in enumerate(weights)]
        for id_ in ids
    }
    said = [
        {asked.id: x for id_, x in zip(ids, row, strict=True) if x for asked in questions[id_]}
        for row in rows
    ]
    if isinstance(ambitions, Ambition):
        ambitions = dict.fromkeys(ids, ambitions)
    return Contest(ambitions, questions, Sums(voices(front=said)))


def test_three_highest_priorities_in_the_order_of_the_shifts():
    found = contest([[2, 1, 5, 3, 1]]).attention()
    assert found.shifts == ("S0", "S1", "S4")


def test_shift_at_its_target_asks_for_nothing():
    found = contest([[5, 4, 5]]).attention()
    assert found.shifts == ("S1",)
    assert contest([[5, 5]]).attention().stays == {}


def test_of_equal_priorities_the_lowest_score_goes_first():
    """Each aims one level up, so all gaps are equal."""
    up = Ambition(wish=None, importance=1, leverage=Fraction(1))
    assert contest([[3, 2, 2, 1, 2]], up).attention().shifts == ("S1", "S2", "S3")


def test_share_of_runs_is_rounded_down_to_tenths():
    """S3 is in only while the one who gives it a 1 takes part: in two of the three runs."""
    rows = [[1, 1, 3, 3], [1, 1, 3, 3], [1, 1, 3, 1]]
    found = contest(rows).attention()
    assert found.shifts == ("S0", "S1", "S3")
    assert found.stays == {"S0": 1, "S1": 1, "S3": Fraction(6, 10)}


@pytest.mark.parametrize(("people", "stays"), [(1, 0), (5, 0), (6, 1)])
def test_counts_tell_whether_anybody_could_change_the_three(people, stays):
    """Means 1, 2, 2 and 4: two people's worth of 4 / (n - 1) must fit between 2 and 4."""
    means = {"S0": 1, "S1": 2, "S2": 2, "S3": 4}
    questions = {id_: [question(f"{id_}-1")] for id_ in means}
    counts = {
        f"{id_}-1": {
            "front": tuple(people * (level == mean) for level in LEVELS),
            "silent": (0,) * len(LEVELS),
        }
        for id_, mean in means.items()
    }
    found = Contest(dict.fromkeys(means, WISH), questions, CountedSums(counts)).attention()
    assert found.stays == dict.fromkeys(("S0", "S1", "S2"), stays)


def test_who_said_nothing_makes_no_run():
    rows = [[1, 1, 3, 3], [1, 1, 3, 3], [1, 1, 3, 1], [0, 0, 0, 0]]
    assert contest(rows).attention().stays["S3"] == Fraction(6, 10)


def test_shift_that_loses_its_score_is_not_named_in_that_run():
    rows = [[0, 3, 3], [1, 3, 3]]
    assert contest(rows).attention().stays["S0"] == Fraction(1, 2)


def test_equal_importance_and_weights_need_no_second_list():
    assert contest([[1, 2, 3, 4]]).attention().equal is None


@pytest.mark.parametrize("importance", [2, 3])
def test_unequal_importance_is_shown_beside_the_equal_one(importance):
    heavy = {
        f"S{n}": Ambition(wish=Fraction(5), importance=i, leverage=Fraction(1))
        for n, i in enumerate([1, 1, 1, importance])
    }
    found = contest([[2, 2, 2, 3]], heavy).attention()
    assert "S3" in found.shifts
    assert found.equal == ("S0", "S1", "S2")


def test_unequal_question_weights_are_shown_beside_equal_ones():
    assert contest([[1, 2, 3, 4]], weights=(1, 2)).attention().equal == ("S0", "S1", "S2")


def test_firmest_stand_above_all_others_in_every_coding():
    everyone = Ambition(wish=Fraction(3), importance=1, leverage=Fraction(1))
    assert contest([[5, 4, 2, 2, 2, 2]], everyone).firmest() == ("S0", "S1")
    # with shrinking steps a solid 3 beats one 1 and one 5
    assert contest([[3, 1], [3, 5], [3, 5]], everyone).firmest() == ()


def test_at_most_three_stand_firmest_and_only_one_below_organised():
    everyone = Ambition(wish=Fraction(1), importance=1, leverage=Fraction(1))
    assert contest([[5, 5, 4, 4, 1]], everyone).firmest() == ("S0", "S1")
    assert contest([[5, 4, 3, 1]], everyone).firmest() == ("S0", "S1", "S2")
    assert contest([[5, 4, 2, 1]], everyone).firmest() == ("S0", "S1")
    assert contest([[1, 2, 1, 1]], everyone).firmest() == ("S1",)


def test_shift_that_asks_for_attention_is_not_called_firm_nor_those_below_it():
    wishes = {
        f"S{n}": Ambition(wish=Fraction(wish), importance=1, leverage=Fraction(1))
        for n, wish in enumerate([3, 5, 1, 1])
    }
    assert contest([[5, 4, 3, 2]], wishes).firmest() == ("S0",)
    wishes["S0"] = Ambition(wish=Fraction(6), importance=1, leverage=Fraction(1))
    assert contest([[5, 4, 3, 2]], wishes).firmest() == ()


SHIFTS = questionnaire(*(shift(f"S{n}") for n in range(1, 5)))
COLUMNS = " ".join(f"S{n}-{m}" for n in range(1, 5) for m in (1, 2, 3))


def test_assessment_names_only_what_may_be_printed():
    """Four people answered on S4: it has no score, so it takes no part."""
    rows = ("front*4 3 3 3 4 4 4 5 5 5 1 1 1", "front*4 2 2 2 4 4 4 5 5 5 - - -")
    outcome = assess(SHIFTS, responses("\n".join((COLUMNS, *rows))), workspace(Thresholds()))
    assert outcome.shifts[3].figure.value is None
    assert outcome.attention.shifts == ("S1",)
    assert outcome.firmest == ("S3", "S2")

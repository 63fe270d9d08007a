from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from servicescan.model.assessment import Figure, Tally, Withheld
from servicescan.model.workspace import Group, Thresholds, minimum_for
from servicescan.scoring.disclosure import (
    hidden_groups,
    protected,
    protected_groups,
    protected_tally,
    silence,
)


def figure(n):
    return Figure(value=Fraction(3), n=n)


def test_figure_of_too_few_answers_is_withheld():
    assert protected(figure(5), 5) == figure(5)
    assert protected(figure(4), 5) == Figure(withheld=Withheld.TOO_FEW_ANSWERS)
    assert protected(Figure(), 5) == Figure(withheld=Withheld.NO_ANSWERS)


def test_reason_why_a_figure_is_empty_is_kept():
    empty = Figure(withheld=Withheld.TOO_FEW_QUESTIONS)
    assert protected(empty, 5) == empty


def test_that_none_of_a_few_people_gave_a_level_stays_unsaid():
    assert silence(0, 5) is silence(5, 5) is Withheld.NO_ANSWERS
    assert silence(1, 5) is silence(4, 5) is Withheld.TOO_FEW_ANSWERS


def test_what_came_back_is_told_of_eight_people_or_more_and_never_of_a_few_among_them():
    eight, seven = (Tally(asked=n, answered=5, dont_know=2) for n in (8, 7))
    assert protected_tally(eight, 0, Thresholds()) == eight
    assert protected_tally(eight, 5, Thresholds()) == eight
    assert protected_tally(seven, 0, Thresholds()) is None
    assert [protected_tally(eight, few, Thresholds()) for few in (1, 4)] == [None, None]


def test_group_that_was_told_beforehand_is_shown_from_three():
    groups = {"lead": Group(visible_as_group=True), "front": Group()}
    assert minimum_for("lead", groups, Thresholds()) == 3
    assert minimum_for("front", groups, Thresholds()) == 5
    assert minimum_for("guests", groups, Thresholds(mean=7)) == 7


def test_reason_says_who_is_too_small_and_who_protects_whom():
    hidden = hidden_groups({"A": 12, "B": 9, "C": 3}, dict.fromkeys("ABC", 5))
    assert hidden == {"C": Withheld.TOO_FEW_ANSWERS, "B": Withheld.PROTECTS_OTHERS}


def test_a_group_of_one_mind_is_never_hidden_alone():
    """However large it is: from the total and the others it could be worked out."""
    hidden = hidden_groups({"A": 12, "B": 9, "C": 8}, dict.fromkeys("ABC", 5), {"B"})
    assert hidden == dict.fromkeys("BC", Withheld.PROTECTS_OTHERS)


def test_group_without_answers_needs_no_protection():
    assert hidden_groups({"A": 6, "B": 0}, dict.fromkeys("AB", 5)) == {}


def test_figures_side_by_side():
    groups = {"lead": Group(visible_as_group=True)}
    given = {"lead": figure(3), "hr": Figure(), "front": figure(12), "owner": figure(5)}
    assert protected_groups(given, groups, Thresholds()) == {
        **given,
        "hr": Figure(withheld=Withheld.NO_ANSWERS),
    }
    given["partner"] = figure(2)
    assert protected_groups(given, groups, Thresholds()) == {
        "lead": Figure(withheld=Withheld.PROTECTS_OTHERS),
        "hr": Figure(withheld=Withheld.NO_ANSWERS),
        "front": figure(12),
        "owner": figure(5),
        "partner": Figure(withheld=Withheld.TOO_FEW_ANSWERS),
    }


SIZES = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 15), min_size=1)
MINIMA = st.fixed_dictionaries({group: st.sampled_from([3, 5, 8]) for group in "ABCDEF"})


@given(SIZES, MINIMA)
def test_no_hidden_group_can_be_worked_out_from_the_total_and_the_others(sizes, minima):
    hidden = hidden_groups(sizes, minima)
    present = {group for group, n in sizes.items() if n}
    assert hidden.keys() <= present
    assert all(group in hidden for group in present if sizes[group] < minima[group])
    assume(hidden)
    behind = sum(sizes[group] for group in hidden)
    too_small = [group for group, why in hidden.items() if why is Withheld.TOO_FEW_ANSWERS]
    largest = max(minima[group] for group in too_small)
    assert (len(hidden) > 1 and behind >= largest) or hidden.keys() == present


@given(SIZES, MINIMA)
def test_no_more_is_hidden_than_needed(sizes, minima):
    hidden = hidden_groups(sizes, minima)
    protectors = [group for group, why in hidden.items() if why is Withheld.PROTECTS_OTHERS]
    assume(protectors)
    without_last = hidden.keys() - {protectors[-1]}
    too_small = [group for group, why in hidden.items() if why is Withheld.TOO_FEW_ANSWERS]
    largest = max(minima[group] for group in too_small)
    assert len(without_last) == 1 or sum(sizes[group] for group in without_last) < largest

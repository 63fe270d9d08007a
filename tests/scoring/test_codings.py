from fractions import Fraction

from builders import voices
from servicescan.scoring.codings import CODINGS, coded, sure_leaders


def ranks(**scores):
    return {key: Fraction(score) for key, score in scores.items()}


def test_coding_changes_what_levels_are_worth_and_nothing_else():
    people = voices(front=[{"Q": 1, "P": 3}], lead=[{"Q": 5}])
    found = coded(people, CODINGS[1])
    assert [voice.audience for voice in found] == ["front", "lead"]
    assert [voice.levels for voice in found] == [{"Q": 0, "P": 30}, {"Q": 100}]


def test_longest_certain_start_is_named():
    one, two = ranks(A=5, B=4, C=3, D=2), ranks(A=90, B=95, C=50, D=10)
    assert sure_leaders("ABCD", [one, two], 3) == ("A", "B", "C")
    assert sure_leaders("ABCD", [one, two], 2) == ("A", "B")
    assert sure_leaders("ABCD", [one, two], 1) == ()  # B is higher with the other distances


def test_equal_scores_are_no_order():
    assert sure_leaders("AB", [ranks(A=3, B=3)], 3) == ()
    assert sure_leaders("ABC", [ranks(A=3, B=3, C=2)], 3) == ("A", "B")


def test_alone_is_above_nobody():
    assert sure_leaders("A", [ranks(A=3)], 3) == ()
    assert sure_leaders("", [ranks()], 3) == ()

"""How firm the findings stand, said in words that need no statistics."""

from fractions import Fraction

import pytest

from servicescan.i18n import Speaker
from servicescan.model.assessment import Attention, Figure, PerceptionGap
from servicescan.model.text import Language
from servicescan.report.steadiness import by_lot, steadiness, with_equal_weights

EN, NL = Speaker(Language.EN), Speaker(Language.NL)


def attention(equal=None, **stays):
    shares = {shift: Fraction(tenths, 10) for shift, tenths in stays.items()}
    return Attention(shifts=tuple(stays), stays=shares, equal=equal)


def test_same_shifts_whoever_is_left_out():
    assert steadiness(EN, attention(S1=10, S7=10)) == (
        "Whichever single respondent is left out, the same shifts need attention first."
    )


def test_how_often_each_stays_in_words():
    assert steadiness(EN, attention(S1=10, S7=9, S9=0)) == (
        "With one respondent left out at a time, these stay among the first: S1 always, S7 in at "
        "least 9 of 10 cases and S9 in fewer than 1 of 10 cases."
    )


@pytest.mark.parametrize("say", [steadiness, with_equal_weights])
def test_where_nothing_asks_for_attention_nothing_is_said(say):
    assert say(EN, attention(equal=())) == ""


def test_equal_weights_beside_the_client_s_own():
    assert with_equal_weights(EN, attention(S1=10, S7=10)) == ""
    assert with_equal_weights(EN, attention(equal=("S7", "S1"), S1=10, S7=10)) == (
        "With equal weights the same shifts need attention first."
    )
    assert with_equal_weights(NL, attention(equal=("S1", "S6"), S1=10, S7=10)) == (
        "Bij gelijke gewichten voor alle shifts en vragen zouden S1 en S6 het eerst aandacht "
        "vragen."
    )


def gap(difference, pairs, p):
    return PerceptionGap(
        block="S1",
        questions=("S1-1",),
        policy=Figure(value=Fraction(3), n=6),
        practice=Figure(value=Fraction(3) - difference, n=16),
        difference=difference,
        low=None,
        high=None,
        is_flagged=True,
        p=p,
        pairs=pairs,
    )


def test_pairs_and_lot_from_the_side_that_is_rosier():
    assert by_lot(EN, gap(Fraction(1), Fraction(7, 8), 0.006)) == (
        "In 88% of the 96 pairs the policy side scores higher; chance alone gives this in at "
        "most 1 in 100 cases."
    )
    assert by_lot(NL, gap(Fraction(-1), Fraction(1, 8), 0.011)) == (
        "In 88% van de 96 paren scoort de praktijkkant hoger; puur toeval geeft dit in "
        "hoogstens 2 van de 100 gevallen."
    )


def test_too_many_people_to_count_leave_the_pairs():
    said = by_lot(EN, gap(Fraction(1), Fraction(7, 8), None))
    assert said == "In 88% of the 96 pairs the policy side scores higher."


def test_single_question_gets_no_verdict():
    assert by_lot(EN, gap(Fraction(1), None, None)) == ""

"""Spread and agreement against the reference values of P09."""

import json
from itertools import product
from math import sqrt
from pathlib import Path

import pytest

from servicescan.model.assessment import Agreement
from servicescan.scoring.agreement import AT_RANDOM, agreement, r_wg, spread

VECTORS = json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))["vectors"]
P09, P11 = (next(vector for vector in VECTORS if vector["id"] == id_) for id_ in ("P09", "P11"))


def counts(answers):
    return tuple(answers.count(level) for level in range(1, 6))


@pytest.mark.parametrize("number", range(len(P09["input"]["x"])))
def test_p09_r_wg_of_one_question_from_five_answers_on(number):
    answers = P09["input"]["x"][number]
    found = r_wg(counts(answers))
    if len(answers) < 5:
        assert found is None
    else:
        assert found is not None
        assert float(found) == pytest.approx(P09["expected"][number]["rwg_untruncated"], abs=1e-6)
        assert float(max(found, 0)) == pytest.approx(P09["expected"][number]["rwg"], abs=1e-6)


def test_p11_answers_at_random_look_agreed_in_small_groups():
    """The reason why there are no words and no index below five answers."""
    for given, expected in zip(P11["input"][:2], P11["expected"][:2], strict=True):
        n = given["n"]
        groups = [counts(answers) for answers in product(range(1, 6), repeat=n)]
        agreed = sum(1 - spread(group) ** 2 / AT_RANDOM >= given["cut"] - 1e-9 for group in groups)
        assert agreed / len(groups) == pytest.approx(expected, abs=P11["tolerance"])


@pytest.mark.parametrize("number", range(len(P09["input"]["x"])))
def test_p09_spread_of_one_question(number):
    expected = sqrt(P09["expected"][number]["var"])
    assert spread(counts(P09["input"]["x"][number])) == pytest.approx(expected, abs=1e-6)


def test_one_answer_has_no_spread():
    assert spread((0, 0, 1, 0, 0)) is None
    assert agreement((0, 0, 1, 0, 0)) is None
    assert r_wg((0, 0, 1, 0, 0)) is None


def test_two_answers_have_a_spread():
    assert spread((1, 0, 0, 0, 1)) == sqrt(8)


def test_four_answers_get_no_word_however_much_they_agree():
    assert agreement((0, 0, 4, 0, 0)) is None
    assert r_wg((0, 0, 4, 0, 0)) is None
    assert agreement((0, 0, 5, 0, 0)) is Agreement.AGREED
    assert r_wg((0, 0, 5, 0, 0)) == 1


def test_random_answers_are_called_divided():
    assert agreement((8, 8, 8, 8, 8)) is Agreement.DIVIDED


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ((12, 8, 0, 1, 0), Agreement.AGREED),
        ((0, 0, 3, 7, 6), Agreement.VARIED),
        ((6, 0, 11, 0, 1), Agreement.VARIED),
        ((0, 3, 9, 0, 6), Agreement.DIVIDED),
    ],
)
def test_the_word_follows_the_printed_decimal(given, word):
    """Spreads of 0.7496, 0.75, 1.149 and 1.1505: printed as 0.7, 0.8, 1.1 and 1.2."""
    assert agreement(given) is word

"""Spread and agreement against the reference values of P09."""

import json
from math import sqrt
from pathlib import Path

import pytest

from servicescan.model.assessment import Agreement
from servicescan.scoring.agreement import agreement, spread

VECTORS = json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))["vectors"]
P09 = next(vector for vector in VECTORS if vector["id"] == "P09")


def counts(answers):
    return tuple(answers.count(level) for level in range(1, 6))


@pytest.mark.parametrize("number", range(len(P09["input"]["x"])))
def test_p09_spread_of_one_question(number):
    expected = sqrt(P09["expected"][number]["var"])
    assert spread(counts(P09["input"]["x"][number])) == pytest.approx(expected, abs=1e-6)


def test_one_answer_has_no_spread():
    assert spread((0, 0, 1, 0, 0)) is None
    assert agreement((0, 0, 1, 0, 0)) is None


def test_random_answers_are_called_divided():
    assert agreement((8, 8, 8, 8, 8)) is Agreement.DIVIDED

"""Bounds for absent people against P05 and P39."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from builders import question
from servicescan.scoring.bounds import if_absent
from servicescan.scoring.scores import Voice
from servicescan.scoring.sums import Sums

VECTORS = {
    vector["id"]: vector
    for vector in json.loads((Path(__file__).parent.parent / "vectors.json").read_text("utf-8"))[
        "vectors"
    ]
}
ONE = [question("S1-1", audiences=("front",))]


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("P05", lambda e: (e["bounds_1_5"]["lo"], e["bounds_1_5"]["hi"])),
        ("P39", lambda e: tuple(e["level"]["bounds"])),
    ],
)
def test_all_absent_people_at_1_and_at_5(id_, expected):
    given = VECTORS[id_]["input"]
    voices = [Voice(audience="front", levels={"S1-1": Fraction(str(x))}) for x in given["x"]]
    low, high = if_absent(ONE, Sums(voices), {"front": given["N"]})
    assert (float(low), float(high)) == pytest.approx(expected(VECTORS[id_]["expected"]), abs=1e-6)


def test_more_answers_than_invitations_give_no_bounds():
    voices = [Voice(audience="front", levels={"S1-1": 3})] * 3
    assert if_absent(ONE, Sums(voices), {"front": 2}) is None
    assert if_absent([], Sums(voices), {"front": 9}) is None

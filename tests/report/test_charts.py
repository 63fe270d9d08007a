"""The drawings: right places, a text alternative, nothing interpreted."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from servicescan.report.charts import (
    Reading,
    dial,
    distribution,
    ruler,
    wide_ruler,
)
from servicescan.report.dumbbell import Heads, Pair, dumbbell
from servicescan.report.lanes import Bar, Lane, lanes
from servicescan.report.profile_charts import bar, radar

SVG = "{http://www.w3.org/2000/svg}"


PAIR = Pair(label="S1", policy=3, practice=2, low=0.5, high=1.5, words="+1", is_firm=True)


def _tree(drawing) -> ET.Element:
    return ET.fromstring(drawing.svg)  # noqa: S314 - our own drawing


def test_every_drawing_is_a_picture_with_a_text():
    reading = Reading(now=2.0, low=1.5, high=2.5, target=3.0)
    drawings = [
        ruler(60, reading, "one"),
        wide_ruler(170, reading, "two", ["a", "b", "c", "d", "e"]),
        dial(90, [reading] * 10, [f"S{n}" for n in range(1, 11)], "three"),
        distribution(40, [1, 2, 3, 4, 5], "four"),
        dumbbell(
            170,
            [PAIR],
            Heads(
                policy="policy", practice="practice", difference="difference", people="policy first"
            ),
            "five",
        ),
        lanes(
            170,
            [Lane(name="HR", colour="#000000", bars=(Bar(label="do", start=1),))],
            ("a", "b", "c"),
            "six",
        ),
        bar(50, reading, "seven"),
        radar(90, [reading] * 10, [f"S{n}" for n in range(1, 11)], "eight"),
    ]
    titles = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    for drawing, title in zip(drawings, titles, strict=True):
        root = _tree(drawing)
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").text == title


@pytest.mark.parametrize(("now", "x"), [(1.0, 1.6), (3.0, 50.0), (5.0, 98.4)])
def test_the_dot_stands_at_the_score(now, x):
    dots = _tree(ruler(100, Reading(now=now), "r")).findall(f"{SVG}circle")
    assert [float(dot.get("cx")) for dot in dots] == [x]


def test_the_band_runs_from_low_to_high_and_the_ring_stands_at_the_target():
    root = _tree(ruler(100, Reading(now=2, low=1.5, high=2.5, target=4), "r"))
    band = root.find(f"{SVG}rect")
    start = float(band.get("x"))
    assert start == pytest.approx(1.6 + 96.8 * 0.125)
    assert float(band.get("width")) == pytest.approx(96.8 * 0.25)
    ring = root.findall(f"{SVG}circle")[0]
    assert float(ring.get("cx")) == pytest.approx(1.6 + 96.8 * 0.75)


def test_nothing_is_drawn_of_a_hidden_score():
    root = _tree(ruler(100, Reading(now=None, low=1.5, high=2.5, target=4), "r"))
    assert root.findall(f"{SVG}circle") == []
    assert root.findall(f"{SVG}rect") == []


def test_parts_of_a_distribution_are_as_wide_as_their_share():
    bars = _tree(distribution(40, [0, 10, 30, 0, 0], "d")).findall(f"{SVG}rect")
    assert [float(bar.get("width")) for bar in bars] == [9.75, 29.75]
    assert "10" in distribution(40, [0, 10, 30, 0, 0], "d").svg


def test_texts_in_drawings_are_escaped():
    drawing = ruler(60, Reading(now=2), '<script>"x"</script>')
    assert "<script>" not in drawing.svg
    assert re.search("&lt;script&gt;", drawing.svg)


def test_the_margin_of_a_difference_is_drawn_around_zero():
    heads = Heads(policy="p", practice="q", difference="d", people="n")
    root = _tree(dumbbell(174, [PAIR], heads, "t"))
    band = root.find(f"{SVG}rect")
    zero, per_level = 131, 12
    assert float(band.get("x")) == pytest.approx(zero + 0.5 * per_level)
    assert float(band.get("width")) == pytest.approx(per_level)


def test_the_axis_of_differences_runs_as_far_as_the_widest_margin():
    heads = Heads(policy="p", practice="q", difference="d", people="n")
    wide = replace(PAIR, high=2.4)
    assert ">+3<" not in dumbbell(174, [PAIR], heads, "t").svg
    assert ">+3<" in dumbbell(174, [PAIR, wide], heads, "t").svg


def test_a_radar_with_a_missing_score_draws_no_shape():
    known, unknown = Reading(now=2.0, low=1.5, high=2.5, target=3.0), Reading(now=None)
    whole = _tree(radar(90, [known] * 5, ["a"] * 5, "t")).findall(f"{SVG}path")
    holed = _tree(radar(90, [known] * 4 + [unknown], ["a"] * 5, "t")).findall(f"{SVG}path")
    assert len(whole) - len(holed) == len(("band", "target", "now"))

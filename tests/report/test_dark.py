"""The dark look: every pair of colours keeps its contrast, and nothing but colours changes."""

import itertools
import re

import pytest
from tinycss2.color3 import parse_color

from servicescan.report.dark import darkened, darkened_drawings, luminance, turned_over

COLOURS = ["#FFF", "#14213D", "#22303C", "#566573", "#0F766E", "#B45309", "#E3ECEC", "#3F4FB5"]


def channels(found):
    return [int(part) / 255 for part in re.findall(r"\d+", found)[:3]]


def ratio(one, other):
    """Contrast by the definition of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(COLOURS, 2)])
def test_every_pair_of_colours_keeps_its_contrast(one, other):
    light = ratio(parse_color(one), parse_color(other))
    dark = ratio(channels(turned_over(parse_color(one))), channels(turned_over(parse_color(other))))
    assert dark == pytest.approx(light, rel=0.05)


def test_white_paper_becomes_dark_and_ink_becomes_light():
    paper, ink = (channels(turned_over(parse_color(c))) for c in ("#FFF", "#14213D"))
    assert luminance(paper) < 0.02
    assert luminance(ink) > 0.6


def test_only_colours_are_said_again():
    css = """
    /* a remark */
    @page { size: A4; color: red }
    p { margin: 2pt; color: #000 }
    td { border-top: .2mm solid #000; padding: 0 }
    .cover { color: #FFF }
    h1 { font-weight: 600 }
    a { color: inherit }
    @media screen { i { background: #FFF } }
    """
    black, white = turned_over(parse_color("#000")), turned_over(parse_color("#FFF"))
    assert darkened(css, (".cover",)).splitlines() == [
        f"p {{ color: {black} }}",
        f"td {{ border-top-color: {black} }}",
        f"i {{ background-color: {white} }}",
    ]


def test_drawings_follow_each_colour_once():
    page = '<svg><rect fill="#FFFFFF"/><line stroke="#000"/><line stroke="#000"/></svg>'
    assert darkened_drawings(page, "main").splitlines() == [
        f'main [fill="#FFFFFF"] {{ fill: {turned_over(parse_color("#FFF"))} }}',
        f'main [stroke="#000"] {{ stroke: {turned_over(parse_color("#000"))} }}',
    ]

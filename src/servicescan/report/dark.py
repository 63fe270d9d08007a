"""The dark look of a page, made from its light one.

A colour keeps its hue, and its luminance is turned over: what was bright becomes dark. WCAG
measures contrast as (brighter + 0.05) / (darker + 0.05), so turning both sides over as a
reciprocal keeps the contrast of every pair of colours, and a theme needs to be drawn only once.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2 import ast
from tinycss2.color3 import RGBA, parse_color

#: hue and saturation of what has no colour of its own, and the luminance of dark paper
_GREY_HUE, _GREY_SATURATION, _PAPER = 0.59, 0.14, 0.010
#: WCAG 2.2, definition of contrast ratio
_FLARE = 0.05
_SHORTHAND = re.compile(r"background|border(-top|-right|-bottom|-left)?|outline")
_COLOURED = re.compile(rf"color|fill|stroke|{_SHORTHAND.pattern}|.*-color")
_DRAWN = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{3,6})"')


def darkened(css: str, except_in: tuple[str, ...]) -> str:
    """The colours of a style sheet turned over; rules about ``except_in`` are left as they are."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(
        f"{selector} {{ {'; '.join(colours)} }}"
        for selector, colours in _coloured_rules(rules)
        if not any(name in selector for name in except_in)
    )


def darkened_drawings(page: str, within: str) -> str:
    """Rules that turn over the colours of the drawings inside the element ``within``."""
    found = sorted(set(_DRAWN.findall(page)))
    return "\n".join(
        f'{within} [{name}="{colour}"] {{ {name}: {turned_over(parse_color(colour))} }}'
        for name, colour in found
    )


def _coloured_rules(rules: Iterable[ast.Node]) -> Iterator[tuple[str, list[str]]]:
    for rule in rules:
        if isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "media":
            yield from _coloured_rules(tinycss2.parse_rule_list(rule.content))
        if not isinstance(rule, ast.QualifiedRule):
            continue
        colours = [
            line
            for part in tinycss2.parse_blocks_contents(rule.content)
            if isinstance(part, ast.Declaration) and (line := _coloured(part))
        ]
        if colours:
            yield tinycss2.serialize(rule.prelude).strip(), colours


def _coloured(part: ast.Declaration) -> str:
    """The declaration with its colour turned over; nothing when it has none."""
    if not _COLOURED.fullmatch(part.lower_name):
        return ""
    name = part.lower_name
    # only the colour: a shorthand would bring back widths that a later rule took away
    if _SHORTHAND.fullmatch(name):
        name += "-color"
    for token in part.value:
        found = parse_color(token)
        if isinstance(found, RGBA):
            return f"{name}: {turned_over(found)}"
    return ""


def luminance(colour: RGBA) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in colour[:3]
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def turned_over(colour: RGBA) -> str:
    """The colour of the same hue that stands to dark paper as this one to white paper."""
    wanted = (1 + _FLARE) * (_PAPER + _FLARE) / (luminance(colour) + _FLARE) - _FLARE
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour[:3])
    if not saturation:
        hue, saturation = _GREY_HUE, _GREY_SATURATION
    low, high = 0.0, 1.0
    for _ in range(20):
        lightness = (low + high) / 2
        found = RGBA(*colorsys.hls_to_rgb(hue, lightness, saturation), 1.0)
        low, high = (lightness, high) if luminance(found) < wanted else (low, lightness)
    red, green, blue = (round(255 * part) for part in found[:3])
    return f"rgb({red} {green} {blue} / {colour.alpha:g})"

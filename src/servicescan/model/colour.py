"""Colours as six hexadecimal digits: contrast, and shades made from one colour."""

import re

#: text needs this much contrast (WCAG 2.2, success criterion 1.4.3)
READABLE = 4.5
#: a colour with less contrast than this changes beyond recognition when it is made readable
HOPELESS = 1.6
#: the palest ground that text stands on in a report, and black
PAPER, BLACK, WHITE = "#F3F6F7", "#000000", "#FFFFFF"
_HEX = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)


def is_colour(words: str) -> bool:
    """Written as #RRGGBB."""
    return bool(_HEX.fullmatch(words))


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with this share of ``other`` in it."""
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def readable(colour: str) -> str:
    """The colour, darkened no more than text on paper needs."""
    shades = (mixed(colour, BLACK, step / 100) if step else colour for step in range(101))
    return next(shade for shade in shades if contrast(shade, PAPER) >= READABLE)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB

"""The drawing of the two seats: what each says on the left, the difference and its margin right."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from servicescan.report.charts import (
    AIM,
    BAND,
    INK,
    LINE,
    NOW,
    QUIET,
    Drawing,
    picture,
    ring,
    scale,
    stroke,
    words_at,
)

ROW_MM, TOP_MM, FOOT_MM = 7.4, 9.0, 5.0
LEFT_MM, SPAN_MM = 42.0, 54.0
#: the axis of the difference: its middle, how far it runs, and the levels it shows at least
ZERO_MM, HALF_MM, LEAST_REACH = 131.0, 24.0, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two groups on one shift, in levels."""

    label: str
    policy: float
    practice: float
    #: 95 % margin of policy minus practice; None when it cannot be given
    low: float | None
    high: float | None
    words: str
    #: both the margin and the exact test bear the difference out
    is_firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What stands above the two panels, and at the ends of the second."""

    policy: str
    practice: str
    difference: str
    #: whose n stands first behind a difference
    people: str


def dumbbell(width: float, pairs: Sequence[Pair], heads: Heads, title: str) -> Drawing:
    """Two dots per shift, joined, and how sure their difference is."""
    bottom = TOP_MM + ROW_MM * len(pairs)
    reach = _reach(pairs)
    parts = [*_axes(bottom, reach), *_heads(width, heads)]
    for number, pair in enumerate(pairs):
        y = TOP_MM + ROW_MM * (number + 0.5)
        parts += [*_row(y, width, pair), *_difference(y, pair, reach)]
    return picture(width, bottom + FOOT_MM, title, parts)


def _reach(pairs: Sequence[Pair]) -> int:
    """How many levels the axis runs to either side: no margin is cut off."""
    ends = (abs(end) for pair in pairs for end in (pair.low, pair.high) if end is not None)
    return max(LEAST_REACH, ceil(max(ends, default=0)))


def _axes(bottom: float, reach: int) -> list[str]:
    hair = f'stroke="{LINE}" stroke-width="0.2"'
    parts = []
    for level in range(1, 6):
        x = scale(LEFT_MM, SPAN_MM, level)
        parts.append(stroke(x, TOP_MM, x, bottom, hair))
        parts.append(words_at(x, bottom + 3.4, str(level), 2.7, fill=QUIET, anchor="middle"))
    for step in range(-reach, reach + 1):
        x = ZERO_MM + HALF_MM * step / reach
        look = f'stroke="{QUIET}" stroke-width="0.3"' if step == 0 else hair
        parts.append(stroke(x, TOP_MM, x, bottom, look))
        sign = "+" if step > 0 else "\N{MINUS SIGN}" if step < 0 else ""
        words = f"{sign}{abs(step)}"
        parts.append(words_at(x, bottom + 3.4, words, 2.7, fill=QUIET, anchor="middle"))
    return parts


def _heads(width: float, heads: Heads) -> list[str]:
    second = LEFT_MM + 5 + 1.5 * len(heads.policy)
    return [
        f'<circle cx="{LEFT_MM + 1:.2f}" cy="2.1" r="1.3" fill="{INK}"/>',
        words_at(LEFT_MM + 3.5, 3.1, heads.policy, 2.9, fill=INK, weight="600"),
        ring(second + 1, 2.1, NOW),
        words_at(second + 3.5, 3.1, heads.practice, 2.9, fill=NOW, weight="600"),
        words_at(ZERO_MM, 3.1, heads.difference, 2.9, weight="600", anchor="middle"),
        words_at(width, 3.1, heads.people, 2.6, fill=QUIET, anchor="end"),
    ]


def _row(y: float, width: float, pair: Pair) -> list[str]:
    a, b = (scale(LEFT_MM, SPAN_MM, level) for level in (pair.policy, pair.practice))
    colour, weight = (AIM, "600") if pair.is_firm else (QUIET, "400")
    thick = 0.9 if pair.is_firm else 0.4
    return [
        words_at(0, y + 1, pair.label, 3.1, weight=weight),
        stroke(a, y, b, y, f'stroke="{colour}" stroke-width="{thick}"'),
        f'<circle cx="{a:.2f}" cy="{y:.2f}" r="1.5" fill="{INK}"/>',
        ring(b, y, NOW),
        words_at(width, y + 1, pair.words, 2.8, anchor="end", fill=colour, weight=weight),
    ]


def _difference(y: float, pair: Pair, reach: int) -> list[str]:
    """The margin as a bar with the difference in it."""

    def place(levels: float) -> float:
        return ZERO_MM + HALF_MM * levels / reach

    colour, fill = (AIM, "#F0D2B8") if pair.is_firm else (QUIET, BAND)
    middle = place(pair.policy - pair.practice)
    dot = f'<circle cx="{middle:.2f}" cy="{y:.2f}" r="1.1" fill="{colour}"/>'
    if pair.low is None or pair.high is None:
        return [dot]
    low, high = place(pair.low), place(pair.high)
    band = (
        f'<rect x="{low:.2f}" y="{y - 1.3:.2f}" width="{high - low:.2f}" height="2.6" rx="0.6" '
        f'fill="{fill}"/>'
    )
    return [band, dot]

"""The drawings: plain SVG in millimetres, each with a text that says what it shows.

WeasyPrint does not apply a page's style sheet inside SVG, so colours stand here as attributes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, cos, pi, sin

INK, TEXT, QUIET, LINE = "#14213D", "#22303C", "#566573", "#D5DDE3"
NOW, BAND, AIM, AIM_BRIGHT = "#0F766E", "#9CCFC9", "#B45309", "#F2B872"
#: levels 1..5, one hue from light to dark, and the colour of a number printed on each
LEVELS = ("#E3ECEC", "#B9D6D5", "#84B8B7", "#2F7D7C", "#175E60")
ON_LEVELS = (TEXT, TEXT, TEXT, "#FFFFFF", "#FFFFFF")
LOWEST, HIGHEST = 1.0, 5.0
#: a quarter of a line of text, 3.5 pt: what vertical measures on a page are multiples of
UNIT_MM = 3.5 * 25.4 / 72
#: mm that one digit takes inside a bar, and under it
NARROW = 1.25
SLIM = 1.15


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished SVG; templates may put it on the page as it is."""

    svg: str

    def __html__(self) -> str:
        """What a template prints: texts inside were escaped when it was drawn."""
        return self.svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a ruler shows, in levels; None where it may not or cannot be shown."""

    now: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None


def picture(width: float, height: float, title: str, parts: Sequence[str]) -> Drawing:
    """A picture with its text alternative, as high as a whole number of units of the page."""
    height = ceil(round(height / UNIT_MM, 3)) * UNIT_MM
    return Drawing(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}mm" '
        f'height="{height:.4f}mm" viewBox="0 0 {width:g} {height:.4f}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def words_at(x: float, y: float, words: str, size: float = 2.9, **style: str) -> str:
    """A line of text; ``style`` takes fill, anchor, weight."""
    look = {"fill": TEXT, "anchor": "start", "weight": "400"} | style
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Source Sans 3" font-size="{size:g}" '
        f'font-weight="{look["weight"]}" text-anchor="{look["anchor"]}" '
        f'fill="{look["fill"]}">{escape(words)}</text>'
    )


def stroke(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    """A line with its own look."""
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" {look}/>'


def scale(left: float, width: float, value: float) -> float:
    """Where a level lies on an axis."""
    return left + width * (value - LOWEST) / (HIGHEST - LOWEST)


def _ruler_parts(left: float, y: float, width: float, reading: Reading) -> list[str]:
    """The shift ruler: five ticks, a band for the uncertainty, a dot for now, a ring for then."""
    # one path for the axis and its ticks: every element is styled and drawn for itself
    ticks = "".join(f"M{scale(left, width, k):.2f} {y - 1.1:.2f}v2.2" for k in range(1, 6))
    parts = [
        (
            f'<path d="M{left:.2f} {y:.2f}h{width:.2f}{ticks}" fill="none" stroke="{QUIET}" '
            'stroke-width="0.18"/>'
        )
    ]
    if reading.now is None:
        return parts
    now = scale(left, width, reading.now)
    then = scale(left, width, reading.target or reading.now)
    if then > now:
        # the way to go shows on the paper, not on the axis
        parts.append(stroke(now, y, then, y, 'stroke="#FFFFFF" stroke-width="0.6"'))
    if reading.low is not None and reading.high is not None:
        low, high = scale(left, width, reading.low), scale(left, width, reading.high)
        parts.append(
            f'<rect x="{low:.2f}" y="{y - 1.4:.2f}" width="{high - low:.2f}" height="2.8" rx="0.6" '
            f'fill="{BAND}"/>'
        )
    if then > now:
        parts.append(
            stroke(now, y, then, y, f'stroke="{AIM}" stroke-width="0.5" stroke-dasharray="0.7 0.7"')
        )
        parts.append(
            f'<circle cx="{then:.2f}" cy="{y:.2f}" r="1.2" fill="#FFFFFF" stroke="{AIM}" '
            'stroke-width="0.55"/>'
        )
    parts.append(f'<circle cx="{now:.2f}" cy="{y:.2f}" r="1.05" fill="{NOW}"/>')
    return parts


def ruler(width: float, reading: Reading, title: str) -> Drawing:
    """The shift ruler alone, ``width`` mm wide."""
    return picture(width, 4 * UNIT_MM, title, _ruler_parts(1.6, 2 * UNIT_MM, width - 3.2, reading))


def key(words: Sequence[str], *, with_margin: bool) -> Drawing:
    """What the signs on a ruler mean: now (and its margin), target, the ends of the scale."""
    now, target, ends = words
    x, parts = 2.4, list[str]()
    if with_margin:
        parts.append(f'<rect x="0.2" y="1.1" width="4.4" height="2.8" rx="0.6" fill="{BAND}"/>')
    parts.append(f'<circle cx="{x}" cy="2.5" r="1.05" fill="{NOW}"/>')
    parts.append(words_at(6, 3.5, now, 2.8, fill=QUIET))
    x = 6 + 1.32 * len(now) + 5
    parts.append(ring(x, 2.5, AIM))
    parts.append(words_at(x + 2.6, 3.5, target, 2.8, fill=QUIET))
    x += 2.6 + 1.32 * len(target) + 4
    parts.append(words_at(x, 3.5, ends, 2.8, fill=QUIET))
    return picture(x + 1.3 * len(ends), 5, " · ".join(words), parts)


def wide_ruler(width: float, reading: Reading, title: str, names: Sequence[str]) -> Drawing:
    """The shift ruler at the head of a shift, with the names of the five levels under it."""
    parts = _ruler_parts(1.6, 2.6, width - 3.2, reading)
    anchors = ("start", "middle", "middle", "middle", "end")
    for number, name in enumerate(names):
        x = (1.6, *(scale(1.6, width - 3.2, k) for k in (2, 3, 4)), width - 1.6)[number]
        words = f"{number + 1}\N{NO-BREAK SPACE}{name}"
        parts.append(words_at(x, 8, words, 2.7, fill=QUIET, anchor=anchors[number]))
    return picture(width, 9.2, title, parts)


def dial(size: float, readings: Sequence[Reading], labels: Sequence[str], title: str) -> Drawing:
    """The mark of the product: ten segments, filled as far as the organisation has come."""
    centre, inner, outer = size / 2, size * 0.17, size * 0.42
    step = 2 * pi / max(1, len(readings))
    parts: list[str] = []
    for number, (reading, label) in enumerate(zip(readings, labels, strict=True)):
        start, end = number * step + 0.035, (number + 1) * step - 0.035
        parts.append(_segment(centre, inner, outer, start, end, "#22345C"))
        if reading.now is not None:
            reach = inner + (outer - inner) * max(0.06, (reading.now - LOWEST) / 4)
            parts.append(_segment(centre, inner, reach, start, end, "#4FB3A9"))
        if reading.target is not None:
            radius = inner + (outer - inner) * (reading.target - LOWEST) / 4
            parts.append(_arc(centre, radius, start, end))
        middle, far = (start + end) / 2, outer + size * 0.035
        x, y = centre + far * sin(middle), centre - far * cos(middle) + 0.9
        parts.append(words_at(x, y, label, 2.6, fill="#C3CEDF", anchor="middle"))
    return picture(size, size, title, parts)


def _point(centre: float, radius: float, angle: float) -> str:
    return f"{centre + radius * sin(angle):.2f} {centre - radius * cos(angle):.2f}"


def _segment(c: float, inner: float, outer: float, start: float, end: float, fill: str) -> str:  # noqa: PLR0913, PLR0917 - a ring segment has five measures and a colour
    return (
        f'<path d="M{_point(c, inner, start)} L{_point(c, outer, start)} '
        f"A{outer:.2f} {outer:.2f} 0 0 1 {_point(c, outer, end)} L{_point(c, inner, end)} "
        f'A{inner:.2f} {inner:.2f} 0 0 0 {_point(c, inner, start)} Z" fill="{fill}"/>'
    )


def _arc(centre: float, radius: float, start: float, end: float) -> str:
    return (
        f'<path d="M{_point(centre, radius, start)} A{radius:.2f} {radius:.2f} 0 0 1 '
        f'{_point(centre, radius, end)}" fill="none" stroke="{AIM_BRIGHT}" stroke-width="0.5"/>'
    )


def distribution(width: float, counts: Sequence[int], title: str) -> Drawing:
    """How many chose each level: one bar, light to dark; counts in the parts, levels under them."""
    total = sum(counts) or 1
    parts: list[str] = []
    x = 0.0
    for level, count in enumerate(counts, start=1):
        share = width * count / total
        if count:
            fill, ink = LEVELS[level - 1], ON_LEVELS[level - 1]
            parts.append(
                f'<rect x="{x:.2f}" y="0.1" width="{max(0.2, share - 0.25):.2f}" height="3.8" '
                f'fill="{fill}" stroke="#9FB6B6" stroke-width="0.12"/>'
            )
            middle = x + share / 2 - 0.12
            if share > SLIM:
                parts.append(words_at(middle, 6.1, str(level), 2.1, fill=QUIET, anchor="middle"))
            if share > NARROW * len(str(count)):
                parts.append(words_at(middle, 2.9, str(count), 2.4, fill=ink, anchor="middle"))
        x += share
    return picture(width, 6.1, title, parts)


def ring(x: float, y: float, colour: str) -> str:
    """An open dot."""
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1.35" fill="#FFFFFF" stroke="{colour}" '
        'stroke-width="0.65"/>'
    )

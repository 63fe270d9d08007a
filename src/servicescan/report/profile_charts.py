"""The drawings of the profile: a bar with its margin, and the radar as a second view."""

from collections.abc import Sequence
from math import cos, pi, sin

from servicescan.report.charts import (
    AIM,
    BAND,
    HIGHEST,
    LINE,
    LOWEST,
    NOW,
    QUIET,
    TEXT,
    Drawing,
    Reading,
    picture,
    words_at,
)


def bar(width: float, reading: Reading, title: str) -> Drawing:
    """A bar from level 1 to the score, its margin as a whisker, the target as a stroke."""

    def place(level: float) -> float:
        return 0.5 + (width - 1) * (level - LOWEST) / (HIGHEST - LOWEST)

    ticks = "".join(f"M{place(level):.2f} 0V5" for level in range(1, 6))
    parts = [f'<path d="{ticks}" stroke="{LINE}" stroke-width="0.2"/>']
    if reading.now is not None:
        now = place(reading.now) - 0.5
        parts.append(
            f'<rect x="0.5" y="1.1" width="{now:.2f}" height="2.8" fill="{BAND}"/>'
            f'<path d="M{now + 0.5:.2f} 1.1v2.8" stroke="{NOW}" stroke-width="0.7"/>'
        )
        if reading.low is not None and reading.high is not None:
            low, high = place(reading.low), place(reading.high)
            whisker = f"M{low:.2f} 2.5H{high:.2f}M{low:.2f} 1.8v1.4M{high:.2f} 1.8v1.4"
            parts.append(f'<path d="{whisker}" stroke="{TEXT}" stroke-width="0.3"/>')
        if reading.target is not None:
            then = place(reading.target)
            parts.append(
                f'<path d="M{then:.2f} 0.5v4" stroke="{AIM}" stroke-width="0.6" '
                'stroke-dasharray="0.8 0.5"/>'
            )
    return picture(width, 4.9, title, parts)


def scale_of_bars(width: float, title: str) -> Drawing:
    """The five levels above the bars."""
    parts = [
        words_at(
            0.5 + (width - 1) * (level - LOWEST) / (HIGHEST - LOWEST),
            2.6,
            str(level),
            2.6,
            anchor="start" if level == LOWEST else "end" if level == HIGHEST else "middle",
            fill=QUIET,
        )
        for level in range(1, 6)
    ]
    return picture(width, 3.2, title, parts)


def radar(size: float, readings: Sequence[Reading], labels: Sequence[str], title: str) -> Drawing:
    """The same scores as a shape: now with its band, the target as a dotted line."""
    width = size * 1.4
    web = _Web(width / 2, size / 2, size * 0.42, len(readings))
    parts = [
        f'<path d="{web.path([level] * len(readings))}" fill="none" stroke="{LINE}" '
        'stroke-width="0.2"/>'
        for level in range(1, 6)
    ]
    spokes = "".join(f"M{web.x:.2f} {web.y:.2f}L{web.point(n, 5)}" for n in range(len(readings)))
    parts.append(f'<path d="{spokes}" stroke="{LINE}" stroke-width="0.2"/>')
    if all(r.now is not None for r in readings):
        parts += _shapes(web, readings)
    parts += [
        f'<circle cx="{x}" cy="{y}" r="0.9" fill="{NOW}"/>'
        for x, y in (
            web.point(n, r.now).split() for n, r in enumerate(readings) if r.now is not None
        )
    ]
    parts += [
        words_at(web.x + 0.8, web.y - web.reach * (level - 0.4) / 4.6 + 0.8, str(level), 2.4)
        for level in (1, 3, 5)
    ]
    parts += [_label(web, n, label) for n, label in enumerate(labels)]
    return picture(width, size, title, parts)


class _Web:
    """Where levels lie on the spokes; level 1 is a small ring and not the middle."""

    def __init__(self, x: float, y: float, reach: float, spokes: int) -> None:
        self.x, self.y, self.reach, self.spokes = x, y, reach, spokes

    def at(self, spoke: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * spoke / self.spokes
        return self.x + self.reach * share * sin(angle), self.y - self.reach * share * cos(angle)

    def point(self, spoke: int, level: float) -> str:
        x, y = self.at(spoke, (level - 0.4) / (HIGHEST - 0.4))
        return f"{x:.2f} {y:.2f}"

    def path(self, levels: Sequence[float]) -> str:
        return "M" + "L".join(self.point(n, level) for n, level in enumerate(levels)) + "Z"


def _shapes(web: _Web, readings: Sequence[Reading]) -> list[str]:
    """Band, target and now; only when every spoke has a score: a hole would read as a zero."""
    parts = []
    if all(r.low is not None and r.high is not None for r in readings):
        outer, inner = (
            web.path([r.high or 0 for r in readings]),
            web.path([r.low or 0 for r in readings]),
        )
        parts.append(f'<path d="{outer}{inner}" fill="{BAND}" fill-rule="evenodd"/>')
    if all(r.target is not None for r in readings):
        parts.append(
            f'<path d="{web.path([r.target or 0 for r in readings])}" fill="none" '
            f'stroke="{AIM}" stroke-width="0.45" stroke-dasharray="0.6 0.8"/>'
        )
    now = web.path([r.now or 0 for r in readings])
    return [*parts, f'<path d="{now}" fill="none" stroke="{NOW}" stroke-width="0.6"/>']


def _label(web: _Web, spoke: int, words: str) -> str:
    x, y = web.at(spoke, 1.07)
    side = x - web.x
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    return words_at(x, y + 1, words, 2.9, anchor=anchor, fill=QUIET)

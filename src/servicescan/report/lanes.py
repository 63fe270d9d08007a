"""The road map: ninety days in lanes, one for each domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from servicescan.report.charts import LINE, QUIET, Drawing, picture, stroke, words_at

MONTHS = 3
MONTH_DAYS = 30
#: characters of an action on one line
LABEL = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One action on the road map."""

    label: str
    #: 0, 1 or 2: in which of the three months it starts
    start: int
    #: who does it; printed under the action
    owner: str = ""
    #: what comes first, in a few words; printed in the room before the bar
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The actions of one domain."""

    name: str
    colour: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where labels and months lie, in millimetres."""

    width: float
    label: float = 24.0
    left: float = 108.0
    top: float = 7.0
    #: an action of one line with its owner, and each line more
    row: float = 10.0
    line: float = 3.4
    pad: float = 3.0

    @property
    def month(self) -> float:
        return (self.width - self.left) / MONTHS


def lanes(width: float, swim: Sequence[Lane], months: Sequence[str], title: str) -> Drawing:
    """Ninety days as swim lanes: an action starts when what it leans on is under way."""
    at = _Grid(width=width)
    parts = [
        words_at(at.left + at.month * k + 1, 4, words, 2.8, fill=QUIET, weight="600")
        for k, words in enumerate(months)
    ]
    y = at.top
    for lane in swim:
        parts.append(stroke(0, y, width, y, f'stroke="{LINE}" stroke-width="0.25"'))
        parts.append(words_at(0, y + at.pad + 2.4, lane.name, 3.1, fill=lane.colour, weight="600"))
        y += at.pad
        for bar in lane.bars:
            parts += _action(at, y + 1.4, bar, lane.colour)
            y += at.row + at.line * (len(wrap(bar.label, LABEL)) - 1)
        y += 0 if lane.bars else at.row
    grid = [
        stroke(x, at.top, x, y, f'stroke="{LINE}" stroke-width="0.2" stroke-dasharray="0.8 0.8"')
        for x in (at.left + at.month * k for k in range(MONTHS + 1))
    ]
    parts.append(stroke(0, y, width, y, f'stroke="{LINE}" stroke-width="0.25"'))
    return picture(width, y + 0.5, title, [*grid, *parts])


def _action(at: _Grid, y: float, bar: Bar, colour: str) -> list[str]:
    """An action with its owner, and its bar: a stroke and a number after every thirty days."""
    begin = at.left + at.month * bar.start
    lines = wrap(bar.label, LABEL)
    parts = [words_at(at.label, y + 0.9 + at.line * k, line, 2.8) for k, line in enumerate(lines)]
    if bar.owner:
        below = y + 0.7 + at.line * len(lines)
        parts.append(words_at(at.label, below, bar.owner, 2.4, fill=QUIET))
    parts.append(
        f'<rect x="{begin:.2f}" y="{y - 1.9:.2f}" width="{at.width - begin:.2f}" height="3.8" '
        f'fill="{colour}"/>'
    )
    for past in range(1, MONTHS + 1 - bar.start):
        end = begin + at.month * past
        days = str(past * MONTH_DAYS)
        parts.append(words_at(end - 1.2, y + 0.85, days, 2.4, anchor="end", fill="#FFFFFF"))
        if end < at.width:
            parts.append(stroke(end, y - 1.9, end, y + 1.9, 'stroke="#FFFFFF" stroke-width="0.4"'))
    if bar.after and bar.start:
        parts.append(words_at(begin - 1.5, y + 0.9, bar.after, 2.4, anchor="end", fill=QUIET))
    return parts

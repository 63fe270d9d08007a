"""The shift ruler and the heat cell in text form."""

from fractions import Fraction

from rich.text import Text

from servicescan.cli.console import drawn, text

#: characters from level 1 to level 5; ten per level
WIDTH = 41
_TICKS = "├─────────┼─────────┼─────────┼─────────┤"
#: one hue, light to dark, with ink that can be read on it
_HEAT = (
    "#14213D on #E3ECEC",
    "#14213D on #B9D6D5",
    "#14213D on #84B8B7",
    "#14213D on #6DA8A7",
    "#FFFFFF on #175E60",
)
NOW, BAND, TARGET, QUIET = "bold cyan", "cyan", "bold yellow", "dim"


def place(level: Fraction | float) -> int:
    """Where a level from 1 to 5 stands on the ruler, from 0."""
    return round((float(level) - 1) / 4 * (WIDTH - 1))


def ruler(
    now: Fraction | None,
    target: Fraction | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Text:
    """Five ticks; a dot for now in a band of uncertainty, a ring for the target, a road between."""
    signs = list(_TICKS)
    styles = [QUIET] * WIDTH
    if now is not None and target is not None:
        for spot in range(place(now), place(target)):
            signs[spot], styles[spot] = "·", TARGET
    if low is not None and high is not None:
        for spot in range(place(low), place(high) + 1):
            signs[spot], styles[spot] = "▒", BAND
    for level, sign, style in ((target, "○", TARGET), (now, "●", NOW)):
        if level is not None:
            signs[place(level)], styles[place(level)] = sign, style
    found = Text()
    for sign, style in zip(signs, styles, strict=True):
        found.append(drawn(sign), style)
    return found


def dumbbell(policy: Fraction, practice: Fraction) -> Text:
    """Two seats on one ruler: a diamond for policy, a dot for practice."""
    signs = list(_TICKS)
    styles = [QUIET] * WIDTH
    first, last = sorted((place(policy), place(practice)))
    for spot in range(first, last):
        signs[spot], styles[spot] = "─", NOW
    for level, sign, style in ((policy, "◆", TARGET), (practice, "●", NOW)):
        signs[place(level)], styles[place(level)] = sign, style
    found = Text()
    for sign, style in zip(signs, styles, strict=True):
        found.append(drawn(sign), style)
    return found


def heat(value: Fraction | None, words: str) -> Text:
    """A cell of the heat map, the number in the colour of its level; empty cells stay plain."""
    if value is None:
        return text(f"{words:^7}", QUIET)
    return text(f"{words:^7}", _HEAT[min(5, max(1, int(value))) - 1])

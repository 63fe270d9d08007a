"""The shift ruler and the heat cell in text form."""

from fractions import Fraction

from rich.text import Text

from servicescan.cli.console import drawn, text
from servicescan.model.assessment import Figure

#: characters from level 1 to level 5; ten per level, or five where there is little room
WIDTH, NARROW = 41, 21
#: one hue, light to dark, with ink that can be read on it
_HEAT = (
    "#14213D on #E3ECEC",
    "#14213D on #B9D6D5",
    "#14213D on #84B8B7",
    "#14213D on #6DA8A7",
    "#FFFFFF on #175E60",
)
NOW, BAND, TARGET, QUIET = "bold cyan", "cyan", "bold yellow", "dim"


def place(level: Fraction | float, width: int = WIDTH) -> int:
    """Where a level from 1 to 5 stands on the ruler, from 0."""
    return round((float(level) - 1) / 4 * (width - 1))


def _ticks(width: int) -> list[str]:
    step = "─" * (width // 4 - 1)
    return [*f"├{step}┼{step}┼{step}┼{step}┤"]


def ruler(figure: Figure, target: Fraction | None = None, width: int = WIDTH) -> Text:
    """Five ticks; a dot for now in a band of uncertainty, a ring for the target, a road between."""
    signs, styles = _ticks(width), [QUIET] * width
    if figure.value is not None and target is not None:
        for spot in range(place(figure.value, width), place(target, width)):
            signs[spot], styles[spot] = "·", TARGET
    if figure.low is not None and figure.high is not None:
        for spot in range(place(figure.low, width), place(figure.high, width) + 1):
            signs[spot], styles[spot] = "▒", BAND
    for level, sign, style in ((target, "○", TARGET), (figure.value, "●", NOW)):
        if level is not None:
            spot = place(level, width)
            signs[spot], styles[spot] = sign, style
    found = Text()
    for sign, style in zip(signs, styles, strict=True):
        found.append(drawn(sign), style)
    return found


def dumbbell(policy: Fraction, practice: Fraction) -> Text:
    """Two seats on one ruler: a diamond for policy, a dot for practice."""
    signs, styles = _ticks(WIDTH), [QUIET] * WIDTH
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

"""Every team or department on every shift, as far as it may be shown."""

from rich.table import Table

from servicescan.cli.console import out, say, text
from servicescan.cli.results.parts import figure_cell
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Figure
from servicescan.model.hidden import hidden_shifts


def print_units(words: Words) -> None:
    """The heat map, how its figures were made, and what is hidden and why."""
    speaker, units = words.speaker, words.assessment.units
    say(speaker._("The shifts per unit"), "bold")
    if not units:
        say(
            speaker._(
                "There are fewer than two units. Name them at the interview (--unit) or in the "
                "table (column unit)."
            )
        )
        return
    say(
        speaker._(
            "Within a unit every answer counts the same, over the questions that were answered "
            "in every unit."
        )
    )
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("")
    for unit in units:
        table.add_column(text(f"{unit.unit} n={speaker.whole(unit.respondents)}"), justify="center")
    for shift in words.shifts:
        cells = (figure_cell(words, unit.by_shift.get(shift)) for unit in units)
        table.add_row(text(f"{shift:<4}"), *cells)
    say()
    out().print(table)
    for unit in units:
        for why, shifts in hidden_shifts(unit).items():
            reason = words.why_empty(Figure(withheld=why))
            say(f"{unit.unit}: {reason} ({', '.join(shifts)})", "dim")

"""The whole outcome, one part under another."""

from fractions import Fraction

from rich.table import Table
from rich.text import Text

from servicescan.cli.console import drawn, out, say, text
from servicescan.cli.results.hidden import print_hidden
from servicescan.cli.results.parts import figure_cell
from servicescan.cli.results.rulers import dumbbell, ruler
from servicescan.cli.results.summary import print_capped, print_sureness
from servicescan.cli.results.units import print_units
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Advice
from servicescan.report.steadiness import discuss_first, steadiness, with_equal_weights


def print_everything(words: Words) -> None:
    """Bars per shift, the heat map, the perception gaps and the first actions."""
    say(words.heading(), "bold")
    say(words.remarks())
    if not words.assessment.respondents:
        say(words.speaker._("There are no answers yet."))
        return
    for part in (_basics, _rulers, _heat_map, _units, _perception, _first):
        part(words)
    _title(words.speaker._("How sure is this?"))
    _firmness(words)
    print_sureness(words)
    print_hidden(words)


def _firmness(words: Words) -> None:
    """What hangs on one respondent or on the weights, and where opinions are divided."""
    speaker, found = words.speaker, words.assessment.attention
    if found.shifts:
        named = words.listed(found.shifts)
        say(speaker._("Need attention first, in no order: {list}.", list=named))
    for said in (
        steadiness(speaker, found),
        with_equal_weights(speaker, found),
        discuss_first(speaker, words.assessment),
    ):
        if said:
            say(said)


def _title(heading: str) -> None:
    say()
    say(heading, "bold")


def _basics(words: Words) -> None:
    if words.assessment.basics_first:
        questions = ", ".join(words.assessment.basics_first)
        say()
        say(
            words.speaker._("First put the basics in order: {questions}.", questions=questions),
            "bold yellow",
        )


# -- shifts ---------------------------------------------------------------------------------------


def _rulers(words: Words) -> None:
    speaker = words.speaker
    _title(speaker._("The ten shifts"))
    legend = speaker._("● now   ▒ 95 % interval   ○ target   1 to 5")
    say(f"{'':5}{drawn(legend)}", "dim")
    for score in words.assessment.shifts:
        say()
        head = text(f"{score.shift:<5}{words.from_to(words.shifts[score.shift])}")
        if score.border is not None:
            border = speaker._("on the border of {level}", level=score.border)
            head.append_text(text(f"   {border}", "dim"))
        out().print(head)
        line = Text(" " * 5)
        line.append_text(ruler(score.figure, score.target))
        line.append_text(text("  " + words.standing(score)))
        out().print(line)
    print_capped(words)


# -- groups ---------------------------------------------------------------------------------------


def _heat_map(words: Words) -> None:
    speaker = words.speaker
    _title(speaker._("Each group's view"))
    say(speaker._("Over the questions that several groups were asked, so figures compare."))
    audiences = [id_ for id_ in words.audiences if id_ in words.workspace.audiences]
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("")
    for audience in audiences:
        table.add_column(text(words.audiences[audience]), justify="center")
    for score in words.assessment.shifts:
        cells = (figure_cell(words, score.by_audience.get(audience)) for audience in audiences)
        table.add_row(text(f"{score.shift:<4}"), *cells)
    say()
    out().print(table)
    say(drawn(speaker._("· not asked or no answers   – too few answers to show")), "dim")


def _units(words: Words) -> None:
    if words.assessment.units:
        say()
        print_units(words)


def _perception(words: Words) -> None:
    speaker = words.speaker
    shown = [gap for gap in words.assessment.perception if gap.difference is not None]
    if not shown:
        return
    _title(speaker._("Those who decide, and those who do"))
    say(drawn(speaker._("◆ leadership, HR and process owners   ● front line and partners")), "dim")
    for gap in sorted(shown, key=lambda gap: abs(gap.difference or Fraction(0)), reverse=True):
        if gap.difference is None or gap.policy.value is None or gap.practice.value is None:
            continue
        line = text(f"{gap.block:<5}")
        line.append_text(dumbbell(gap.policy.value, gap.practice.value))
        margin = words.margin(gap.low, gap.high, signed=True)
        line.append_text(text(f"  {words.signed(gap.difference)} {margin}".rstrip()))
        if gap.is_flagged:
            line.append_text(text("  " + speaker._("clear"), "bold"))
        out().print(line)


# -- advice ---------------------------------------------------------------------------------------


def _first(words: Words) -> None:
    first = [advice for advice in words.assessment.advice if advice.is_first]
    if not first:
        return
    _title(words.speaker._("What to do first"))
    for number, advice in enumerate(first, 1):
        _action(words, number, advice)


def _action(words: Words, number: int, advice: Advice) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column()
    head = drawn(f"{words.head_of(advice)} · {advice.recommendation}")
    grid.add_row(text(f"{number}."), text(head, "bold"))
    grid.add_row("", text(words.say(words.texts[advice.recommendation].action)))
    grid.add_row("", text(words.because(advice), "dim"))
    say()
    out().print(grid)

"""The outcome on one screen: ten shifts, what to do first, who sees it differently, how sure."""

from fractions import Fraction

from rich.cells import set_cell_size
from rich.text import Text

from servicescan.cli.console import drawn, out, say, text
from servicescan.cli.results.hidden import print_hidden
from servicescan.cli.results.rulers import NARROW, ruler
from servicescan.cli.results.words import Words
from servicescan.model.assessment import PerceptionGap, ShiftScore
from servicescan.model.hidden import is_mostly_told, untold
from servicescan.report.steadiness import steadiness

#: actions and differences named here; ``--all`` has the others
TOP = 3
#: columns of the list of shifts, in characters
ID, NOW, SPAN = 4, 5, 7
#: what a shift leads to takes what the figures leave
POLE, SHORTEST_POLE, FIGURES = 22, 8, 52


def print_summary(words: Words) -> None:
    """Fits a terminal of 30 lines by 80 columns."""
    say(words.heading(), "bold")
    say(words.remarks())
    if not words.assessment.respondents:
        say(words.speaker._("There are no answers yet."))
        return
    say()
    _shifts(words)
    say()
    _attention(words)
    _first(words)
    _seats(words)
    print_sureness(words)
    print_hidden(words)
    examples = f"--shift {words.assessment.shifts[0].shift}, --audience, --why, --all"
    say(words.speaker._("More: {options}. The report has everything.", options=examples), "dim")


# -- shifts ---------------------------------------------------------------------------------------


def _shifts(words: Words) -> None:
    """A line for each shift; the margin stands in figures and as a band."""
    speaker = words.speaker
    legend = set_cell_size(drawn(speaker._("● now ○ target ± on border")), ID + _pole() + 1)
    head = f"{legend} 1    2    3    4    5  {speaker._('now')}  95 %     {speaker._('level')}"
    out().print(text(head, "dim"), no_wrap=True, overflow="ellipsis")
    for score in words.assessment.shifts:
        out().print(_line(words, score), no_wrap=True, overflow="ellipsis")
    print_capped(words)


def _pole() -> int:
    """Room for what a shift leads to."""
    return max(SHORTEST_POLE, min(POLE, out().width - FIGURES))


def _line(words: Words, score: ShiftScore) -> Text:
    pole = words.say(words.shifts[score.shift].to)
    line = text(set_cell_size(score.shift, ID) + " ")
    line.append_text(text(set_cell_size(pole, _pole()) + " "))
    line.append_text(ruler(score.figure, score.target, NARROW))
    figure = score.figure
    if figure.value is None or score.level is None:
        line.append_text(text(f"  {words.why_empty(figure)}", "dim"))
        return line
    number = words.speaker.number
    span = "" if figure.low is None else f"{number(figure.low)}–{number(figure.high or 0)}"
    mark = "*" if score.is_capped else drawn("±") if score.border else ""
    level = f"{score.level}{mark}"
    now = f"  {words.speaker.score(figure.value):<{NOW}}"
    tail = f"{now}{drawn(span):<{SPAN}}  {level:<5}{words.people(figure)}"
    line.append_text(text(tail))
    return line


def print_capped(words: Words) -> None:
    """What the star beside a level means, where it is used."""
    if any(score.is_capped for score in words.assessment.shifts):
        held_back = words.speaker._(
            "* held back by its lowest question: at most two levels above it."
        )
        say(held_back, "dim")


# -- findings -------------------------------------------------------------------------------------


def _attention(words: Words) -> None:
    """The shifts that need attention first, in no order, and how firmly they stand there."""
    speaker, found = words.speaker, words.assessment.attention
    if found.shifts:
        named = words.listed(found.shifts)
        said = speaker._("Need attention first, in no order: {list}.", list=named)
        say(f"{said} {steadiness(speaker, found)}")


def _first(words: Words) -> None:
    """The basics that are not in order, and three actions for different shifts."""
    speaker, assessment = words.speaker, words.assessment
    if assessment.basics_first:
        questions = ", ".join(assessment.basics_first)
        basics = speaker._("First put the basics in order: {questions}.", questions=questions)
        say(basics, "bold yellow")
    chosen: dict[str, str] = {}
    first = [advice for advice in assessment.advice if advice.is_first]
    for advice in first:
        chosen.setdefault(advice.block, advice.recommendation)
    if not first:
        return
    say(speaker._("What to do first"), "bold")
    for id_ in list(chosen.values())[:TOP]:
        say(f"{id_:<7} {words.say(words.texts[id_].action)}")


def _seats(words: Words) -> None:
    """The clear differences between those who decide and those who do."""
    speaker, found = words.speaker, words.assessment.perception
    flagged = sorted((g for g in found if g.is_flagged), key=_size, reverse=True)
    if flagged:
        named = [_gap(words, gap) for gap in flagged[:TOP]]
        more = len(flagged) - len(named)
        if more:
            named.append(speaker._("{n} more", n=more))
        say(speaker._("Rosier in policy (+) or in practice (-): {list}.", list="; ".join(named)))
    elif any(gap.difference is not None for gap in found):
        say(speaker._("No clear difference found between policy and practice") + ".")
    else:
        say(speaker._("Too few answers on one of the two sides to compare them."))


def _size(gap: PerceptionGap) -> Fraction:
    return abs(gap.difference or Fraction(0))


def _gap(words: Words, gap: PerceptionGap) -> str:
    people = f"n={gap.policy.n}|{gap.practice.n}"
    margin = words.margin(gap.low, gap.high, signed=True)
    return f"{gap.block} {words.signed(gap.difference or 0)} {margin} {people}"


# -- small print ----------------------------------------------------------------------------------


def print_sureness(words: Words) -> None:
    """The four things that came back, and what was left out."""
    speaker = words.speaker
    if words.assessment.tally.asked and is_mostly_told(words.assessment):
        say(words.tally(words.assessment.tally), "dim")
    if untold(words.assessment):
        few = speaker._("What came back on questions that too few people answered is left out.")
        say(few, "dim")
    if words.assessment.outdated:
        questions = ", ".join(words.assessment.outdated)
        outdated = speaker._(
            "Not counted, because the question has changed since: {questions}.", questions=questions
        )
        say(outdated, "dim")

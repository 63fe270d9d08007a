"""What is not shown, and why: said wherever results are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from servicescan.cli.console import say
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Assessment, Figure, Withheld


def print_hidden(words: Words) -> None:
    """How many figures of the whole outcome are not shown, per kind and per reason."""
    speaker, kinds = words.speaker, _kinds(words.assessment)
    reasons = reasons_for(words, (figure for figures in kinds for figure in figures))
    if not reasons:
        say(speaker._("Nothing is hidden: there are enough answers behind every figure."), "dim")
        return
    shifts, questions, groups = (_empty(words, figures) for figures in kinds)
    named = (
        (shifts, speaker._("{part} shifts", part=shifts)),
        (questions, speaker._("{part} questions", part=questions)),
        (groups, speaker._("{part} figures of groups", part=groups)),
    )
    counts = words.listed(sentence for count, sentence in named if count)
    say(speaker._("Not shown: {counts}. Why: {reasons}.", counts=counts, reasons=reasons), "dim")


def _empty(words: Words, figures: Sequence[Figure]) -> str:
    """How many of these have no number, as in 4 of 132; nothing when all have one."""
    empty, whole = sum(figure.value is None for figure in figures), words.speaker.whole
    if not empty:
        return ""
    return words.speaker._("{part} of {whole}", part=whole(empty), whole=whole(len(figures)))


def _kinds(found: Assessment) -> tuple[list[Figure], ...]:
    """The figures of shifts, of questions, and of groups on either."""
    shifts, questions = found.shifts, found.questions.values()
    groups = [score.by_audience for score in shifts] + [score.by_audience for score in questions]
    return (
        [score.figure for score in shifts],
        [score.figure for score in questions],
        [figure for by_audience in groups for figure in by_audience.values()],
    )


def reasons_for(words: Words, figures: Iterable[Figure]) -> str:
    """Each reason with the number of figures it hides; nothing when all are shown."""
    speaker = words.speaker
    count = Counter(figure.withheld for figure in figures if figure.withheld)
    minimum = words.workspace.thresholds.mean
    named = {
        Withheld.TOO_FEW_ANSWERS: speaker._("fewer than {n} answers", n=minimum),
        Withheld.PROTECTS_OTHERS: speaker._("to protect a smaller group"),
        Withheld.EARLIER_REPORT: speaker._("because of an earlier report"),
        Withheld.TOO_FEW_QUESTIONS: speaker._("too few questions answered"),
        Withheld.NO_ANSWERS: speaker._("no answers"),
    }
    return ", ".join(
        f"{why} ({speaker.whole(count[reason])})" for reason, why in named.items() if count[reason]
    )

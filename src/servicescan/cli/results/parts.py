"""Pieces that several ways to look at results are made of."""

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servicescan.cli.console import drawn, out, say, text
from servicescan.cli.results.rulers import heat
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Figure, PerceptionGap, QuestionScore, Withheld
from servicescan.report.steadiness import by_lot

#: room for an id before what it is about
INDENT = 7


def heading(words: str) -> None:
    """The title of a part."""
    say()
    say(words, "bold")


def indented(words: Text | str, width: int = INDENT) -> None:
    """A paragraph that stands in from the left."""
    out().print(
        Padding(text(words) if isinstance(words, str) else words, (0, 0, 0, width), expand=False)
    )


def hanging(id_: str, words: str, style: str = "") -> None:
    """An id, with a paragraph beside it."""
    grid = Table.grid(padding=(0, 0))
    grid.add_column(width=INDENT)
    grid.add_column()
    grid.add_row(text(id_, style), text(words, style))
    out().print(grid)


def answered(words: Words, score: QuestionScore) -> str:
    """Score, people, answers per level, spread and evidence; or why there is no number."""
    speaker, parts = words.speaker, [words.figure(score.figure)]
    if score.distribution is None:
        if score.figure.value is not None:
            parts.append(_why_no_distribution(words, score))
        return "  ".join(parts)
    parts.append(per_level(score.distribution))
    if score.agreement and score.spread is not None:
        parts.append(f"{words.agreement(score.agreement)} (SD {speaker.number(score.spread)})")
    if score.evidence:
        backed = score.evidence.get("shown", 0) + score.evidence.get("data", 0)
        share = speaker.share(backed, sum(score.evidence.values()))
        parts.append(speaker._("shown or with data: {part}", part=share))
    return "  ".join(parts)


def _why_no_distribution(words: Words, score: QuestionScore) -> str:
    minimum = words.workspace.thresholds.distribution
    if score.figure.n >= minimum:
        return words.speaker._("distribution not shown, to protect a smaller group")
    return words.speaker._("distribution shown from {n} answers", n=minimum)


def per_level(counts: tuple[int, ...]) -> str:
    """Answers per level: 1:0 2:4 3:5 4:2 5:1."""
    return " ".join(f"{level}:{count}" for level, count in enumerate(counts, start=1))


def seen_from_both(words: Words, gap: PerceptionGap) -> str:
    """The two seats, their difference, and whether it is clear."""
    speaker = words.speaker
    if gap.difference is None:
        return speaker._("Too few answers on one of the two sides to compare them.")
    margin = words.margin(gap.low, gap.high, signed=True)
    said = speaker._(
        "Those who decide: {policy}. Those who do: {practice}. Difference {difference}, over "
        "{questions}.",
        policy=words.figure(gap.policy),
        practice=words.figure(gap.practice),
        questions=words.listed(gap.questions),
        difference=f"{words.signed(gap.difference)} {margin}".strip(),
    )
    if gap.is_flagged:
        return f"{said} {by_lot(speaker, gap)}"
    return f"{said} {speaker._('No clear difference.')}"


def figure_cell(words: Words, figure: Figure | None) -> Text:
    """One cell of a heat map."""
    if figure is None or figure.withheld is Withheld.NO_ANSWERS:
        return heat(None, drawn("·"))
    if figure.value is None:
        return heat(None, drawn("–"))
    return heat(figure.value, words.speaker.score(figure.value))

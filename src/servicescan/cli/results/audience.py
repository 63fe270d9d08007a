"""What one group says, if it may be shown: ``results --audience front_line``."""

from rich.text import Text

from servicescan.cli.console import out, say, text
from servicescan.cli.results.hidden import reasons_for
from servicescan.cli.results.parts import INDENT, heading
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Figure, Participation, ShiftScore
from servicescan.model.questionnaire import Question
from servicescan.model.workspace import minimum_for


def print_audience(words: Words, id_: str) -> None:
    """Who answered, and the group's own figure on each shift and question it was asked."""
    part = next(p for p in words.assessment.participation if p.audience == id_)
    say(words.audiences[id_], "bold")
    say(words.say(words.questionnaire.audience(id_).who))
    say(_turnout(words, part))
    figures = _own(words, id_)
    if all(figure.value is None for figure in figures.values()):
        say()
        say(_refusal(words, part, figures))
        return
    say(words.speaker._("Beside a shift: its mirror questions only, so that groups compare."))
    for block in words.questionnaire.blocks:
        asked = [question for question in block.questions if question.id in figures]
        if asked:
            score = words.scores.get(block.id)
            heading(f"{block.id}  {words.say(block.name)}{_shift(words, score, id_)}")
            for question in asked:
                out().print(_line(words, question, id_), no_wrap=True, overflow="ellipsis")
    _hidden(words, figures)


def _own(words: Words, id_: str) -> dict[str, Figure]:
    """Question id -> this group's figure, for each question that it was asked."""
    return {
        question: score.by_audience[id_]
        for question, score in words.assessment.questions.items()
        if id_ in score.by_audience
    }


def _turnout(words: Words, part: Participation) -> str:
    """How many of how many answered."""
    speaker = words.speaker
    if part.invited is None:
        return speaker.plural("{n} person answered.", "{n} people answered.", part.responses)
    return speaker._("Answered: {part}.", part=speaker.share(part.responses, part.invited))


def _refusal(words: Words, part: Participation, figures: dict[str, Figure]) -> str:
    """Why nothing of this group may be shown."""
    speaker, settings = words.speaker, words.workspace
    needed = minimum_for(part.audience, settings.audiences, settings.thresholds)
    if not part.responses:
        return speaker._("Nobody of this group has answered.")
    if part.responses < needed:
        return speaker._(
            "Nothing of this group is shown: it has {n} responses, and a group is shown on its "
            "own from {needed} on.",
            n=part.responses,
            needed=needed,
        )
    reasons = reasons_for(words, figures.values())
    return speaker._("Nothing of this group is shown. Why: {reasons}.", reasons=reasons)


def _shift(words: Words, score: ShiftScore | None, id_: str) -> str:
    """The group's mean over the mirror questions of a shift, where it has one."""
    figure = score.by_audience.get(id_) if score else None
    return "" if figure is None else f": {words.figure(figure)}"


def _line(words: Words, question: Question, id_: str) -> Text:
    figure = words.assessment.questions[question.id].by_audience[id_]
    line = text(f"{question.id:<{INDENT}}")
    line.append_text(text(f"{words.figure(figure)}  ", "" if figure.value else "dim"))
    line.append_text(text(words.say(question.ask.for_(id_))))
    return line


def _hidden(words: Words, figures: dict[str, Figure]) -> None:
    reasons = reasons_for(words, figures.values())
    if reasons:
        say()
        say(words.speaker._("Not shown of this group: {reasons}.", reasons=reasons), "dim")

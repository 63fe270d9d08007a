"""Where a number or a recommendation comes from: ``results --why S4``, ``S4-2`` or ``S4-H23``.

Only what may be printed is told: which answers, and which rule of docs/scoring.md.
"""

from servicescan.cli.console import drawn, say
from servicescan.cli.results.parts import answered, hanging, heading, indented, seen_from_both
from servicescan.cli.results.reasons import print_recommendation
from servicescan.cli.results.words import Words
from servicescan.model.assessment import ShiftScore
from servicescan.model.questionnaire import Lens, Question, Shift


def print_why(words: Words, id_: str) -> None:
    """The answers and the rules behind one shift, lens, question or recommendation."""
    if id_ in words.texts:
        print_recommendation(words, words.texts[id_])
    elif id_ in words.questions:
        _question(words, words.questions[id_])
    elif id_ in words.shifts:
        _shift(words, words.scores[id_])
    else:
        _lens(words, next(lens for lens in words.questionnaire.lenses if lens.id == id_))


# -- shift ----------------------------------------------------------------------------------------


def _shift(words: Words, score: ShiftScore) -> None:
    shift, speaker = words.shifts[score.shift], words.speaker
    say(f"{shift.id}  {words.from_to(shift)}", "bold")
    say(words.standing(score))
    heading(speaker._("Score"))
    say(
        speaker._(
            "The mean of its questions; {part} have an answer, and at least three must. Per "
            "question: first the mean of each group, then the mean of the groups.",
            part=speaker.share(score.scored, score.questions),
        )
    )
    _figures(words, shift)
    if score.equal is not None:
        equal = speaker.number(score.equal, 2)
        say(speaker._("{score} if every question counted the same", score=equal) + ".")
    if score.level is None:
        return
    heading(speaker._("Level"))
    say(_level(words, score))
    heading(speaker._("Target, gap and priority"))
    say(_priority(words, score))
    for gap in words.assessment.perception:
        if gap.block == score.shift:
            heading(speaker._("Those who decide, and those who do"))
            say(seen_from_both(words, gap))
            rule = speaker._("Clear: the interval excludes 0 and the difference is at least 0.5.")
            say(rule, "dim")
    _advice(words, shift.id)


def _figures(words: Words, block: Shift | Lens) -> None:
    """The questions of a block with their figures, and the weight of each where it matters."""
    for question in block.questions:
        score = words.assessment.questions.get(question.id)
        if score is not None:
            said = words.figure(score.figure)
            if question.weight != 1:
                weight = words.speaker.number(question.weight)
                said += "  " + words.speaker._("weight {weight}", weight=weight)
            hanging(question.id, said)


def _level(words: Words, score: ShiftScore) -> str:
    """Rounded down, at most two above the lowest question, perhaps on a border."""
    speaker, figure = words.speaker, score.figure
    if score.is_capped:
        said = speaker._(
            "Held at {level}: a level is at most two above that of the lowest question{question}.",
            level=score.level,
            question=f" ({score.lowest_question})" if score.lowest_question else "",
        )
    else:
        said = speaker._(
            "{score} rounded down is {level}.",
            score=speaker.number(figure.value or 0, 2),
            level=score.level,
        )
    if score.border and figure.low is not None and figure.high is not None:
        said += " " + speaker._(
            "The interval {low} to {high} holds {border}: on the border.",
            low=speaker.number(figure.low, 2),
            high=speaker.number(figure.high, 2),
            border=score.border,
        )
    return said


def _priority(words: Words, score: ShiftScore) -> str:
    speaker = words.speaker
    own = score.shift in words.workspace.targets
    target = speaker.number(score.target or 0, 2)
    said = (
        speaker._("Target {target}, set in servicescan.yaml.", target=target)
        if own
        else speaker._("Target {target}: one level up, at most 4.", target=target)
    )
    return f"{said} " + speaker._(
        "Gap {gap} × importance {importance} × leverage {leverage} = priority {priority}. "
        "Leverage grows by 0.2 for each shift that leans on this one.",
        gap=speaker.number(score.gap or 0, 2),
        importance=score.importance,
        leverage=speaker.number(score.leverage),
        priority=speaker.number(score.priority or 0, 2),
    )


def _advice(words: Words, block: str) -> None:
    """The recommendations that follow from it, to ask on about."""
    mine = [advice for advice in words.assessment.advice if advice.block == block]
    if mine:
        heading(words.speaker._("Advice"))
    for advice in mine:
        id_ = advice.recommendation
        hanging(id_, words.say(words.texts[id_].action))
        indented(drawn(f"{words.because(advice)}  --why {id_}"))


# -- lens -----------------------------------------------------------------------------------------


def _lens(words: Words, lens: Lens) -> None:
    say(f"{lens.id}  {words.say(lens.name)}", "bold")
    say(words.speaker._("No score of its own: each question below 3 gets its recommendation."))
    _figures(words, lens)
    _advice(words, lens.id)


# -- question -------------------------------------------------------------------------------------


def _question(words: Words, question: Question) -> None:
    speaker, score = words.speaker, words.assessment.questions.get(question.id)
    hanging(question.id, words.say(question.ask.for_(question.audiences[0])), "bold")
    if score is None:
        say(speaker._("Not asked: it is not in the quick set."))
        return
    say(answered(words, score))
    if score.figure.value is not None:
        level = int(score.figure.value)
        said = words.say(question.anchors[level])
        say(speaker._("Level {level} reads: {anchor}.", level=level, anchor=said.rstrip(".")))
    heading(speaker._("Score"))
    say(
        speaker._(
            "First the mean of each group, then the mean of the groups, so that a large group "
            "does not drown out a small one. A group that is not shown counts all the same."
        )
    )
    for audience, figure in score.by_audience.items():
        say(f"{words.audiences[audience]}: {words.figure(figure)}")
    if score.tally:
        say(words.tally(score.tally), "dim")

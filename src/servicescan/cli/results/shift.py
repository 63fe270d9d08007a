"""One shift in depth: ``results --shift S4``."""

from servicescan.cli.console import drawn, out, say, text
from servicescan.cli.results.hidden import reasons_for
from servicescan.cli.results.parts import answered, hanging, heading, indented, seen_from_both
from servicescan.cli.results.rulers import ruler
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Advice, ShiftScore
from servicescan.model.questionnaire import Shift

HIGHEST = 5


def print_shift(words: Words, id_: str) -> None:
    """Score, portrait now and next, each question, both seats, advice, and what is hidden."""
    shift, score = words.shifts[id_], words.scores[id_]
    say(f"{id_}  {words.say(shift.name)}", "bold")
    say(words.say(shift.about))
    say()
    _standing(words, score)
    _portraits(words, shift, score)
    _questions(words, shift)
    _groups(words, score)
    for gap in words.assessment.perception:
        if gap.block == id_:
            say(seen_from_both(words, gap))
    _advice(words, id_)
    _hidden(words, shift, score)


# -- the shift as a whole -------------------------------------------------------------------------


def _standing(words: Words, score: ShiftScore) -> None:
    shift, speaker = words.shifts[score.shift], words.speaker
    say(words.from_to(shift))
    line = ruler(score.figure, score.target)
    line.append_text(text("  " + words.standing(score)))
    out().print(line)
    weight = speaker._(
        "Importance {importance}, leverage {leverage}.",
        importance=score.importance,
        leverage=speaker.number(score.leverage),
    )
    if score.target is not None and score.gap is not None:
        target = speaker._(
            "Target {target}, gap {gap}.",
            target=speaker.number(score.target),
            gap=speaker.number(score.gap),
        )
        say(" ".join(filter(None, (_margin(words, score), target, weight))))


def _margin(words: Words, score: ShiftScore) -> str:
    """The interval, and the bounds whatever the absent people think."""
    speaker, figure, found = words.speaker, score.figure, []
    if figure.low is not None and figure.high is not None:
        low, high = speaker.number(figure.low), speaker.number(figure.high)
        found.append(speaker._("95 % interval {low} to {high}.", low=low, high=high))
    if score.if_absent is not None:
        low, high = map(speaker.number, score.if_absent)
        bounds = speaker._("Whatever the absent think: {low} to {high}.", low=low, high=high)
        found.append(bounds)
    return " ".join(found)


def _portraits(words: Words, shift: Shift, score: ShiftScore) -> None:
    """What one sees at this level, and at the next."""
    if score.level is None:
        return
    speaker = words.speaker
    heading(speaker._("Now: {name}", name=words.level(score.level)))
    say(words.say(shift.levels[score.level]))
    if score.level < HIGHEST:
        heading(speaker._("Next level: {name}", name=words.level(score.level + 1)))
        say(words.say(shift.levels[score.level + 1]))


# -- questions ------------------------------------------------------------------------------------


def _questions(words: Words, shift: Shift) -> None:
    heading(words.speaker._("What was answered"))
    for question in shift.questions:
        score = words.assessment.questions.get(question.id)
        if score is None:
            continue
        ask = words.say(question.ask.for_(question.audiences[0]))
        hanging(question.id, ask)
        indented(answered(words, score))


# -- groups ---------------------------------------------------------------------------------------


def _groups(words: Words, score: ShiftScore) -> None:
    """Each group over its mirror questions, the only figures that compare."""
    if not score.by_audience:
        return
    heading(words.speaker._("Each group's view"))
    width = max(len(words.audiences[audience]) for audience in score.by_audience)
    for audience, figure in score.by_audience.items():
        say(f"{words.audiences[audience]:<{width}}  {words.figure(figure)}")


# -- advice ---------------------------------------------------------------------------------------


def _advice(words: Words, id_: str) -> None:
    mine = [advice for advice in words.assessment.advice if advice.block == id_]
    kept = [upkeep for upkeep in words.assessment.upkeep if upkeep.shift == id_]
    if mine or kept:
        heading(words.speaker._("Advice"))
    for advice in mine:
        _one(words, advice)
    for upkeep in kept:
        say(words.domains[upkeep.domain], "bold")
        indented(words.say(words.shifts[id_].maintain[upkeep.domain]))


def _one(words: Words, advice: Advice) -> None:
    found = words.texts[advice.recommendation]
    hanging(found.id, words.say(found.action), "bold")
    indented(words.say(found.first_step))
    first = words.speaker._("First ninety days.") + " " if advice.is_first else ""
    indented(text(f"{first}{words.head_of(advice)}. {words.because(advice)}", "dim"))


# -- what is hidden -------------------------------------------------------------------------------


def _hidden(words: Words, shift: Shift, score: ShiftScore) -> None:
    scores = [words.assessment.questions.get(question.id) for question in shift.questions]
    found = [score.figure, *score.by_audience.values()]
    found += [each.figure for each in scores if each]
    reasons = reasons_for(words, found)
    say()
    if reasons:
        say(words.speaker._("Not shown on this shift: {reasons}.", reasons=reasons), "dim")
    options = ", ".join(f"--why {id_}" for id_ in (shift.id, shift.questions[0].id))
    say(drawn(words.speaker._("Where a figure comes from: {options}.", options=options)), "dim")

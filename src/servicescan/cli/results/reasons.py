"""Why a recommendation was chosen, or why not."""

from servicescan.cli.console import say
from servicescan.cli.results.parts import answered, hanging, heading
from servicescan.cli.results.words import Words
from servicescan.model.assessment import Advice, ShiftScore
from servicescan.model.questionnaire import Shift
from servicescan.model.recommendation import Recommendation


def print_recommendation(words: Words, found: Recommendation) -> None:
    """The action, the answers that led to it, and the rule."""
    hanging(found.id, words.say(found.action), "bold")
    chosen = {advice.recommendation: advice for advice in words.assessment.advice}
    if found.id in chosen:
        _chosen(words, chosen[found.id])
    elif found.question is not None:
        say(_not_for_question(words, found.question))
    else:
        say(_not_for_shift(words, found))


# -- chosen ---------------------------------------------------------------------------------------


def _chosen(words: Words, advice: Advice) -> None:
    speaker = words.speaker
    say(words.head_of(advice))
    heading(speaker._("The answers behind it"))
    for trigger in advice.because:
        hanging(trigger.question, answered(words, words.assessment.questions[trigger.question]))
    if advice.is_derived:
        say(speaker._("No question of this domain has a figure, so the whole shift decides."))
    heading(speaker._("The rule"))
    say(_step(words, advice))
    say(_place(words, advice))


def _step(words: Words, advice: Advice) -> str:
    """From the answers to this step."""
    speaker = words.speaker
    score = speaker.number(advice.score, 2)
    if advice.step is None:
        return speaker._("Below 3 a question gets its recommendation: {score}.", score=score)
    return speaker._(
        "These stand at {score}: level {level} is reached, so step {step} comes next. The gap to "
        "the target is {gap}.",
        score=score,
        level=advice.step.start,
        step=advice.step,
        gap=speaker.number(advice.gap, 2),
    )


def _place(words: Words, advice: Advice) -> str:
    """Whether it is among the first actions, and why."""
    speaker = words.speaker
    first = (
        speaker._("It is among the actions for the first ninety days.")
        if advice.is_first
        else speaker._("It is not among the actions for the first ninety days.")
    )
    if advice.step is None:
        return first
    return f"{first} " + speaker._(
        "Basics go first, then the highest priority (here {priority}: gap × importance × "
        "leverage); at most three per shift and ten in all.",
        priority=speaker.number(advice.priority, 2),
    )


# -- not chosen -----------------------------------------------------------------------------------


def _not_for_question(words: Words, question: str) -> str:
    speaker, score = words.speaker, words.assessment.questions.get(question)
    if score is None:
        return speaker._("Not chosen: its question was not asked.")
    if score.figure.value is None:
        why = words.why_empty(score.figure)
        return speaker._("Not chosen: {question}: {why}.", question=question, why=why)
    return speaker._(
        "Not chosen: {question} stands at {score}, and only below 3 a question gets advice.",
        question=question,
        score=words.figure(score.figure),
    )


def _not_for_shift(words: Words, found: Recommendation) -> str:
    """Another step, level 5, no score, or no gap."""
    speaker, block = words.speaker, _shift_of(words, found)
    score = words.scores[block.id]
    domain = words.domains[found.domain]
    if score.figure.value is None:
        why = words.why_empty(score.figure)
        return speaker._("Not chosen: {question}: {why}.", question=block.id, why=why)
    for advice in words.assessment.advice:
        if advice.block == block.id and advice.domain == found.domain:
            return speaker._(
                "Not chosen: on {shift}, {domain} stands at {score}, which calls for step {step}: "
                "see {other}.",
                shift=block.id,
                domain=domain,
                score=speaker.number(advice.score, 2),
                step=advice.step,
                other=advice.recommendation,
            )
    return _nothing_to_do(words, score, domain)


def _nothing_to_do(words: Words, score: ShiftScore, domain: str) -> str:
    """The domain is at the top, or at the target."""
    speaker = words.speaker
    at_top = {
        words.domains[kept.domain] for kept in words.assessment.upkeep if kept.shift == score.shift
    }
    if domain in at_top:
        return speaker._(
            "Not chosen: on {shift}, {domain} stands at level 5.", shift=score.shift, domain=domain
        )
    return speaker._(
        "Not chosen: on {shift}, {domain} has reached the target {target}.",
        shift=score.shift,
        domain=domain,
        target=speaker.number(score.target or 0, 2),
    )


def _shift_of(words: Words, found: Recommendation) -> Shift:
    return next(s for s in words.questionnaire.shifts if found in s.recommendations)

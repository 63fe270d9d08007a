"""The spread of each shift."""

from collections.abc import Sequence
from math import floor

from servicescan.model.assessment import QuestionScore, ShiftScore
from servicescan.model.questionnaire import Question, Shift
from servicescan.model.text import visible
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.inside_view import backing, domains_inside, inside_note
from servicescan.report.pieces import Message, QuestionLine, Talk
from servicescan.report.portrait_view import portraits, printed, unlike
from servicescan.report.seats import mirror_sentence
from servicescan.report.view import ShiftPages
from servicescan.report.writer import Writer, reach, reading, sentence

WIDE_MM = 174
BAR_MM = 36
#: quotes on one spread; the rest stays in the workspace
MAX_QUOTES = 4
#: questions to go deeper into, where nobody was quoted
MAX_TALK = 2
MAX_QUOTE_CHARACTERS = 180
#: characters of all quotes on a spread together
ROOM_FOR_QUOTES = 480


def shift_pages(writer: Writer, adviser: Adviser, scored: ShiftScore) -> ShiftPages:
    """Everything on the spread of one shift."""
    shift, _ = writer.shifts[scored.shift], writer._
    now, then = portraits(writer, shift, scored)
    quotes, cards = _quotes(writer, shift.id), adviser.cards(shift.id)
    return ShiftPages(
        id=shift.id,
        anchor=f"shift-{shift.id}",
        name=writer.say(shift.name),
        from_=writer.say(shift.from_),
        to=writer.say(shift.to),
        advice_title=writer._("What helps on the way to {theme}", theme=writer.theme(shift.id)),
        about=writer.say(shift.about),
        score=writer.score(scored.figure),
        has_score=scored.figure.value is not None,
        standing=standing(writer, scored),
        certainty=_certainty(writer, scored),
        unlike=". ".join(unlike(writer, scored)),
        ruler=_wide_ruler(writer, shift, scored),
        now_title=now.title,
        now=now.body,
        next_title=then.title,
        next=then.body,
        questions=question_lines(writer, shift.questions),
        question_note=question_note(writer, shift.questions, _uncounted(writer, scored)),
        talk=() if quotes or not cards else _talk(writer, shift.questions),
        step_note=_step_note(writer, scored),
        mirror=mirror_sentence(writer, shift.id) or _not_compared(writer, shift.id),
        inside=domains_inside(writer, scored),
        not_inside=inside_note(writer, scored),
        quotes=quotes,
        cards=cards,
        upkeep=_upkeep(writer, adviser, shift),
    )


def question_note(writer: Writer, questions: tuple[Question, ...], uncounted: str = "") -> str:
    """How to read the table of questions: about bars only where there is one."""
    scores = writer.scan.assessment.questions
    put = [question for question in questions if question.id in scores]
    has_bar = any(scores[question.id].distribution for question in put)
    parts = (
        writer._("Answers per level, 1 (light) to 5 (dark).") if has_bar else "",
        writer._("n = people who gave a level."),
        _not_the_mean(writer, [question for question in put if scores[question.id].distribution]),
        uncounted,
        backing(writer, questions) if has_bar else "",
        writer.wordings(put),
    )
    return " ".join(filter(None, parts))


def _not_the_mean(writer: Writer, barred: Sequence[Question]) -> str:
    """That a score is not the mean of the bar beside it, where audiences differ in size."""
    there = {part.audience for part in writer.turnout() if part.responses}
    if not any(len(there.intersection(question.audiences)) > 1 for question in barred):
        return ""
    return writer._("A bar counts people; a score weighs audiences equally.")


def _uncounted(writer: Writer, scored: ShiftScore) -> str:
    """That a question without a printed score counts all the same."""
    if scored.figure.value is None or scored.scored == len(printed(writer, scored.shift)):
        return ""
    return writer._(
        "Questions not shown do count in the score of the shift; whether the portrait holds for "
        "them as well cannot be shown."
    )


def _not_compared(writer: Writer, shift_id: str) -> str:
    """Why this shift stands apart where others are compared."""
    found = writer.scan.assessment.perception
    if all(gap.difference is None for gap in found):
        return ""
    if any(gap.block == shift_id for gap in found):
        return writer._("Not shown: too few people on one of the two sides.")
    return writer._("Not compared: no mirror question of this shift was answered on both sides.")


def _talk(writer: Writer, questions: tuple[Question, ...]) -> tuple[Talk, ...]:
    """The lowest printed questions with what to ask next and what to ask to see."""
    scores = writer.scan.assessment.questions
    shown = [q for q in questions if q.id in scores and scores[q.id].figure.value is not None]
    lowest = sorted(shown, key=lambda q: scores[q.id].figure.value or 0)[:MAX_TALK]
    return tuple(
        Talk(id=q.id, probe=writer.say(q.probe), evidence=writer.say(q.evidence))
        for q in questions
        if q in lowest and (q.probe or q.evidence)
    )


def _step_note(writer: Writer, scored: ShiftScore) -> str:
    """Why advice may start at another level than the shift, and what a card without ground has."""
    mine = [a for a in writer.scan.assessment.advice if a.block == scored.shift and a.step]
    said = []
    if any(advice.step and advice.step.start != scored.level for advice in mine):
        said.append(
            writer._(
                "The shift stands at level {level}. Each card starts where the shown questions of "
                "its own domain stand (for processes those on systems as well), so its step may "
                "differ.",
                level=scored.level,
            )
        )
    behind = [t for a in mine if a.step for t in a.because if floor(t.value) < a.step.start]
    if behind:
        said.append(_catch_up(writer, sorted({trigger.question for trigger in behind})))
    ahead = [t for a in mine if a.step for t in a.because if floor(t.value) > a.step.start]
    if ahead:
        said.append(_see_first(writer, sorted({trigger.question for trigger in ahead})))
    if any(advice.is_derived for advice in mine):
        said.append(
            writer._(
                "Where no question of a domain can be shown, its card follows from the level of "
                "the whole shift."
            )
        )
    return " ".join(said)


def _catch_up(writer: Writer, behind: list[str]) -> str:
    """The questions that stand lower than the card they led to takes for granted."""
    return writer.speaker.plural(
        "{list} is lower than the level from which its card starts: bring that up first.",
        "{list} are lower than the level from which their card starts: bring these up first.",
        len(behind),
        list=writer.listed(behind),
    )


def _see_first(writer: Writer, ahead: list[str]) -> str:
    """The questions that are already where the card they led to wants to bring them."""
    return writer.speaker.plural(
        "{list} already stands at the level to which its card leads: see first what is in place.",
        "{list} already stand at the level to which their card leads: see first what is in place.",
        len(ahead),
        list=writer.listed(ahead),
    )


def _wide_ruler(writer: Writer, shift: Shift, scored: ShiftScore) -> charts.Drawing:
    names = [writer.level(level) for level in range(1, 6)]
    title = ruler_title(writer, shift, scored)
    return charts.wide_ruler(WIDE_MM, reading(scored.figure, scored.target), title, names)


def _upkeep(writer: Writer, adviser: Adviser, shift: Shift) -> tuple[Message, ...]:
    """What to keep doing, in the domains that stand at level 5."""
    return tuple(
        Message(
            kind=str(kept.domain),
            title=adviser.domains[kept.domain],
            body=writer.say(shift.maintain[kept.domain]),
        )
        for kept in writer.scan.assessment.upkeep
        if kept.shift == shift.id
    )


def standing(writer: Writer, scored: ShiftScore) -> str:
    """The level in words: "niveau 2, ontluikend; op de grens van 3"."""
    _ = writer._
    if scored.level is None:
        return sentence(writer.why_withheld(scored.figure))
    words = _("level {level}, {name}", level=scored.level, name=writer.level(scored.level))
    if scored.is_capped and scored.lowest_question:
        words += _("; held back by {question}", question=scored.lowest_question)
    elif levels := reach(scored):
        low, high = levels
        words += (
            _("; on the border of {low} and {high}", low=low, high=high)
            if high == low + 1
            else _("; its margin runs from level {low} to level {high}", low=low, high=high)
        )
    return words


def ruler_title(writer: Writer, shift: Shift, scored: ShiftScore) -> str:
    """What a ruler shows, for who cannot see it."""
    _ = writer._
    name = writer.from_to(shift)
    if scored.figure.value is None or scored.target is None:
        return f"{name}: {writer.why_withheld(scored.figure)}"
    words = _(
        "{name}: now {now}, target {target} on a scale of 1 to 5",
        name=name,
        now=writer.score(scored.figure),
        target=writer.held(scored.target),
    )
    span = writer.interval(scored.figure)
    return words + (_(" (95% margin {span})", span=span) if span else "")


def _certainty(writer: Writer, scored: ShiftScore) -> str:
    """How many people, which margin, which target."""
    _ = writer._
    if scored.figure.value is None or scored.target is None:
        return ""
    parts = [_("{n} people", n=scored.figure.n)]
    span = writer.interval(scored.figure)
    parts.append(_("margin {span}", span=span) if span else _("no margin can be given"))
    parts.append(_("target {target}", target=writer.held(scored.target)))
    if scored.equal is not None:
        equal = writer.held(scored.equal)
        parts.append(_("{score} if every question counted the same", score=equal))
    hidden = scored.scored - len(printed(writer, scored.shift))
    if hidden:
        parts.append(
            _("over {n} questions, {hidden} of them not shown", n=scored.scored, hidden=hidden)
        )
    return " · ".join(parts)


def question_lines(writer: Writer, questions: tuple[Question, ...]) -> tuple[QuestionLine, ...]:
    """Every question that was put to someone, with what came back."""
    scores = writer.scan.assessment.questions
    return tuple(question_line(writer, q, scores[q.id]) for q in questions if q.id in scores)


def question_line(writer: Writer, question: Question, scored: QuestionScore) -> QuestionLine:
    """One question with its score and, where allowed, how the answers are spread."""
    bar = None
    if scored.distribution:
        counts = ", ".join(
            f"{level}: {count}" for level, count in enumerate(scored.distribution, start=1)
        )
        title = writer._("{id}: answers per level {counts}", id=question.id, counts=counts)
        bar = charts.distribution(BAR_MM, scored.distribution, title)
    hidden = writer.why_withheld(scored.figure) or _why_no_bar(writer, scored)
    return QuestionLine(
        id=question.id,
        ask=writer.ask(question),
        score=writer.score(scored.figure),
        people=writer.people(scored.figure),
        agreement=writer.agreement(scored.agreement),
        bar=bar,
        hidden="" if bar else hidden,
    )


def _why_no_bar(writer: Writer, scored: QuestionScore) -> str:
    """Why a question with a score has no distribution: too few, or others are protected by it."""
    least = writer.scan.workspace.thresholds.distribution
    if scored.figure.n >= least:
        return writer._("distribution not shown, to protect a smaller group")
    return writer._("fewer than {n} answers", n=least)


def _quotes(writer: Writer, shift_id: str) -> tuple[str, ...]:
    """A few literal words, given with permission, shortened with a mark where they are long."""
    words = [q.words for q in writer.scan.assessment.quotes if q.block == shift_id]
    short = [
        writer.set(
            visible(w if len(w) <= MAX_QUOTE_CHARACTERS else w[:MAX_QUOTE_CHARACTERS] + " […]")
        )
        for w in words[:MAX_QUOTES]
    ]
    fits = [sum(map(len, short[: n + 1])) <= ROOM_FOR_QUOTES for n in range(len(short))]
    return tuple(quote for quote, room in zip(short, fits, strict=True) if room)

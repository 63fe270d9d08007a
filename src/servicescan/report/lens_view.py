"""The pages of the basics check and the culture lens."""

from math import floor

from servicescan.model.questionnaire import Lens, Question
from servicescan.report.advice_view import Adviser
from servicescan.report.pieces import Fact, Portrait
from servicescan.report.portrait_view import HIGHEST
from servicescan.report.shift_view import question_lines, question_note
from servicescan.report.view import LensPages
from servicescan.report.writer import Writer, within

#: full cards of a lens; further advice stands in a list
MAX_CARDS = 3
#: a lens of more questions has no room for portraits
MAX_PORTRAITS = 4


def lens_pages(writer: Writer, adviser: Adviser, lens: Lens) -> LensPages | None:
    """The pages of the basics check or the culture lens; None when it has no figure."""
    scores = writer.scan.assessment.questions
    asked = tuple(question for question in lens.questions if question.id in scores)
    if all(scores[question.id].figure.value is None for question in asked):
        return None
    cards = adviser.cards(lens.id)
    portraits = _question_portraits(writer, asked) if len(asked) <= MAX_PORTRAITS else ()

    return LensPages(
        name=writer.say(lens.name),
        anchor=f"lens-{lens.id}",
        about=writer.say(lens.about),
        headline=_lens_headline(writer, asked, len(cards)),
        questions=question_lines(writer, asked),
        question_note=question_note(writer, asked),
        portraits=portraits,
        side_by_side=bool(portraits) and len(cards) > 1,
        cards=cards[:MAX_CARDS],
        more=tuple(
            Fact(
                head=f"{card.id}  {card.action}",
                body=" ".join(
                    (
                        card.first_step,
                        writer._("Owner: {owner}.", owner=within(card.owner)),
                        card.because,
                    )
                ),
            )
            for card in cards[MAX_CARDS:]
        ),
    )


def _question_portraits(writer: Writer, asked: tuple[Question, ...]) -> tuple[Portrait, ...]:
    """What stands now on each question, and what one level up looks like."""
    found = []
    for question in asked:
        figure = writer.scan.assessment.questions[question.id].figure
        if figure.value is None:
            continue
        now = floor(figure.value)
        after = min(now + 1, HIGHEST)
        found.append(
            Portrait(
                id=question.id,
                score=f"{writer.score(figure)} ({writer.people(figure)})",
                now_title=writer._("Now: {name}", name=writer.level(now)),
                now=f"{writer.say(question.anchors[now])}.",
                next_title=writer._("Next level: {name}", name=writer.level(after))
                if now < HIGHEST
                else writer._("Keep it: {name}", name=writer.level(after)),
                next=f"{writer.say(question.anchors[after])}.",
            )
        )
    return tuple(found)


def _lens_headline(writer: Writer, asked: tuple[Question, ...], low: int) -> str:
    """What the lens shows, in one sentence."""
    scores, _ = writer.scan.assessment.questions, writer._
    shown = sum(scores[question.id].figure.value is not None for question in asked)
    if low:
        parts = {"low": writer.count(low), "shown": writer.count(shown)}
        if shown < len(asked):
            return _("Work to do on {low} of the {shown} questions shown", **parts)
        if low < shown:
            return _("Work to do on {low} of the {shown} questions", **parts)
        return _("Work to do on all {shown} questions", **parts)
    return _("No question shown is below the level “organised”")

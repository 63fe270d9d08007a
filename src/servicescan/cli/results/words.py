"""Figures, levels and reasons in words, for everything that shows results in the terminal."""

from collections.abc import Iterable
from fractions import Fraction

from servicescan.cli.console import drawn
from servicescan.i18n import Speaker, rounded
from servicescan.model.assessment import (
    Advice,
    Agreement,
    Assessment,
    Figure,
    ShiftScore,
    Tally,
    Withheld,
)
from servicescan.model.questionnaire import Shift
from servicescan.model.recommendation import Effort, Recommendation
from servicescan.model.text import Language
from servicescan.model.workspace import Form
from servicescan.storage.workspace import Scan


class Words:
    """Speaks about one outcome, in one language, with the organisation's word for customer."""

    def __init__(self, assessment: Assessment, scan: Scan, language: Language) -> None:
        self.assessment = assessment
        self.workspace = scan.workspace
        self.questionnaire = scan.questionnaire
        term = scan.questionnaire.customer_term(scan.workspace.customer_term)
        self.speaker = Speaker(language, term.markers(language))
        self.say = self.speaker.say
        self.shifts = {shift.id: shift for shift in scan.questionnaire.shifts}
        self.questions = {question.id: question for question in scan.questionnaire.questions}
        self.domains = {topic.id: self.say(topic.name) for topic in scan.questionnaire.domains}
        self.audiences = {each.id: self.say(each.name) for each in scan.questionnaire.audiences}
        self.scores = {score.shift: score for score in assessment.shifts}
        self.texts: dict[str, Recommendation] = {
            recommendation.id: recommendation
            for block in scan.questionnaire.blocks
            for recommendation in block.recommendations
        }

    # -- the scan -----------------------------------------------------------------------------

    def heading(self) -> str:
        """Whose outcome it is."""
        return f"{self.workspace.client} {drawn('·')} {self.say(self.questionnaire.title)}"

    def remarks(self) -> str:
        """How many answered, and what to keep in mind."""
        speaker, n = self.speaker, self.assessment.respondents
        found = [speaker.plural("{n} person answered.", "{n} people answered.", n)]
        if self.workspace.form is Form.QUICK:
            found.append(speaker._("Quick set: the outcome is indicative."))
        if self.workspace.fictitious:
            found.append(speaker._("An invented organisation."))
        return " ".join(found)

    # -- figures ------------------------------------------------------------------------------

    def people(self, figure: Figure) -> str:
        """The people behind a figure, as in n=31."""
        return f"n={self.speaker.whole(figure.n)}"

    def margin(self, low: float | None, high: float | None, *, signed: bool = False) -> str:
        """The 95 % interval in brackets; nothing where there is none."""
        if low is None or high is None:
            return ""
        ends = map(self.signed if signed else self.speaker.number, (low, high))
        return drawn(f"({' … '.join(ends)})")

    def signed(self, value: Fraction | float) -> str:
        """A difference with its sign; no sign for what is printed as zero."""
        if not rounded(value):
            return self.speaker.number(0)
        return ("+" if value > 0 else "") + self.speaker.number(value)

    def why_empty(self, figure: Figure) -> str:
        """Why there is no number."""
        speaker = self.speaker
        return {
            Withheld.NO_ANSWERS: speaker._("no answers"),
            Withheld.TOO_FEW_ANSWERS: speaker._("too few answers to show"),
            Withheld.PROTECTS_OTHERS: speaker._("not shown, to protect a smaller group"),
            Withheld.EARLIER_REPORT: speaker._("not shown, because of an earlier report"),
            Withheld.TOO_FEW_QUESTIONS: speaker._("too few questions answered"),
        }[figure.withheld or Withheld.NO_ANSWERS]

    def figure(self, figure: Figure) -> str:
        """The number with its people, or why there is none."""
        if figure.value is None:
            return self.why_empty(figure)
        return f"{self.speaker.score(figure.value)}  {self.people(figure)}"

    def agreement(self, found: Agreement) -> str:
        """How far people agree, in a word."""
        speaker = self.speaker
        return {
            Agreement.AGREED: speaker._("agreed"),
            Agreement.VARIED: speaker._("varied"),
            Agreement.DIVIDED: speaker._("divided"),
        }[found]

    # -- shifts -------------------------------------------------------------------------------

    def from_to(self, shift: Shift) -> str:
        """Both poles: control → empowerment."""
        return f"{self.say(shift.from_)} {drawn('→')} {self.say(shift.to)}"

    def level(self, number: int) -> str:
        """A level by number and name."""
        return f"{number} {self.say(self.questionnaire.levels[number].name)}"

    def standing(self, score: ShiftScore) -> str:
        """The figure, its level and the people behind it; or why there is none."""
        if score.figure.value is None or score.level is None:
            return self.why_empty(score.figure)
        mark = "*" if score.is_capped else ""
        value = self.speaker.score(score.figure.value)
        return f"{value}  {self.level(score.level)}{mark}  {self.people(score.figure)}"

    def tally(self, tally: Tally) -> str:
        """The four things that came back."""
        speaker = self.speaker
        return speaker._(
            "Of {asked} questions put: {answered} answered with a level, {dont_know} with "
            "“don't know”, {not_applicable} with “not applicable”, {unanswered} left open.",
            asked=speaker.whole(tally.asked),
            answered=speaker.whole(tally.answered),
            dont_know=speaker.whole(tally.dont_know),
            not_applicable=speaker.whole(tally.not_applicable),
            unanswered=speaker.whole(tally.unanswered),
        )

    # -- advice -------------------------------------------------------------------------------

    def head_of(self, advice: Advice) -> str:
        """Where a piece of advice belongs, and what it asks: S7 · HR · step 1-2 · quick win."""
        parts = [advice.block, self.domains.get(advice.domain, advice.domain)]
        if advice.step:
            parts.append(self.speaker._("step {step}", step=advice.step))
        if advice.effort is Effort.SMALL:
            parts.append(self.speaker._("quick win"))
        if advice.effort is Effort.LARGE:
            parts.append(self.speaker._("big move"))
        return drawn(" · ").join(parts)

    def because(self, advice: Advice) -> str:
        """Which answers led to this advice."""
        if advice.is_derived:
            return self.speaker._("Because of {block} as a whole.", block=advice.block)
        answers = ", ".join(
            f"{trigger.question} ({self.speaker.score(trigger.value)})"
            for trigger in advice.because
        )
        return self.speaker._("Because of {answers}.", answers=answers)

    def listed(self, words: Iterable[str]) -> str:
        """Things in a row: a, b and c."""
        *first, last = words
        if not first:
            return last
        return self.speaker._("{first} and {last}", first=", ".join(first), last=last)

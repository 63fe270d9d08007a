"""From figures to words, in one language, for one organisation."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

from servicescan.i18n import Speaker, enough, places, rounded, typographic
from servicescan.model.assessment import (
    Agreement,
    Assessment,
    Figure,
    Participation,
    ShiftScore,
    Tally,
    Withheld,
)
from servicescan.model.look import Picture
from servicescan.model.questionnaire import Question, Questionnaire, Shift
from servicescan.model.text import Language, Text, visible
from servicescan.model.workspace import Workspace
from servicescan.report.charts import Reading
from servicescan.report.pdf import Enclosure

NOTHING = "–"
#: what two rounded figures may be off their rounded difference, without it being seen
UNSEEN = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Everything a report is made from."""

    assessment: Assessment
    questionnaire: Questionnaire
    workspace: Workspace
    day: datetime.date
    #: the same figures for other programs, to travel with the report
    figures: Enclosure | None = None
    logo: Picture | None = None
    #: a folder of the user's with styles or templates
    own_theme: Path | None = None


class Writer:
    """Says figures, levels and questions in the reader's language."""

    def __init__(self, scan: Scan, language: Language) -> None:
        """Speaks with the organisation's own word for customer."""
        term = scan.questionnaire.customer_term(scan.workspace.customer_term)
        self.scan = scan
        self.speaker = Speaker(language, term.markers(language))
        self.shifts = {shift.id: shift for shift in scan.questionnaire.shifts}
        self.questions = {question.id: question for question in scan.questionnaire.questions}

    def _(self, message: str, **parts: object) -> str:
        """The program's words, set as a printer would."""
        return self.set(self.speaker._(message, **parts))

    def set(self, words: str) -> str:
        """Words as a printer sets them in the reader's language."""
        return typographic(words, self.speaker.language)

    def say(self, text: Text | None) -> str:
        """The questionnaire's words, safe to print; nothing for a text that is not there."""
        return self.set(visible(self.speaker.say(text))) if text else ""

    def number(self, value: Fraction | float, decimals: int = 1) -> str:
        """A level or mark with one decimal."""
        return self.speaker.number(value, decimals).replace("-", "\N{MINUS SIGN}")

    def score(self, figure: Figure) -> str:
        """The number, or a dash; why there is none is said by ``why_withheld``."""
        return NOTHING if figure.value is None else self.held(figure.value)

    def held(self, value: Fraction | float) -> str:
        """A level of whatever kind: never as one that it has not reached."""
        return self.speaker.score(value)

    def people(self, figure: Figure) -> str:
        """The number of people as in n = 31, or nothing."""
        return f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{figure.n}" if figure.n else ""

    def interval(self, figure: Figure) -> str:
        """The margin as in 2,3 tot 2,9, or nothing."""
        if figure.low is None or figure.high is None:
            return ""
        return self.span(figure.low, figure.high)

    def why_withheld(self, figure: Figure) -> str:
        """The reason for a missing number, in a few words."""
        reasons = {
            Withheld.NO_ANSWERS: self._("no answers"),
            Withheld.TOO_FEW_ANSWERS: self._("too few answers to show"),
            Withheld.PROTECTS_OTHERS: self._("withheld to protect a smaller group"),
            Withheld.EARLIER_REPORT: self._("withheld because of an earlier report"),
            Withheld.TOO_FEW_QUESTIONS: self._("too few questions answered"),
        }
        return reasons[figure.withheld] if figure.withheld else ""

    def agreement(self, found: Agreement | None) -> str:
        """How far people agree, in a word."""
        words = {
            Agreement.AGREED: self._("agreed"),
            Agreement.VARIED: self._("varied"),
            Agreement.DIVIDED: self._("divided"),
        }
        return words[found] if found else ""

    def interval_of(self, bottom: Figure, top: Figure) -> str:
        """From one score to another, kept on one line of a title."""
        return unbroken(self._("{low} to {high}", low=self.score(bottom), high=self.score(top)))

    def span(self, low: Fraction | float, high: Fraction | float) -> str:
        """A margin in levels on one line, 2,3 tot 2,9; no end is printed as a level outside it."""
        return self._between(
            self.number(low, above_level(low)), self.number(high, below_level(high))
        )

    def apart(self, low: float, high: float) -> str:
        """The margin of a difference on one line; just beside zero it says on which side."""
        return self._between(*(self.number(end, beside_zero(end)) for end in (low, high)))

    def _between(self, low: str, high: str) -> str:
        return unbroken(self._("{low} to {high}", low=low, high=high))

    def level(self, level: int | None) -> str:
        """The name of a level, lower case inside a sentence."""
        if level is None:
            return NOTHING
        name = self.say(self.scan.questionnaire.levels[level].name)
        return name[0].lower() + name[1:]

    def ask(self, question: Question) -> str:
        """The question in the wording of the first audience of this scan that is asked it."""
        return self.say(question.ask.for_(self._asked_first(question)))

    def _asked_first(self, question: Question) -> str:
        there = {part.audience for part in self.turnout()}
        return next((a for a in question.audiences if a in there), question.audiences[0])

    def wordings(self, questions: Iterable[Question]) -> str:
        """Whose words are printed, where an audience was asked the same in others."""
        there = {part.audience for part in self.turnout()}
        said: dict[str, list[str]] = {}
        for question in questions:
            heard = {self.say(question.ask.for_(a)) for a in question.audiences if a in there}
            if len(heard) > 1:
                said.setdefault(self._asked_first(question), []).append(question.id)
        if not said:
            return ""
        names = {a.id: within(self.say(a.name)) for a in self.scan.questionnaire.audiences}
        return self._(
            "Words as put to {list}; others had their own wording (the appendix says whose).",
            list=self.listed([f"{names[a]} ({', '.join(ids)})" for a, ids in said.items()]),
        )

    def theme(self, shift_id: str) -> str:
        """Where a shift leads to, inside a sentence."""
        shift = self.shifts[shift_id]
        return self.say(shift.theme or shift.to)

    def pole(self, shift_id: str) -> str:
        """Where a shift leads to."""
        return self.say(self.shifts[shift_id].to)

    def from_to(self, shift: Shift) -> str:
        """Both poles: control → empowerment."""
        return f"{self.say(shift.from_)} → {self.say(shift.to)}"

    def listed(self, words: list[str]) -> str:
        """Things in a row: a, b and c."""
        return typographic(self.speaker.listed(words))

    def count(self, number: int) -> str:
        """A count in a title: a word up to ten, digits above."""
        _ = self._
        words = (
            *(_("no"), _("one"), _("two"), _("three"), _("four"), _("five")),
            *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
        )
        return words[number] if number < len(words) else self.speaker.whole(number)

    def turnout(self) -> tuple[Participation, ...]:
        """The audiences that take part in this scan, or answered all the same."""
        invited = self.scan.workspace.audiences
        return tuple(
            p for p in self.scan.assessment.participation if p.audience in invited or p.responses
        )

    def tally(self, question: Question, tally: Tally | None) -> str:
        """The four things that came back, for the appendix; or why they are not there."""
        asked = [p for p in self.turnout() if p.audience in question.audiences]
        if not asked:
            return self.speaker.plural(
                "not put in this scan: its audience takes no part",
                "not put in this scan: its audiences take no part",
                len(question.audiences),
            )
        if not any(p.responses for p in asked):
            return self._("nobody who was asked has answered yet")
        if tally is None:
            if sum(p.responses for p in asked) < self.scan.workspace.thresholds.distribution:
                return self._("counts per answer not shown: too few people answered")
            return self._("how many did not know is not shown, to protect a smaller group")
        share = self.speaker.share
        parts = [self._("{part} answered", part=share(tally.answered, tally.asked))]
        if tally.dont_know:
            parts.append(self._nobreak("{n} don't know", tally.dont_know))
        if tally.not_applicable:
            parts.append(self._nobreak("{n} not applicable", tally.not_applicable))
        if tally.unanswered:
            parts.append(self._nobreak("{n} unanswered", tally.unanswered))
        return " · ".join(parts)

    def _nobreak(self, message: str, n: int) -> str:
        """A count that stays with its words on one line."""
        return unbroken(self._(message, n=n))

    def by(self, days: int) -> str:
        """The date so many days after the report."""
        day = self.speaker.day(self.scan.day + datetime.timedelta(days=days))
        return day.replace(" ", "\N{NO-BREAK SPACE}")


def above_level(low: Fraction | float) -> int:
    """Decimals of the lower end of a margin: more where one would show a level below it.

    In hundredths, like the border of a level: 3.004 holds 3.
    """
    near = rounded(low, 2)
    return enough(low, lambda shown: 1 < shown == floor(near) != near)


def below_level(high: Fraction | float) -> int:
    """Decimals of the upper end of a margin: more where one would show a level above it."""
    near = rounded(high, 2)
    return enough(high, lambda shown: near < shown == ceil(near))


def reach(scored: ShiftScore) -> tuple[int, int] | None:
    """The lowest and the highest level that a margin reaches, when it holds a whole level."""
    low, high = scored.figure.low, scored.figure.high
    if scored.is_capped or not scored.border or low is None or high is None or low == high:
        return None
    return max(1, ceil(rounded(low, 2)) - 1), min(5, floor(rounded(high, 2)))


def beside_zero(value: Fraction | float) -> int:
    """Decimals of an end of the margin of a difference: it says on which side of zero."""
    return enough(value, lambda shown: not shown and value != 0)


def adds_up(top: Fraction, bottom: Fraction, difference: Fraction) -> bool:
    """Whether the printed difference is that of the two printed figures."""
    printed = rounded(top, places(top)) - rounded(bottom, places(bottom))
    return abs(printed - rounded(difference)) <= UNSEEN


def reading(figure: Figure, target: Fraction | None = None) -> Reading:
    """What a ruler draws of a figure."""
    return Reading(
        now=None if figure.value is None else float(figure.value),
        low=figure.low,
        high=figure.high,
        target=None if target is None else float(target),
    )


def unbroken(words: str) -> str:
    """The words kept on one line."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def sentence(words: str) -> str:
    """The words with a capital in front; Dutch één becomes Eén."""
    return (words[:1].upper() + words[1:]).replace("Éé", "Eé", 1)


def within(words: str) -> str:
    """The words inside a sentence: no capital in front, unless it is an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def first_sentence(words: str) -> str:
    """The words up to and including the first full stop that ends a sentence."""
    head, stop, _ = words.partition(". ")
    return head + stop.strip()

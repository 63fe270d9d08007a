"""Everything calculated, once: exact, with the number of people behind each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from servicescan.model.questionnaire import Domain
from servicescan.model.recommendation import Effort, Step

#: a difference that chance alone gives as often as this is not named as a finding
BY_CHANCE = 0.05
#: a smaller difference between seats is not flagged, however certain
WORTH_FLAGGING = Fraction(1, 2)


class Withheld(StrEnum):
    """Why there is no number."""

    NO_ANSWERS = "no_answers"
    #: fewer answers than the threshold: printing would point at people
    TOO_FEW_ANSWERS = "too_few_answers"
    #: this group is large enough, but printing it would give away a smaller one
    PROTECTS_OTHERS = "protects_others"
    #: together with a report that was issued earlier it would point at a few people
    EARLIER_REPORT = "earlier_report"
    #: fewer than three questions scored: no basis for a mean
    TOO_FEW_QUESTIONS = "too_few_questions"


class Agreement(StrEnum):
    """How far the answers to one question lie apart."""

    AGREED = "agreed"
    VARIED = "varied"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printable number on the scale 1..5, or the reason why there is none."""

    value: Fraction | None = None
    #: people behind the number; 0 when it is withheld
    n: int = 0
    #: 95 % interval in levels, cut at the ends of the scale; None when it cannot be given
    low: float | None = None
    high: float | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a question was put, and the four things that came back."""

    asked: int = 0
    answered: int = 0
    dont_know: int = 0
    not_applicable: int = 0

    @property
    def unanswered(self) -> int:
        """Put to someone, and left open."""
        return self.asked - self.answered - self.dont_know - self.not_applicable

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            asked=self.asked + other.asked,
            answered=self.answered + other.answered,
            dont_know=self.dont_know + other.dont_know,
            not_applicable=self.not_applicable + other.not_applicable,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """How many of an audience took part."""

    audience: str
    invited: int | None
    responses: int
    #: responses in which every question has an answer, a "don't know" or a "not applicable";
    #: None where that would tell of a few people
    complete: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScore:
    """What was answered to one question."""

    question: str
    figure: Figure
    #: audience id -> its own mean; only audiences that were asked
    by_audience: Mapping[str, Figure]
    #: answers per level 1..5; None when the distribution is protected
    distribution: tuple[int, ...] | None
    #: None where the distribution is protected
    agreement: Agreement | None
    #: None where it would tell of a few people
    tally: Tally | None
    #: standard deviation in levels (n - 1); None where the distribution is protected
    spread: float | None = None
    #: 1 for full agreement, 0 for answers at random, below 0 for camps; from five answers on
    r_wg: Fraction | None = None
    #: answers with a level per evidence grade; None where the distribution is protected
    evidence: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """A mean over some questions: a domain, a tier, an element, a domain within a shift."""

    id: str
    figure: Figure
    #: questions that have a score, of those that were asked
    scored: int
    questions: int
    #: the mean if each question counted the same; None where they do, or where it is protected
    equal: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftScore:
    """Where the organisation stands on one shift, and how far it wants to go."""

    shift: str
    figure: Figure
    #: 1..5, floor of the score, at most two above the lowest question; None without a score
    level: int | None
    #: the weakest link lowered the level below the floor of the score
    is_capped: bool
    #: the whole number that the interval holds, if any: "on the border of k"
    border: int | None
    lowest_question: str | None
    target: Fraction | None
    gap: Fraction | None
    importance: int
    #: 1 + shifts that lean directly on this one / 5
    leverage: Fraction
    priority: Fraction | None
    #: the score if all invited people who are absent said 1, and if they said 5
    if_absent: tuple[Fraction, Fraction] | None
    by_domain: tuple[GroupScore, ...]
    #: audience id -> mean over the mirror questions it was asked: the only comparable ones
    by_audience: Mapping[str, Figure]
    scored: int
    questions: int
    #: over the questions whose own tally is shown
    tally: Tally
    #: the score if each question counted the same; None where they do, or where it is protected
    equal: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScore:
    """Where one team or department stands; in it every answer counts the same."""

    unit: str
    respondents: int
    #: shift id -> mean of the questions that were answered in every unit
    by_shift: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptionGap:
    """How differently those who make the policy and those who live with it see one shift or lens.

    Over mirror questions only; positive means rosier at the policy side.
    """

    #: shift or lens
    block: str
    questions: tuple[str, ...]
    policy: Figure
    practice: Figure
    difference: Fraction | None
    low: float | None
    high: float | None
    #: the interval excludes 0 and the difference is at least half a level
    is_flagged: bool
    #: the part of all random splits of these people that lie as far apart, rounded up to three
    #: decimals; None for a single question, which gets no verdict, and for too many to count
    p: float | None = None
    #: the smallest p that these scores could have given
    smallest_p: float | None = None
    #: the part of all pairs, one from each seat, in which policy is higher; equal counts half
    pairs: Fraction | None = None

    @property
    def is_firm(self) -> bool:
        """Flagged, and the exact test, where it could be made, agrees: a title may say it."""
        return self.is_flagged and (self.p is None or self.p < BY_CHANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """The three shifts that need attention first: in the order of the shifts, not ranked."""

    shifts: tuple[str, ...]
    #: shift id -> part of the runs, each without one respondent, in which it stays one of the
    #: three; rounded down to tenths, so that it tells of nobody
    stays: Mapping[str, Fraction]
    #: the three if all shifts and questions counted the same; None where they do
    equal: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An answer behind a piece of advice."""

    question: str
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A recommendation chosen for this organisation, with its reasons."""

    recommendation: str
    #: shift or lens it belongs to
    block: str
    domain: Domain
    step: Step | None
    #: the questions of this domain that led to it, lowest first; empty when derived
    because: tuple[Trigger, ...]
    #: no question of this domain could be used: the step follows from the whole shift
    is_derived: bool
    priority: Fraction
    #: what it asks: small is a quick win, large a big move
    effort: Effort
    #: where its domain stands: the mean of the answers behind it, or the shift when derived
    score: Fraction
    #: what is left from there to the target of the shift (for a lens: to level 3)
    gap: Fraction
    #: among the actions for the first ninety days
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """A domain of a shift that stands at level 5: keep doing it."""

    shift: str
    domain: Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Literal words, with the writer's permission and enough others to hide among."""

    #: shift or lens it was said about
    block: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The outcome of one scan; only figures that may be printed."""

    respondents: int
    participation: tuple[Participation, ...]
    questions: Mapping[str, QuestionScore]
    shifts: tuple[ShiftScore, ...]
    domains: tuple[GroupScore, ...]
    tiers: tuple[GroupScore, ...]
    elements: tuple[GroupScore, ...]
    #: per shift that has mirror questions answered on both sides
    perception: tuple[PerceptionGap, ...]
    #: the same for each mirror question, largest difference first: to discuss, never flagged
    discuss: tuple[PerceptionGap, ...]
    #: questions on which answers are divided, widest apart first: to talk about before deciding
    divided: tuple[str, ...]
    attention: Attention
    #: at most three shifts that score above all others however far apart the levels are thought
    #: to lie, highest first; none of those that need attention
    firmest: tuple[str, ...]
    #: shifts that do not lean on each other share a layer; earlier layers come first
    road_map: tuple[tuple[str, ...], ...]
    #: shifts in the order in which to take them up
    order: tuple[str, ...]
    advice: tuple[Advice, ...]
    upkeep: tuple[Upkeep, ...]
    #: basics questions at level 1 or 2: these go first
    basics_first: tuple[str, ...]
    quotes: tuple[Quote, ...]
    #: answers per evidence grade (none, told, shown, data), over the questions that show theirs
    evidence: Mapping[str, int]
    #: over the questions whose own tally is shown
    tally: Tally
    #: question id -> answers left out because the question's text has changed since
    outdated: Mapping[str, int]
    #: people who answered after a report was issued and wait until enough others do
    late: int = 0
    #: largest first; none where there are fewer than two
    units: tuple[UnitScore, ...] = ()

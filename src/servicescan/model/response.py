"""What was answered, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from servicescan.model.text import Language


class Status(StrEnum):
    """What an answer is. A question without an answer is unanswered: a fourth thing."""

    LEVEL = "level"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"


class Evidence(StrEnum):
    """How strongly an answer is backed."""

    NONE = "none"
    TOLD = "told"
    SHOWN = "shown"
    DATA = "data"


class Mode(StrEnum):
    """How the answers were given."""

    SELF = "self"
    INTERVIEW = "interview"


class Kind(StrEnum):
    """Who speaks: one person, or a group after its talk (never averaged with persons)."""

    INDIVIDUAL = "individual"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A level, "don't know" or "not applicable", with note and evidence."""

    status: Status = Status.LEVEL
    #: 1..5 when the status is a level, else None
    level: int | None = None
    #: why the question does not apply; in a consensus: why the group agreed on this level
    reason: str = ""
    note: str = ""
    evidence: Evidence = Evidence.NONE
    #: the respondent allows the note to be quoted
    quote: bool = False
    #: of the question as it was asked; empty when unknown (answers from elsewhere)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What stands with a question that has no answer yet, so that it is not lost."""

    note: str = ""
    quote: bool = False
    evidence: Evidence = Evidence.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """Who answers: a random code and the group they speak for, never a name."""

    code: str
    audience: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One respondent's filled-in questionnaire."""

    questionnaire: str
    version: str
    respondent: Respondent
    #: ISO date, the day only: nobody needs the hour
    day: str
    language: Language = Language.NL
    mode: Mode = Mode.SELF
    kind: Kind = Kind.INDIVIDUAL
    #: question id -> answer, in the order in which they were given
    answers: Mapping[str, Answer] = field(default_factory=dict)
    #: question id -> what was said before an answer; no part of any outcome
    waiting: Mapping[str, Remark] = field(default_factory=dict)
    #: question id -> the interviewer's own note: nothing that calculates or prints reads it
    private: Mapping[str, str] = field(default_factory=dict)
    #: topics put aside for later, the interviewer's own too
    parked: tuple[str, ...] = ()

"""Which recommendations a client took up, and how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Progress(StrEnum):
    """How far a recommendation is."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One recommendation that somebody decided about."""

    status: Progress
    #: ISO date of that decision
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """Recommendation id -> what became of it."""

    actions: Mapping[str, Action] = field(default_factory=dict)

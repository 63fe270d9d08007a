"""Advice: what to do to get from one level to the next."""

from dataclasses import dataclass
from enum import StrEnum

from servicescan.model.text import Text


class Effort(StrEnum):
    """What a recommendation asks: existing hours, a plan and some budget, or a programme."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Step(StrEnum):
    """The step between two levels that a recommendation helps to take."""

    ONE_TWO = "1-2"
    TWO_THREE = "2-3"
    THREE_FOUR = "3-4"
    FOUR_FIVE = "4-5"

    @property
    def start(self) -> int:
        """The level from which the step is taken, 1..4."""
        return int(self.value[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A figure that shows whether the action works."""

    name: Text
    definition: Text
    unit: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One action, concrete enough to start on Monday."""

    id: str
    #: leadership, hr or processes
    domain: str
    action: Text
    first_step: Text
    effect: Text
    kpi: Kpi
    effort: Effort
    #: for a shift: the step between levels
    step: Step | None = None
    #: for a lens: the question it answers
    question: str | None = None
    why: Text | None = None
    day_60: Text | None = None
    day_90: Text | None = None
    owner: Text | None = None
    pitfall: Text | None = None
    avoid_when: Text | None = None

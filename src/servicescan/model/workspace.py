"""One client's scan: what is asked of whom, and the bar they set themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from servicescan.model.look import Look
from servicescan.model.text import Language, Wording


class Form(StrEnum):
    """The whole questionnaire, or the quick set (always labelled indicative)."""

    FULL = "full"
    QUICK = "quick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An audience as it takes part in this scan."""

    #: how many people were asked; None when nobody counted
    invited: int | None = None
    #: told before answering that this group is shown from 3 answers on
    visible_as_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How many answers must stand behind a printed figure (measurement.md 1.13, 5)."""

    mean: int = 5
    distribution: int = 8
    comments: int = 10
    #: for a group that was told so beforehand; never lower
    visible_group: int = 3


def minimum_for(audience: str, groups: Mapping[str, Group], thresholds: Thresholds) -> int:
    """How many answers must stand behind a mean of this audience."""
    group = groups.get(audience)
    told = group is not None and group.visible_as_group
    return thresholds.visible_group if told else thresholds.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerMark:
    """The mark that customers themselves gave: an input, printed beside the scan."""

    mark: str
    source: str
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The settings of one client's scan, as written in servicescan.yaml."""

    questionnaire: str
    version: str
    client: str
    language: Language
    audiences: Mapping[str, Group]
    form: Form = Form.FULL
    customer_term: str = "customer"
    consultant: str = ""
    #: shift id -> target level; without one: one level up, at most 4
    targets: Mapping[str, Fraction] = field(default_factory=dict)
    #: shift id -> 1..3, how much this shift matters to the client
    importance: Mapping[str, int] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    #: months that answers are kept, counted from the day they were given; None: not agreed
    retention: int | None = None
    customer_mark: CustomerMark | None = None
    #: what a respondent reads first, in the client's own words; without it, the questionnaire's
    intro: Wording | None = None
    look: Look = field(default_factory=Look)
    #: an invented organisation: every page of the report says so
    fictitious: bool = False

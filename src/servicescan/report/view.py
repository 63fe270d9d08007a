"""What stands on the pages: finished strings, drawings and CSS class names, nothing to compute."""

from dataclasses import dataclass

from servicescan.report.charts import Drawing
from servicescan.report.pieces import (
    Action,
    AppendixQuestion,
    Card,
    Fact,
    GroupLine,
    HeatRow,
    Inside,
    Lack,
    Leaning,
    Message,
    NoteList,
    OpenRow,
    Portrait,
    ProfileLine,
    QuestionLine,
    ShiftLine,
    Sureness,
    TableTwin,
    Talk,
    Turnout,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page."""

    title: tuple[str, ...]
    client: str
    subtitle: str
    month: str
    responses: str
    confidentiality: str
    consultant: str
    #: file name inside the theme; empty without a logo
    logo: str
    dial: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page that is read when nothing else is."""

    headline: str
    lines: tuple[ShiftLine, ...]
    #: "stands firmest", or less where the shifts cannot be told apart
    strengths_title: str
    strengths: tuple[Message, ...]
    gaps: tuple[Message, ...]
    #: why these, and how firmly they stand there; empty without gaps
    gaps_note: str
    perception: Message
    basics: Message | None
    #: said when fewer than three shifts stand firm, or none for certain; empty otherwise
    no_more: str
    steps: tuple[Action, ...]
    #: how they were chosen, and what follows later
    steps_note: str
    certainty: str
    customer_mark: str
    legend: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """A table in which the shade says the level and the number is printed as well."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPages:
    """The spread of one shift."""

    id: str
    anchor: str
    name: str
    from_: str
    to: str
    advice_title: str
    about: str
    score: str
    has_score: bool
    standing: str
    certainty: str
    #: which printed questions its portrait does not fit
    unlike: str
    ruler: Drawing
    now_title: str
    now: str
    next_title: str
    next: str
    questions: tuple[QuestionLine, ...]
    question_note: str
    #: what to ask and to look at next, where nothing was said
    talk: tuple[Talk, ...]
    #: why a card's step may differ from the level of the shift; empty when none does
    step_note: str
    mirror: str
    inside: tuple[Inside, ...]
    #: the domains without a figure; empty when each has one
    not_inside: str
    quotes: tuple[str, ...]
    cards: tuple[Card, ...]
    upkeep: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LensPages:
    """Basics or culture: questions and advice outside the shift scores."""

    name: str
    anchor: str
    about: str
    headline: str
    questions: tuple[QuestionLine, ...]
    question_note: str
    #: per question what stands now and what comes next; only for a short lens
    portraits: tuple[Portrait, ...]
    #: cards beside each other on a page of their own, where portraits leave room for one only
    side_by_side: bool
    cards: tuple[Card, ...]
    #: further advice, a line each
    more: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBlock:
    """A secondary way to look at the same answers."""

    title: str
    lines: tuple[GroupLine, ...]
    #: which have no figure, and why; empty where each has one
    hidden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixBlock:
    """The questions of one shift or lens."""

    title: str
    questions: tuple[AppendixQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How to read the report."""

    ladder: tuple[Fact, ...]
    example_ruler: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What each page concludes."""

    map: str
    profile: str
    heat: str
    groups: str
    road: str
    actions: str
    sure: str
    method: str
    appendix: str
    open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The ten scores with margin and target, and their shape."""

    lines: tuple[ProfileLine, ...]
    #: the five levels above the bars
    scale: Drawing
    #: None without a score
    radar: Drawing | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftMap:
    """The ten shifts between old and new."""

    lines: tuple[ShiftLine, ...]
    notes: tuple[NoteList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perception:
    """Where the two seats see it differently."""

    title: str
    #: None when the two sides may not be compared
    chart: Drawing | None
    rows: tuple[Fact, ...]
    discuss: tuple[Fact, ...]
    #: whose words the questions to discuss are printed in
    wording: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadMap:
    """What to do when."""

    #: None when there is nothing to do
    chart: Drawing | None
    layers: tuple[Fact, ...]
    leaning: tuple[Leaning, ...]
    actions: tuple[Action, ...]
    #: how the actions were chosen
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """What the figures rest on."""

    turnout: tuple[Turnout, ...]
    total: Turnout
    #: who takes no part, and what a dash in the turnout says; empty where nothing needs saying
    turnout_note: str
    #: whether it is known of anybody how many were invited, and what the absent leave open
    has_invited: bool
    has_bounds: bool
    shifts: tuple[Sureness, ...]
    #: why a score has no margin; empty where each has one
    note: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """For who wants to check: method, limits, every question, who made it."""

    method: tuple[Fact, ...]
    limits: tuple[str, ...]
    appendix: tuple[AppendixBlock, ...]
    #: how to read the list of questions; empty where no question has a figure
    appendix_note: str
    #: the charts once more, in figures
    tables: tuple[TableTwin, ...]
    #: two columns of questions that somebody left open or did not know
    unanswered: tuple[tuple[OpenRow, ...], ...]
    #: which questions that list is about; empty where it is about all
    unanswered_note: str
    colophon: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report in one language."""

    language: str
    title: str
    running: str
    is_indicative: bool
    is_fictitious: bool
    trademark: str
    titles: Titles
    cover: Cover
    guide: Guide
    summary: Summary
    map: ShiftMap
    profile: Profile
    perception: Perception
    heat_maps: tuple[HeatMap, ...]
    shifts: tuple[ShiftPages, ...]
    #: shifts without a score, under the reason
    unscored: tuple[NoteList, ...]
    #: per audience how many people have yet to answer; empty where there are scores
    needed: tuple[Lack, ...]
    lenses: tuple[LensPages, ...]
    groups: tuple[GroupBlock, ...]
    road: RoadMap
    certainty: Certainty
    checks: Checks

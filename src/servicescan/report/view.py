"""What stands on the pages: finished strings, drawings and CSS class names, nothing to compute."""

from dataclasses import dataclass

from servicescan.report.charts import Drawing


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
    dial: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """One shift in a list."""

    id: str
    anchor: str
    from_: str
    to: str
    score: str
    target: str
    level: str
    people: str
    ruler: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing to remember from the summary."""

    kind: str
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action as one row: in the summary and in the action table."""

    id: str
    block: str
    domain: str
    domain_class: str
    action: str
    first_step: str
    owner: str
    #: 0, 1 or 2: the month in which it starts
    start: int
    #: the date before which the first step is done
    by: str
    effort: str
    kpi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The page that is read when nothing else is."""

    headline: str
    lines: tuple[ShiftLine, ...]
    strengths: tuple[Message, ...]
    gaps: tuple[Message, ...]
    perception: Message
    basics: Message | None
    steps: tuple[Action, ...]
    certainty: str
    customer_mark: str
    legend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a heat map."""

    words: str
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row of a heat map."""

    head: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """A table in which the shade says the level and the number is printed as well."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question with what was answered."""

    id: str
    ask: str
    score: str
    people: str
    #: None when the distribution is protected or nobody answered
    bar: Drawing | None
    hidden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A recommendation in full."""

    id: str
    domain: str
    domain_class: str
    step: str
    action: str
    why: str
    first_step: str
    day_60: str
    day_90: str
    owner: str
    effort: str
    effort_level: int
    effect: str
    kpi: str
    kpi_definition: str
    pitfall: str
    avoid_when: str
    because: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPages:
    """The spread of one shift."""

    id: str
    anchor: str
    name: str
    from_: str
    to: str
    about: str
    score: str
    has_score: bool
    standing: str
    certainty: str
    ruler: Drawing
    now_title: str
    now: str
    next_title: str
    next: str
    questions: tuple[QuestionLine, ...]
    question_note: str
    mirror: str
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
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A domain, tier or element with its mean."""

    name: str
    about: str
    score: str
    questions: str
    ruler: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBlock:
    """A secondary way to look at the same answers."""

    title: str
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many of an audience answered."""

    audience: str
    who: str
    invited: str
    responses: str
    complete: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixQuestion:
    """A question in full, for who wants to check."""

    id: str
    ask: str
    detail: str
    anchors: tuple[str, ...]
    score: str
    #: level nearest to the score, to be marked; 0 when there is none
    near: int
    by_audience: tuple[str, ...]
    tally: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixBlock:
    """The questions of one shift or lens."""

    title: str
    questions: tuple[AppendixQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A heading with a sentence."""

    head: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """The whole report in one language."""

    language: str
    title: str
    running: str
    cover: Cover
    is_indicative: bool
    is_fictitious: bool
    ladder: tuple[Fact, ...]
    example_ruler: Drawing
    summary: Summary
    map_lines: tuple[ShiftLine, ...]
    map_note: tuple[Message, ...]
    perception_chart: Drawing | None
    perception_title: str
    perception_rows: tuple[Fact, ...]
    discuss: tuple[Fact, ...]
    perception_note: str
    domain_map: HeatMap
    audience_map: HeatMap
    shifts: tuple[ShiftPages, ...]
    lenses: tuple[LensPages, ...]
    groups: tuple[GroupBlock, ...]
    road_chart: Drawing | None
    road_layers: tuple[Fact, ...]
    actions: tuple[Action, ...]
    turnout: tuple[Turnout, ...]
    turnout_total: Turnout
    sureness: tuple[Fact, ...]
    method: tuple[Fact, ...]
    limits: tuple[str, ...]
    appendix: tuple[AppendixBlock, ...]
    unanswered: tuple[Fact, ...]
    colophon: tuple[Fact, ...]
    trademark: str

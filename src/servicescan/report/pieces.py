"""What pages are made of: lines, cards and cells with finished strings."""

from dataclasses import dataclass

from servicescan.report.charts import Drawing


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
class ProfileLine:
    """One shift in numbers, with a bar."""

    id: str
    name: str
    bar: Drawing
    score: str
    margin: str
    level: str
    target: str
    gap: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing to remember from the summary."""

    kind: str
    title: str
    body: str
    #: what the body announces, a line each
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteList:
    """A heading with a line for each thing."""

    title: str
    lines: tuple[str, ...]


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
    #: what it takes beside the owner's hours; empty where those are enough
    takes: str
    kpi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A shift between its foundations and what it carries itself."""

    #: said once, at the first shift of a layer
    layer: str
    shift: str
    leans_on: str
    carries: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """One part of a shift's score: a domain."""

    name: str
    score: str
    #: the 95 % margin
    margin: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a heat map."""

    words: str
    #: how many people are behind it; empty where there is no number
    people: str
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row of a heat map."""

    head: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question with what was answered."""

    id: str
    ask: str
    score: str
    people: str
    #: how far people agree, in a word; empty where the distribution is protected
    agreement: str
    #: None when the distribution is protected or nobody answered
    bar: Drawing | None
    hidden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How to go deeper into one question."""

    id: str
    probe: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One question as it stands, and one level up."""

    id: str
    score: str
    now_title: str
    now: str
    next_title: str
    next: str


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
class GroupLine:
    """A domain, tier or element with its mean."""

    name: str
    about: str
    score: str
    margin: str
    people: str
    ruler: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How many of an audience answered."""

    audience: str
    who: str
    invited: str
    responses: str
    complete: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure the score of one shift is."""

    shift: str
    score: str
    margin: str
    #: whatever the absent people think
    bounds: str
    people: str


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
    #: answers per level; empty where the distribution is protected
    spread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """What came back on one question that somebody could not or did not answer."""

    id: str
    asked: str
    answered: str
    dont_know: str
    not_applicable: str
    #: empty where nobody left any question open
    unanswered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTwin:
    """The figures of a chart as a table: first cell of each row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What is missing of an audience, and the shifts that can have a score with it."""

    audience: str
    people: str
    shifts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A heading with a sentence."""

    head: str
    body: str

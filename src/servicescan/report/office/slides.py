"""Ten slides for the board meeting, from the same view as the report."""

from collections.abc import Mapping, Sequence

from servicescan.i18n import Speaker, typographic
from servicescan.model.text import Language
from servicescan.report.charts import LEVELS, ON_LEVELS, QUIET
from servicescan.report.office.brief import (
    counts,
    only_n,
    shortened,
    titled,
    unnamed,
    with_people,
)
from servicescan.report.office.pictures import Picture
from servicescan.report.office.stage import (
    EDGE_MM,
    HEAD_MM,
    PALE,
    ROOM_MM,
    TOP_MM,
    WIDTH_MM,
    Stage,
    shade,
)
from servicescan.report.pieces import Action
from servicescan.report.road_view import LANE_COLOURS
from servicescan.report.view import ReportView

FULL_MM = WIDTH_MM - 2 * EDGE_MM
HALF_MM = FULL_MM / 2 - 6
LEFT, RIGHT = (
    (EDGE_MM, TOP_MM, HALF_MM, ROOM_MM),
    (EDGE_MM + HALF_MM + 12, TOP_MM, HALF_MM, ROOM_MM),
)


def drawings(view: ReportView) -> list[str]:
    """The drawings that stand on slides."""
    found = [view.cover.dial]
    if view.shifts:
        found += [view.summary.legend, *(line.ruler for line in view.map.lines)]
        found += [view.perception.chart] if view.perception.chart else []
    radar = [unnamed(view.profile.radar)] if view.profile.radar else []
    return [*(drawing.svg for drawing in found), *radar]


def slides(view: ReportView, found: Mapping[str, Picture]) -> bytes:
    """The deck as a file for PowerPoint and its kin; short while no shift has a score."""
    stage = Stage(view.running, found)
    show = Show(stage, view)
    show.cover()
    if not view.shifts:
        show.missing()
        show.turnout()
        return stage.content(view.language)
    show.headline()
    show.map()
    show.heat()
    show.perception()
    show.profile()
    show.next_level()
    show.road()
    show.steps()
    show.decision()
    return stage.content(view.language)


class Show:
    """Writes the slides, one function each."""

    def __init__(self, stage: Stage, view: ReportView) -> None:
        """Keeps the deck and what stands on it."""
        self.stage, self.view = stage, view
        self.speaker = Speaker(Language(view.language))

    def _(self, message: str) -> str:
        return typographic(self.speaker._(message))

    def cover(self) -> None:
        """Who, what, when."""
        cover = self.view.cover
        made = self.stage.cover(" ".join(cover.title), self.view.summary.certainty)
        parts = [(cover.client, "client"), (cover.subtitle, "month")]
        facts = f"{cover.month} · {cover.responses} · {cover.confidentiality}"
        self.stage.words(made, [*parts, (facts, "month")], (EDGE_MM + 4, 96, 170, 50), 18)
        self.stage.picture(made, cover.dial.svg, (198, 34, 122, 122))

    def headline(self) -> None:
        """The finding, with what stands firm and what needs attention."""
        found = self.view.summary
        made = self.stage.slide(found.headline, f"{found.gaps_note}\n{found.certainty}".strip())
        firm = [(found.strengths_title, "label"), *titled(found.strengths)]
        if found.no_more:
            firm.append((found.no_more, "quiet"))
        needy = (
            [(self._("Needs attention first"), "label"), *titled(found.gaps)] if found.gaps else []
        )
        if found.basics:
            needy += titled([found.basics])
        self.stage.words(made, firm, LEFT, 16)
        if needy:
            self.stage.words(made, needy, RIGHT, 16)

    def missing(self) -> None:
        """What a score still takes, while there is none."""
        found, sides = self.view.summary, self.view.summary.perception
        made = self.stage.slide(found.headline, found.certainty)
        needed = [(self._("What is needed"), "label")]
        for lack in self.view.needed:
            needed += [(lack.audience, "strong"), (f"{lack.people} ({lack.shifts})", "plain")]
        self.stage.words(made, needed, LEFT, 18)
        self.stage.words(made, [(sides.title, "strong"), (sides.body, "plain")], RIGHT, 18)

    def turnout(self) -> None:
        """Who took part."""
        found = self.view.certainty
        made = self.stage.slide(self.view.titles.sure, self.view.summary.certainty)
        heads = tuple(map(self._, ("Audience", "Invited", "Took part", "Complete")))
        rows = [
            ([(row.audience, "strong"), (row.who, "quiet")], *counts(row)) for row in found.turnout
        ]
        total = (found.total.audience, *counts(found.total))
        box = (EDGE_MM, TOP_MM, (FULL_MM - 120, 40, 40, 40), 18)
        self.stage.table(made, [heads, *rows, total], box, 14)

    def map(self) -> None:
        """Ten shifts between old and new."""
        lines = self.view.map.lines
        made = self.stage.slide(self.view.titles.map, self.view.summary.certainty)
        heads = ("", self._("Shift"), "", self._("Score"), "n", self._("Level"))
        rows = [
            (x.id, f"{x.from_} → {x.to}", "", x.score, only_n(x.people), x.level) for x in lines
        ]
        # two lines of these letters fit in a row: a row that grew would leave its ruler behind
        widths, height = (14, 86, 88, 18, 16, FULL_MM - 222), 11.4
        self.stage.table(made, [heads, *rows], (EDGE_MM, TOP_MM - 4, widths, height), 11)
        for number, line in enumerate(lines):
            top = TOP_MM - 4 + HEAD_MM + height * number
            self.stage.picture(made, line.ruler.svg, (EDGE_MM + 102, top + 2, 84, height - 4))
        self.stage.picture(made, self.view.summary.legend.svg, (EDGE_MM + 100, 165.5, 140, 7))

    def heat(self) -> None:
        """Where within the shifts."""
        made = self.stage.slide(self.view.titles.heat, "")
        if not self.view.heat_maps:
            said = "Too few answers to compare domains or audiences without pointing at persons."
            self.stage.words(made, [(self._(said), "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 24)
            return
        heat = self.view.heat_maps[0]
        made.notes_slide.notes_text_frame.text = heat.note
        rows = [(f"{r.head} {r.detail}", *map(with_people, r.cells)) for r in heat.rows]
        share = (FULL_MM - 86) / len(heat.heads)
        box = (EDGE_MM, TOP_MM - 2, (86, *[share] * len(heat.heads)), 11)
        table = self.stage.table(made, [(self._("Shift"), *heat.heads), *rows], box, 13)
        for across in range(1, len(heat.heads) + 1):
            shade(table.cell(0, across), PALE, QUIET)
        self.stage.words(made, [(heat.note, "quiet")], (EDGE_MM, 163, FULL_MM, 12), 10)
        for down, row in enumerate(heat.rows, start=1):
            for across, cell in enumerate(row.cells, start=1):
                level = int(cell.css[-1]) if cell.css.startswith("level-") else 0
                ground = LEVELS[level - 1] if level else "#FFFFFF"
                shade(table.cell(down, across), ground, ON_LEVELS[level - 1] if level else QUIET)

    def perception(self) -> None:
        """Who sees it differently."""
        found, said = self.view.perception, self.view.summary.perception
        if found.chart is None:
            made = self.stage.slide(said.title, found.note)
            self.stage.words(made, [(said.body, "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 24)
            return
        notes = "\n".join((f"{said.title}. {said.body}", *said.lines, found.note))
        made = self.stage.slide(found.title, notes)
        self.stage.picture(made, found.chart.svg, (EDGE_MM, TOP_MM - 2, FULL_MM, ROOM_MM))

    def profile(self) -> None:
        """The ten scores in figures, and their shape."""
        found = self.view.profile
        made = self.stage.slide(self.view.titles.profile, found.note)
        heads = (*(self._(w) for w in ("No.", "Shift", "Score", "Margin", "Target", "Gap")), "n")
        rows = [(x.id, x.name, x.score, x.margin, x.target, x.gap, x.people) for x in found.lines]
        widths = (13, 58, 17, 31, 18, 16, 14)
        self.stage.table(made, [heads, *rows], (EDGE_MM, TOP_MM, widths, 10.8), 11.5)
        if found.radar:
            box = (EDGE_MM + 171, TOP_MM, 136, 122)
            self.stage.picture(made, unnamed(found.radar), box, is_trimmed=True)

    def next_level(self) -> None:
        """What needs attention first: now, and one level up."""
        ids = [note.split(" ", 1)[0] for note in self._needy()]
        chosen = [shift for shift in self.view.shifts if shift.id in ids]
        title = self._("Now, and one level up")
        made = self.stage.slide(title, self.view.summary.certainty)
        heads = (self._("Shift"), self._("Now"), self._("One level up"))
        rows = [
            (
                [
                    (f"{shift.id} {shift.from_} → {shift.to}", "strong"),
                    (shift.score, "plain"),
                    (shift.certainty, "quiet"),
                    *([(shift.unlike, "quiet")] if shift.unlike else []),
                ],
                [(shift.now_title, "strong"), (shortened(shift.now), "plain")],
                [(shift.next_title, "strong"), (shortened(shift.next), "plain")],
            )
            for shift in chosen
        ]
        if not rows:
            said = self._(
                "No shift lies below its target, or too little was answered to give advice."
            )
            self.stage.words(made, [(said, "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 24)
            return
        share = (FULL_MM - 80) / 2
        box = (EDGE_MM, TOP_MM, (80, share, share), 36)
        self.stage.table(made, [heads, *rows], box, 13)

    def _needy(self) -> Sequence[str]:
        """Lines such as "S7 empowerment: 1.9": the second list beside the map."""
        return self.view.map.notes[-1].lines if self.view.summary.gaps else ()

    def road(self) -> None:
        """Ninety days, a row for each action: its months have the colour of its domain."""
        facts = [f"{layer.head}: {layer.body}" for layer in self.view.road.layers]
        made = self.stage.slide(self.view.titles.road, "\n".join(facts))
        lanes = {row.domain_class: row.domain for row in self.view.road.actions}
        found = [x for lane in LANE_COLOURS if lane in lanes for x in self._lane(lane)]
        if not found:
            return
        months = (self._("days 0–30"), self._("days 31–60"), self._("days 61–90"))
        heads = (self._("Domain"), self._("No."), self._("Action"), self._("Owner"), *months)
        rows = [
            (x.domain, x.block, x.action, x.owner, *("●" if k >= x.start else "" for k in range(3)))
            for x in found
        ]
        widths = (34, 14, FULL_MM - 48 - 62 - 3 * 26, 62, 26, 26, 26)
        table = self.stage.table(made, [heads, *rows], (EDGE_MM, TOP_MM - 4, widths, 11.6), 12)
        for down, row in enumerate(found, start=1):
            for month in range(row.start, 3):
                ground = LANE_COLOURS[row.domain_class]
                shade(table.cell(down, 4 + month), ground, "#FFFFFF")

    def _lane(self, lane: str) -> Sequence[Action]:
        return [row for row in self.view.road.actions if row.domain_class == lane]

    def steps(self) -> None:
        """Who does what, before when."""
        title = self._("The first steps, each with an owner and a date")
        made = self.stage.slide(title, self.view.titles.actions)
        words = ("No.", "Action and first step", "Owner", "First step before", "Figure to follow")
        rows = [
            (
                x.block,
                [(x.action, "strong"), (shortened(x.first_step), "plain")],
                [(words, "plain") for words in (x.owner, x.takes) if words],
                *(x.by, x.kpi),
            )
            for x in self.view.summary.steps
        ]
        widths = (16, FULL_MM - 16 - 48 - 54 - 58, 48, 54, 58)
        heads = tuple(map(self._, words))
        self.stage.table(made, [heads, *rows], (EDGE_MM, TOP_MM, widths, 36), 14)

    def decision(self) -> None:
        """What the board is asked to decide, and how sure we are."""
        found, sure = self.view.summary, self.view.certainty.facts
        made = self.stage.slide(self._("Decision requested"), "\n".join(self.view.checks.limits))
        asked = self._("Agree to these first steps, and give each owner time and resources.")
        asked = f"{asked} {found.steps_note}"
        steps = []
        for x in found.steps:
            before = f"{self._('First step before')} {x.by}"
            owner = ", ".join(filter(None, (x.owner, x.takes)))
            steps += [(f"{x.block} {x.action}", "strong"), (f"{owner}. {before}", "plain")]
        self.stage.words(made, [(asked, "plain"), *steps], LEFT, 16)
        certain = [(self.view.titles.sure, "label")]
        for fact in sure[:2]:
            certain += [(fact.head, "strong"), (shortened(fact.body), "plain")]
        if found.customer_mark:
            certain.append((found.customer_mark, "quiet"))
        self.stage.words(made, certain, RIGHT, 15)

"""Ten slides for the board meeting, from the same view as the report."""

from collections.abc import Mapping, Sequence

from servicescan.i18n import Speaker, typographic
from servicescan.model.text import Language
from servicescan.report.charts import LEVELS, ON_LEVELS, QUIET
from servicescan.report.office.pictures import Picture
from servicescan.report.office.stage import EDGE_MM, ROOM_MM, TOP_MM, WIDTH_MM, Stage, shade
from servicescan.report.pieces import Message
from servicescan.report.view import ReportView

FULL_MM = WIDTH_MM - 2 * EDGE_MM
HALF_MM = FULL_MM / 2 - 6
#: texts longer than this are cut at a word: the slide is a summary, the report has them in full
MOST = 210
LEFT, RIGHT = (
    (EDGE_MM, TOP_MM, HALF_MM, ROOM_MM),
    (EDGE_MM + HALF_MM + 12, TOP_MM, HALF_MM, ROOM_MM),
)


def drawings(view: ReportView) -> list[str]:
    """The drawings that stand on slides."""
    found = [view.cover.dial, view.summary.legend, *(line.ruler for line in view.map.lines)]
    found += [each for each in (view.perception.chart, view.profile.radar, view.road.chart) if each]
    return [drawing.svg for drawing in found]


def slides(view: ReportView, found: Mapping[str, Picture]) -> bytes:
    """The deck as a file for PowerPoint and its kin."""
    stage = Stage(view.running, found)
    show = Show(stage, view)
    show.cover()
    show.headline()
    show.map()
    show.heat()
    show.perception()
    show.profile()
    show.next_level()
    show.road()
    show.steps()
    show.decision()
    return stage.content()


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
        """The finding, with what stands firm and what asks for attention."""
        found = self.view.summary
        made = self.stage.slide(found.headline, found.certainty)
        firm = [(found.strengths_title, "label"), *_messages(found.strengths)]
        if found.no_more:
            firm.append((found.no_more, "quiet"))
        needy = [(self._("First attention"), "label"), *_messages(found.gaps)] if found.gaps else []
        if found.basics:
            needy += _messages([found.basics])
        self.stage.words(made, firm, LEFT, 15)
        self.stage.words(made, needy or [("", "plain")], RIGHT, 15)

    def map(self) -> None:
        """Ten shifts between old and new."""
        lines = self.view.map.lines
        made = self.stage.slide(self.view.titles.map, self.view.summary.certainty)
        heads = ("", self._("Shift"), "", self._("Score"), "n", self._("Level"))
        rows = [(x.id, f"{x.from_} → {x.to}", "", x.score, _n(x.people), x.level) for x in lines]
        widths, height = (14, 82, 100, 18, 16, FULL_MM - 230), 11.2
        self.stage.table(made, [heads, *rows], (EDGE_MM, TOP_MM - 2, widths, height), 12)
        for number, line in enumerate(lines, start=1):
            top = TOP_MM - 2 + height * number
            self.stage.picture(made, line.ruler.svg, (EDGE_MM + 98, top + 2, 96, height - 4))
        self.stage.picture(made, self.view.summary.legend.svg, (EDGE_MM + 96, 167, 140, 7))

    def heat(self) -> None:
        """Where within the shifts."""
        made = self.stage.slide(self.view.titles.heat, "")
        if not self.view.heat_maps:
            said = "Too few answers to compare domains or audiences without pointing at persons."
            self.stage.words(made, [(self._(said), "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 18)
            return
        heat = self.view.heat_maps[0]
        made.notes_slide.notes_text_frame.text = heat.note
        rows = [(f"{r.head} {r.detail}", *(cell.words for cell in r.cells)) for r in heat.rows]
        share = (FULL_MM - 86) / len(heat.heads)
        box = (EDGE_MM, TOP_MM - 2, (86, *[share] * len(heat.heads)), 11)
        table = self.stage.table(made, [(self._("Shift"), *heat.heads), *rows], box, 13)
        self.stage.words(made, [(heat.note, "quiet")], (EDGE_MM, 162, FULL_MM, 12), 9)
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
            self.stage.words(made, [(said.body, "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 18)
            return
        made = self.stage.slide(found.title, f"{said.title}. {said.body}\n{found.note}")
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
            self.stage.picture(made, found.radar.svg, (EDGE_MM + 173, TOP_MM - 3, 134, 126))

    def next_level(self) -> None:
        """What asks for attention first: now, and one level up."""
        ids = [note.split(" ", 1)[0] for note in self._needy()]
        chosen = [shift for shift in self.view.shifts if shift.id in ids]
        title = self._("Now, and one level up")
        made = self.stage.slide(title, self.view.summary.certainty)
        heads = (self._("Shift"), self._("Now"), self._("One level up"))
        rows = [
            (
                f"{shift.from_} → {shift.to}: {shift.score}",
                f"{shift.now_title}. {_cut(shift.now)}",
                f"{shift.next_title}. {_cut(shift.next)}",
            )
            for shift in chosen
        ]
        if not rows:
            said = self._(
                "No shift lies below its target, or too little was answered to give advice."
            )
            self.stage.words(made, [(said, "plain")], (EDGE_MM, TOP_MM, FULL_MM, 40), 18)
            return
        share = (FULL_MM - 66) / 2
        box = (EDGE_MM, TOP_MM, (66, share, share), 30)
        self.stage.table(made, [heads, *rows], box, 14).rows[0].height = 360000

    def _needy(self) -> Sequence[str]:
        """Lines such as "S7 empowerment: 1.9": the second list beside the map."""
        return self.view.map.notes[-1].lines if self.view.summary.gaps else ()

    def road(self) -> None:
        """Ninety days."""
        made = self.stage.slide(self.view.titles.road, "")
        if self.view.road.chart:
            self.stage.picture(
                made, self.view.road.chart.svg, (EDGE_MM, TOP_MM - 2, FULL_MM, ROOM_MM)
            )
        facts = [f"{layer.head}: {layer.body}" for layer in self.view.road.layers]
        made.notes_slide.notes_text_frame.text = "\n".join(facts)

    def steps(self) -> None:
        """Who does what, before when."""
        title = self._("The first steps, each with an owner and a date")
        made = self.stage.slide(title, self.view.titles.actions)
        words = ("No.", "Action and first step", "Owner", "First step before", "Figure to follow")
        rows = [
            (x.block, f"{x.action}. {_cut(x.first_step)}", x.owner, x.by, x.kpi)
            for x in self.view.summary.steps
        ]
        widths = (16, FULL_MM - 16 - 52 - 54 - 62, 52, 54, 62)
        heads = tuple(map(self._, words))
        box = (EDGE_MM, TOP_MM, widths, 28)
        self.stage.table(made, [heads, *rows], box, 14).rows[0].height = 360000

    def decision(self) -> None:
        """What the board is asked to decide, and how sure we are."""
        found, sure = self.view.summary, self.view.certainty.facts
        made = self.stage.slide(self._("Decision requested"), "\n".join(self.view.checks.limits))
        asked = self._("Agree to these first steps, and give each owner the time for it.")
        asked = f"{asked} {found.steps_note}"
        steps = [(f"{x.action} ({x.owner}, {x.by})", "strong") for x in found.steps]
        self.stage.words(made, [(asked, "plain"), *steps], LEFT, 16)
        certain = [(self.view.titles.sure, "label")]
        for fact in sure[:2]:
            certain += [(fact.head, "strong"), (_cut(fact.body), "plain")]
        certain.append((f"{found.certainty} {found.customer_mark}".strip(), "quiet"))
        self.stage.words(made, certain, RIGHT, 13)


def _messages(messages: Sequence[Message]) -> list[tuple[str, str]]:
    return [
        part
        for message in messages
        for part in ((message.title, "strong"), (_cut(message.body), "plain"))
    ]


def _n(people: str) -> str:
    """The number alone, in a column that is headed n."""
    return people.rpartition("\N{NO-BREAK SPACE}")[2]


def _cut(words: str) -> str:
    """No more than fits, cut at a word."""
    if len(words) <= MOST:
        return words
    return words[:MOST].rsplit(" ", 1)[0] + " …"

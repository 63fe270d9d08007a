"""Where views differ: perception gaps between the two seats, and the heat maps."""

from collections.abc import Sequence

from servicescan.model.assessment import Figure, PerceptionGap, ShiftScore, UnitScore, Withheld
from servicescan.model.hidden import hidden_shifts
from servicescan.model.questionnaire import ADVICE_DOMAINS, Question, Seat
from servicescan.model.text import visible
from servicescan.report import dumbbell
from servicescan.report.advice_view import Adviser
from servicescan.report.charts import Drawing
from servicescan.report.pieces import Cell, Fact, HeatRow
from servicescan.report.seats import seats_row, seats_title, seats_undecided, signed
from servicescan.report.view import HeatMap, Perception
from servicescan.report.writer import NOTHING, Writer, unbroken, within

CHART_MM = 174
#: single mirror questions named as a start for a talk
MAX_DISCUSS = 3
#: a heat map with fewer figures is left out
MIN_CELLS = 3


class Insight:
    """Writes the pages that compare."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._

    # -- perception -------------------------------------------------------------------------------

    def perception(self) -> Perception:
        """Everything about the two seats."""
        return Perception(
            title=seats_title(self.writer),
            chart=self._perception_chart(),
            rows=self._perception_rows(),
            discuss=self._discuss(),
            wording=self.writer.wordings(map(self._first_question, self._to_discuss())),
            note=" ".join(
                (
                    self._sides(),
                    self._(
                        "Read a difference as a starting point for discussion, not as a verdict "
                        "on who is right. In bold and in colour: at least half a level, with a "
                        "margin that excludes zero and an exact test (for up to 60 people) "
                        "in which chance gives such a difference in fewer than 5 in 100 cases. "
                        "Differences are taken before rounding. In a pair of one person from "
                        "each side, equal scores count half."
                    ),
                    self._(
                        "Only mirror questions are compared: those that the questionnaire marks "
                        "beforehand as the same thing seen from both sides, with the same levels. "
                        "Other questions put to both sides are in the appendix, untested."
                    ),
                    seats_undecided(self.writer),
                    self._not_compared(),
                )
            ).strip(),
        )

    def _sides(self) -> str:
        """Which audiences sit on which side."""
        names = {
            seat: self.writer.listed(
                [
                    within(self.writer.say(audience.name))
                    for audience in self.writer.scan.questionnaire.audiences
                    if audience.seat is seat
                ]
            )
            for seat in Seat
        }
        return self._(
            "Policy side: those who make the policy ({policy}). Practice side: those who live with "
            "it ({practice}).",
            policy=names[Seat.POLICY],
            practice=names[Seat.PRACTICE],
        )

    def _not_compared(self) -> str:
        """The shifts that are missing from the chart, and why."""
        hidden = [g.block for g in self.writer.scan.assessment.perception if g.difference is None]
        named = self.writer.listed(hidden)
        shown = self._("Not shown, with too few people on one side: {list}.", list=named)
        return " ".join(filter(None, (self._not_asked(), shown if hidden else "")))

    def _not_asked(self) -> str:
        """The shifts of which no question faces both sides."""
        compared = {gap.block for gap in self.writer.scan.assessment.perception}
        unasked = [block for block in self.writer.shifts if block not in compared]
        if not unasked:
            return ""
        return self._(
            "Not compared, as no mirror question was answered on both sides: {list}.",
            list=self.writer.listed(unasked),
        )

    def _perception_chart(self) -> Drawing | None:
        """All shifts on which both seats may be shown, as a dumbbell chart."""
        pairs = [
            dumbbell.Pair(
                label=f"{gap.block} {self.writer.pole(gap.block)}",
                policy=float(gap.policy.value),
                practice=float(gap.practice.value),
                low=gap.low,
                high=gap.high,
                words=f"{signed(self.writer, gap)} ({gap.policy.n} | {gap.practice.n})",
                is_firm=gap.is_firm,
            )
            for gap in self.writer.scan.assessment.perception
            if gap.policy.value is not None and gap.practice.value is not None
        ]
        if not pairs:
            return None
        heads = dumbbell.Heads(
            policy=self._("policy side"),
            practice=self._("practice side"),
            difference=self._("difference, with 95% margin"),
            people=self._("n: policy | practice"),
        )
        title = self._(
            "Mean per shift of the policy side and the practice side, and their difference; the "
            "appendix has the figures"
        )
        return dumbbell.dumbbell(CHART_MM, pairs, heads, title)

    def _perception_rows(self) -> tuple[Fact, ...]:
        """The differences that stand out, in words."""
        return tuple(
            seats_row(self.writer, gap)
            for gap in self.writer.scan.assessment.perception
            if gap.is_flagged
        )

    def _discuss(self) -> tuple[Fact, ...]:
        """Single mirror questions by size of the difference: to discuss, without a verdict."""
        writer = self.writer
        return tuple(
            Fact(
                head=f"{gap.questions[0]}  {signed(writer, gap)} "
                + unbroken(f"(n = {gap.policy.n} | {gap.practice.n})"),
                body=writer.ask(self._first_question(gap)),
            )
            for gap in self._to_discuss()
        )

    def _to_discuss(self) -> Sequence[PerceptionGap]:
        return self.writer.scan.assessment.discuss[:MAX_DISCUSS]

    def _first_question(self, gap: PerceptionGap) -> Question:
        return self.writer.questions[gap.questions[0]]

    # -- heat maps --------------------------------------------------------------------------------

    def heat_maps(self) -> tuple[HeatMap, ...]:
        """The heat maps that hold enough figures to be worth looking at."""
        return tuple(
            found
            for found in (self.domain_map(), self.audience_map(), self.unit_map())
            if sum(cell.css.startswith("level") for row in found.rows for cell in row.cells)
            >= MIN_CELLS
        )

    def domain_map(self) -> HeatMap:
        """Shift x domain."""
        topics = self.writer.scan.questionnaire.domains
        rows, figures = [], list[Figure | None]()
        for scored in self.writer.scan.assessment.shifts:
            found = {str(group.id): group.figure for group in scored.by_domain}
            cells = tuple(self._cell(found.get(topic.id)) for topic in topics)
            rows.append(self._row(scored, cells))
            figures += [found.get(topic.id) for topic in topics]
        return HeatMap(
            caption=self._("Shift by domain"),
            heads=tuple(self.writer.say(topic.name) for topic in topics),
            rows=tuple(rows),
            note=self._(
                "Mean per domain; the darker, the higher its level. Advice is given for "
                "{domains}; questions on systems count towards the advice for processes. Margins, "
                "where they can be given, are with each shift. Means over all questions of a "
                "domain are under “Other ways to look”; a shift without a question in it does "
                "not count there.",
                domains=self.writer.listed(
                    [
                        self.adviser.domains[domain].lower() if domain != "hr" else "HR"
                        for domain in ADVICE_DOMAINS
                    ]
                ),
            )
            + self._signs(figures, self._("no question in this domain")),
        )

    def audience_map(self) -> HeatMap:
        """Shift x audience, over mirror questions only."""
        audiences = self.writer.scan.questionnaire.audiences
        compared = {gap.block for gap in self.writer.scan.assessment.perception}
        shown = [s for s in self.writer.scan.assessment.shifts if s.shift in compared]
        figures = [[s.by_audience.get(a.id) for a in audiences] for s in shown]
        rows = [
            self._row(s, tuple(map(self._cell, those)))
            for s, those in zip(shown, figures, strict=True)
        ]
        return HeatMap(
            caption=self._("Shift by audience, mirror questions only"),
            heads=tuple(self.writer.say(audience.name) for audience in audiences),
            rows=tuple(rows),
            note=" ".join(
                filter(
                    None,
                    (
                        self._(
                            "Only mirror questions: others would not compare like with like. "
                            "What a side says is averaged per question, so it may lie outside the "
                            "figures of its groups."
                        ),
                        self._("Without margins: read small differences with care."),
                        self._not_asked(),
                    ),
                )
            )
            + self._signs(
                [figure for those in figures for figure in those],
                self._("no mirror question for this audience"),
            ),
        )

    def unit_map(self) -> HeatMap:
        """Shift x unit, over the questions that every unit answered."""
        found = self.writer.scan.assessment
        rows = [
            self._row(s, tuple(self._cell(unit.by_shift.get(s.shift)) for unit in found.units))
            for s in found.shifts
        ]
        rule = self._(
            "Within a unit every answer counts the same, over the questions that were answered in "
            "every unit."
        )
        care = self._("Without margins: read small differences with care.")
        weighed = self._(
            "Audiences do not count equally here: all units may lie on one side of the shift's "
            "score."
        )
        hidden = [self._unit_hidden(unit) for unit in found.units if hidden_shifts(unit)]
        dot = [self._("A dot means not shown.")] if hidden else []
        return HeatMap(
            caption=self._(
                "Shift by unit: {n} of {all} people",
                n=sum(unit.respondents for unit in found.units),
                all=found.respondents,
            ),
            heads=tuple(
                f"{visible(unit.unit)} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{unit.respondents})"
                for unit in found.units
            ),
            rows=tuple(rows),
            note=" ".join((rule, weighed, care, *dot, *hidden)),
        )

    def _signs(self, figures: Sequence[Figure | None], none: str) -> str:
        """What a dash and a dot say, where one stands on the page."""
        said = [self._("A dash means {why}.", why=none)] if None in figures else []
        met = {f.withheld for f in figures if f}
        reasons = [self.writer.why_withheld(Figure(withheld=why)) for why in Withheld if why in met]
        if reasons:
            said.append(self._("A dot means {why}.", why=self._(", or ").join(reasons)))
        return "".join(f" {words}" for words in said)

    def _unit_hidden(self, unit: UnitScore) -> str:
        """Where this unit is not shown, and why."""
        reasons = [
            f"{self.writer.why_withheld(Figure(withheld=why))} ({', '.join(shifts)})"
            for why, shifts in hidden_shifts(unit).items()
        ]
        return f"{visible(unit.unit)}: {'; '.join(reasons)}."

    def _row(self, scored: ShiftScore, cells: Sequence[Cell]) -> HeatRow:
        pole = self.writer.pole(scored.shift)
        return HeatRow(head=scored.shift, detail=pole, cells=tuple(cells))

    def _cell(self, figure: Figure | None) -> Cell:
        if figure is None:
            return Cell(words=NOTHING, people="", css="none")
        if figure.value is None:
            return Cell(words="·", people="", css="hidden")
        # the colour follows the level: 1.96 is printed so, and coloured as 1
        shade = min(5, max(1, int(figure.value)))
        people = self.writer.people(figure)
        return Cell(words=self.writer.score(figure), people=people, css=f"level-{shade}")

"""Where views differ: perception gaps between the two seats, and the heat maps."""

from collections.abc import Sequence

from servicescan.model.assessment import Figure, ShiftScore, UnitScore
from servicescan.model.hidden import hidden_shifts
from servicescan.model.questionnaire import ADVICE_DOMAINS, Seat
from servicescan.model.text import visible
from servicescan.report import dumbbell
from servicescan.report.advice_view import Adviser
from servicescan.report.charts import Drawing
from servicescan.report.pieces import Cell, Fact, HeatRow
from servicescan.report.seats import seats_row, seats_title, signed
from servicescan.report.view import HeatMap, Perception
from servicescan.report.writer import NOTHING, Writer, within

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
            note=" ".join(
                (
                    self._sides(),
                    self._(
                        "Read a difference as a start for a talk, not as who is right. Only mirror "
                        "questions are compared: the same question with the same levels, put to "
                        "both seats. In bold and in colour: the margin does not hold zero and the "
                        "difference is at least half a level. Differences are taken before "
                        "rounding. In a pair of one person from each side, equal scores count half."
                    ),
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
        compared = {gap.block: gap for gap in self.writer.scan.assessment.perception}
        blocks = list(self.writer.shifts)
        unasked = [block for block in blocks if block not in compared]
        hidden = [
            block for block in blocks if block in compared and compared[block].difference is None
        ]
        said = []
        if unasked:
            named = self.writer.listed(unasked)
            said.append(self._("Not compared, for want of mirror questions: {list}.", list=named))
        if hidden:
            named = self.writer.listed(hidden)
            said.append(self._("Not shown, with too few people on one side: {list}.", list=named))
        return " ".join(said)

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
                is_flagged=gap.is_flagged,
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
                f"(n = {gap.policy.n} | {gap.practice.n})",
                body=writer.ask(writer.questions[gap.questions[0]]),
            )
            for gap in writer.scan.assessment.discuss[:MAX_DISCUSS]
        )

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
        rows = []
        for scored in self.writer.scan.assessment.shifts:
            found = {str(group.id): group.figure for group in scored.by_domain}
            cells = tuple(self._cell(found.get(topic.id)) for topic in topics)
            rows.append(self._row(scored, cells))
        return HeatMap(
            caption=self._("Shift by domain"),
            heads=tuple(self.writer.say(topic.name) for topic in topics),
            rows=tuple(rows),
            note=self._(
                "Mean per domain; advice is given for {domains}, questions on systems count "
                "towards the advice for processes. – = not asked, · = too few answers to show.",
                domains=self.writer.listed(
                    [
                        self.adviser.domains[domain].lower() if domain != "hr" else "HR"
                        for domain in ADVICE_DOMAINS
                    ]
                ),
            ),
        )

    def audience_map(self) -> HeatMap:
        """Shift x audience, over mirror questions only."""
        audiences = self.writer.scan.questionnaire.audiences
        rows = [
            self._row(s, tuple(self._cell(s.by_audience.get(a.id)) for a in audiences))
            for s in self.writer.scan.assessment.shifts
            if s.shift in {gap.block for gap in self.writer.scan.assessment.perception}
        ]
        return HeatMap(
            caption=self._("Shift by audience, mirror questions only"),
            heads=tuple(self.writer.say(audience.name) for audience in audiences),
            rows=tuple(rows),
            note=self._(
                "Only questions that were put to both seats: other questions would compare "
                "apples and pears. – = not asked, · = hidden to protect a small group."
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
            "every unit. · = not shown."
        )
        return HeatMap(
            caption=self._("Shift by unit"),
            heads=tuple(
                f"{visible(unit.unit)} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{unit.respondents})"
                for unit in found.units
            ),
            rows=tuple(rows),
            note=" ".join(
                [rule, *(self._unit_hidden(unit) for unit in found.units if hidden_shifts(unit))]
            ),
        )

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

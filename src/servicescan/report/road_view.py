"""The road map: what to do when, and what leans on what."""

from servicescan.model.questionnaire import ADVICE_DOMAINS, Domain
from servicescan.report.advice_view import Adviser
from servicescan.report.charts import Drawing
from servicescan.report.lanes import Bar, Lane, lanes
from servicescan.report.pieces import Action, Fact, Leaning
from servicescan.report.view import RoadMap
from servicescan.report.writer import NOTHING, Writer

CHART_MM = 174
LANE_COLOURS = {"leadership": "#3F4FB5", "hr": "#8E2F6D", "processes": "#0E6E6B"}


class Road:
    """Writes the road map and the action table."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._

    def road(self) -> RoadMap:
        """Chart, layers and action table."""
        rows = [(advice.domain, self.adviser.row(advice)) for advice in self.adviser.first()]
        return RoadMap(
            chart=self._chart(rows) if rows else None,
            layers=self._layers(),
            leaning=self._leaning(),
            actions=tuple(row for _domain, row in rows),
            choice=self._choice(),
        )

    def _chart(self, rows: list[tuple[Domain, Action]]) -> Drawing:
        """The first actions in three lanes; what others lean on starts first."""
        _ = self._
        swim = [
            Lane(
                name=self.adviser.domains[domain],
                colour=LANE_COLOURS[domain],
                bars=tuple(
                    self._bar(row, [other for _domain, other in rows])
                    for whose, row in rows
                    if whose is domain
                ),
            )
            for domain in ADVICE_DOMAINS
        ]
        months = (_("days 0–30"), _("days 31–60"), _("days 61–90"))
        title = _("Road map of the first ninety days; the action table says the same in words")
        return lanes(CHART_MM, swim, months, title)

    def _bar(self, row: Action, rows: list[Action]) -> Bar:
        """An action; what it leans on and starts earlier stands before it, if anything does."""
        shift = self.writer.shifts.get(row.block)
        earlier = {other.block for other in rows if other.start < row.start}
        first = [block for block in shift.leans_on if block in earlier] if shift else []
        after = self._("leans on {list}", list=", ".join(first)) if first else ""
        return Bar(
            label=f"{row.block}  {row.action}", start=row.start, owner=row.owner, after=after
        )

    def _choice(self) -> str:
        """Why these actions: the table would otherwise seem to tell another story than page one."""
        named = self.writer.listed(list(self.writer.scan.assessment.attention.shifts))
        return self._(
            "Basics that are not in order come first, then at least one action for each shift that "
            "needs attention first ({list}). The remaining places are filled by the gap in the "
            "questions of one domain, times importance and leverage; a higher-scoring shift can "
            "therefore have an action too.",
            list=named or NOTHING,
        )

    def _heads(self) -> tuple[str, ...]:
        _ = self._
        return (
            _("The ground under everything"),
            _("What builds on it"),
            _("What then becomes possible"),
            _("What crowns it"),
        )

    def _layers(self) -> tuple[Fact, ...]:
        """What comes before what, in words."""
        heads, writer = self._heads(), self.writer
        facts = []
        for number, layer in enumerate(writer.scan.assessment.road_map):
            names = [f"{shift} {writer.pole(shift)}" for shift in layer]
            facts.append(
                Fact(head=heads[min(number, len(heads) - 1)], body=writer.listed(names) + ".")
            )
        return tuple(facts)

    def _leaning(self) -> tuple[Leaning, ...]:
        """Each shift between what it leans on and what leans on it, in the order of the layers."""
        heads, writer = self._heads(), self.writer
        shifts = writer.shifts
        return tuple(
            Leaning(
                layer=heads[min(number, len(heads) - 1)] if place == 0 else "",
                shift=f"{shift} {writer.pole(shift)}",
                leans_on=", ".join(shifts[shift].leans_on) or NOTHING,
                carries=", ".join(s.id for s in shifts.values() if shift in s.leans_on) or NOTHING,
            )
            for number, layer in enumerate(writer.scan.assessment.road_map)
            for place, shift in enumerate(layer)
        )

"""Recommendations as cards and rows, each with the answers that led to it."""

from servicescan.model.assessment import Advice
from servicescan.model.questionnaire import ADVICE_DOMAINS
from servicescan.model.recommendation import Effort, Recommendation
from servicescan.report.pieces import Action, Card
from servicescan.report.writer import Writer

_EFFORT_LEVEL = {Effort.SMALL: 1, Effort.MEDIUM: 2, Effort.LARGE: 3}
MONTH_DAYS = 30
LAST_START = 2


class Adviser:
    """Finds the words of chosen recommendations."""

    def __init__(self, writer: Writer) -> None:
        """Reads the catalogue once."""
        self.writer = writer
        questionnaire = writer.scan.questionnaire
        self.catalogue: dict[str, Recommendation] = {
            recommendation.id: recommendation
            for block in questionnaire.blocks
            for recommendation in block.recommendations
        }
        self._first = [advice for advice in writer.scan.assessment.advice if advice.is_first]
        self.domains = {topic.id: writer.say(topic.name) for topic in questionnaire.domains}

    def first(self) -> list[Advice]:
        """The actions for the first ninety days as the table has them: by month, then urgency."""
        return sorted(self._first, key=self.start)

    def cards(self, block: str) -> tuple[Card, ...]:
        """The advice for one shift by domain, or for a lens with its lowest question first."""
        mine = [a for a in self.writer.scan.assessment.advice if a.block == block]
        mine.sort(key=lambda a: (ADVICE_DOMAINS.index(a.domain) if a.step else -1, a.score))
        return tuple(map(self.card, mine))

    def effort(self, recommendation: Recommendation) -> str:
        """What it asks, in words."""
        _ = self.writer._
        return {
            Effort.SMALL: _("quick win, within existing hours"),
            Effort.MEDIUM: _("planning and some budget"),
            Effort.LARGE: _("big move, a programme"),
        }[recommendation.effort]

    def takes(self, recommendation: Recommendation) -> str:
        """What it asks beside the owner's hours, for the page that asks a decision."""
        _ = self.writer._
        return {
            Effort.SMALL: "",
            Effort.MEDIUM: _("takes some budget"),
            Effort.LARGE: _("takes a programme"),
        }[recommendation.effort]

    def because(self, advice: Advice) -> str:
        """Which answers led to this advice."""
        writer = self.writer
        if advice.is_derived:
            return writer._("Follows from the level of the shift.")
        answers = [
            f"{trigger.question} ({writer.held(trigger.value)})" for trigger in advice.because
        ]
        return writer._("Follows from {answers}.", answers=writer.listed(answers))

    def start(self, advice: Advice) -> int:
        """0, 1 or 2: the month in which it starts; what others lean on goes first."""
        layer_of = {
            shift: number
            for number, layer in enumerate(self.writer.scan.assessment.road_map)
            for shift in layer
        }
        used = sorted({layer_of.get(other.block, -1) for other in self._first})
        return min(LAST_START, used.index(layer_of.get(advice.block, -1)))

    def card(self, advice: Advice) -> Card:
        """The recommendation in full."""
        found, say, writer = self.catalogue[advice.recommendation], self.writer.say, self.writer
        step = ""
        if advice.step:
            low, high = advice.step.start, advice.step.start + 1
            step = writer._("from {low} to {high}", low=low, high=high)
        return Card(
            id=found.id,
            domain=self.domains[advice.domain],
            domain_class=str(advice.domain),
            step=step,
            action=say(found.action),
            why=say(found.why),
            first_step=say(found.first_step),
            day_60=say(found.day_60),
            day_90=say(found.day_90),
            owner=say(found.owner),
            effort=self.effort(found),
            effort_level=_EFFORT_LEVEL[found.effort],
            effect=say(found.effect),
            kpi=self._kpi(found),
            kpi_definition=say(found.kpi.definition),
            pitfall=say(found.pitfall),
            avoid_when=say(found.avoid_when),
            because=self.because(advice),
            is_first=advice.is_first,
        )

    def _kpi(self, found: Recommendation) -> str:
        """What to follow, and in which unit, unless its name says that already."""
        name, unit = self.writer.say(found.kpi.name), self.writer.say(found.kpi.unit)
        return f"{name} ({self.writer._('number') if unit.lower() in name.lower() else unit})"

    def row(self, advice: Advice) -> Action:
        """The recommendation as one row."""
        found, say = self.catalogue[advice.recommendation], self.writer.say
        return Action(
            id=found.id,
            block=advice.block if advice.step else advice.because[0].question,
            domain=self.domains[advice.domain],
            domain_class=str(advice.domain),
            action=say(found.action),
            first_step=say(found.first_step),
            owner=say(found.owner),
            start=self.start(advice),
            by=self.writer.by(MONTH_DAYS * (self.start(advice) + 1)),
            effort=self.effort(found),
            takes=self.takes(found),
            kpi=self._kpi(found),
        )

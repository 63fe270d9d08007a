"""The back of the report: lenses on the same answers, road map, certainty, method, appendix."""

from collections.abc import Iterable
from math import floor

from servicescan import __version__
from servicescan.model.assessment import GroupScore, Participation
from servicescan.model.questionnaire import ADVICE_DOMAINS, Question, Topic
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.view import (
    AppendixBlock,
    AppendixQuestion,
    Fact,
    GroupBlock,
    GroupLine,
    Turnout,
)
from servicescan.report.writer import NOTHING, Writer, reading

GROUP_RULER_MM = 46
CHART_MM = 174
_LANE_COLOURS = {"leadership": "#3F4FB5", "hr": "#8E2F6D", "processes": "#0E6E6B"}
LAST_START = 2


class Back:
    """Writes the pages that prove the front."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._

    # -- other ways to look -----------------------------------------------------------------------

    def groups(self) -> tuple[GroupBlock, ...]:
        """By domain, by tier, by ISO 23592 element."""
        scan, _ = self.writer.scan, self._
        blocks = (
            (_("By domain"), scan.questionnaire.domains, scan.assessment.domains),
            (_("By level of steering"), scan.questionnaire.tiers, scan.assessment.tiers),
            (_("By ISO 23592 element"), scan.questionnaire.elements, scan.assessment.elements),
        )
        return tuple(
            GroupBlock(title=title, lines=tuple(self._group_lines(topics, scores)))
            for title, topics, scores in blocks
        )

    def _group_lines(
        self, topics: Iterable[Topic], scores: Iterable[GroupScore]
    ) -> Iterable[GroupLine]:
        writer, _ = self.writer, self._
        found = {str(score.id): score for score in scores}
        for topic in topics:
            group = found[topic.id]
            name = writer.say(topic.name)
            why = writer.why_withheld(group.figure)
            shown = writer.score(group.figure)
            yield GroupLine(
                name=name,
                about=writer.say(topic.about),
                score=shown,
                questions=why or _("{n} questions", n=group.scored),
                ruler=charts.ruler(
                    GROUP_RULER_MM, reading(group.figure), f"{name}: {why or shown}"
                ),
            )

    # -- road map ---------------------------------------------------------------------------------

    def road_chart(self) -> charts.Drawing | None:
        """The first actions in three lanes; what others lean on starts first."""
        first, _ = self.adviser.first(), self._
        if not first:
            return None
        layer_of = {
            shift: number
            for number, layer in enumerate(self.writer.scan.assessment.road_map)
            for shift in layer
        }
        used = sorted({layer_of.get(advice.block, -1) for advice in first})
        swim = []
        for domain in ADVICE_DOMAINS:
            bars = [
                charts.Bar(
                    label=f"{a.block}  {self.writer.say(self.adviser.catalogue[a.recommendation].action)}",
                    start=min(LAST_START, used.index(layer_of.get(a.block, -1))),
                )
                for a in first
                if a.domain is domain
            ]
            bars.sort(key=lambda bar: bar.start)
            swim.append(
                charts.Lane(
                    name=self.adviser.domains[domain],
                    colour=_LANE_COLOURS[domain],
                    bars=tuple(bars),
                )
            )
        months = (_("day 0–30"), _("day 31–60"), _("day 61–90"))
        title = _("Road map of the first ninety days; the action table says the same in words")
        return charts.lanes(CHART_MM, swim, months, title)

    def road_layers(self) -> tuple[Fact, ...]:
        """What comes before what, in words."""
        _, writer = self._, self.writer
        heads = (
            _("The ground under everything"),
            _("What builds on it"),
            _("What then becomes possible"),
            _("What crowns it"),
        )
        facts = []
        for number, layer in enumerate(writer.scan.assessment.road_map):
            names = [f"{shift} {writer.pole(shift)}" for shift in layer]
            facts.append(
                Fact(head=heads[min(number, len(heads) - 1)], body=writer.listed(names) + ".")
            )
        return tuple(facts)

    # -- certainty --------------------------------------------------------------------------------

    def turnout(self) -> tuple[Turnout, ...]:
        """One row per audience."""
        names = {a.id: a for a in self.writer.scan.questionnaire.audiences}
        return tuple(
            self._turnout(
                self.writer.say(names[p.audience].name), self.writer.say(names[p.audience].who), p
            )
            for p in self.writer.scan.assessment.participation
        )

    def turnout_total(self) -> Turnout:
        """All audiences together."""
        all_ = self.writer.scan.assessment.participation
        invited = [p.invited for p in all_ if p.invited is not None]
        total = Participation(
            audience="",
            invited=sum(invited) if len(invited) == len(all_) else None,
            responses=sum(p.responses for p in all_),
            complete=sum(p.complete for p in all_),
        )
        return self._turnout(self._("Together"), "", total)

    def _turnout(self, name: str, who: str, found: Participation) -> Turnout:
        whole = self.writer.speaker.whole
        return Turnout(
            audience=name,
            who=who,
            invited=NOTHING if found.invited is None else whole(found.invited),
            responses=whole(found.responses),
            complete=whole(found.complete),
        )

    def sureness(self) -> tuple[Fact, ...]:
        """What the figures rest on, besides turnout."""
        _, assessment = self._, self.writer.scan.assessment
        share, tally = self.writer.speaker.share, assessment.tally
        graded = sum(assessment.evidence.values())
        backed = assessment.evidence.get("shown", 0) + assessment.evidence.get("data", 0)
        facts = [
            Fact(
                head=_("Four things stay four things"),
                body=_(
                    "Of the {asked} times a question was put to someone, {answered} got a level, "
                    "{dont_know} a “don't know”, {not_applicable} a “not applicable”, and "
                    "{unanswered} stayed open. None of the last three counts as level 1.",
                    asked=self.writer.speaker.whole(tally.asked),
                    answered=self.writer.speaker.whole(tally.answered),
                    dont_know=self.writer.speaker.whole(tally.dont_know),
                    not_applicable=self.writer.speaker.whole(tally.not_applicable),
                    unanswered=self.writer.speaker.whole(tally.unanswered),
                ),
            )
        ]
        if graded:
            facts.append(
                Fact(
                    head=_("Evidence"),
                    body=_(
                        "Backed by something shown or by data: {part} of the answers with a "
                        "level. The others rest on what was told.",
                        part=share(backed, graded),
                    ),
                )
            )
        hidden = sum(1 for q in assessment.questions.values() if q.figure.value is None)
        facts.append(
            Fact(
                head=_("What is hidden"),
                body=_(
                    "Fewer than {mean} answers give no figure, fewer than {distribution} no "
                    "distribution, fewer than {comments} notes no quotes. For that reason, or "
                    "because nobody answered, {n} of {all} questions have no figure.",
                    mean=self.writer.scan.workspace.thresholds.mean,
                    distribution=self.writer.scan.workspace.thresholds.distribution,
                    comments=self.writer.scan.workspace.thresholds.comments,
                    n=hidden,
                    all=len(assessment.questions),
                ),
            )
        )
        if assessment.outdated:
            facts.append(
                Fact(
                    head=_("Changed questions"),
                    body=_(
                        "Answers to an earlier text were left out: {questions}.",
                        questions=", ".join(assessment.outdated),
                    ),
                )
            )
        return tuple(facts)

    # -- method -----------------------------------------------------------------------------------

    def method(self) -> tuple[Fact, ...]:
        """How the figures came about, step by step."""
        _, scan = self._, self.writer.scan
        return (
            Fact(
                head=_("Answer"),
                body=_(
                    "Each question has five levels, each described in behaviour. “Don't know”, "
                    "“not applicable” and an open question are kept apart and never counted."
                ),
            ),
            Fact(
                head=_("Question"),
                body=_(
                    "First the mean per audience, then the mean of the audiences, so that a large "
                    "group does not drown a small one."
                ),
            ),
            Fact(
                head=_("Shift"),
                body=_(
                    "The mean of its questions, when at least three have a figure. The lowest "
                    "question is named."
                ),
            ),
            Fact(
                head=_("Level"),
                body=_(
                    "The score rounded down, and at most two above the lowest question: a chain "
                    "is as strong as its weakest link. Where the margin holds a whole level, the "
                    "report says “on the border”."
                ),
            ),
            Fact(
                head=_("Margin"),
                body=_(
                    "A 95% t-interval from a stratified jackknife, corrected for the share of "
                    "invited people that answered."
                ),
            ),
            Fact(
                head=_("Target and gap"),
                body=_(
                    "The target is set by the client; otherwise one level up, at most 4. The gap "
                    "is target minus score, never below zero."
                ),
            ),
            Fact(
                head=_("Perception"),
                body=_(
                    "Mirror questions only, mean per person, difference of the two seats with a "
                    "Welch interval. Named only when the interval excludes zero and the "
                    "difference is at least half a level."
                ),
            ),
            Fact(
                head=_("Order"),
                body=_(
                    "Gap times importance times leverage, where leverage grows with the number of "
                    "shifts that lean on it. What others lean on comes first. The order is a "
                    "proposal, not a ranking."
                ),
            ),
            Fact(
                head=_("Advice"),
                body=_(
                    "For each shift and domain, the step that the domain's own questions call "
                    "for; at most three actions per shift and ten in the first ninety days."
                ),
            ),
            Fact(
                head=_("Version"),
                body=_(
                    "Questionnaire {id} {version}, scored by servicescan {software}.",
                    id=scan.questionnaire.id,
                    version=scan.questionnaire.version,
                    software=__version__,
                ),
            ),
        )

    def limits(self) -> tuple[str, ...]:
        """What this report cannot say."""
        _ = self._
        return (
            _(
                "This is a self-image. What {customers} think is measured elsewhere; their own "
                "mark stands beside the scan when it was filled in."
            ),
            _("The questionnaire has not been validated in a pilot yet."),
            _("The five levels are our own; they are no ISO levels and this is no certificate."),
            _("A low level says something about a way of working, never about a person."),
            _(
                "Answers are treated confidentially; for the researcher they can be traced to a "
                "code, not to a name."
            ),
        )

    # -- appendix ---------------------------------------------------------------------------------

    def appendix(self) -> tuple[AppendixBlock, ...]:
        """Every question with anchors, scores and the four things that came back."""
        questionnaire = self.writer.scan.questionnaire
        basics = [questionnaire.basics] if questionnaire.basics else []
        culture = [questionnaire.culture] if questionnaire.culture else []
        blocks = []
        for block in (*basics, *questionnaire.shifts, *culture):
            questions = tuple(
                self._appendix_question(question)
                for question in block.questions
                if question.id in self.writer.scan.assessment.questions
            )
            if questions:
                title = f"{block.id}  {self.writer.say(block.name)}"
                blocks.append(AppendixBlock(title=title, questions=questions))
        return tuple(blocks)

    def _appendix_question(self, question: Question) -> AppendixQuestion:
        writer, scan = self.writer, self.writer.scan
        scored = scan.assessment.questions[question.id]
        names = {a.id: writer.say(a.name) for a in scan.questionnaire.audiences}
        by_audience = tuple(
            f"{names[audience]} {writer.score(figure)}"
            + (f" ({figure.n})" if figure.n else "")
            for audience, figure in scored.by_audience.items()
        )
        value = scored.figure.value
        tiers = {topic.id: writer.say(topic.name) for topic in scan.questionnaire.tiers}
        detail = [self.adviser.domains[question.domain], tiers[question.tier], question.element]
        return AppendixQuestion(
            id=question.id,
            ask=writer.ask(question),
            detail=" · ".join(detail),
            anchors=tuple(writer.say(question.anchors[level]) for level in range(1, 6)),
            score=writer.score(scored.figure),
            near=0 if value is None else floor(value),
            by_audience=by_audience,
            tally=writer.tally(scored.tally),
        )

    def unanswered(self) -> tuple[Fact, ...]:
        """Questions that someone left open or did not know."""
        facts = []
        for id_, scored in self.writer.scan.assessment.questions.items():
            if scored.tally.unanswered or scored.tally.dont_know:
                facts.append(Fact(head=id_, body=self.writer.tally(scored.tally)))
        return tuple(facts)

    def colophon(self) -> tuple[Fact, ...]:
        """Who made what."""
        _, scan = self._, self.writer.scan
        facts = [
            Fact(head=_("Ten shifts"), body=self.writer.say(scan.questionnaire.credit)),
            Fact(
                head=_("Type"),
                body=_("Source Serif 4 and Source Sans 3 by Adobe, SIL Open Font License."),
            ),
            Fact(head=_("Made on"), body=self.writer.speaker.day(scan.day)),
        ]
        if scan.workspace.consultant:
            facts.insert(0, Fact(head=_("Consultant"), body=scan.workspace.consultant))
        return tuple(facts)

"""Every figure of the report with its n and margin, as tables for a workbook."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from servicescan import __version__
from servicescan.i18n import places, rounded
from servicescan.model.assessment import Figure, GroupScore, PerceptionGap, Tally
from servicescan.model.text import visible
from servicescan.report.advice_view import Adviser
from servicescan.report.office.sheets import Row, Sheet
from servicescan.report.writer import Writer, above_level, below_level, beside_zero


class Numbers:
    """Writes the tables of a scan, in one language."""

    def __init__(self, writer: Writer) -> None:
        """The figures are the printed ones: after disclosure, rounded as on paper."""
        self.writer, self._ = writer, writer._
        self.assessment, self.questionnaire = writer.scan.assessment, writer.scan.questionnaire
        self.audiences = {a.id: writer.say(a.name) for a in self.questionnaire.audiences}
        self.topics = {
            topic.id: writer.say(topic.name)
            for topics in (
                self.questionnaire.domains,
                self.questionnaire.tiers,
                self.questionnaire.elements,
            )
            for topic in topics
        }

    def sheets(self) -> tuple[Sheet, ...]:
        """Every table, the explanation first."""
        return (
            self._about(),
            self._shifts(),
            self._by_domain(),
            self._by_audience(),
            *((self._by_unit(),) if self.assessment.units else ()),
            self._perception(),
            self._questions(),
            self._question_audiences(),
            self._groups(),
            self._actions(),
            self._turnout(),
        )

    # -- pieces -----------------------------------------------------------------------------------

    def _figure_heads(self) -> tuple[str, ...]:
        _ = self._
        return (_("Score"), "n", _("Margin from"), _("Margin to"), _("Why no figure"))

    def _figure(self, figure: Figure) -> Row:
        return (
            _score(figure),
            figure.n or None,
            _number(figure.low, above_level),
            _number(figure.high, below_level),
            self.writer.why_withheld(figure),
        )

    def _shift(self, id_: str) -> Row:
        return (id_, self.writer.pole(id_))

    def _sheet(self, name: str, heads: Sequence[str], rows: Iterable[Row]) -> Sheet:
        return Sheet(name=name, heads=tuple(heads), rows=tuple(rows))

    # -- tables -----------------------------------------------------------------------------------

    def _about(self) -> Sheet:
        writer, _ = self.writer, self._
        scan, thresholds = writer.scan, writer.scan.workspace.thresholds
        rows: list[Row] = [
            (_("Organisation"), visible(scan.workspace.client)),
            (
                _("Questionnaire"),
                f"{writer.say(self.questionnaire.title)} {scan.workspace.version}",
            ),
            (_("Day"), writer.speaker.day(scan.day)),
            (_("Responses"), self.assessment.respondents),
            (_("Software"), f"servicescan {__version__}"),
            (
                _("Figures"),
                _(
                    "The same figures as in the report, rounded as on paper. An empty cell means "
                    "that there is no figure: fewer than {n} answers, or printing it would point "
                    "at people.",
                    n=thresholds.mean,
                ),
            ),
        ]
        if scan.workspace.fictitious:
            rows.append((_("Note"), _("Fictitious organisation, invented answers.")))
        return self._sheet(_("About"), (_("What"), _("Value")), rows)

    def _shifts(self) -> Sheet:
        _ = self._
        heads = (_("No."), _("Shift"), *self._figure_heads(), _("Level"), _("Target"), _("Gap"))
        more = (_("Questions with a score"), _("Questions asked"))
        rows = (
            (
                *self._shift(s.shift),
                *self._figure(s.figure),
                s.level,
                _number(s.target, places),
                _number(s.gap),
                s.scored,
                s.questions,
            )
            for s in self.assessment.shifts
        )
        return self._sheet(_("Shifts"), (*heads, *more), rows)

    def _by_domain(self) -> Sheet:
        _ = self._
        heads = (_("No."), _("Shift"), _("Domain"), *self._figure_heads())
        rows = (
            (*self._shift(s.shift), self.topics[str(group.id)], *self._figure(group.figure))
            for s in self.assessment.shifts
            for group in s.by_domain
        )
        return self._sheet(_("Shift by domain"), heads, rows)

    def _by_audience(self) -> Sheet:
        _ = self._
        heads = (_("No."), _("Shift"), _("Audience"), *self._figure_heads())
        rows = (
            (*self._shift(s.shift), self.audiences[audience], *self._figure(figure))
            for s in self.assessment.shifts
            for audience, figure in s.by_audience.items()
        )
        return self._sheet(_("Shift by audience"), heads, rows)

    def _by_unit(self) -> Sheet:
        _ = self._
        heads = (_("Unit"), _("No."), _("Shift"), *self._figure_heads())
        rows = (
            (visible(unit.unit), *self._shift(shift), *self._figure(figure))
            for unit in self.assessment.units
            for shift, figure in unit.by_shift.items()
        )
        return self._sheet(_("Shift by unit"), heads, rows)

    def _perception(self) -> Sheet:
        _ = self._
        heads = (*(_("No."), _("Shift"), _("Policy side"), "n"), *(_("Practice side"), "n "))
        more = (
            _("Difference"),
            _("Margin from"),
            _("Margin to"),
            _("Clear difference"),
            _("Mirror questions"),
        )
        rows = (
            (
                *self._shift(gap.block),
                _score(gap.policy),
                gap.policy.n or None,
                _score(gap.practice),
                gap.practice.n or None,
                _number(gap.difference),
                _number(gap.low, beside_zero),
                _number(gap.high, beside_zero),
                self._verdict(gap),
                ", ".join(gap.questions),
            )
            for gap in self.assessment.perception
        )
        return self._sheet(_("Both seats"), (*heads, *more), rows)

    def _verdict(self, gap: PerceptionGap) -> str:
        """What the report calls a difference: both the margin and the lot must bear it out."""
        if gap.is_flagged:
            return self._("yes") if gap.is_firm else self._("not certain")
        return self._("not found") if gap.difference is not None else ""

    def _questions(self) -> Sheet:
        _ = self._
        heads = (_("No."), _("Question"), _("Domain"), _("Level of steering"), _("Element"))
        counts = (*(_("Level {n}", n=n) for n in range(1, 6)), _("Agreement"))
        tally = (_("Asked"), _("Answered"), _("Don't know"), _("Not applicable"), _("Unanswered"))
        return self._sheet(
            _("Questions"),
            (*heads, *self._figure_heads(), *counts, *tally),
            self._question_rows(),
        )

    def _question_rows(self) -> Iterator[Row]:
        for question in self.questionnaire.questions:
            found = self.assessment.questions.get(question.id)
            if found is None:
                continue
            yield (
                question.id,
                self.writer.ask(question),
                *(self.topics[str(t)] for t in (question.domain, question.tier, question.element)),
                *self._figure(found.figure),
                *(found.distribution or (None,) * 5),
                self.writer.agreement(found.agreement),
                *_tally(found.tally),
            )

    def _question_audiences(self) -> Sheet:
        _ = self._
        heads = (_("No."), _("Audience"), *self._figure_heads())
        rows = (
            (id_, self.audiences[audience], *self._figure(figure))
            for id_, found in self.assessment.questions.items()
            for audience, figure in found.by_audience.items()
        )
        return self._sheet(_("Question by audience"), heads, rows)

    def _groups(self) -> Sheet:
        _ = self._
        found: tuple[tuple[str, Sequence[GroupScore]], ...] = (
            (_("Domain"), self.assessment.domains),
            (_("Level of steering"), self.assessment.tiers),
            (_("Element"), self.assessment.elements),
        )
        rows = (
            (kind, self.topics[str(group.id)], *self._figure(group.figure), group.scored)
            for kind, groups in found
            for group in groups
        )
        heads = (_("By"), _("Name"), *self._figure_heads(), _("Questions with a score"))
        return self._sheet(_("Other ways to look"), heads, rows)

    def _actions(self) -> Sheet:
        _ = self._
        adviser = Adviser(self.writer)
        heads = (_("No."), _("Shift"), _("Domain"), _("Action"), _("First step"), _("Owner"))
        more = (_("First step before"), _("Effort"), _("Figure to follow"))
        rows = (
            (r.id, r.block, r.domain, r.action, r.first_step, r.owner, r.by, r.effort, r.kpi)
            for r in map(adviser.row, adviser.first())
        )
        return self._sheet(_("Action table"), (*heads, *more), rows)

    def _turnout(self) -> Sheet:
        _ = self._
        heads = (_("Audience"), _("Invited"), _("Took part"), _("Complete"))
        rows = (
            (self.audiences[p.audience], p.invited, p.responses, p.complete)
            for p in self.writer.turnout()
        )
        return self._sheet(_("Turnout"), heads, rows)


def _tally(found: Tally | None) -> Row:
    """What came back; empty cells where that stays unsaid."""
    if found is None:
        return (None,) * 5
    return found.asked, found.answered, found.dont_know, found.not_applicable, found.unanswered


def _score(figure: Figure) -> Decimal | None:
    """With the decimals of the report, which never lift a score to the next level."""
    return _number(figure.value, places)


def _number(
    value: Fraction | float | None, decimals: Callable[[Fraction | float], int] = lambda _: 1
) -> Decimal | None:
    """As printed: the decimals are those of the report."""
    return None if value is None else rounded(value, decimals(value))

"""The method in sentences: how a figure is made, and what this report cannot say."""

from collections import Counter
from collections.abc import Iterator

from servicescan.report.front_view import TOP
from servicescan.report.headlines import differ
from servicescan.report.pieces import Fact
from servicescan.report.profile_view import own_targets
from servicescan.report.writer import Writer


class Method:
    """Writes the page about the method."""

    def __init__(self, writer: Writer) -> None:
        """Keeps the voice."""
        self.writer, self._ = writer, writer._

    def facts(self) -> tuple[Fact, ...]:
        """How it was done; no more than how answers are counted where nothing has a score."""
        if all(s.figure.value is None for s in self.writer.scan.assessment.shifts):
            return self._measuring()
        judged = (*self._measuring(), *self._agreement(), *self._judging())
        return (*judged, *self._comparing(), self._printing(), *self._choosing())

    def _measuring(self) -> tuple[Fact, ...]:
        """From answers to figures."""
        _ = self._
        return (
            Fact(
                head=_("Answer"),
                body=_(
                    "Each question has five levels, each described in terms of behaviour. "
                    "“Don't know”, “not applicable” and an unanswered question are kept apart "
                    "and never counted in a score."
                ),
            ),
            Fact(
                head=_("Question"),
                body=_(
                    "First the mean per audience, then the mean of the audiences, so that a large "
                    "group does not drown out a small one."
                ),
            ),
            Fact(
                head=_("Shift"),
                body=_(
                    "The mean of its questions, when at least three have an answer. A question "
                    "that is not shown on its own does count in the score of its shift."
                ),
            ),
        )

    def _agreement(self) -> Iterator[Fact]:
        """How the spread of the answers is told, if it is of any question."""
        _, found = self._, self.writer.scan.assessment.questions.values()
        if all(score.agreement is None and score.distribution is None for score in found):
            return
        yield Fact(
            head=_("Agreement"),
            body=_(
                "The spread of the answers to a question, in levels: agreed up to 0.7, varied "
                "up to 1.1, divided above that. Random answers give 1.4. Where the answers are "
                "shown per level, the appendix adds r_wg: 1 when all agree, 0 for answers at "
                "random or further apart."
            ),
        )

    def _judging(self) -> tuple[Fact, ...]:
        """From figures to findings."""
        _ = self._
        return (
            Fact(
                head=_("Level"),
                body=_(
                    "The score rounded down, and at most two levels above that of the lowest "
                    "question: a chain is as strong as its weakest link. Where the margin "
                    "contains a whole level, the report says “on the border”."
                ),
            ),
            Fact(
                head=_("Margin"),
                body=self._margin(),
            ),
            Fact(
                head=_("Target and gap"),
                body=" ".join(
                    (
                        own_targets(self.writer),
                        _("The gap is target minus score, never below zero."),
                    )
                ),
            ),
        )

    def _margin(self) -> str:
        """What a margin is; the correction needs the number of people invited."""
        _, invited = self._, [part.invited for part in self.writer.turnout()]
        interval = _("A 95% t-interval from a stratified jackknife")
        if all(number is None for number in invited):
            return _(
                "{interval}; not corrected for the share of invited people who answered, because "
                "that is not known.",
                interval=interval,
            )
        if None in invited:
            return _(
                "{interval}, corrected for the share of invited people who answered, where known.",
                interval=interval,
            )
        return _(
            "{interval}, corrected for the share of invited people who answered.",
            interval=interval,
        )

    def _comparing(self) -> Iterator[Fact]:
        """How two sides are held beside each other, if they are."""
        _, found = self._, self.writer.scan.assessment.perception
        if all(gap.difference is None for gap in found):
            return
        yield Fact(
            head=_("Perception"),
            body=_(
                "Mirror questions only, marked as such in the questionnaire: per question the "
                "mean of each side, then the mean of those questions. The interval (Welch) and "
                "the exact test, which counts every way to split the same people between the two "
                "sides, use one mean per person. A difference of half a level or more stands "
                "out, in bold and in colour, if the interval excludes zero and chance, by the "
                "exact test (up to 60 people), gives such a difference in fewer than 5 of 100 "
                "cases. A difference is called not certain if the interval includes zero or, at "
                "half a level or more, if chance gives it more often."
            ),
        )

    def _printing(self) -> Fact:
        """How figures are rounded."""
        _ = self._
        return Fact(
            head=_("Figures"),
            body=_(
                "One decimal; more where one would show a level that is not reached, or that "
                "the margin does not contain. Gaps and differences are taken before rounding, "
                "so they may be a tenth off the figures beside them."
            ),
        )

    def _ordering(self) -> Iterator[str]:
        """How the shifts are put in order, with the importance that the organisation chose."""
        _, found = self._, self.writer.scan.assessment
        yield _(
            "Gap times importance times leverage, where leverage grows with the number of shifts "
            "that lean on it."
        )
        yield self._importance()
        yield self._tie()
        yield _("What others lean on comes first. The order is a proposal, not a ranking.")
        if found.firmest and differ(found.shifts):
            yield _(
                "“Firmest” is said only where it holds for three ways to value the five levels."
            )

    def _tie(self) -> str:
        """What decides between shifts that are equal, and how many of them have one gap."""
        _, shifts = self._, self.writer.scan.assessment.shifts
        same = max(Counter(shift.gap for shift in shifts if shift.gap).values(), default=0)
        if same > TOP:
            return _(
                "The gap is the same for {n} shifts, so that among these importance and leverage "
                "decide, and then the lowest score.",
                n=same,
            )
        return _("Between equals the lowest score comes first.")

    def _importance(self) -> str:
        """How heavily each shift counts, the heaviest first."""
        _, shifts = self._, self.writer.scan.assessment.shifts
        alike = {
            weight: [s.shift for s in shifts if s.importance == weight]
            for weight in sorted({s.importance for s in shifts}, reverse=True)
        }
        if len(alike) < 2:  # noqa: PLR2004 - one importance for all
            return _("The organisation gave every shift the same importance.")
        *heavier, lightest = alike
        chosen = [
            _("{importance} for {list}", importance=weight, list=self.writer.listed(alike[weight]))
            for weight in heavier
        ]
        chosen.append(_("{importance} for the others", importance=lightest))
        return _("The organisation chose the importance: {list}.", list=", ".join(chosen))

    def _choosing(self) -> tuple[Fact, ...]:
        """From findings to advice."""
        _ = self._
        return (
            Fact(
                head=_("Order"),
                body=" ".join(self._ordering()),
            ),
            Fact(
                head=_("Advice"),
                body=_(
                    "For each shift and domain, the step that the domain's own questions call "
                    "for; at most three actions per shift and ten in the first ninety days."
                ),
            ),
        )

    def limits(self) -> tuple[str, ...]:
        """What this report cannot say."""
        _ = self._
        return (
            _(
                "This is a self-image. What {customers} think is measured elsewhere; their own "
                "mark stands beside the scan."
            )
            if self.writer.scan.workspace.customer_mark
            else _("This is a self-image. What {customers} think was not measured here."),
            _("The questionnaire has not been validated in a pilot yet."),
            _(
                "The five levels are those of the makers of this questionnaire; they are not ISO "
                "levels, and this is not a certificate."
            ),
            _("A low level says something about a way of working, never about a person."),
            _(
                "Answers are treated confidentially; the researcher can trace them to a code, "
                "not to a name."
            ),
        )

"""The last pages: method, limits, every question, colophon."""

from fractions import Fraction
from math import floor

from servicescan import __version__
from servicescan.model.assessment import QuestionScore
from servicescan.model.hidden import left_open
from servicescan.model.questionnaire import Question
from servicescan.model.text import visible
from servicescan.report.advice_view import Adviser
from servicescan.report.pieces import AppendixQuestion, Fact, OpenRow
from servicescan.report.table_twins import table_twins
from servicescan.report.view import AppendixBlock, Checks
from servicescan.report.writer import Writer, unbroken

#: a shorter list needs no second column
ONE_COLUMN = 8


class Proof:
    """Writes the pages for who wants to check."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._

    # -- method -----------------------------------------------------------------------------------

    def checks(self) -> Checks:
        """Everything for who wants to check."""
        return Checks(
            method=(
                *self._measuring(),
                *self._judging(),
                *self._comparing(),
                *self._choosing(),
            ),
            limits=self._limits(),
            appendix=self._appendix(),
            appendix_note=self._appendix_note(),
            tables=table_twins(self.writer),
            unanswered=self._unanswered(),
            colophon=self._colophon(),
        )

    def _measuring(self) -> tuple[Fact, ...]:
        """From answers to figures."""
        _ = self._
        return (
            Fact(
                head=_("Answer"),
                body=_(
                    "Each question has five levels, each described in behaviour. “Don't know”, "
                    "“not applicable” and an unanswered question are kept apart and never counted."
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
                    "too small to be shown on its own does count in the score of its shift. The "
                    "lowest question is named."
                ),
            ),
            Fact(
                head=_("Agreement"),
                body=_(
                    "The spread of the answers to a question, in levels: agreed up to 0.7, varied "
                    "up to 1.1, divided above that. Random answers give 1.4. The appendix adds "
                    "r_wg: 1 when all agree, 0 for answers at random or further apart."
                ),
            ),
        )

    def _judging(self) -> tuple[Fact, ...]:
        """From figures to findings."""
        _ = self._
        return (
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
                    "The organisation sets the target; otherwise it is one level up, at most 4. "
                    "The gap is target minus score, never below zero."
                ),
            ),
        )

    def _comparing(self) -> tuple[Fact, ...]:
        """How two sides are held beside each other, and how figures are printed."""
        _ = self._
        return (
            Fact(
                head=_("Perception"),
                body=_(
                    "Mirror questions only, marked as such in the questionnaire: per question the "
                    "mean of each side, then the mean of those questions. The interval (Welch) and "
                    "the exact test, which counts every way to split the same people over the two "
                    "sides, use one mean per person. A difference is named when it is at least "
                    "half a level and the interval excludes zero; it is called not certain where "
                    "the exact test, made for up to 60 people, leaves chance 5 of 100 cases or "
                    "more."
                ),
            ),
            Fact(
                head=_("Figures"),
                body=_(
                    "One decimal; more where one would show a level that is not reached, or that "
                    "the margin does not hold. Gaps and differences are taken before rounding, so "
                    "they may be a tenth off the figures beside them."
                ),
            ),
        )

    def _choosing(self) -> tuple[Fact, ...]:
        """From findings to advice."""
        _ = self._
        return (
            Fact(
                head=_("Order"),
                body=_(
                    "Gap times importance times leverage, where leverage grows with the number of "
                    "shifts that lean on it. What others lean on comes first. The order is a "
                    "proposal, not a ranking; “firmest” is said only where it holds for three ways "
                    "to value the five levels."
                ),
            ),
            Fact(
                head=_("Advice"),
                body=_(
                    "For each shift and domain, the step that the domain's own questions call "
                    "for; at most three actions per shift and ten in the first ninety days."
                ),
            ),
        )

    def _limits(self) -> tuple[str, ...]:
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
            _("The five levels are our own; they are no ISO levels and this is no certificate."),
            _("A low level says something about a way of working, never about a person."),
            _(
                "Answers are treated confidentially; for the researcher they can be traced to a "
                "code, not to a name."
            ),
        )

    # -- appendix ---------------------------------------------------------------------------------

    def _appendix(self) -> tuple[AppendixBlock, ...]:
        """Every question with anchors, scores and the four things that came back."""
        blocks = []
        for block in self.writer.scan.questionnaire.blocks:
            questions = tuple(
                self._appendix_question(question)
                for question in block.questions
                if question.id in self.writer.scan.assessment.questions
            )
            if questions:
                title = f"{block.id}  {self.writer.say(block.name)}"
                blocks.append(AppendixBlock(title=title, questions=questions))
        return tuple(blocks)

    def _appendix_note(self) -> str:
        """How to read the list, where a question has a figure."""
        scores = self.writer.scan.assessment.questions.values()
        if all(score.figure.value is None for score in scores):
            return ""
        return self._(
            "The level reached is in bold. Behind each audience the number of answers, at the end "
            "the answers per level; – means not shown or not answered."
        )

    def _appendix_question(self, question: Question) -> AppendixQuestion:
        writer, scan = self.writer, self.writer.scan
        scored = scan.assessment.questions[question.id]
        names = {a.id: writer.say(a.name) for a in scan.questionnaire.audiences}
        by_audience = tuple(
            f"{names[audience]} {writer.score(figure)}" + (f" ({figure.n})" if figure.n else "")
            for audience, figure in scored.by_audience.items()
        )
        if all(figure.value is None for figure in scored.by_audience.values()):
            asked = writer.listed([names[audience] for audience in scored.by_audience])
            by_audience = (self._("asked of: {list}", list=asked),)
        value = scored.figure.value
        tiers = {topic.id: writer.say(topic.name) for topic in scan.questionnaire.tiers}
        elements = {topic.id: writer.say(topic.name) for topic in scan.questionnaire.elements}
        element = f"{question.element} {elements[question.element]}"
        detail = [self.adviser.domains[question.domain], tiers[question.tier], element]
        return AppendixQuestion(
            id=question.id,
            ask=writer.ask(question),
            detail=" · ".join(detail),
            anchors=tuple(writer.say(question.anchors[level]) for level in range(1, 6)),
            score=writer.score(scored.figure),
            near=0 if value is None else floor(value),
            by_audience=by_audience,
            tally=writer.tally(question, scored.tally),
            spread=self._spread(scored),
        )

    def _spread(self, scored: QuestionScore) -> str:
        """Answers per level, and the two figures that sum up how far they lie apart."""
        if scored.distribution is None:
            return ""
        parts = [f"{level}: {n}" for level, n in enumerate(scored.distribution, start=1)]
        if scored.spread is not None and scored.r_wg is not None:
            number = self.writer.number
            parts.append(unbroken(self._("spread {spread}", spread=number(scored.spread))))
            agreed = self.writer.speaker.number(max(scored.r_wg, Fraction(0)), 2)
            parts.append(unbroken(f"r_wg {agreed}"))
        return " · ".join(parts)

    def _unanswered(self) -> tuple[tuple[OpenRow, ...], ...]:
        """Questions that someone left open or did not know; many of them in two columns."""
        whole = self.writer.speaker.whole
        rows = tuple(
            OpenRow(
                id=id_,
                asked=whole(tally.asked),
                answered=whole(tally.answered),
                dont_know=whole(tally.dont_know),
                not_applicable=whole(tally.not_applicable),
                unanswered=whole(tally.unanswered),
            )
            for id_, tally in left_open(self.writer.scan.assessment).items()
        )
        half = (len(rows) + 1) // 2
        if len(rows) < ONE_COLUMN:
            return (rows,) if rows else ()
        return rows[:half], rows[half:]

    def _colophon(self) -> tuple[Fact, ...]:
        """Who made what."""
        _, scan = self._, self.writer.scan
        facts = [
            Fact(head=_("Ten shifts"), body=self.writer.say(scan.questionnaire.credit)),
            Fact(
                head=_("Type"),
                body=_("Source Serif 4 and Source Sans 3 by Adobe, SIL Open Font License."),
            ),
            Fact(
                head=_("Questionnaire and software"),
                body=_(
                    "Questionnaire {id} {version}, fingerprint of all questions and levels "
                    "{fingerprint}; scored and set by servicescan {software}.",
                    id=scan.questionnaire.id,
                    version=scan.questionnaire.version,
                    fingerprint=scan.questionnaire.fingerprint,
                    software=__version__,
                ),
            ),
            Fact(head=_("Made on"), body=self.writer.speaker.day(scan.day)),
        ]
        if scan.workspace.consultant:
            facts.insert(0, Fact(head=_("Consultant"), body=visible(scan.workspace.consultant)))
        return tuple(facts)

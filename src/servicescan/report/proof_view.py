"""The last pages: every question, colophon."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor

from servicescan import __version__
from servicescan.model.assessment import QuestionScore
from servicescan.model.hidden import left_open, untold
from servicescan.model.questionnaire import Question
from servicescan.model.text import visible
from servicescan.report.advice_view import Adviser
from servicescan.report.method_view import Method
from servicescan.report.pieces import AppendixQuestion, Fact, OpenRow
from servicescan.report.table_twins import table_twins
from servicescan.report.view import AppendixBlock, Checks
from servicescan.report.writer import Writer, unbroken, within

#: a shorter list needs no second column
ONE_COLUMN = 8


class Proof:
    """Writes the pages for who wants to check."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._

    def checks(self) -> Checks:
        """Everything for who wants to check."""
        method = Method(self.writer)
        return Checks(
            method=method.facts(),
            limits=method.limits(),
            appendix=self._appendix(),
            appendix_note=self._appendix_note(),
            tables=table_twins(self.writer),
            unanswered=self._unanswered(),
            unanswered_note=self._unanswered_note(),
            colophon=self._colophon(),
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
        """How to read the list; of figures only where there is one."""
        scores = self.writer.scan.assessment.questions.values()
        parts = [figure.value for score in scores for figure in score.by_audience.values()]
        if all(score.figure.value is None for score in scores):
            return self._(
                "– means not shown or not answered. A question put to several audiences is "
                "printed in the words for one of them. Below each question: the domain, the level "
                "of steering and the element of ISO 23592 that it belongs to."
            )
        if not any(score.distribution for score in scores) and set(parts) <= {None}:
            return self._(
                "The level reached is in bold. Scores per audience and answers per level can be "
                "shown for no question; – means not shown or not answered. A question put to "
                "several audiences is printed in the words for one of them."
            )
        return self._(
            "The level reached is in bold. Where they may be shown: each audience with its score "
            "and number of answers, at the end the answers per level; – means not shown or not "
            "answered. A question put to several audiences is printed in the words for one of them."
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
            by_audience = (self._put_to(scored.by_audience),)
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

    def _put_to(self, audiences: Iterable[str]) -> str:
        """Whom a question is put to in this scan, or else whom it is meant for."""
        writer, here = self.writer, {part.audience for part in self.writer.turnout()}
        everyone = {a.id: within(writer.say(a.name)) for a in writer.scan.questionnaire.audiences}
        names = {audience: everyone[audience] for audience in audiences}
        asked = [name for audience, name in names.items() if audience in here]
        if asked:
            return self._("Asked of: {list}", list=writer.listed(asked))
        return self._("Meant for: {list}", list=writer.listed(list(names.values())))

    def _spread(self, scored: QuestionScore) -> str:
        """Answers per level, and the two figures that sum up how far they lie apart."""
        if scored.distribution is None:
            return ""
        counts = ", ".join(map(str, scored.distribution))
        said = unbroken(self._("levels 1 to 5: {counts}", counts=counts))
        if scored.spread is None or scored.r_wg is None:
            return said
        spread = self._("spread {spread}", spread=self.writer.number(scored.spread))
        agreed = self.writer.speaker.number(max(scored.r_wg, Fraction(0)), 2)
        return f"{said}\N{NO-BREAK SPACE}· {unbroken(f'{spread} · r_wg {agreed}')}"

    def _unanswered(self) -> tuple[tuple[OpenRow, ...], ...]:
        """Questions that someone left open or did not know; many of them in two columns."""
        whole, found = self.writer.speaker.whole, left_open(self.writer.scan.assessment)
        has_open = any(tally.unanswered for tally in found.values())
        rows = tuple(
            OpenRow(
                id=id_,
                asked=whole(tally.asked),
                answered=whole(tally.answered),
                dont_know=whole(tally.dont_know),
                not_applicable=whole(tally.not_applicable),
                unanswered=whole(tally.unanswered) if has_open else "",
            )
            for id_, tally in found.items()
        )
        half = (len(rows) + 1) // 2
        if len(rows) < ONE_COLUMN:
            return (rows,) if rows else ()
        return rows[:half], rows[half:]

    def _unanswered_note(self) -> str:
        """What the list of questions without an answer is about, where it is not about all."""
        questions, hidden = (
            self.writer.scan.assessment.questions,
            untold(self.writer.scan.assessment),
        )
        if not hidden:
            return ""
        return self._(
            "Counted over the {n} questions whose counts are shown. A question that "
            "got only levels and “not applicable” is not in this list.",
            n=len(questions) - hidden,
        )

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

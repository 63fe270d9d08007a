"""What the figures rest on: how firm they are, what came back, what was backed, what is hidden."""

from servicescan.i18n import typographic
from servicescan.model.hidden import hidden_by_earlier, is_mostly_told, untold
from servicescan.report.pieces import Fact
from servicescan.report.steadiness import discuss_first, steadiness, with_equal_weights
from servicescan.report.writer import Writer


class Grounds:
    """Writes the facts under the figures."""

    def __init__(self, writer: Writer) -> None:
        """Keeps the voice."""
        self.writer, self._ = writer, writer._

    def facts(self) -> tuple[Fact, ...]:
        """Those that there is something to say of."""
        said = (self._tally(), self._evidence(), self._hidden(), self._outdated())
        return (*self._firmness(), *filter(None, said))

    def _firmness(self) -> tuple[Fact, ...]:
        """What hangs on one respondent or on the weights, and where opinions are divided."""
        speaker, found = self.writer.speaker, self.writer.scan.assessment
        firm = (steadiness(speaker, found.attention), with_equal_weights(speaker, found.attention))
        said = (
            (self._("What comes first"), " ".join(filter(None, firm))),
            (self._("To talk about first"), discuss_first(speaker, found)),
        )
        return tuple(Fact(head=head, body=typographic(body)) for head, body in said if body)

    def _few(self) -> str:
        """That counts over a few people are no part of a sum."""
        if not untold(self.writer.scan.assessment):
            return ""
        return " " + self._("Questions whose counts are not shown are left out here.")

    def _tally(self) -> Fact | None:
        """The four things that came back; None where most questions hide theirs."""
        whole, found = self.writer.speaker.whole, self.writer.scan.assessment
        tally = found.tally
        if not tally.asked or not is_mostly_told(found):
            return None
        return Fact(
            head=self._("Not everything is a level"),
            body=self._(
                "Of the {asked} times a question was put to someone, {answered} got a level, "
                "{dont_know} a “don't know”, {not_applicable} a “not applicable”, and "
                "{unanswered} went unanswered. None of the last three counts as level 1.",
                asked=whole(tally.asked),
                answered=whole(tally.answered),
                dont_know=whole(tally.dont_know),
                not_applicable=whole(tally.not_applicable),
                unanswered=whole(tally.unanswered) if tally.unanswered else self._("not one"),
            )
            + self._few(),
        )

    def _evidence(self) -> Fact | None:
        """How much was backed; None where that may not be said, or nobody answered."""
        found = self.writer.scan.assessment.evidence
        graded = sum(found.values())
        if not graded:
            return None
        backed = found.get("shown", 0) + found.get("data", 0)
        return Fact(
            head=self._("Evidence"),
            body=self._(
                "Backed by something shown or by data: {part}, counted over the answers with a "
                "level to questions whose distribution is shown. The others rest on what was "
                "told.",
                part=self.writer.speaker.share(backed, graded),
            ),
        )

    def _hidden(self) -> Fact:
        """What stays hidden, and why."""
        thresholds = self.writer.scan.workspace.thresholds
        return Fact(
            head=self._("What is hidden"),
            body=self._(
                "Fewer than {mean} answers give no figure, fewer than {distribution} no "
                "distribution and no margin over one or two questions, notes by fewer than "
                "{comments} people no quotes. Figures that together would give a small group "
                "away are left out as well.",
                mean=thresholds.mean,
                distribution=thresholds.distribution,
                comments=thresholds.comments,
            )
            + f" {self._without()}"
            + self._uncounted()
            + self._late(),
        )

    def _without(self) -> str:
        """How many questions have no figure."""
        scores = self.writer.scan.assessment.questions.values()
        without = sum(1 for score in scores if score.figure.value is None)
        if not without:
            return self._("In this scan every question has a figure.")
        if without == len(scores):
            return self._("None of the {n} questions has a figure.", n=without)
        return self._(
            "For that reason, or because nobody was asked or answered, {n} of {all} questions "
            "have no figure.",
            n=without,
            all=len(scores),
        )

    def _uncounted(self) -> str:
        """That nothing is said of who did not know, where most questions hide it."""
        found = self.writer.scan.assessment
        if is_mostly_told(found) or not found.respondents:
            return ""
        if all(score.figure.value is None for score in found.questions.values()):
            return " " + self._(
                "A total of how many people did not know or gave no answer is left out too: too "
                "few people took part to show it."
            )
        return " " + self._(
            "A total of how many people did not know or gave no answer is left out too: for most "
            "questions too few people took part to show it."
        )

    def _late(self) -> str:
        """What an earlier report, which is out, keeps out of this one."""
        found, plural = self.writer.scan.assessment, self.writer.speaker.plural
        said = ""
        if found.late:
            said += " " + plural(
                "{n} person answered after an earlier report and waits until enough others have: "
                "otherwise the difference between the reports would show the answers.",
                "{n} people answered after an earlier report and wait until enough others have: "
                "otherwise the difference between the reports would show the answers.",
                found.late,
            )
        if hidden := hidden_by_earlier(found):
            said += " " + plural(
                "{n} figure is left out: together with an earlier report it would point "
                "at a few people.",
                "{n} figures are left out: together with an earlier report they would point "
                "at a few people.",
                hidden,
            )
        return said

    def _outdated(self) -> Fact | None:
        """Questions whose text has changed since some answers were given."""
        outdated = self.writer.scan.assessment.outdated
        if not outdated:
            return None
        return Fact(
            head=self._("Changed questions"),
            body=self._(
                "Answers to an earlier text were left out: {questions}.",
                questions=", ".join(outdated),
            ),
        )

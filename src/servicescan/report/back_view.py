"""The back of the report: other ways to look, and how sure the figures are."""

from collections.abc import Iterable

from servicescan.i18n import typographic
from servicescan.model.assessment import GroupScore, Participation, ShiftScore
from servicescan.model.hidden import hidden_by_earlier, is_mostly_told, untold
from servicescan.model.questionnaire import Topic
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.pieces import Fact, GroupLine, Sureness, Turnout
from servicescan.report.profile_view import no_margin
from servicescan.report.steadiness import discuss_first, steadiness, with_equal_weights
from servicescan.report.view import Certainty, GroupBlock
from servicescan.report.writer import NOTHING, Writer, reading, sentence, within

GROUP_RULER_MM = 38


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
        if all(s.figure.value is None for _title, _topics, scores in blocks for s in scores):
            return ()
        return tuple(
            GroupBlock(
                title=title,
                lines=tuple(self._group_lines(topics, scores)),
                hidden=self._groups_hidden(topics, scores),
            )
            for title, topics, scores in blocks
        )

    def _group_lines(
        self, topics: Iterable[Topic], scores: Iterable[GroupScore]
    ) -> Iterable[GroupLine]:
        writer, _ = self.writer, self._
        found = {str(score.id): score for score in scores}
        for topic in topics:
            group = found[topic.id]
            if group.figure.value is None:
                continue
            name = writer.say(topic.name)
            shown = writer.score(group.figure)
            yield GroupLine(
                name=name,
                about=f"{writer.say(topic.about)} {self._equal(group)}",
                score=shown,
                margin=writer.interval(group.figure) or NOTHING,
                people=writer.people(group.figure),
                ruler=charts.ruler(GROUP_RULER_MM, reading(group.figure), f"{name}: {shown}"),
            )

    def _groups_hidden(self, topics: Iterable[Topic], scores: Iterable[GroupScore]) -> str:
        """Those without a figure, in one line per reason."""
        writer, names = self.writer, {t.id: self.writer.say(t.name) for t in topics}
        why: dict[str, list[str]] = {}
        for score in scores:
            if score.figure.value is None:
                reason = writer.why_withheld(score.figure)
                why.setdefault(reason, []).append(names[str(score.id)])
        said = (f"{sentence(r)}: {writer.listed(those)}." for r, those in why.items())
        return " ".join(said)

    def _equal(self, group: GroupScore) -> str:
        """The mean beside a weighted one; nothing where all questions count the same."""
        if group.equal is None:
            return ""
        score = self.writer.held(group.equal)
        return sentence(self._("{score} if every question counted the same", score=score))

    # -- certainty --------------------------------------------------------------------------------

    def certainty(self) -> Certainty:
        """Who answered, and what that allows us to say."""
        return Certainty(
            turnout=self._rows(),
            total=self._total(),
            turnout_note=self._turnout_note(),
            has_invited=any(p.invited is not None for p in self.writer.turnout()),
            has_bounds=any(s.if_absent for s in self.writer.scan.assessment.shifts),
            shifts=tuple(map(self._sureness, self.writer.scan.assessment.shifts)),
            note=" ".join(filter(None, (no_margin(self.writer), self._no_bounds()))),
            facts=(
                *self._firmness(),
                *filter(None, (self._tally(), self._evidence(), self._hidden(), self._outdated())),
            ),
        )

    def _no_bounds(self) -> str:
        """Why a score has no bounds for whatever the absent think; nothing where each has them."""
        shifts = [s for s in self.writer.scan.assessment.shifts if s.figure.value is not None]
        if all(shift.if_absent for shift in shifts):
            return ""
        return self._(
            "– whatever the absent think: the number of invited people is not known, or the "
            "bounds would give a small group away."
        )

    def _sureness(self, scored: ShiftScore) -> Sureness:
        writer, name = self.writer, f"{scored.shift} {self.writer.pole(scored.shift)}"
        return Sureness(
            shift=name,
            score=writer.score(scored.figure),
            margin=writer.interval(scored.figure) or NOTHING,
            bounds=writer.span(*scored.if_absent) if scored.if_absent else NOTHING,
            people=writer.speaker.whole(scored.figure.n) if scored.figure.n else NOTHING,
        )

    def _rows(self) -> tuple[Turnout, ...]:
        """One row per audience."""
        names = {a.id: a for a in self.writer.scan.questionnaire.audiences}
        return tuple(
            self._turnout(
                self.writer.say(names[p.audience].name), self.writer.say(names[p.audience].who), p
            )
            for p in self.writer.turnout()
        )

    def _turnout_note(self) -> str:
        """Who takes no part, and what a dash says."""
        _, writer = self._, self.writer
        rows = writer.turnout()
        there = {part.audience for part in rows}
        absent = [
            within(writer.say(audience.name))
            for audience in writer.scan.questionnaire.audiences
            if audience.id not in there
        ]
        said = []
        if absent:
            said.append(_("Not in this scan: {list}.", list=writer.listed(absent)))
        if 0 < sum(part.invited is None for part in rows) < len(rows):
            said.append(_("– under Invited: the number was not filled in."))
        if any(part.complete is None for part in rows):
            said.append(_("– under Complete: not shown, because it would tell of a few people."))
        return " ".join(said)

    def _total(self) -> Turnout:
        """All audiences together."""
        all_ = self.writer.turnout()
        invited = [p.invited for p in all_ if p.invited is not None]
        complete = [p.complete for p in all_]
        total = Participation(
            audience="",
            invited=sum(invited) if len(invited) == len(all_) else None,
            responses=sum(p.responses for p in all_),
            complete=None if None in complete else sum(n or 0 for n in complete),
        )
        return self._turnout(self._("Total"), "", total)

    def _turnout(self, name: str, who: str, found: Participation) -> Turnout:
        whole = self.writer.speaker.whole
        return Turnout(
            audience=name,
            who=who,
            invited=NOTHING if found.invited is None else whole(found.invited),
            responses=whole(found.responses),
            complete=NOTHING if found.complete is None else whole(found.complete),
        )

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
        return " " + self._("Questions that too few people were asked are not counted here.")

    def _tally(self) -> Fact | None:
        """The four things that came back; None where most questions hide theirs."""
        whole, found = self.writer.speaker.whole, self.writer.scan.assessment
        tally = found.tally
        if not tally.asked or not is_mostly_told(found):
            return None
        return Fact(
            head=self._("Four things stay four things"),
            body=self._(
                "Of the {asked} times a question was put to someone, {answered} got a level, "
                "{dont_know} a “don't know”, {not_applicable} a “not applicable”, and "
                "{unanswered} stayed open. None of the last three counts as level 1.",
                asked=whole(tally.asked),
                answered=whole(tally.answered),
                dont_know=whole(tally.dont_know),
                not_applicable=whole(tally.not_applicable),
                unanswered=whole(tally.unanswered),
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
        scores = self.writer.scan.assessment.questions.values()
        without = sum(1 for score in scores if score.figure.value is None)
        return Fact(
            head=self._("What is hidden"),
            body=self._(
                "Fewer than {mean} answers give no figure, fewer than {distribution} no "
                "distribution, notes by fewer than {comments} people no quotes. Figures that "
                "together would give a small group away are left out as well.",
                mean=thresholds.mean,
                distribution=thresholds.distribution,
                comments=thresholds.comments,
            )
            + " "
            + (
                self._(
                    "For that reason, or because nobody answered, {n} of {all} questions have no "
                    "figure.",
                    n=without,
                    all=len(scores),
                )
                if without
                else self._("In this scan every question has a figure.")
            )
            + self._late(),
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

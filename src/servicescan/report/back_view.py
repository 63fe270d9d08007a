"""The back of the report: other ways to look, and how sure the figures are."""

from collections.abc import Iterable
from dataclasses import replace

from servicescan.model.assessment import GroupScore, Participation, ShiftScore
from servicescan.model.questionnaire import Topic
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.grounds import Grounds
from servicescan.report.inside_view import no_margin
from servicescan.report.pieces import GroupLine, Sureness, Turnout
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
        found = [
            GroupBlock(
                title=title,
                lines=tuple(self._group_lines(topics, scores)),
                hidden=self._groups_hidden(topics, scores),
            )
            for title, topics, scores in blocks
        ]
        dash = no_margin(
            self.writer, (s.figure for _title, _topics, these in blocks for s in these)
        )
        last = " ".join(filter(None, (found[-1].hidden, dash, self._not_in_groups())))
        found[-1] = replace(found[-1], hidden=last)
        return tuple(found)

    def _not_in_groups(self) -> str:
        """The questions that the other ways to look leave out."""
        lenses = self.writer.scan.questionnaire.lenses
        if not lenses:
            return ""
        names = self.writer.listed([self.writer.say(lens.name) for lens in lenses])
        return self._(
            "Only questions of the shifts count here, not those under {list}.", list=names
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
        said = (f"{sentence(r)}: {'; '.join(those)}." for r, those in why.items())
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
        figures = [shift.figure for shift in self.writer.scan.assessment.shifts]
        return Certainty(
            turnout=self._rows(),
            total=self._total(),
            turnout_note=self._turnout_note(),
            has_invited=any(p.invited is not None for p in self.writer.turnout()),
            has_bounds=self._has_bounds(),
            shifts=tuple(map(self._sureness, self.writer.scan.assessment.shifts)),
            note=" ".join(filter(None, (no_margin(self.writer, figures), self._no_bounds()))),
            facts=Grounds(self.writer).facts(),
        )

    def _has_bounds(self) -> bool:
        return any(shift.if_absent for shift in self.writer.scan.assessment.shifts)

    def _no_bounds(self) -> str:
        """Why a score has no bounds for whatever the absent think; nothing where none is missed."""
        shifts = [s for s in self.writer.scan.assessment.shifts if s.figure.value is not None]
        if not self._has_bounds() or all(shift.if_absent for shift in shifts):
            return ""
        if any(part.invited is None for part in self.writer.turnout()):
            return self._(
                "A dash under “Whatever the absent think”: not known how many were invited, or the "
                "bounds would give a small group away."
            )
        return self._(
            "A dash under “Whatever the absent think”: the bounds would give a small group away."
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
        said = [_("Complete: no question left open.")]
        if absent:
            said.append(_("Not in this scan: {list}.", list=writer.listed(absent)))
        if 0 < sum(part.invited is None for part in rows) < len(rows):
            said.append(_("– under Invited: the number was not filled in."))
        if any(part.complete is None for part in rows):
            said.append(
                _("– under Complete: not shown, because it would say something about individuals.")
            )
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

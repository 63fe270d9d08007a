"""The front of the report: cover, one-page summary, map of the ten shifts."""

from collections.abc import Sequence

from servicescan.model.assessment import ShiftScore
from servicescan.model.hidden import is_mostly_told, untold
from servicescan.model.text import visible
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.decision import decided, steps_note
from servicescan.report.headlines import differ
from servicescan.report.pieces import Fact, Message, NoteList, ShiftLine
from servicescan.report.seats import seats_apart, seats_message
from servicescan.report.shift_view import (
    WIDE_MM,
    ruler_title,
    standing,
)
from servicescan.report.steadiness import why_first
from servicescan.report.view import Cover, Guide, ShiftMap, Summary
from servicescan.report.writer import NOTHING, Writer, first_sentence, reach, reading, sentence

DIAL_MM = 92
LINE_RULER_MM = 49
MAP_RULER_MM = 78
TOP = 3
EXAMPLE = charts.Reading(now=2.3, low=2.0, high=2.6, target=3.3)


class Front:
    """Writes the pages that are read first."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Sorts out which shifts stand furthest and which ask for most."""
        self.writer, self.adviser, self._ = writer, adviser, writer._
        assessment = writer.scan.assessment
        self.scored = [s for s in assessment.shifts if s.figure.value is not None]
        #: at most three and three, in the order of the shifts: a rank is not claimed, but what
        #: is only called the highest so far runs from high to low
        self.strong = [s for s in self.scored if s.shift in assessment.firmest]
        self.needy = [s for s in self.scored if s.shift in assessment.attention.shifts]
        self.differ = differ(self.scored)
        if not self.differ:
            self.strong.sort(key=lambda s: -(s.figure.value or 0))

    def cover(self) -> Cover:
        """Dial, title, client, month, turnout."""
        writer, scan, _ = self.writer, self.writer.scan, self._
        turnout = writer.turnout()
        invited = [p.invited for p in turnout if p.invited is not None]
        groups = sum(1 for p in turnout if p.responses)
        responses = (
            _("{n} of {all} invited people", n=scan.assessment.respondents, all=sum(invited))
            if len(invited) == len(turnout)
            else writer.speaker.plural("{n} response", "{n} responses", scan.assessment.respondents)
        )
        audiences = writer.speaker.plural("{n} audience", "{n} audiences", groups)
        readings = [reading(shift.figure, shift.target) for shift in scan.assessment.shifts]
        labels = [shift.shift for shift in scan.assessment.shifts]
        title = _("Dial with a segment for each of the ten shifts; the map shows the figures.")
        return Cover(
            title=(_("From good"), _("to a nine")),
            client=visible(scan.workspace.client),
            subtitle=" · ".join(
                map(writer.say, (scan.questionnaire.title, scan.questionnaire.subtitle))
            ),
            month=writer.speaker.month(scan.day),
            responses=f"{responses} · {audiences}",
            confidentiality=visible(scan.workspace.look.confidentiality) or _("Confidential"),
            consultant=visible(scan.workspace.consultant),
            logo=f"logo{scan.logo.suffix}" if scan.logo else "",
            dial=charts.dial(DIAL_MM, readings, labels, title),
        )

    # -- lines --------------------------------------------------------------------------------

    def line(self, scored: ShiftScore, ruler_mm: float) -> ShiftLine:
        """One shift with its ruler."""
        writer, shift = self.writer, self.writer.shifts[scored.shift]
        return ShiftLine(
            id=shift.id,
            anchor=f"shift-{shift.id}",
            from_=writer.say(shift.from_),
            to=writer.say(shift.to),
            score=writer.score(scored.figure),
            target=NOTHING if scored.target is None else writer.held(scored.target),
            level=standing(writer, scored),
            people=writer.people(scored.figure),
            ruler=charts.ruler(
                ruler_mm,
                reading(scored.figure, scored.target),
                ruler_title(writer, shift, scored),
            ),
        )

    def map(self) -> ShiftMap:
        """All shifts, on the page that shows nothing else."""
        shifts = self.writer.scan.assessment.shifts
        return ShiftMap(
            lines=tuple(self.line(shift, MAP_RULER_MM) for shift in shifts),
            notes=self._map_notes(),
        )

    def guide(self) -> Guide:
        """The five levels, and how to read a ruler."""
        levels = self.writer.scan.questionnaire.levels
        return Guide(
            ladder=tuple(
                Fact(
                    head=f"{number}\N{EN SPACE}{self.writer.say(level.name)}",
                    body=self.writer.say(level.portrait),
                )
                for number, level in sorted(levels.items())
            ),
            example_ruler=charts.wide_ruler(
                WIDE_MM,
                EXAMPLE,
                self._("Example of a shift ruler"),
                [self.writer.level(number) for number in range(1, 6)],
            ),
        )

    # -- summary --------------------------------------------------------------------------------

    def summary(self) -> Summary:
        """The page that is read when nothing else is."""
        _, scan = self._, self.writer.scan
        return Summary(
            headline=self.headline(),
            lines=tuple(self.line(shift, LINE_RULER_MM) for shift in scan.assessment.shifts),
            strengths_title=self._strengths_title(),
            strengths=tuple(self._message("strength", shift) for shift in self.strong),
            gaps=tuple(self._message("gap", shift) for shift in self.needy),
            gaps_note=self._gaps_note(),
            perception=seats_message(self.writer),
            basics=self._basics(),
            no_more=" ".join(filter(None, (self._no_more(), self._apart()))),
            steps=tuple(map(self.adviser.row, decided(self.writer, self.adviser))),
            steps_note=steps_note(self.writer, self.adviser),
            certainty=self.certainty(),
            customer_mark=self.customer_mark(),
            legend=self._legend(),
        )

    def _strengths_title(self) -> str:
        """A firm place is only said where the shifts can be told apart at all."""
        return self._("Stands firmest") if self.differ else self._("Highest so far")

    def _no_more(self) -> str:
        """Why fewer than three strengths are named, or how little a name says."""
        if not self.scored:
            return ""
        if not self.strong:
            return self._("No shift clearly stands out above the others.")
        if not self.differ:
            return self._("It is too early to say whether the shifts differ.")
        if len(self.strong) >= TOP:
            return ""
        return self._("No other shift clearly stands out.")

    def _apart(self) -> str:
        """A strength in the eyes of one side only."""
        return seats_apart(self.writer, [shift.shift for shift in self.strong])

    def _gaps_note(self) -> str:
        assessment = self.writer.scan.assessment
        return why_first(self.writer.speaker, assessment) if self.needy else ""

    def _legend(self) -> charts.Drawing:
        """What dot, band and ring mean; the band only where one is drawn."""
        margins = any(shift.figure.low is not None for shift in self.scored)
        all_ = all(shift.figure.low is not None for shift in self.scored)
        now = self._("now; no margin can be given")
        if margins and all_:
            now = self._("now, with 95% margin")
        elif margins:
            now = self._("now, some with 95% margin")
        ends = f"1 {self.writer.level(1)} – 5 {self.writer.level(5)}"
        return charts.key((now, self._("target"), ends), with_margin=margins)

    def headline(self) -> str:
        """The finding in one sentence: what stands, and what asks for the biggest step."""
        if not self.scored:
            return self._("Too few answers to say where the organisation stands")
        strong = [self.writer.theme(shift.shift) for shift in self.strong]
        needy = [self.writer.theme(shift.shift) for shift in self.needy]
        if not needy:
            return self._("The organisation stands where it wants to be on every scored shift.")
        asks = self._plural("{list} needs attention first.", "{list} need attention first.", needy)
        if not strong:
            return sentence(asks)
        if self.differ:
            stands = self._plural("{list} stands firmest.", "{list} stand firmest.", strong)
        else:
            stands = self._plural(
                "{list} scores highest so far.", "{list} score highest so far.", strong
            )
        return f"{sentence(stands)} {sentence(asks)}"

    def _plural(self, one: str, many: str, names: list[str]) -> str:
        """One sentence about one thing, or about several."""
        return self._(one if len(names) == 1 else many, list=self.writer.listed(names))

    def _message(self, kind: str, scored: ShiftScore) -> Message:
        writer, shift = self.writer, self.writer.shifts[scored.shift]
        level = scored.level or 1
        score = f"{writer.score(scored.figure)} ({writer.people(scored.figure)})"
        title = f"{shift.id} {sentence(writer.say(shift.to))} · {score}"
        told = [first_sentence(writer.say(shift.levels[level]))]
        if levels := reach(scored):
            low, high = levels
            told.append(
                self._("On the border of levels {low} and {high}.", low=low, high=high)
                if high == low + 1
                else self._("The margin runs from level {low} to level {high}.", low=low, high=high)
            )
        return Message(kind=kind, title=title, body=" ".join(told))

    def _basics(self) -> Message | None:
        _, found = self._, self.writer.scan.assessment.basics_first
        if not found:
            return None
        return Message(
            kind="basics",
            title=_("Basics in order first"),
            body=self._plural(
                "{list} scores below “organised”. What surprises {customers} only works once "
                "the basics are in order, so this comes before anything that delights.",
                "{list} score below “organised”. What surprises {customers} only works once "
                "the basics are in order, so this comes before anything that delights.",
                [f"{id_} ({self._figure(id_)})" for id_ in found],
            ),
            lines=self._in_full(found),
        )

    def _in_full(self, found: Sequence[str]) -> tuple[str, ...]:
        """What the lowest of these questions asks; the page has no room for more."""
        scores = self.writer.scan.assessment.questions
        lowest = min(found, key=lambda id_: scores[id_].figure.value or 0)
        return (f"{lowest} {self.writer.ask(self.writer.questions[lowest])}",)

    def _figure(self, question: str) -> str:
        figure = self.writer.scan.assessment.questions[question].figure
        return f"{self.writer.score(figure)}; {self.writer.people(figure)}"

    def certainty(self) -> str:
        """Who answered, and what share did not know, unless most questions hide that."""
        _, assessment = self._, self.writer.scan.assessment
        tally = assessment.tally
        turnout = _("Took part: {people}.", people=self.cover().responses)
        if not tally.asked or not is_mostly_told(assessment):
            return turnout
        whole = self.writer.speaker.whole
        came = [_("{n} got a “don't know”", n=whole(tally.dont_know))]
        if tally.unanswered:
            came.append(_("{n} no answer", n=whole(tally.unanswered)))
        parts = {"asked": whole(tally.asked), "came": self.writer.listed(came)}
        unknown = (
            _(
                "The questions whose counts are shown were put {asked} times in all; {came}.",
                **parts,
            )
            if untold(assessment)
            else _("Of the {asked} times a question was put to someone, {came}.", **parts)
        )
        return f"{turnout} {unknown}"

    def customer_mark(self) -> str:
        """The mark that customers gave, beside the self-image; nothing when not filled in."""
        given = self.writer.scan.workspace.customer_mark
        if given is None:
            return ""
        n = f", n = {self.writer.speaker.whole(given.n)}" if given.n else ""
        return self._(
            "Mark out of 10 from {customers} themselves (in the Netherlands a nine is rare): "
            "{mark}, {source}{n}.",
            mark=visible(given.mark),
            source=visible(given.source),
            n=n,
        )

    def _map_notes(self) -> tuple[NoteList, ...]:
        """Where the organisation is furthest, and what needs attention first."""
        titles = (self._strengths_title(), self._("Needs attention first"))
        return tuple(
            NoteList(title=title, lines=tuple(map(self._note, shifts)))
            for title, shifts in zip(titles, (self.strong, self.needy), strict=True)
            if shifts
        )

    def _note(self, scored: ShiftScore) -> str:
        writer = self.writer
        name = f"{scored.shift} {writer.pole(scored.shift)}"
        score = f"{writer.score(scored.figure)} ({writer.people(scored.figure)})"
        return f"{name}: {score}, {standing(writer, scored)}"

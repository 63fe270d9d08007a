"""The outcome in the terminal."""

from collections.abc import Iterator
from fractions import Fraction

from rich.table import Table
from rich.text import Text

from servicescan.cli.console import drawn, out, say, text
from servicescan.cli.rulers import dumbbell, heat, ruler
from servicescan.i18n import Speaker, rounded
from servicescan.model.assessment import Advice, Assessment, Figure, ShiftScore, Withheld
from servicescan.model.questionnaire import Lens, Shift
from servicescan.model.recommendation import Recommendation
from servicescan.model.text import Language
from servicescan.model.workspace import Form
from servicescan.storage.workspace import Scan

LABEL = 42
#: actions shown here; the report has them all
SHOWN = 10


def print_scoreboard(assessment: Assessment, scan: Scan, language: Language) -> None:
    """Bars per shift, the heat map, the perception gaps and the first advice."""
    Scoreboard(assessment, scan, language).print()


class Scoreboard:
    """One outcome, with the words to say it."""

    def __init__(self, assessment: Assessment, scan: Scan, language: Language) -> None:
        self.assessment = assessment
        self.workspace = scan.workspace
        self.questionnaire = scan.questionnaire
        terms = {term.id: term for term in scan.questionnaire.customer_terms}
        term = terms.get(scan.workspace.customer_term)
        self.speaker = Speaker(language, term.markers(language) if term else None)
        self.shifts = {shift.id: shift for shift in scan.questionnaire.shifts}

    def print(self) -> None:
        """All parts that have something to say."""
        self._heading()
        if not self.assessment.respondents:
            say(self.speaker._("There are no answers yet."))
            return
        for part in (self._basics, self._rulers, self._heat_map, self._perception, self._first):
            part()
        self._small_print()

    def _title(self, words: str) -> None:
        say()
        say(words, "bold")

    # -- heading ----------------------------------------------------------------------------------

    def _heading(self) -> None:
        speaker = self.speaker
        say(f"{self.workspace.client} {drawn('·')} {speaker.say(self.questionnaire.title)}", "bold")
        n = self.assessment.respondents
        people = speaker.plural("{n} person answered.", "{n} people answered.", n)
        remarks = [people]
        if self.workspace.form is Form.QUICK:
            remarks.append(speaker._("Quick set: the outcome is indicative."))
        if self.workspace.fictitious:
            remarks.append(speaker._("An invented organisation."))
        say(" ".join(remarks))

    def _basics(self) -> None:
        if self.assessment.basics_first:
            questions = ", ".join(self.assessment.basics_first)
            say()
            say(
                self.speaker._("First put the basics in order: {questions}.", questions=questions),
                "bold yellow",
            )

    # -- shifts -----------------------------------------------------------------------------------

    def _rulers(self) -> None:
        speaker = self.speaker
        self._title(speaker._("The ten shifts"))
        legend = speaker._("● now   ▒ 95 % interval   ○ target   1 to 5")
        say(f"{'':5}{drawn(legend)}", "dim")
        for score in self.assessment.shifts:
            say()
            head = text(f"{score.shift:<5}{self._from_to(self.shifts[score.shift])}")
            if score.border is not None:
                border = self.speaker._("on the border of {level}", level=score.border)
                head.append_text(text(f"   {border}", "dim"))
            out().print(head)
            figure = score.figure
            line = Text(" " * 5)
            line.append_text(ruler(figure.value, score.target, figure.low, figure.high))
            line.append_text(text("  " + self._standing(score)))
            out().print(line)

    def _from_to(self, shift: Shift) -> str:
        return f"{self.speaker.say(shift.from_)} {drawn('→')} {self.speaker.say(shift.to)}"

    def _standing(self, score: ShiftScore) -> str:
        """The figure, its level and the people behind it; or why there is none."""
        if score.figure.value is None or score.level is None:
            return self._why_empty(score.figure)
        speaker = self.speaker
        name = speaker.say(self.questionnaire.levels[score.level].name)
        words = f"{speaker.number(score.figure.value)}  {score.level} {name}"
        if score.is_capped:
            words += "*"
        return f"{words}  n={speaker.whole(score.figure.n)}"

    def _why_empty(self, figure: Figure) -> str:
        speaker = self.speaker
        return {
            Withheld.NO_ANSWERS: speaker._("no answers"),
            Withheld.TOO_FEW_ANSWERS: speaker._("too few answers to show"),
            Withheld.PROTECTS_OTHERS: speaker._("not shown, to protect a smaller group"),
            Withheld.TOO_FEW_QUESTIONS: speaker._("too few questions answered"),
        }[figure.withheld or Withheld.NO_ANSWERS]

    # -- audiences --------------------------------------------------------------------------------

    def _heat_map(self) -> None:
        speaker = self.speaker
        self._title(speaker._("Each group's view"))
        say(speaker._("Over the questions that several groups were asked, so figures compare."))
        audiences = [a for a in self.questionnaire.audiences if a.id in self.workspace.audiences]
        table = Table(box=None, padding=(0, 1), pad_edge=False)
        table.add_column("")
        for audience in audiences:
            table.add_column(text(speaker.say(audience.name)), justify="center")
        for score in self.assessment.shifts:
            cells = (self._cell(score.by_audience.get(audience.id)) for audience in audiences)
            table.add_row(text(f"{score.shift:<4}"), *cells)
        say()
        out().print(table)
        say(drawn(speaker._("· not asked or no answers   – too few answers to show")), "dim")

    def _cell(self, figure: Figure | None) -> Text:
        if figure is None or figure.withheld is Withheld.NO_ANSWERS:
            return heat(None, drawn("·"))
        if figure.value is None:
            return heat(None, drawn("–"))
        return heat(figure.value, self.speaker.number(figure.value))

    def _perception(self) -> None:
        speaker = self.speaker
        shown = [gap for gap in self.assessment.perception if gap.difference is not None]
        if not shown:
            return
        self._title(speaker._("Those who decide, and those who do"))
        say(
            drawn(speaker._("◆ leadership, HR and process owners   ● front line and partners")),
            "dim",
        )
        for gap in sorted(shown, key=lambda gap: abs(gap.difference or Fraction(0)), reverse=True):
            if gap.difference is None or gap.policy.value is None or gap.practice.value is None:
                continue
            line = text(f"{gap.block:<5}")
            line.append_text(dumbbell(gap.policy.value, gap.practice.value))
            line.append_text(text(f"  {self._difference(gap.difference, gap.low, gap.high)}"))
            if gap.is_flagged:
                line.append_text(text("  " + speaker._("clear"), "bold"))
            out().print(line)

    def _difference(self, value: Fraction, low: float | None, high: float | None) -> str:
        words = self._signed(value)
        if low is None or high is None:
            return words
        return drawn(f"{words} ({self._signed(low)} … {self._signed(high)})")

    def _signed(self, value: Fraction | float) -> str:
        if not rounded(value):
            return self.speaker.number(0)
        return ("+" if value > 0 else "") + self.speaker.number(value)

    # -- advice -----------------------------------------------------------------------------------

    def _first(self) -> None:
        first = [advice for advice in self.assessment.advice if advice.is_first][:SHOWN]
        if not first:
            return
        self._title(self.speaker._("What to do first"))
        texts = {advice.id: advice for block in self._blocks() for advice in block.recommendations}
        for number, advice in enumerate(first, 1):
            self._action(number, advice, texts[advice.recommendation])

    def _blocks(self) -> Iterator[Shift | Lens]:
        yield from self.questionnaire.shifts
        yield from self.questionnaire.lenses

    def _action(self, number: int, advice: Advice, words: Recommendation) -> None:
        speaker = self.speaker
        domains = {topic.id: speaker.say(topic.name) for topic in self.questionnaire.domains}
        head = f"{advice.block} {drawn('·')} {domains.get(advice.domain, advice.domain)}"
        if advice.step:
            head += drawn(" · ") + speaker._("step {step}", step=advice.step)
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=3, justify="right")
        grid.add_column()
        grid.add_row(text(f"{number}."), text(head, "bold"))
        grid.add_row("", text(speaker.say(words.action)))
        grid.add_row("", text(self._because(advice), "dim"))
        say()
        out().print(grid)

    def _because(self, advice: Advice) -> str:
        """Which answers led to this advice."""
        if advice.is_derived:
            return self.speaker._("Because of {block} as a whole.", block=advice.block)
        answers = ", ".join(
            f"{trigger.question} ({self.speaker.number(trigger.value)})"
            for trigger in advice.because
        )
        return self.speaker._("Because of {answers}.", answers=answers)

    # -- small print ------------------------------------------------------------------------------

    def _small_print(self) -> None:
        speaker, tally = self.speaker, self.assessment.tally
        self._title(speaker._("How sure is this?"))
        said = speaker._(
            "Of {asked} questions put: {answered} answered with a level, {dont_know} with "
            "“don't know”, {not_applicable} with “not applicable”, {unanswered} left open.",
            asked=speaker.whole(tally.asked),
            answered=speaker.whole(tally.answered),
            dont_know=speaker.whole(tally.dont_know),
            not_applicable=speaker.whole(tally.not_applicable),
            unanswered=speaker.whole(tally.unanswered),
        )
        say(said)
        if any(score.is_capped for score in self.assessment.shifts):
            say(speaker._("* held back by its lowest question: at most two levels above it."))
        if self.assessment.outdated:
            questions = ", ".join(self.assessment.outdated)
            say(
                speaker._(
                    "Not counted, because the question has changed since: {questions}.",
                    questions=questions,
                )
            )

"""What each page concludes, in one sentence made from the figures."""

from collections.abc import Callable, Iterable, Sequence

from servicescan.model.assessment import Figure, GroupScore, ShiftScore
from servicescan.model.hidden import left_open, untold
from servicescan.model.questionnaire import Topic
from servicescan.report.advice_view import MONTH_DAYS, Adviser
from servicescan.report.sure_title import sure_title
from servicescan.report.view import Titles
from servicescan.report.writer import Writer, sentence, within

#: "organised": where a way of working no longer depends on chance
FIRM = 3
MONTHS = range(3)


class Headlines:
    """Writes titles that survive the margins: no rank, and no difference inside the noise."""

    def __init__(self, writer: Writer, adviser: Adviser) -> None:
        """Keeps the two voices."""
        self.writer, self.adviser, self._ = writer, adviser, writer._
        self.assessment = writer.scan.assessment
        self.scored = [s for s in self.assessment.shifts if s.figure.value is not None]

    def titles(self) -> Titles:
        """Every title that follows from the figures."""
        questionnaire, found = self.writer.scan.questionnaire, self.assessment
        return Titles(
            map=self.map(),
            profile=self.profile(),
            heat=self._further(questionnaire.domains, found.domains)
            or self._unless_hidden(found.domains, self._("No lever is clearly ahead of the others"))
            or self._hidden_cells(),
            groups=self._further(questionnaire.tiers, found.tiers, self._tier)
            or self._unless_hidden(
                found.tiers, self._("No level of steering is clearly ahead of the others")
            )
            or self._hidden_parts(),
            road=self.road(),
            actions=self.actions(),
            sure=sure_title(self.writer, self.scored),
            method=self._(
                "Every audience counts equally, and fewer than {n} answers give no figure",
                n=self.writer.scan.workspace.thresholds.mean,
            ),
            appendix=self.appendix(),
            open=self.open(),
        )

    def map(self) -> str:
        """How many shifts stand below "organised"; a margin that holds the level is no verdict."""
        if not self.scored:
            return self._("Too few answers to place the shifts")
        has_margins = all(s.figure.low is not None for s in self.scored)
        border = [s for s in self.scored if s.border == FIRM and has_margins]
        below = [s for s in self.scored if (s.level or 0) < FIRM and s not in border]
        firm = self.writer.level(FIRM)
        if not below and not border:
            return self._("Every scored shift stands at level 3, “{name}”, or higher", name=firm)
        words = self._of_all(len(below)) if below else ""
        if words and not has_margins:
            return self._("So far: {words}", words=within(words))
        if border and below:
            return self._("{below}; {n} on its border", below=words, n=self._count(border))
        return words or self._(
            "{n} on the border of level 3, “{name}”; the others stand higher",
            n=sentence(self._count(border)),
            name=firm,
        )

    def _of_all(self, below: int) -> str:
        count, name = self.writer.count, self.writer.level(FIRM)
        parts = {"n": sentence(count(below)), "all": count(len(self.scored)), "name": name}
        _, is_part = self._, len(self.scored) < len(self.assessment.shifts)
        if below == 1:
            return (
                _("{n} of the {all} shifts with a score stands below level 3, “{name}”", **parts)
                if is_part
                else _("{n} of the {all} shifts stands below level 3, “{name}”", **parts)
            )
        return (
            _("{n} of the {all} shifts with a score stand below level 3, “{name}”", **parts)
            if is_part
            else _("{n} of the {all} shifts stand below level 3, “{name}”", **parts)
        )

    def _count(self, shifts: list[ShiftScore]) -> str:
        return self.writer.count(len(shifts))

    def profile(self) -> str:
        """Whether the shifts differ at all, seen their margins."""
        if not self.scored:
            return self._("No shift has a score yet")
        top = max(self.scored, key=lambda s: s.figure.value or 0)
        bottom = min(self.scored, key=lambda s: s.figure.value or 0)
        ends = {"span": self.writer.interval_of(bottom.figure, top.figure)}
        if self.writer.score(bottom.figure) == self.writer.score(top.figure):
            return self._(
                "Every scored shift stands at {score}", score=self.writer.score(top.figure)
            )
        if differ(self.scored):
            return self._("The profile is uneven: scores run from {span}", **ends)
        if top.figure.low is None or bottom.figure.high is None:
            return self._(
                "Scores from {span}; it is too early to say whether the shifts differ", **ends
            )
        return self._("Scores from {span}: too close to tell the shifts apart", **ends)

    def _tier(self, name: str) -> str:
        return self._("The {tier} level", tier=within(name))

    def _further(
        self,
        topics: Iterable[Topic],
        scores: Iterable[GroupScore],
        called: Callable[[str], str] = str,
    ) -> str:
        """The two groups whose margins lie furthest apart; nothing when they overlap."""
        names = {topic.id: called(self.writer.say(topic.name)) for topic in topics}
        shown = [s for s in scores if s.figure.value is not None]
        if not shown:
            return ""
        top = max(shown, key=lambda s: s.figure.value or 0)
        bottom = min(shown, key=lambda s: s.figure.value or 0)
        if not _lies_above(top.figure, bottom.figure):
            return ""
        low = names[str(bottom.id)]
        return self._(
            "{first} is ahead of {second}: {a} against {b}",
            first=sentence(names[str(top.id)]),
            second=within(low),
            a=f"{self.writer.score(top.figure)} ({self.writer.people(top.figure)})",
            b=f"{self.writer.score(bottom.figure)} ({self.writer.people(bottom.figure)})",
        )

    def _unless_hidden(self, scores: Iterable[GroupScore], finding: str) -> str:
        """A finding over all groups; where one has no figure or no margin, there is none."""
        return finding if all(score.figure.low is not None for score in scores) else ""

    def _hidden_parts(self) -> str:
        """Whether a figure is missing, or only its margin."""
        parts = (*self.assessment.domains, *self.assessment.tiers, *self.assessment.elements)
        if any(part.figure.value is None for part in parts):
            return self._("Not every part can be shown")
        return self._("Not every part has a figure with a margin")

    def _hidden_cells(self) -> str:
        """How much of the map of shifts and domains is left, where figures are missing."""
        figures = [group.figure for s in self.assessment.shifts for group in s.by_domain]
        hidden = sum(figure.value is None for figure in figures)
        if 2 * hidden > len(figures):
            return self._("Most figures by domain cannot be shown")
        if hidden:
            return self._("Not every figure by domain can be shown")
        return self._("Not every domain has a figure with a margin")

    def road(self) -> str:
        """When the basics and the shifts that need attention first have their turn."""
        first = self.adviser.first()
        if not first:
            return self._("Nothing to plan yet")
        named = self.assessment.attention.shifts
        told = [a for a in first if a.block in named or a.block not in self.writer.shifts] or first
        said: list[str] = []
        for month in MONTHS:
            blocks = dict.fromkeys(a.block for a in told if self.adviser.start(a) == month)
            names = [self._block(block) for block in blocks]
            if names:
                said.append(self.writer.listed(names))
        leads = (
            self._("First {list}", list=said[0]),
            *(self._("then {list}", list=names) for names in said[1:]),
        )
        return ", ".join(leads)

    def _block(self, block: str) -> str:
        """A shift by where it leads; the only lens among the first actions is the basics."""
        known = block in self.writer.shifts
        return self.writer.theme(block) if known else self._("the basics")

    def actions(self) -> str:
        """How many first steps there are, and when the first one is due."""
        first = self.adviser.first()
        earliest = min((self.adviser.start(advice) for advice in first), default=0)
        parts = {
            "n": sentence(self.writer.count(len(first))),
            "day": self.writer.by(MONTH_DAYS * (earliest + 1)),
        }
        if len(first) == 1:
            return self._("{n} first step with an owner, due before {day}", **parts)
        return self._("{n} first steps, each with an owner; the first due before {day}", **parts)

    def appendix(self) -> str:
        """How many questions there are, and how many have a figure."""
        scores = self.assessment.questions.values()
        shown = sum(score.figure.value is not None for score in scores)
        if shown == len(scores):
            return self._("All {n} questions, each with its score", n=shown)
        if not shown:
            return self._("None of the {n} questions is shown with a score", n=len(scores))
        return self.writer.speaker.plural(
            "{n} of the {all} questions is shown with a score",
            "{n} of the {all} questions are shown with a score",
            shown,
            all=len(scores),
        )

    def open(self) -> str:
        """How many questions somebody could not or did not answer; empty where that is hidden."""
        open_ = left_open(self.assessment)
        left = len(open_)
        if not left:
            return "" if untold(self.assessment) else self._("Nobody left a question unanswered")
        n = self.writer.count(left)
        if not any(tally.unanswered for tally in open_.values()):
            if left == 1:
                return self._("On {n} question someone did not know", n=n)
            return self._("On {n} questions someone did not know", n=n)
        if left == 1:
            return self._("On {n} question someone did not know or gave no answer", n=n)
        return self._("On {n} questions someone did not know or gave no answer", n=n)


def differ(scored: Sequence[ShiftScore]) -> bool:
    """Whether the highest and the lowest shift can be told apart, seen their margins."""
    shown = [s.figure for s in scored if s.figure.value is not None]
    figures = sorted(shown, key=lambda figure: figure.value or 0)
    return bool(figures) and _lies_above(figures[-1], figures[0])


def _lies_above(top: Figure, bottom: Figure) -> bool:
    """The margins do not touch: a stricter bar than a test of the difference."""
    return top.low is not None and bottom.high is not None and top.low > bottom.high

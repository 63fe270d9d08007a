"""Two scans of one organisation: the same questions with the same anchors, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from servicescan.model.assessment import Withheld
from servicescan.model.ledger import Issue, Ledger, Mark
from servicescan.model.questionnaire import Question, Questionnaire, Shift
from servicescan.model.response import Kind, Response
from servicescan.model.workspace import Workspace
from servicescan.scoring.answers import Answers
from servicescan.scoring.audit import Cell, Printed
from servicescan.scoring.audit import Kind as Row
from servicescan.scoring.change import Change, holm, is_told_from_chance, paired, unpaired
from servicescan.scoring.earlier import issue_of, withheld
from servicescan.scoring.scores import mean, person_score


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One scan."""

    questionnaire: Questionnaire
    responses: Sequence[Response]
    workspace: Workspace
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftChange:
    """What happened to one shift between two scans."""

    shift: str
    #: the questions that are the same in both
    questions: tuple[str, ...]
    #: the questions that are in one only, or read differently now
    not_comparable: tuple[str, ...]
    change: Change | None
    #: p, raised for the number of shifts looked at (Holm)
    adjusted_p: Fraction | None = None
    #: can be told from chance
    is_clear: bool = False
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What happened to every shift, and what saying so gives away."""

    shifts: tuple[ShiftChange, ...]
    #: to be kept in the ledger of the new scan when the comparison leaves the house
    issue: Issue


#: code -> (audience, question id -> level)
_Levels = dict[str, tuple[str, Mapping[str, int]]]


def compare(old: Wave, new: Wave) -> Comparison:
    """The change per shift, for the shifts of the new scan.

    People are paired by their code when enough of them took part both times; otherwise the two
    groups are compared. Nothing is shown of fewer people than the higher threshold of the two,
    nor what would point at fewer together with the reports issued in either wave.
    """
    both = _Both(old, new)
    found = [both.shift(shift) for shift in new.questionnaire.shifts]
    gone = both.withheld()
    shown = [
        replace(each, change=None, withheld=Withheld.EARLIER_REPORT) if each.shift in gone else each
        for each in found
    ]
    p = {each.shift: each.change.p for each in shown if each.change and each.change.p is not None}
    adjusted = holm(p)
    looked_at = (
        replace(
            each,
            adjusted_p=adjusted.get(each.shift),
            is_clear=is_told_from_chance(adjusted.get(each.shift)),
        )
        for each in shown
    )
    return Comparison(shifts=tuple(looked_at), issue=both.issue(gone))


class _Both:
    """The two waves, and the rows of what is said about them."""

    def __init__(self, old: Wave, new: Wave) -> None:
        self.old, self.new = old, new
        self.minimum = max(w.workspace.thresholds.mean for w in (old, new))
        self.levels = _levels(old), _levels(new)
        self.printed: list[Printed] = []
        self.cells: dict[Cell, set[Mark]] = {}

    def shift(self, shift: Shift) -> ShiftChange:
        """The change of one shift."""
        asked = [_asked(wave, shift.id) for wave in (self.old, self.new)]
        same = [
            id_
            for id_, question in asked[1].items()
            if id_ in asked[0] and asked[0][id_].fingerprint == question.fingerprint
        ]
        found = ShiftChange(
            shift=shift.id,
            questions=tuple(same),
            not_comparable=tuple(sorted({*asked[0], *asked[1]} - {*same})),
            change=None,
        )
        if not same:
            return replace(found, withheld=Withheld.TOO_FEW_QUESTIONS)
        change = self._paired(shift.id, same) or self._unpaired(shift.id, asked[1], same)
        if change is None:
            return replace(found, withheld=Withheld.TOO_FEW_ANSWERS)
        return replace(found, change=change)

    def _paired(self, shift: str, same: Sequence[str]) -> Change | None:
        """Of the people who answered some question both times; None when they are too few."""
        before, after = self.levels
        answered = {
            code: [q for q in same if q in before[code][1] and q in after[code][1]]
            for code in sorted(before.keys() & after.keys())
        }
        able = {code: mine for code, mine in answered.items() if mine}
        if len(able) < self.minimum:
            return None
        self._row(shift, able, able)
        return paired(
            [
                (_mean(before[code][1], mine), _mean(after[code][1], mine))
                for code, mine in able.items()
            ]
        )

    def _unpaired(
        self, shift: str, asked: Mapping[str, Question], same: Sequence[str]
    ) -> Change | None:
        """Of the two groups, by the people who answered enough; None when one is too small."""
        sides = [
            {
                code: [q for q in same if q in levels]
                for code, (audience, levels) in wave.items()
                if _has_basis(levels, [q for q in same if audience in asked[q].audiences])
            }
            for wave in self.levels
        ]
        if min(map(len, sides)) < self.minimum:
            return None
        self._row(shift, *sides)
        scores = [
            [_mean(wave[code][1], mine) for code, mine in side.items()]
            for wave, side in zip(self.levels, sides, strict=True)
        ]
        return unpaired(scores[0], scores[1], (_invited(self.old), _invited(self.new)))

    # -- disclosure -----------------------------------------------------------------------------

    def _row(
        self, shift: str, before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
    ) -> None:
        """The change as a row: a person's mean spreads over the questions it is made of."""
        row: dict[Cell, Fraction] = {}
        for wave, side in enumerate((before, after)):
            sign = 1 if wave else -1
            for code, mine in side.items():
                for question in mine:
                    cell = (shift, wave, question, len(mine))
                    mark = self._mark(wave, code, question)
                    self.cells.setdefault(cell, set()).add(mark)
                    part = Fraction(sign, len(side) * len(mine))
                    row[cell] = row.get(cell, Fraction(0)) + part
        self.printed.append(Printed(kind=Row.SHIFT, key=shift, row=row))

    def _mark(self, wave: int, code: str, question: str) -> Mark:
        """An answer of the old wave is another one, whatever its level."""
        level = self.levels[wave][code][1][question]
        name = question if wave else f"old {question}"
        return self.new.ledger.person(code), self.new.ledger.answer(code, name, level)

    def withheld(self) -> set[object]:
        """The shifts whose change would, with the reports of both waves, point at few people."""
        issues = [*self._translated(), *self.new.ledger.issues]
        cells, people = self._behind()
        gone = withheld(self.printed, cells, people, self.minimum, issues)
        return {key for _, key in gone}

    def issue(self, gone: set[object]) -> Issue:
        """What the changes that are shown give away."""
        shown = [figure for figure in self.printed if figure.key not in gone]
        return issue_of(shown, *self._behind())

    def _behind(self) -> tuple[dict[Cell, frozenset[Mark]], dict[str, int]]:
        cells = {cell: frozenset(marks) for cell, marks in self.cells.items()}
        return cells, {person: 1 for marks in cells.values() for person, _ in marks}

    def _translated(self) -> Iterable[Issue]:
        """The reports of the old wave, with the marks of the new one for people in both."""
        ledger = self.old.ledger
        names: dict[str, str] = {}
        answers: dict[Mark, Mark] = {}
        for code, (_, levels) in self.levels[0].items():
            names[ledger.person(code)] = self.new.ledger.person(code)
            for question, level in levels.items():
                known = ledger.person(code), ledger.answer(code, question, level)
                answers[known] = self._mark(0, code, question)
        for issue in ledger.issues:
            yield replace(
                issue,
                people={names.get(person, person): n for person, n in issue.people.items()},
                cells=tuple(
                    frozenset(answers.get(m, (names.get(m[0], m[0]), m[1])) for m in cell)
                    for cell in issue.cells
                ),
            )


def _levels(wave: Wave) -> _Levels:
    """Who answered what, as far as the question still reads as it did then."""
    persons = [each for each in wave.responses if each.kind is Kind.INDIVIDUAL]
    answers = Answers(wave.questionnaire, persons, wave.workspace)
    return {
        person.respondent.code: (voice.audience, voice.levels)
        for person, voice in zip(persons, answers.voices, strict=True)
    }


def _asked(wave: Wave, shift: str) -> dict[str, Question]:
    answers = Answers(wave.questionnaire, (), wave.workspace)
    block = next((each for each in wave.questionnaire.shifts if each.id == shift), None)
    return {q.id: q for q in answers.asked_in(block)} if block else {}


def _has_basis(levels: Mapping[str, int], asked: Sequence[str]) -> bool:
    return person_score([levels.get(question) for question in asked]) is not None


def _mean(levels: Mapping[str, int], questions: Sequence[str]) -> Fraction:
    found = mean(levels[question] for question in questions)
    return found if found is not None else Fraction(0)


def _invited(wave: Wave) -> int | None:
    """Everybody who was invited; None when somebody did not count."""
    counts = [group.invited for group in wave.workspace.audiences.values()]
    return None if None in counts else sum(count for count in counts if count is not None)

"""The answers of one audience, added up piece by piece with numpy.

Sums of products of every two questions are among them. They are what the jackknife of any group
of questions needs of a person (see ``scoring/survey.py``), so that one reading of the table is
enough. All of them are whole numbers below 2 ** 53: exact.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from servicescan.model.counts import Group, Mirror, Pair, Pattern
from servicescan.model.questionnaire import LEVELS
from servicescan.storage.survey_cells import EMPTY, KINDS

if TYPE_CHECKING:
    from servicescan.storage.survey_cells import Cells

#: what a person can have given to a question: a level, or none
_CHOICES = max(LEVELS) + 1


class Tally:
    """What came back from one audience."""

    def __init__(
        self, questions: Sequence[str], groups: Sequence[Group], mirrors: Sequence[Mirror]
    ) -> None:
        """``questions``: what this audience is asked, in the order of the cells."""
        import numpy as np

        self.questions, self.mirrors = questions, mirrors
        self.people = self.complete = 0
        self._kinds = np.zeros((len(questions), KINDS), np.int64)
        #: people per group who gave a level to one of its questions
        self.heard = np.zeros(len(groups), np.int64)
        self._members = np.array([[q in group for group in groups] for q in questions], np.float64)
        self._members.shape = len(questions), len(groups)
        self._products = np.zeros((2 * len(questions), 2 * len(questions)))
        self._patterns: list[Counter[int]] = [Counter() for _ in mirrors]

    def add(self, cells: "Cells") -> None:
        """Add people, a row each."""
        import numpy as np

        self.people += len(cells)
        self.complete += int((cells != EMPTY).all(axis=1).sum())
        for place, column in enumerate(cells.T):
            self._kinds[place] += np.bincount(column, minlength=KINDS)
        levels = np.where(cells < _CHOICES, cells, 0)
        has_level = (levels > 0).astype(np.float64)
        self.heard += np.count_nonzero(has_level @ self._members, axis=0)
        both = np.hstack([has_level, levels])
        self._products += both.T @ both
        for mirror, found in zip(self.mirrors, self._patterns, strict=True):
            numbers = np.zeros(len(cells), np.min_scalar_type(_CHOICES ** len(mirror) - 1))
            for question in mirror:
                numbers *= _CHOICES
                if question in self.questions:
                    numbers += levels[:, self.questions.index(question)]
            counted = np.unique(numbers, return_counts=True)
            found.update(dict(zip(*(each.tolist() for each in counted), strict=True)))

    def kinds_of(self, question: str) -> list[int]:
        """How often a question has each kind of cell."""
        if question not in self.questions:
            return [0] * KINDS
        return [int(many) for many in self._kinds[self.questions.index(question)]]

    @property
    def pairs(self) -> Mapping[tuple[str, str], Pair]:
        """Each two questions that somebody gave a level to."""
        many = len(self.questions)
        sums = self._products.astype(int)
        return {
            (one, two): Pair(
                people=int(sums[i, j]),
                first=int(sums[many + i, j]),
                second=int(sums[i, many + j]),
                product=int(sums[many + i, many + j]),
            )
            for i, one in enumerate(self.questions)
            for j, two in enumerate(self.questions)
            if i <= j and sums[i, j]
        }

    def patterns(self, mirror: Mirror) -> Mapping[Pattern, int]:
        """How many people gave which levels to the questions of a mirror."""
        found = self._patterns[self.mirrors.index(mirror)]
        return {_pattern(number, len(mirror)): people for number, people in found.items()}


def _pattern(number: int, length: int) -> Pattern:
    return tuple(number // _CHOICES**place % _CHOICES for place in reversed(range(length)))

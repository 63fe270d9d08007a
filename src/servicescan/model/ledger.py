"""What reports that were issued earlier gave away: which figures, over whose answers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

#: (person, answer): both are marks that say nothing to who does not hold the answers
Mark: TypeAlias = tuple[str, str]
_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One report as the audit needs it: no answers, no codes, no names."""

    #: person -> how many people this one counts for in the audit
    people: Mapping[str, int]
    #: the sets of answers that figures are made of, such as one audience to one question
    cells: tuple[frozenset[Mark], ...]
    #: per figure: number of a cell -> what the mean of that cell counts for
    rows: tuple[Mapping[int, Fraction], ...]
    #: ISO date on which it was first issued
    day: str = ""

    def tells_the_same(self, other: "Issue") -> bool:
        """It holds the same figures over the same answers."""
        return (self.people, self.cells, self.rows) == (other.people, other.cells, other.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All reports of one workspace that were issued."""

    #: random; makes the marks of this workspace its own
    salt: str = ""
    issues: tuple[Issue, ...] = ()

    def person(self, code: str) -> str:
        """The mark of a respondent."""
        return self._mark(code)

    def answer(self, code: str, question: str, level: int) -> str:
        """The mark of an answer: another one when the answer changes."""
        return self._mark(f"{code}\n{question}\n{level}")

    def _mark(self, words: str) -> str:
        salted = f"{self.salt}\n{words}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(salted, digest_size=_BYTES).hexdigest()

    def knows(self, code: str) -> bool:
        """This respondent's answers are in a report that was issued."""
        mark = self.person(code)
        return any(mark in issue.people for issue in self.issues)

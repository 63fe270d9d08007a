"""What to take up first: gap x importance x leverage, prerequisites in order."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servicescan.scoring.gaps import default_target, gap

#: what a shift counts for when the client has not said otherwise
NORMAL_IMPORTANCE = 1


def leverage(shift: str, leans_on: Mapping[str, Sequence[str]]) -> Fraction:
    """``1 + (number of shifts leaning directly on it) / 5`` (domain.md 7.3)."""
    return 1 + Fraction(sum(shift in needed for needed in leans_on.values()), 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    """What a shift's score is held against."""

    #: set by the client; None for one level up, at most 4
    wish: Fraction | None
    importance: int
    leverage: Fraction

    def target(self, score: Fraction) -> Fraction:
        """The level aimed at from this score."""
        return default_target(score) if self.wish is None else self.wish

    def priority(self, score: Fraction) -> Fraction:
        """Gap x importance x leverage; a shift without a gap has priority 0 (``P23``)."""
        return gap(score, self.target(score)) * self.importance * self.leverage


def inherited(
    own: Mapping[str, Fraction], leans_on: Mapping[str, Sequence[str]]
) -> dict[str, Fraction]:
    """Each shift's priority, raised to the highest of those that wait for it."""
    waiting: dict[str, list[str]] = {shift: [] for shift in own}
    for shift, needed in leans_on.items():
        for before in needed:
            waiting[before].append(shift)

    def highest(shift: str) -> Fraction:
        return max((own[shift], *(highest(later) for later in waiting[shift])))

    return {shift: highest(shift) for shift in own}


def in_order(preferred: Sequence[str], leans_on: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The preferred order, changed only where something must come first (``P24``).

    Lexicographic topological sort: of all that could come next, the one most preferred.
    """
    place = {shift: number for number, shift in enumerate(preferred)}
    open_needs = {shift: set(leans_on.get(shift, ())) & place.keys() for shift in preferred}
    ready = [place[shift] for shift, needs in open_needs.items() if not needs]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        done = preferred[heapq.heappop(ready)]
        order.append(done)
        for shift, needs in open_needs.items():
            if done in needs:
                needs.remove(done)
                if not needs:
                    heapq.heappush(ready, place[shift])
    return tuple(order)


def layers(
    order: Sequence[str], leans_on: Mapping[str, Iterable[str]]
) -> tuple[tuple[str, ...], ...]:
    """Shifts grouped by how many steps of prerequisites they need, in the given order."""
    depth: dict[str, int] = {}
    for shift in order:
        depth[shift] = 1 + max(
            (depth[b] for b in leans_on.get(shift, ()) if b in depth), default=-1
        )
    return tuple(
        tuple(shift for shift in order if depth[shift] == level)
        for level in range(max(depth.values(), default=-1) + 1)
    )

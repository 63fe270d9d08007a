"""Exact tests: every arrangement of the same scores is counted (measurement.md 1.10, 1.11)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import comb, gcd, lcm
from typing import NamedTuple

#: more people than this are not counted out: their t interval is as good
MAX_RELABELLED, MAX_FLIPPED = 60, 200


class Exact(NamedTuple):
    """A two-sided p, and the smallest that these scores could have given."""

    p: Fraction
    smallest: Fraction


def relabelled(one: Sequence[Fraction], two: Sequence[Fraction]) -> Exact | None:
    """How often a random split of all people lies as far apart as the two groups do (``P17``).

    Over all ``comb(n, len(one))`` splits. None for an empty group or too many people.
    """
    n = len(one) + len(two)
    if not one or not two or n > MAX_RELABELLED:
        return None
    scores = _whole([*one, *two])
    splits = _Counted(n)
    #: number of people chosen -> how many choices have which sum
    chosen = [1] + [0] * len(one)
    for taken, score in enumerate(scores, 1):
        for size in range(min(taken, len(one)), 0, -1):
            chosen[size] += splits.moved(chosen[size - 1], score)
    expected = len(one) * sum(scores)
    found = abs(n * sum(scores[: len(one)]) - expected)
    distances = ((abs(n * total - expected), many) for total, many in splits.of(chosen[-1]))
    return _share(distances, found, comb(n, len(one)))


def sign_flips(differences: Sequence[Fraction]) -> Exact | None:
    """How often random signs give a sum as far from 0 as the differences do (``P18``, ``P40``).

    Over all ``2 ** n`` sets of signs. None for nobody or too many people.
    """
    n = len(differences)
    if not 0 < n <= MAX_FLIPPED:
        return None
    sizes = _whole([Fraction(0), *map(abs, differences)])[1:]
    flips = _Counted(n)
    #: the sum of those with a plus sign -> how many sets of signs have it
    kept = 1
    for size in sizes:
        kept += flips.moved(kept, size)
    signed = zip(differences, sizes, strict=True)
    found = abs(sum(size if difference > 0 else -size for difference, size in signed))
    distances = ((abs(2 * plus - sum(sizes)), many) for plus, many in flips.of(kept))
    return _share(distances, found, 2**n)


def share_of_pairs(one: Iterable[Fraction], two: Iterable[Fraction]) -> Fraction | None:
    """Vargha and Delaney's A: pairs in which ``one`` is higher, equal ones counting half.

    Of a counter: how many people have which score.
    """
    above, below = Counter(one), Counter(two)
    if not above or not below:
        return None
    higher = sum(
        (2 * (x > y) + (x == y)) * many * others
        for x, many in above.items()
        for y, others in below.items()
    )
    return Fraction(higher, 2 * above.total() * below.total())


class _Counted:
    """Counts per whole sum in one long integer, a slot per sum: adding is the machine's work.

    Kronecker substitution: a polynomial, one slot per power, wide enough never to overflow.
    """

    def __init__(self, people: int) -> None:
        self.width = people // 8 + 1

    def moved(self, counts: int, by: int) -> int:
        """The same counts for sums that are ``by`` larger."""
        return counts << 8 * self.width * by

    def of(self, counts: int) -> Iterator[tuple[int, int]]:
        """Each sum that occurs, and how often."""
        slots = counts.to_bytes(counts.bit_length() // 8 + self.width, "little")
        for start in range(0, len(slots), self.width):
            if many := int.from_bytes(slots[start : start + self.width], "little"):
                yield start // self.width, many


def _whole(scores: Sequence[Fraction]) -> list[int]:
    """The scores as the smallest whole numbers, from 0, that keep their distances' proportions."""
    scale = lcm(*(score.denominator for score in scores))
    lowest = min(scores)
    whole = [int((score - lowest) * scale) for score in scores]
    common = gcd(*whole) or 1
    return [number // common for number in whole]


def _share(distances: Iterator[tuple[int, int]], found: int, total: int) -> Exact:
    """The part of all arrangements at least as far out as found, and the part farthest out."""
    counted = list(distances)
    farthest = max(distance for distance, _ in counted)
    return Exact(
        p=Fraction(sum(many for distance, many in counted if distance >= found), total),
        smallest=Fraction(sum(many for distance, many in counted if distance == farthest), total),
    )

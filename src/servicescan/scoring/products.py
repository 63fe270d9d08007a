"""The stratified delete-one jackknife (``P30``) without a list of people.

Leaving a person out moves a mean by ``sum_q f_q (m_q - x_q)`` over the questions that this person
answered. Squared and added up over people that is ``sum_qr f_q f_r c_qr``, where ``c_qr`` is the
sum of products of two questions' distances from their means. It follows from four whole numbers,
counted while a table is read: how many answered both, the sum of each, the sum of products.
"""

from collections.abc import Mapping
from math import fsum

from servicescan.model.counts import Counts, Pair
from servicescan.scoring.sums import Sums


class Products:
    """Sums of products of distances from the means, per audience and two questions."""

    def __init__(self, counts: Counts, sums: Sums) -> None:
        """Multiplies out what was counted."""
        self._found = {
            audience: {
                (one, two): _product(pair, sums.cell(one, audience), sums.cell(two, audience))
                for (one, two), pair in pairs.items()
            }
            for audience, pairs in counts.pairs.items()
        }

    def squares(self, audience: str, factors: Mapping[str, float]) -> float:
        """The sum over an audience's people of the square of what each moves a mean by.

        Args:
            audience: of whom.
            factors: question -> what a distance of 1 moves the mean by.
        """
        return fsum(
            product * factors[one] * factors[two] * (1 if one == two else 2)
            for (one, two), product in self._found[audience].items()
            if one in factors and two in factors
        )


def _product(pair: Pair, one: tuple[int, int], two: tuple[int, int]) -> float:
    """Whole numbers until the last division: what a float cannot hold is lost once."""
    (sum_1, n_1), (sum_2, n_2) = one, two
    whole = (
        pair.people * sum_1 * sum_2
        - pair.first * n_1 * sum_2
        - pair.second * sum_1 * n_2
        + pair.product * n_1 * n_2
    )
    return whole / (n_1 * n_2)

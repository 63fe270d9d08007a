"""Distance to the target, and distance between those who decide and those who do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from servicescan.model.assessment import WORTH_FLAGGING, Figure, PerceptionGap, Withheld
from servicescan.model.counts import Pattern
from servicescan.model.questionnaire import Seat
from servicescan.scoring.disclosure import protected
from servicescan.scoring.intervals import around, difference_error, moments
from servicescan.scoring.permutation import MAX_RELABELLED, relabelled, share_of_pairs
from servicescan.scoring.scores import Voice, mean

#: without a target of its own, a shift aims one level up and never beyond "steering"
DEFAULT_TARGET = Fraction(4)


def default_target(score: Fraction) -> Fraction:
    """``min(score + 1, 4)``: continuous, so that one answer cannot make a priority jump."""
    return min(score + 1, DEFAULT_TARGET)


def gap(score: Fraction, target: Fraction) -> Fraction:
    """Target minus score, never below 0."""
    return max(Fraction(0), target - score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two groups over the questions that both of them answered."""

    questions: tuple[str, ...]
    #: how many people have which mean, for the interval and the exact test
    policy: Counter[Fraction]
    practice: Counter[Fraction]
    #: of policy and practice, question by question; None: the mean of the persons
    item_first: tuple[Fraction | None, Fraction | None] | None = None
    #: shown, they would give away a group that stays hidden
    protects: bool = False

    @property
    def means(self) -> tuple[Fraction | None, Fraction | None]:
        """Where policy and practice stand."""
        return self.item_first or (mean(self.policy.elements()), mean(self.practice.elements()))

    @property
    def difference(self) -> Fraction | None:
        """Mean of the policy side minus mean of the practice side; positive: rosier above."""
        above, below = self.means
        return None if above is None or below is None else above - below


def sides(
    mirror_questions: Sequence[str], voices: Sequence[Voice], seat_of: Callable[[str], Seat]
) -> Sides:
    """Both seats over the mirror questions answered on both sides (``P34``).

    Item-first like every other score: a mean per person over the questions that this person
    happened to answer would, beside the means per question, tell who left which one open.
    """
    seats: dict[Seat, Counter[Pattern]] = {seat: Counter() for seat in Seat}
    for voice in voices:
        pattern = tuple(voice.levels.get(question, 0) for question in mirror_questions)
        seats[seat_of(voice.audience)][pattern] += 1
    return seated(mirror_questions, seats)


def seated(mirror_questions: Sequence[str], seats: Mapping[Seat, Counter[Pattern]]) -> Sides:
    """The same, of people counted per pattern of levels."""
    shared = tuple(
        place
        for place in range(len(mirror_questions))
        if all(any(pattern[place] for pattern in side) for side in seats.values())
    )

    def people(seat: Seat) -> Counter[Fraction]:
        found: Counter[Fraction] = Counter()
        for pattern, many in seats[seat].items():
            score = mean(pattern[place] for place in shared if pattern[place])
            if score is not None:
                found[score] += many
        return found

    def of_question(place: int, seat: Seat) -> Fraction:
        given = [(p[place], many) for p, many in seats[seat].items() if p[place]]
        return Fraction(sum(level * n for level, n in given), sum(n for _, n in given))

    policy, practice = (mean(of_question(place, seat) for place in shared) for seat in Seat)
    return Sides(
        questions=tuple(mirror_questions[place] for place in shared),
        policy=people(Seat.POLICY),
        practice=people(Seat.PRACTICE),
        item_first=(policy, practice),
    )


def perception_gap(block: str, both: Sides, minimum: int) -> PerceptionGap:
    """The gap between the two seats, shown only when both have enough people.

    Flagged when its Welch interval excludes 0 *and* it is at least half a level, whichever seat
    is rosier (measurement.md 5).
    """
    policy, practice = (
        protected(
            Figure(
                value=value,
                n=people.total(),
                withheld=Withheld.PROTECTS_OTHERS if both.protects else None,
            ),
            minimum,
        )
        for value, people in zip(both.means, (both.policy, both.practice), strict=True)
    )
    shown = policy.value is not None and practice.value is not None
    difference = both.difference if shown else None
    bounds = None
    if difference is not None:
        error = difference_error(moments(both.policy), moments(both.practice))
        bounds = around(float(difference), error) if error else None
    low, high = bounds or (None, None)
    return PerceptionGap(
        block=block,
        questions=both.questions,
        policy=policy if shown else Figure(withheld=policy.withheld or practice.withheld),
        practice=practice if shown else Figure(withheld=practice.withheld or policy.withheld),
        difference=difference,
        low=low,
        high=high,
        is_flagged=difference is not None
        and bounds is not None
        and abs(difference) >= WORTH_FLAGGING
        and not bounds[0] <= 0 <= bounds[1],
    )


def counted(gap: PerceptionGap, both: Sides) -> PerceptionGap:
    """A gap that is shown, with its exact p and the share of pairs (``P17``).

    Rounded up to three decimals: the exact count of splits is a fingerprint of the answers.
    """
    if gap.difference is None:
        return gap
    few = both.policy.total() + both.practice.total() <= MAX_RELABELLED
    scores = (tuple(side.elements()) for side in (both.policy, both.practice))
    exact = relabelled(*scores) if few else None
    return replace(
        gap,
        p=_coarse(exact.p) if exact else None,
        smallest_p=_coarse(exact.smallest) if exact else None,
        pairs=share_of_pairs(both.policy, both.practice),
    )


def _coarse(p: Fraction) -> float:
    return ceil(p * 1000) / 1000

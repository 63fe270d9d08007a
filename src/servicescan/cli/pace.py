"""How long the rest will take, told from this interview's own pace."""

import math
import statistics

from servicescan.model.questionnaire import PACE

#: a longer silence is a break, and a shorter one a slip or a second thought
SHORTEST, LONGEST = 1, 300
#: how many answers the standard counts for: the first one does not turn the estimate over
_WEIGHT = 3


class Pace:
    """The seconds between one new answer and the next."""

    def __init__(self, now: float) -> None:
        self._since = now
        self._seconds: list[float] = []

    def answered(self, now: float) -> None:
        """A question got its answer."""
        seconds = now - self._since
        self._since = now
        if SHORTEST <= seconds <= LONGEST:
            self._seconds.append(seconds)

    def minutes(self, questions: int) -> int:
        """An estimate for this many questions, in whole minutes, rounded up."""
        return math.ceil(questions * self._per_question() / 60)

    def _per_question(self) -> float:
        if not self._seconds:
            return PACE
        count = len(self._seconds)
        own = statistics.median(self._seconds) * count
        return (own + PACE * _WEIGHT) / (count + _WEIGHT)

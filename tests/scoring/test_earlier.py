"""Who counts once a report has gone out."""

import pytest

from builders import question, questionnaire, response, shift
from builders import workspace as settings
from servicescan.model.ledger import Ledger
from servicescan.model.response import Answer
from servicescan.model.workspace import Thresholds
from servicescan.scoring.assess import assess
from servicescan.scoring.giving import given_away

TINY = questionnaire(shift("S1", *(question(f"S1-{n}") for n in (1, 2, 3))))
PLAIN = settings(Thresholds())


def people(levels):
    return [
        response("front", {q.id: Answer(level=level) for q in TINY.questions}, code=f"p{n}")
        for n, level in enumerate(levels)
    ]


@pytest.mark.parametrize(("late", "counts"), [(0, 8), (1, 8), (4, 8), (5, 13)])
def test_who_comes_after_a_report_waits_for_enough_others(late, counts):
    """Fewer than the threshold would show in the difference between the two reports."""
    everybody = people([2] * 8 + [5] * late)
    ledger = Ledger(salt="a")
    first = everybody[:8]
    known = TINY, first, PLAIN, ledger
    issue = given_away(assess(*known), *known)
    found = assess(TINY, everybody, PLAIN, Ledger(salt="a", issues=(issue,)))
    assert (found.respondents, found.late) == (counts, late if counts == 8 else 0)
    assert assess(TINY, everybody, PLAIN, ledger).respondents == 8 + late

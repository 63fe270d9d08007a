"""The audit applied to a whole assessment."""

from builders import question as ask
from builders import questionnaire, responses, shift
from builders import workspace as settings
from servicescan.model.assessment import Withheld
from servicescan.model.ledger import Ledger
from servicescan.model.workspace import Thresholds
from servicescan.scoring.answers import Answers
from servicescan.scoring.assess import assess
from servicescan.scoring.exposure import guarded

MIRROR = questionnaire(shift("S1", *(ask(f"S1-{n}", mirror=True) for n in (1, 2, 3))))
TABLE = """
             S1-1 S1-2 S1-3
    lead     4    4    5
    lead*5   5    4    4
    front*6  2    3    2
    front*3  1    2    3
"""


def test_an_open_scan_loses_nothing():
    found = assess(MIRROR, responses(TABLE), settings())
    assert guarded(found, Answers(MIRROR, responses(TABLE), settings()), Ledger()) == found


def test_a_scan_in_which_everything_points_at_people_loses_every_figure():
    """A threshold above the number of people: whatever is printed is too much."""
    found = assess(MIRROR, responses(TABLE), settings())
    assert found.shifts[0].figure.value is not None
    assert found.perception[0].difference is not None
    assert found.discuss
    strict = settings(Thresholds(mean=20))
    left = guarded(found, Answers(MIRROR, responses(TABLE), strict), Ledger())
    (only,) = left.shifts
    assert only.figure.withheld is Withheld.PROTECTS_OTHERS
    assert (only.level, only.target, only.gap, only.priority) == (None, None, None, None)
    assert only.is_capped is False
    assert left.perception[0].difference is None
    assert left.perception[0].is_flagged is False
    assert left.discuss == ()
    for score in left.questions.values():
        assert score.figure.value is None
        assert score.distribution is None
        assert all(figure.value is None for figure in score.by_audience.values())
    for group in (*left.domains, *left.tiers, *left.elements, *only.by_domain):
        assert group.figure.value is None


def test_advice_rests_only_on_what_may_be_printed():
    """Three leaders answer S1-3 alone: it is hidden, and no advice may name it."""
    questions = [
        ask("S1-1", audiences=("lead", "front")),
        ask("S1-2", audiences=("front",)),
        ask("S1-3", audiences=("lead",)),
        ask("S1-4", audiences=("lead", "front")),
    ]
    tiny = questionnaire(shift("S1", *questions))
    table = "S1-1 S1-2 S1-3 S1-4\nfront*9 3 2 - 2\nlead*3 2 - 1 2"
    outcome = assess(tiny, responses(table), settings(Thresholds()))
    named = {trigger.question for advice in outcome.advice for trigger in advice.because}
    shown = {id_ for id_, score in outcome.questions.items() if score.figure.value is not None}
    assert outcome.advice
    assert named <= shown
    assert "S1-3" not in named

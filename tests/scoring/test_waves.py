"""Two scans of one organisation side by side."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import question, questionnaire, response, shift, text
from builders import workspace as settings
from servicescan.model.assessment import Withheld
from servicescan.model.ledger import Ledger
from servicescan.model.response import Answer, Kind
from servicescan.model.workspace import Group, Thresholds
from servicescan.scoring.assess import assess
from servicescan.scoring.giving import given_away
from servicescan.scoring.waves import Wave, compare

TINY = questionnaire(shift("S1"))
IDS = [q.id for q in TINY.questions]
PLAIN = settings(Thresholds())


def people(levels, prefix="p", **changes):
    return [
        response("front", {id_: Answer(level=level) for id_ in IDS}, code=f"{prefix}{n}", **changes)
        for n, level in enumerate(levels)
    ]


def wave(persons, **changes):
    plain = Wave(questionnaire=TINY, responses=persons, workspace=PLAIN, ledger=Ledger(salt="a"))
    return replace(plain, **changes)


def only(old, new):
    (found,) = compare(old, new).shifts
    return found


def issued(old):
    """The same wave, after its report went out."""
    known = old.questionnaire, old.responses, old.workspace, old.ledger
    issue = given_away(assess(*known), *known)
    return replace(old, ledger=replace(old.ledger, issues=(issue,)))


def test_people_are_paired_by_code():
    """P40: the t interval says yes, the exact test of seven people says 1 in 16."""
    before, after = [2, 3, 3, 3, 2, 3, 2], [3, 4, 4, 4, 3, 3, 2]
    found = only(wave(people(before)), wave(people(after)))
    assert found.change.is_paired
    assert found.change.n == (7, 7)
    assert found.change.difference == Fraction(5, 7)
    assert found.change.p == found.adjusted_p == Fraction(1, 16)
    assert not found.is_clear


def test_each_is_compared_over_the_questions_answered_both_times():
    """What was left open once counts neither then nor now; nothing in common: no pair."""
    before, after = people([2] * 7), people([3] * 5)
    some = {IDS[0]: Answer(level=4), IDS[1]: Answer(level=5)}
    after.append(response("front", some, code="p5"))
    after.append(response("front", {}, code="p6"))
    found = only(wave(before), wave(after)).change
    assert found.is_paired
    assert found.n == (6, 6)
    assert found.difference == Fraction(5 + Fraction(5, 2), 6)


def test_a_change_of_everybody_is_clear_and_has_a_direction():
    found = only(wave(people([2] * 6)), wave(people([3] * 6)))
    assert (found.change.difference, found.is_clear) == (1, True)
    found = only(wave(people([3] * 6)), wave(people([2] * 6)))
    assert (found.change.difference, found.is_clear) == (-1, True)


def test_strangers_are_compared_as_groups():
    """With too few codes in common; the numbers invited narrow the margin."""
    some = replace(PLAIN, audiences={"front": Group(invited=9)})
    old, new = people([1, 2, 2, 3, 2]), people([3, 4, 3, 4, 4], "q")
    found = only(wave(old), wave(new))
    assert not found.change.is_paired
    assert found.change.n == (5, 5)
    assert found.change.difference == Fraction(8, 5)
    narrow = only(wave(old, workspace=some), wave(new, workspace=some)).change
    assert narrow.low > found.change.low


def test_a_stranger_who_left_a_question_open_counts_with_the_others():
    """Two answers of three are enough: the mean of these two; one of three is not."""
    open_ = response("front", {id_: Answer(level=5) for id_ in IDS[:2]}, code="open")
    barely = response("front", {IDS[0]: Answer(level=5)}, code="barely")
    old, new = people([2] * 5), people([3] * 4, "q")
    assert only(wave(old), wave([*new, barely])).withheld is Withheld.TOO_FEW_ANSWERS
    found = only(wave(old), wave([*new, open_])).change
    assert (found.n, found.difference) == ((5, 5), Fraction(7, 5))


def test_a_stranger_need_not_answer_what_others_are_asked():
    """Front line is asked one question of three: with that one, they have answered enough."""
    others = [question(f"S1-{n}", audiences=("lead",)) for n in (2, 3)]
    tiny = questionnaire(shift("S1", question("S1-1"), *others))

    def side(level, prefix):
        return [
            response("front", {"S1-1": Answer(level=level)}, code=f"{prefix}{n}") for n in range(5)
        ]

    old, new = (wave(side(*each), questionnaire=tiny) for each in ((2, "p"), (3, "q")))
    assert only(old, new).change.n == (5, 5)


def test_a_group_together_is_no_person():
    talk = people([5] * 6, kind=Kind.CONSENSUS)
    found = only(wave(people([2] * 6)), wave([*people([3] * 4, "q"), *talk]))
    assert found.withheld is Withheld.TOO_FEW_ANSWERS


def test_only_questions_that_read_the_same_are_compared():
    changed = question("S1-2", anchors=dict.fromkeys(range(1, 6), text("Else")))
    other = questionnaire(shift("S1", question("S1-1"), changed, question("S1-9")))
    found = only(wave(people([2] * 6)), wave(people([3] * 6), questionnaire=other))
    assert found.questions == ("S1-1",)
    assert found.not_comparable == ("S1-2", "S1-3", "S1-9")
    assert found.change.difference == 1


def test_without_a_question_in_common_there_is_nothing_to_say():
    other = wave(people([2] * 6), questionnaire=questionnaire(shift("S2")))
    found = only(other, wave(people([3] * 6)))
    assert (found.change, found.withheld) == (None, Withheld.TOO_FEW_QUESTIONS)


def test_nothing_is_shown_of_fewer_than_the_higher_threshold():
    old, new = wave(people([1, 2, 3, 2])), wave(people([3, 3, 4, 4]))
    assert only(old, new).withheld is Withheld.TOO_FEW_ANSWERS
    strict = replace(PLAIN, thresholds=Thresholds(mean=7))
    six = [1, 2, 3, 2, 2, 3]
    assert only(wave(people(six)), wave(people(six))).change
    assert only(wave(people(six), workspace=strict), wave(people(six))).change is None


@pytest.mark.parametrize("stayed", [10, 8])
def test_reports_of_both_waves_count(stayed):
    """Twelve then; some of them and no one else now: change and both reports give the rest away."""
    then = [1, 2, 3, 2, 2, 3, 4, 1, 2, 3, 5, 4]
    old, new = wave(people(then)), wave(people([n % 5 + 1 for n in then[:stayed]]))
    assert only(old, new).change
    apart = replace(issued(old), ledger=replace(issued(old).ledger, salt="a"))
    found = only(apart, issued(replace(new, ledger=Ledger(salt="b"))))
    assert (found.change, found.withheld) == (None, Withheld.EARLIER_REPORT)
    same = wave(people([n % 5 + 1 for n in then]), ledger=Ledger(salt="b"))
    assert only(issued(old), issued(same)).change


def test_what_was_said_is_noted_for_the_next_time():
    old, new = wave(people([2] * 6)), wave(people([3] * 6))
    issue = compare(old, new).issue
    assert len(issue.rows) == 1
    assert len(issue.people) == 6
    assert compare(wave([]), new).issue.rows == ()

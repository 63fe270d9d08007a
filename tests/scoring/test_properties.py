"""What holds for every scan, whatever was answered."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import SEATS, lens, question, questionnaire, response, shift, workspace
from servicescan.model.response import Answer, Response, Status
from servicescan.model.workspace import Group, Thresholds
from servicescan.scoring.assess import assess
from servicescan.scoring.levels import level
from servicescan.scoring.scores import mean

TINY = questionnaire(
    shift("S1"),
    shift("S2", *(question(f"S2-{n}", mirror=True, weight=Fraction(n)) for n in (1, 2, 3))),
    shift("S3", leans_on=("S1",)),
    basics=lens("B", question("B1", mirror=True)),
)
IDS = [asked.id for asked in TINY.questions]
OTHER = {
    Status.DONT_KNOW: Answer(status=Status.DONT_KNOW),
    Status.NOT_APPLICABLE: Answer(status=Status.NOT_APPLICABLE, reason="not here"),
}
LEVELS = st.integers(1, 5).map(lambda chosen: Answer(level=chosen))
ANSWERS = st.dictionaries(st.sampled_from(IDS), LEVELS | st.sampled_from(list(OTHER.values())))
PEOPLE = st.lists(st.tuples(st.sampled_from(list(SEATS)), ANSWERS), max_size=9).map(
    lambda people: [
        response(audience, answers, code=f"r{number}")
        for number, (audience, answers) in enumerate(people)
    ]
)
SETTINGS = st.builds(
    workspace,
    st.sampled_from([Thresholds(), workspace().thresholds]),
    audiences=st.sampled_from(
        [dict.fromkeys(SEATS, Group()), dict.fromkeys(SEATS, Group(invited=9))]
    ),
    targets=st.sampled_from([{}, {"S1": Fraction(4), "S2": Fraction(5, 2)}]),
)


def figures_of(outcome):
    yield from (one.figure for one in outcome.shifts)
    yield from (score.figure for score in outcome.questions.values())
    yield from (f for score in outcome.questions.values() for f in score.by_audience.values())
    yield from (each.figure for each in (*outcome.domains, *outcome.tiers, *outcome.elements))


def levels_given(people):
    return [a.level for person in people for a in person.answers.values() if a.level]


@given(PEOPLE, SETTINGS)
def test_every_mean_lies_between_its_answers_and_inside_its_interval(people, scan):
    given_levels = levels_given(people)
    for figure in figures_of(assess(TINY, people, scan)):
        assert (figure.value is None) == (figure.withheld is not None)
        if figure.value is None:
            assert (figure.n, figure.low, figure.high) == (0, None, None)
            continue
        assert min(given_levels) <= figure.value <= max(given_levels)
        assert 1 <= figure.n <= len(people)
        if figure.low is not None:
            assert 1 <= figure.low <= figure.value + Fraction(1, 10**9)
            assert figure.value - Fraction(1, 10**9) <= figure.high <= 5


@given(PEOPLE, SETTINGS, st.randoms())
def test_order_of_responses_and_of_answers_changes_nothing(people, scan, chance):
    mixed = [
        replace(person, answers=dict(chance.sample(list(answers.items()), len(answers))))
        for person in chance.sample(people, len(people))
        for answers in (person.answers,)
    ]
    assert assess(TINY, mixed, scan) == assess(TINY, people, scan)


@given(PEOPLE, SETTINGS, st.permutations(TINY.shifts), st.randoms())
def test_order_of_shifts_and_questions_changes_no_figure(people, scan, shifts, chance):
    mixed = replace(
        TINY,
        shifts=tuple(
            replace(one, questions=tuple(chance.sample(one.questions, len(one.questions))))
            for one in shifts
        ),
    )
    before, after = assess(TINY, people, scan), assess(mixed, people, scan)
    assert after.questions == before.questions
    assert {s.shift: (s.figure, s.level, s.priority) for s in after.shifts} == {
        s.shift: (s.figure, s.level, s.priority) for s in before.shifts
    }
    assert after.domains == before.domains


@given(PEOPLE, SETTINGS, st.data())
def test_dont_know_never_moves_a_score(people, scan, data):
    """Neither in place of an open question, nor from someone who knows nothing at all."""
    told = data.draw(st.sampled_from(list(OTHER.values())))
    filled = [
        replace(person, answers={**dict.fromkeys(IDS, told), **person.answers}) for person in people
    ]
    stranger = response("front", dict.fromkeys(IDS, told), code="stranger")
    before, after = assess(TINY, people, scan), assess(TINY, [*filled, stranger], scan)
    numbers = [[replace(f, withheld=None) for f in figures_of(each)] for each in (after, before)]
    assert numbers[0] == numbers[1]
    assert after.perception == before.perception
    assert after.advice == before.advice


def known(people, id_):
    """Whether anybody gave a level."""
    return any(id_ in each.answers and each.answers[id_].level is not None for each in people)


def raisable(people):
    """Person and question of every answer below the highest level."""
    return [
        (number, id_)
        for number, each in enumerate(people)
        for id_, answer in each.answers.items()
        if answer.level and answer.level < 5
    ]


@given(PEOPLE, SETTINGS, st.data())
def test_raising_an_answer_never_lowers_a_score_nor_raises_a_priority(people, scan, data):
    found = raisable(people)
    if not found:
        return
    number, id_ = data.draw(st.sampled_from(found))
    before, after = assess(TINY, people, scan), assess(TINY, raised(people, number, id_), scan)
    for low, high in zip(before.shifts, after.shifts, strict=True):
        assert (low.figure.value is None) == (high.figure.value is None)
        if low.figure.value is not None:
            assert high.figure.value >= low.figure.value
            assert high.level >= low.level
            assert high.priority <= low.priority


@given(PEOPLE, SETTINGS, st.data())
def test_tiny_change_makes_a_tiny_change(people, scan, data):
    """One answer, one level: no shift moves by more than the question's weight, nor its priority
    by more than that times importance and leverage."""
    found = raisable(people)
    if not found:
        return
    number, id_ = data.draw(st.sampled_from(found))
    before, after = assess(TINY, people, scan), assess(TINY, raised(people, number, id_), scan)
    heard = sum(
        id_ in each.answers and each.answers[id_].level is not None
        for each in people
        if each.respondent.audience == people[number].respondent.audience
    )
    for block, low, high in zip(TINY.shifts, before.shifts, after.shifts, strict=True):
        if low.figure.value is None:
            continue
        moved = high.figure.value - low.figure.value
        part = sum(q.weight for q in block.questions if q.id == id_)
        scored = [q.weight for q in block.questions if known(people, q.id)]
        assert moved <= Fraction(part) / sum(scored) / heard
        assert low.priority - high.priority <= moved * low.importance * low.leverage


@given(PEOPLE, st.lists(ANSWERS, min_size=1, max_size=4))
def test_adding_a_hidden_group_changes_no_figure_of_another_group(people, partners):
    """A figure may vanish to protect the small group, or appear; its value never differs."""
    scan = workspace(Thresholds(), audiences=dict.fromkeys(SEATS, Group()))
    others = [each for each in people * 3 if each.respondent.audience != "partner"]
    few = [response("partner", answers, code=f"p{n}") for n, answers in enumerate(partners)]
    before, after = assess(TINY, others, scan), assess(TINY, [*others, *few], scan)
    for one, two in zip(_of_groups(before), _of_groups(after), strict=True):
        assert one.keys() == two.keys()
        assert two.get("partner") is None or two["partner"].value is None
        for audience in one.keys() - {"partner"}:
            seen, now = one[audience].value, two[audience].value
            assert None in {seen, now} or seen == now


def _of_groups(outcome):
    yield from (score.by_audience for score in outcome.questions.values())
    yield from (one.by_audience for one in outcome.shifts)


def raised(people: list[Response], number: int, id_: str) -> list[Response]:
    person = people[number]
    level_now = person.answers[id_].level
    assert level_now is not None
    higher = {**person.answers, id_: Answer(level=level_now + 1)}
    return [*people[:number], replace(person, answers=higher), *people[number + 1 :]]


SCORES = st.fractions(1, 5, max_denominator=60)


@given(st.lists(SCORES, min_size=1, max_size=6), st.data())
def test_label_is_monotone(scores, data):
    """A better answer never gives a lower label, and no label is above the mean."""
    place = data.draw(st.integers(0, len(scores) - 1))
    better = [*scores]
    better[place] = data.draw(st.fractions(better[place], 5, max_denominator=60))
    now, then = mean(scores), mean(better)
    assert 1 <= level(now, scores) <= now
    assert level(then, better) >= level(now, scores)


@settings(max_examples=50)
@given(PEOPLE)
def test_nothing_is_printed_about_fewer_than_five(people):
    outcome = assess(TINY, people, workspace(Thresholds()))
    assert all(figure.value is None or figure.n >= 5 for figure in figures_of(outcome))
    for score in outcome.questions.values():
        assert score.distribution is None or sum(score.distribution) >= 8

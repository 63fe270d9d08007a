from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builders import question, voices
from servicescan.scoring.scores import Voice, question_score
from servicescan.scoring.sums import Sums

VOICES = st.lists(
    st.builds(
        Voice,
        audience=st.sampled_from(["lead", "front"]),
        levels=st.dictionaries(st.sampled_from("QP"), st.integers(1, 5)),
    ),
    max_size=6,
)


@given(VOICES)
def test_leaving_one_out_is_scoring_without_that_one(people):
    sums = Sums(people)
    for id_ in "QP":
        assert sums.question(id_) == question_score(id_, people)
        for number, voice in enumerate(people):
            others = people[:number] + people[number + 1 :]
            assert sums.question(id_, voice) == question_score(id_, others)


def asked(*weights):
    return [replace(question(f"Q{n}"), weight=Fraction(w)) for n, w in enumerate(weights)]


def test_shift_needs_three_questions_that_count_or_all_there_are():
    people = voices(front=[{"Q0": 1, "Q1": 2}, {"Q0": 3, "Q2": 5}])
    assert Sums(people).shift(asked(1, 1, 1)) == Fraction(2 + 2 + 5, 3)
    assert Sums(people).shift(asked(1, 1, 1, 1)) == Fraction(2 + 2 + 5, 3)
    assert Sums(people).shift(asked(1, 1, 1), people[1]) is None
    assert Sums(people).shift(asked(1, 3, 0)) == Fraction(2 + 3 * 2, 4)
    assert Sums(people).shift(asked(1, 1, 0), people[0]) is None
    assert Sums(people).shift([]) is None


def test_nobody_moves_a_mean_of_nobody():
    assert Sums(()).reach(asked(1)) == 0
    assert Sums(()).shift(asked(1)) is None

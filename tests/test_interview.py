"""The conversation: a cursor that always points at a question, answers that never vanish."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import builders
from servicescan.interview import Interview, Progress
from servicescan.model.response import Answer, Evidence, Status

QUESTIONS = tuple(builders.question(f"S1-{number}") for number in range(1, 6))
IDS = tuple(question.id for question in QUESTIONS)
LEVELS = st.integers(1, 5)


def begun(**answers):
    """Answers by number: ``_2=3`` is level 3 to S1-2."""
    given = {f"S1{id_.replace('_', '-')}": Answer(level=level) for id_, level in answers.items()}
    return Interview.resume(QUESTIONS, given)


def where(interview):
    return interview.question.id if interview.question else None


# -- answering ------------------------------------------------------------------------------------


def test_an_answer_is_kept_with_the_question_as_it_was_asked():
    interview = begun().answer(3)
    assert interview.answers == {"S1-1": Answer(level=3, fingerprint=QUESTIONS[0].fingerprint)}
    assert where(interview) == "S1-2"


def test_dont_know_and_not_applicable_are_answers_and_no_levels():
    interview = begun().answer(status=Status.DONT_KNOW)
    interview = interview.answer(status=Status.NOT_APPLICABLE, reason="no branches")
    one, two = interview.answers.values()
    assert (one.status, one.level) == (Status.DONT_KNOW, None)
    assert (two.status, two.level, two.reason) == (Status.NOT_APPLICABLE, None, "no branches")
    assert interview.progress == Progress(number=3, total=5, answered=2)


def test_a_changed_answer_replaces_the_first_and_its_reason():
    interview = begun().answer(status=Status.NOT_APPLICABLE, reason="no").back().answer(5)
    assert [(a.level, a.reason) for a in interview.answers.values()] == [(5, "")]


def test_a_step_leaves_the_earlier_value_as_it_was():
    first = begun()
    first.answer(3)
    first.annotate("words")
    assert (first.answers, first.waiting, first.position) == ({}, {}, 0)


def test_evidence_stays_with_a_level_and_goes_with_dont_know():
    given = {"S1-1": Answer(level=2, evidence=Evidence.SHOWN)}
    interview = Interview.resume(QUESTIONS, given).jump("S1-1")
    assert interview.answer(4).answers["S1-1"].evidence is Evidence.SHOWN
    changed = interview.answer(status=Status.DONT_KNOW)
    assert changed.answers["S1-1"].evidence is Evidence.NONE


def test_a_note_before_the_answer_waits_for_it():
    noted = begun().annotate("we call back", quote=True)
    assert (noted.note, noted.is_complete, noted.answers) == ("we call back", False, {})
    answer = noted.answer(4).answers["S1-1"]
    assert (answer.note, answer.quote) == ("we call back", True)
    assert noted.answer(4).waiting == {}


def test_a_note_after_the_answer_stands_with_it_and_survives_a_change():
    interview = begun().answer(4).back().annotate("really")
    assert interview.answers["S1-1"].note == interview.note == "really"
    assert interview.answer(2).answers["S1-1"].note == "really"


def test_after_the_last_question_nothing_can_be_answered():
    ended = begun().jump("S1-5").forward()
    assert (ended.question, ended.given, ended.note) == (None, None, "")
    with pytest.raises(ValueError, match="nothing to answer"):
        ended.answer(3)
    with pytest.raises(ValueError, match="nothing to answer"):
        ended.annotate("words")


# -- moving ---------------------------------------------------------------------------------------


def test_going_on_starts_at_the_first_open_question():
    assert where(begun(_1=3, _2=4, _4=1)) == "S1-3"
    assert begun(_1=1, _2=1, _3=1, _4=1, _5=1).is_complete


def test_skip_passes_over_what_is_answered_and_back_does_not():
    interview = begun(_2=3, _3=3)
    assert where(interview.skip()) == "S1-4"
    assert where(interview.skip().back()) == "S1-3"


def test_both_ends_hold():
    assert where(begun().back()) == "S1-1"
    ended = begun().jump("S1-5").forward()
    assert ended.forward() == ended
    assert ended.progress.number == 5


def test_a_question_of_somebody_else_cannot_be_jumped_to():
    with pytest.raises(KeyError):
        begun().jump("S9-1")


def test_answers_to_questions_that_are_not_asked_here_are_kept():
    interview = Interview.resume(QUESTIONS, {"S9-1": Answer(level=2)}).answer(3)
    assert set(interview.answers) == {"S9-1", "S1-1"}
    assert interview.progress == Progress(number=2, total=5, answered=1)


def test_without_questions_the_conversation_is_over():
    nothing = Interview.resume(())
    assert nothing.question is None
    assert nothing.is_complete
    assert nothing.progress == Progress(number=0, total=0, answered=0)


# -- whatever a person does -----------------------------------------------------------------------


class Conversation(RuleBasedStateMachine):
    """A person who answers, skips, wanders and changes their mind, beside what they said last."""

    def __init__(self):
        super().__init__()
        self.interview = Interview.resume(QUESTIONS)
        self.said = {}
        self.noted = {}

    @initialize(levels=st.dictionaries(st.sampled_from(IDS), LEVELS))
    def go_on(self, levels):
        given = {id_: Answer(level=level) for id_, level in levels.items()}
        self.interview = Interview.resume(QUESTIONS, given)
        self.said = {id_: (Status.LEVEL, level) for id_, level in levels.items()}

    @precondition(lambda self: self.interview.question)
    @rule(level=LEVELS)
    def answer(self, level):
        self.said[self.interview.question.id] = (Status.LEVEL, level)
        self.interview = self.interview.answer(level)

    @precondition(lambda self: self.interview.question)
    @rule(status=st.sampled_from([Status.DONT_KNOW, Status.NOT_APPLICABLE]))
    def answer_otherwise(self, status):
        self.said[self.interview.question.id] = (status, None)
        self.interview = self.interview.answer(status=status, reason="so")

    @precondition(lambda self: self.interview.question)
    @rule(words=st.text(max_size=5))
    def note(self, words):
        self.noted[self.interview.question.id] = words
        self.interview = self.interview.annotate(words)

    @rule()
    def skip(self):
        self.interview = self.interview.skip()
        assert self.interview.question is None or self.interview.given is None

    @rule(step=st.sampled_from([Interview.back, Interview.forward]))
    def step(self, step):
        self.interview = step(self.interview)

    @rule(id_=st.sampled_from(IDS))
    def jump(self, id_):
        self.interview = self.interview.jump(id_)
        assert self.interview.question.id == id_

    @rule()
    def come_back_tomorrow(self):
        """Notes without an answer are not on the disk."""
        self.interview = Interview.resume(QUESTIONS, self.interview.answers)
        self.noted = {id_: words for id_, words in self.noted.items() if id_ in self.said}
        assert where(self.interview) == next(iter(self.interview.open), None)

    @invariant()
    def cursor_points_at_a_question_or_behind_the_last(self):
        expected = (*QUESTIONS, None)[self.interview.position]
        assert self.interview.question is expected

    @invariant()
    def last_word_counts(self):
        kept = {id_: (a.status, a.level) for id_, a in self.interview.answers.items()}
        assert kept == self.said

    @invariant()
    def note_stands_with_its_question(self):
        assert self.interview.note == self.noted.get(where(self.interview), "")

    @invariant()
    def counts_agree(self):
        progress = self.interview.progress
        assert (progress.answered, progress.total) == (len(self.said), len(QUESTIONS))
        assert self.interview.open == tuple(id_ for id_ in IDS if id_ not in self.said)
        assert progress.open == len(self.interview.open)
        assert self.interview.is_complete == (not progress.open)
        assert 1 <= progress.number <= progress.total


TestConversation = Conversation.TestCase
TestConversation.settings = settings(max_examples=60, stateful_step_count=30)

"""Whoever wanders, changes their mind, quits and comes back: what was said last is on the disk.

A Hypothesis state machine over interview, saving and reading, beside a model of a few dictionaries.
"""

import copy
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from scans import SOUND, person
from servicescan.interview import Interview
from servicescan.model.response import Evidence, Remark, Status
from servicescan.model.text import cleaned
from servicescan.problems import UserError
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import read_response, save_response

LEAST_STEPS = 10_000
#: a disk in memory: what fsync does is proven elsewhere, and here it would take minutes
FAST = next((each for each in ("/dev/shm",) if os.access(each, os.W_OK)), None)  # noqa: S108
SOUND_READ = read_questionnaire(str(SOUND))
QUESTIONS = SOUND_READ.questions_for("front")
IDS = tuple(question.id for question in QUESTIONS)
WORDS = st.text(max_size=6).map(cleaned)
REASONS = WORDS.filter(bool)


@dataclass
class Kept:
    """What must be on the disk: question -> what was said last."""

    #: status, level and reason
    said: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    quotes: dict = field(default_factory=dict)
    grades: dict = field(default_factory=dict)
    private: dict = field(default_factory=dict)
    parked: list = field(default_factory=list)


class Sitting(RuleBasedStateMachine):
    """A person who answers at the screen, and the file that the answers are in."""

    steps = resumed = refused = undone = 0

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=FAST))
        self.path = self.folder / "responses" / "aa.json"
        self.response = person("aa", "B1=1")
        self.response = Interview(questions=QUESTIONS).put_into(self.response)
        self.interview = Interview.go_on(QUESTIONS, self.response)
        self.kept = Kept()
        #: how everything was before each change, and the question where it was made
        self.past = []

    def teardown(self):
        shutil.rmtree(self.folder)

    # -- what a person does -----------------------------------------------------------------------

    def remember(self):
        """What undo has to bring back."""
        self.past.append((copy.deepcopy(self.kept), self.interview.position))

    def change(self, interview):
        """The loop of the program: the next value, then save."""
        self.interview = interview
        changed = interview.put_into(self.response)
        if changed != self.response:
            save_response(self.path, changed)
            self.response = changed

    @property
    def id(self):
        return self.interview.question.id

    def is_at_question(self):
        return self.interview.question is not None

    def is_at_level(self):
        given = self.interview.given
        return self.is_at_question() and (given is None or given.status is Status.LEVEL)

    @precondition(is_at_question)
    @rule(level=st.integers(1, 5))
    def answer(self, level):
        self.remember()
        self.kept.said[self.id] = (Status.LEVEL, level, "")
        self.change(self.interview.answer(level))

    @precondition(is_at_question)
    @rule(status=st.sampled_from([Status.DONT_KNOW, Status.NOT_APPLICABLE]), reason=REASONS)
    def answer_otherwise(self, status, reason):
        self.remember()
        reason = reason if status is Status.NOT_APPLICABLE else ""
        self.kept.said[self.id] = (status, None, reason)
        self.kept.grades.pop(self.id, None)
        self.change(self.interview.answer(status=status, reason=reason))

    @precondition(is_at_question)
    @rule(words=WORDS, quote=st.booleans())
    def note(self, words, quote):
        self.remember()
        self.kept.notes[self.id], self.kept.quotes[self.id] = words, quote and bool(words)
        self.change(self.interview.annotate(words, quote=quote))

    @precondition(is_at_level)
    @rule(evidence=st.sampled_from(Evidence))
    def support(self, evidence):
        self.remember()
        self.kept.grades[self.id] = evidence
        self.change(self.interview.support(evidence))

    @precondition(is_at_question)
    @rule(words=WORDS)
    def confide(self, words):
        self.remember()
        self.kept.private[self.id] = words
        self.change(self.interview.confide(words))

    @precondition(lambda self: len(self.kept.parked) < 3)
    @rule(topic=REASONS)
    def park(self, topic):
        self.remember()
        self.kept.parked.append(topic)
        self.change(self.interview.park(topic))

    @rule()
    def undo(self):
        self.change(self.interview.undo())
        if self.past:
            self.kept, position = self.past.pop()
            assert self.interview.position == position
            type(self).undone += 1

    @rule(step=st.sampled_from([Interview.back, Interview.forward, Interview.skip]))
    def step(self, step):
        self.interview = step(self.interview)

    @rule(id_=st.sampled_from(IDS))
    def jump(self, id_):
        self.interview = self.interview.jump(id_)
        assert self.id == id_

    # -- what happens to a person -----------------------------------------------------------------

    @rule()
    def quit_and_resume(self):
        """Or the program was killed: there is nothing left to do at the end."""
        type(self).resumed += 1
        if self.path.exists():
            self.response = read_response(self.path, SOUND_READ)
        self.interview = Interview.go_on(QUESTIONS, self.response)
        self.past = []
        question = self.interview.question
        assert (question and question.id) == next(iter(self.interview.open), None)

    @precondition(is_at_question)
    @rule(level=st.integers(1, 5))
    def answer_while_the_disk_refuses(self, level):
        """The answer stays in memory, and is on the disk with the next one that is saved."""
        known = self.path.read_bytes() if self.path.exists() else b""
        self.remember()
        self.kept.said[self.id] = (Status.LEVEL, level, "")
        aside = self.folder / "aside"
        (self.folder / "responses").mkdir(exist_ok=True)
        (self.folder / "responses").rename(aside)
        (self.folder / "responses").write_text("in the way")
        with pytest.raises(UserError):
            save_response(self.path, self.response)
        (self.folder / "responses").unlink()
        aside.rename(self.folder / "responses")
        assert (self.path.read_bytes() if self.path.exists() else b"") == known
        type(self).refused += 1
        self.change(self.interview.answer(level))

    # -- what always holds ------------------------------------------------------------------------

    @invariant()
    def what_was_said_last_is_on_the_disk(self):
        type(self).steps += 1
        if not self.path.exists():
            assert self.response == self.interview.put_into(self.response)
            return
        found = read_response(self.path, SOUND_READ)
        assert found == self.interview.put_into(self.response)
        assert {
            id_: (a.status, a.level, a.reason) for id_, a in found.answers.items()
        } == self.kept.said
        assert found.private == {id_: words for id_, words in self.kept.private.items() if words}
        assert list(found.parked) == self.kept.parked
        for id_ in IDS:
            beside = found.answers.get(id_) or found.waiting.get(id_, Remark())
            assert beside.note == self.kept.notes.get(id_, "")
            assert beside.quote == self.kept.quotes.get(id_, False)
            assert beside.evidence is self.kept.grades.get(id_, Evidence.NONE)

    @invariant()
    def nothing_else_is_on_the_disk(self):
        names = [each.name for each in self.folder.rglob("*") if each.is_file()]
        assert names == ["aa.json"] * self.path.exists()

    @invariant()
    def cursor_points_at_a_question_or_behind_the_last(self):
        assert self.interview.question is (*QUESTIONS, None)[self.interview.position]
        progress = self.interview.progress
        assert (progress.answered, progress.total) == (len(self.kept.said), len(IDS))
        assert self.interview.open == tuple(id_ for id_ in IDS if id_ not in self.kept.said)


def test_what_was_said_last_is_on_the_disk_whatever_happens():
    plenty = settings(max_examples=260, stateful_step_count=50)
    run_state_machine_as_test(Sitting, settings=plenty)
    assert Sitting.steps >= LEAST_STEPS
    assert min(Sitting.resumed, Sitting.refused, Sitting.undone) > LEAST_STEPS // 100

"""The conversation without a terminal: which question is next, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from servicescan.model.questionnaire import Question
from servicescan.model.response import Answer, Evidence, Remark, Response, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the conversation is."""

    #: place of the present question, from 1; the number of questions when none is left
    number: int
    total: int
    #: questions that have an answer, "don't know" and "not applicable" included
    answered: int

    @property
    def open(self) -> int:
        """Questions without an answer."""
        return self.total - self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One respondent's conversation; every step gives a new one."""

    questions: tuple[Question, ...]
    #: question id -> answer, in the order in which they were given
    answers: Mapping[str, Answer] = field(default_factory=dict)
    #: question id -> what stands with a question that has no answer yet
    waiting: Mapping[str, Remark] = field(default_factory=dict)
    #: question id -> the interviewer's own note
    private: Mapping[str, str] = field(default_factory=dict)
    #: topics put aside for later
    parked: tuple[str, ...] = ()
    #: index of the present question; the number of questions after the last one
    position: int = 0
    #: as it was before the last change of what was said; None when nothing was changed
    before: "Interview | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def resume(
        cls, questions: Sequence[Question], answers: Mapping[str, Answer] | None = None
    ) -> "Interview":
        """Begin, or go on, at the first question without an answer."""
        begun = cls(questions=tuple(questions), answers=dict(answers or {}))
        return begun._at_open_from(0)

    @classmethod
    def go_on(cls, questions: Sequence[Question], response: Response) -> "Interview":
        """Go on with everything that this response holds, at its first open question."""
        begun = cls.resume(questions, response.answers)
        return replace(
            begun, waiting=response.waiting, private=response.private, parked=response.parked
        )

    def put_into(self, response: Response) -> Response:
        """The response with everything that was said here."""
        return replace(
            response,
            answers=self.answers,
            waiting=self.waiting,
            private=self.private,
            parked=self.parked,
        )

    # -- what stands ------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The present question; None after the last one."""
        return self.questions[self.position] if self.position < len(self.questions) else None

    @property
    def given(self) -> Answer | None:
        """What was answered to the present question."""
        return self.answers.get(self.question.id) if self.question else None

    @property
    def remark(self) -> Answer | Remark:
        """Note and evidence with the present question, answered or not."""
        if self.question is None:
            return Remark()
        return self.given or self.waiting.get(self.question.id, Remark())

    @property
    def note(self) -> str:
        """The note to the present question, answered or not."""
        return self.remark.note

    @property
    def aside(self) -> str:
        """The interviewer's own note to the present question."""
        return self.private.get(self.question.id, "") if self.question else ""

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of the questions without an answer, in the order of asking."""
        return tuple(q.id for q in self.questions if q.id not in self.answers)

    @property
    def is_complete(self) -> bool:
        """Every question has an answer, a "don't know" or a "not applicable"."""
        return not self.open

    @property
    def progress(self) -> Progress:
        """How far the conversation is."""
        total = len(self.questions)
        return Progress(
            number=min(self.position + 1, total), total=total, answered=total - len(self.open)
        )

    # -- answering --------------------------------------------------------------------------------

    def answer(
        self, level: int | None = None, *, status: Status = Status.LEVEL, reason: str = ""
    ) -> "Interview":
        """Answer the present question and go on; its note and evidence stay with it.

        Raises:
            ValueError: there is no present question.
        """
        question, kept = self._present(), self.remark
        given = Answer(
            status=status,
            level=level,
            reason=reason,
            note=kept.note,
            quote=kept.quote,
            evidence=kept.evidence if level else Evidence.NONE,
            fingerprint=question.fingerprint,
        )
        answers = {**self.answers, question.id: given}
        waiting = {id_: remark for id_, remark in self.waiting.items() if id_ != question.id}
        moved = replace(self, answers=answers, waiting=waiting, position=self.position + 1)
        return replace(moved, before=self)

    def annotate(self, note: str, *, quote: bool = False) -> "Interview":
        """Put a note to the present question; before an answer it waits for one.

        Raises:
            ValueError: there is no present question.
        """
        return self._remarked({"note": note, "quote": quote and bool(note)})

    def support(self, evidence: Evidence) -> "Interview":
        """Say how strongly the present answer is backed; before an answer it waits for one.

        Raises:
            ValueError: there is no present question.
        """
        return self._remarked({"evidence": evidence})

    def confide(self, words: str) -> "Interview":
        """Put the interviewer's own note to the present question; without words it goes.

        Raises:
            ValueError: there is no present question.
        """
        private = _with(self.private, self._present().id, words)
        return replace(self, private=private, before=self)

    def park(self, topic: str) -> "Interview":
        """Put a topic aside for later."""
        return replace(self, parked=(*self.parked, topic), before=self)

    def retell(self, said: Response) -> "Interview":
        """Everything that a response says, as if it were said here.

        Raises:
            KeyError: a question is not asked here.
        """
        told = self
        for id_, remark in said.waiting.items():
            told = _with_remark(told.jump(id_), remark)
        for id_, each in said.answers.items():
            told = _with_remark(told.jump(id_), each)
            told = told.answer(each.level, status=each.status, reason=each.reason)
            if each.fingerprint:  # of the question as it was asked elsewhere
                kept = replace(told.answers[id_], fingerprint=each.fingerprint)
                told = replace(told, answers={**told.answers, id_: kept})
        for id_, words in said.private.items():
            told = told.jump(id_).confide(words)
        for topic in said.parked:
            told = told if topic in told.parked else told.park(topic)
        return told.rewind()

    def undo(self) -> "Interview":
        """Take back the last change, at the question where it was made."""
        return self.before or self

    def _present(self) -> Question:
        if self.question is None:
            raise ValueError("after the last question there is nothing to answer")
        return self.question

    def _remarked(self, changes: Mapping[str, Any]) -> "Interview":
        question = self._present()
        if self.given:
            answers = {**self.answers, question.id: replace(self.given, **changes)}
            return replace(self, answers=answers, before=self)
        remark = replace(self.waiting.get(question.id, Remark()), **changes)
        waiting = _with(self.waiting, question.id, remark if remark != Remark() else None)
        return replace(self, waiting=waiting, before=self)

    # -- moving -----------------------------------------------------------------------------------

    def skip(self) -> "Interview":
        """Leave the present question open and go to the next one that is open."""
        return self._at_open_from(self.position + 1)

    def back(self) -> "Interview":
        """One question back; at the first one nothing changes."""
        return replace(self, position=max(0, self.position - 1))

    def forward(self) -> "Interview":
        """One question on, answered or not; after the last one nothing changes."""
        return replace(self, position=min(len(self.questions), self.position + 1))

    def rewind(self) -> "Interview":
        """To the first open question; behind the last one when none is open."""
        return self._at_open_from(0)

    def jump(self, question_id: str) -> "Interview":
        """To the question with this id.

        Raises:
            KeyError: it is not asked here.
        """
        places = {question.id: place for place, question in enumerate(self.questions)}
        return replace(self, position=places[question_id])

    def _at_open_from(self, start: int) -> "Interview":
        total = len(self.questions)
        places = (n for n in range(start, total) if self.questions[n].id not in self.answers)
        return replace(self, position=next(places, total))


def _with_remark(told: Interview, remark: Answer | Remark) -> Interview:
    """With note and evidence of another conversation, where it has them."""
    told = told.annotate(remark.note, quote=remark.quote) if remark.note else told
    return told if remark.evidence is Evidence.NONE else told.support(remark.evidence)


_Kept = TypeVar("_Kept")


def _with(found: Mapping[str, _Kept], key: str, value: _Kept | None) -> dict[str, _Kept]:
    """A copy in which the key holds the value, or is gone when there is none."""
    kept = {id_: each for id_, each in found.items() if id_ != key}
    return {**kept, key: value} if value else kept

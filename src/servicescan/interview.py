"""The conversation without a terminal: which question is next, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from servicescan.model.questionnaire import Question
from servicescan.model.response import Answer, Evidence, Status


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
    #: question id -> a note (with leave to quote) to a question that has no answer yet
    notes: Mapping[str, Answer] = field(default_factory=dict)
    #: index of the present question; the number of questions after the last one
    position: int = 0

    @classmethod
    def resume(
        cls, questions: Sequence[Question], answers: Mapping[str, Answer] | None = None
    ) -> "Interview":
        """Begin, or go on, at the first question without an answer."""
        begun = cls(questions=tuple(questions), answers=dict(answers or {}))
        return begun._at_open_from(0)

    @property
    def question(self) -> Question | None:
        """The present question; None after the last one."""
        return self.questions[self.position] if self.position < len(self.questions) else None

    @property
    def given(self) -> Answer | None:
        """What was answered to the present question."""
        return self.answers.get(self.question.id) if self.question else None

    @property
    def note(self) -> str:
        """The note to the present question, answered or not."""
        if self.question is None:
            return ""
        return (self.given or self.notes.get(self.question.id, Answer())).note

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
        question = self._present()
        kept = self.given or self.notes.get(question.id, Answer())
        given = Answer(
            status=status,
            level=level,
            reason=reason,
            note=kept.note,
            quote=kept.quote,
            evidence=kept.evidence if level else Evidence.NONE,
            fingerprint=question.fingerprint,
        )
        notes = {id_: note for id_, note in self.notes.items() if id_ != question.id}
        answers = {**self.answers, question.id: given}
        return replace(self, answers=answers, notes=notes, position=self.position + 1)

    def annotate(self, note: str, *, quote: bool = False) -> "Interview":
        """Put a note to the present question; before an answer it waits for one.

        Raises:
            ValueError: there is no present question.
        """
        question = self._present()
        if self.given:
            changed = replace(self.given, note=note, quote=quote)
            return replace(self, answers={**self.answers, question.id: changed})
        return replace(self, notes={**self.notes, question.id: Answer(note=note, quote=quote)})

    def _present(self) -> Question:
        if self.question is None:
            raise ValueError("after the last question there is nothing to answer")
        return self.question

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

"""What stands on the page of one question, in words: drawn or read out alike."""

from dataclasses import dataclass

from servicescan.cli.consensus import told_so_far
from servicescan.cli.console import drawn
from servicescan.cli.record import Record
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.questionnaire import Question, Shift
from servicescan.model.response import Evidence, Status

#: the audience that is addressed informally where a language has two forms
INFORMAL = "front_line"
LEVEL_KEYS = ("1", "2", "3", "4", "5")
#: answers that are no level
OTHERS = {"d": Status.DONT_KNOW, "n": Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer, under its key."""

    key: str
    words: str
    is_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One question as it is asked."""

    interview: Interview
    record: Record
    speaker: Speaker
    #: what became of the last key
    message: str = ""
    #: what the rest will take
    minutes: int = 0

    # -- who and where ----------------------------------------------------------------------------

    @property
    def who(self) -> str:
        """Who answers."""
        scan = self.record.scan
        audience = self.speaker.say(scan.questionnaire.audience(self.record.audience).name)
        mark = self.speaker._("consensus") if self.record.is_consensus else ""
        parts = (mark, scan.workspace.client, audience)
        return drawn(" · ").join(" ".join(part.split()) for part in parts if part)

    @property
    def count(self) -> str:
        """How much is answered."""
        progress = self.interview.progress
        return self.speaker._("{part} of {whole}", part=progress.answered, whole=progress.total)

    @property
    def left(self) -> str:
        """How long the rest will take."""
        if not self.interview.progress.open:
            return self.speaker._("done")
        return drawn(self.speaker._("± {n} min left", n=self.minutes))

    def about(self, question: Question) -> str:
        """The shift or lens that a question belongs to."""
        block = self.record.scan.questionnaire.block_of(question.id)
        about = self.speaker.say(block.name)
        if isinstance(block, Shift):
            about = f"{self.speaker.say(block.from_)} → {self.speaker.say(block.to)}"
        return f"{block.id}  {drawn(about)}"

    def block(self, question: Question) -> tuple[Question, ...]:
        """The questions asked here that stand in the same shift or lens."""
        block = self.record.scan.questionnaire.block_of(question.id)
        return tuple(each for each in self.interview.questions if each in block.questions)

    def place(self, question: Question) -> str:
        """The place of a question in its shift or lens."""
        asked = self.block(question)
        part = asked.index(question) + 1
        return self.speaker._("question {part} of {whole}", part=part, whole=len(asked))

    # -- what is asked and answered ---------------------------------------------------------------

    def ask(self, question: Question) -> str:
        """The question in the words of this audience."""
        return self.speaker.say(question.ask.for_(self.record.audience))

    def levels(self, question: Question) -> list[Choice]:
        """The five anchors."""
        given = self.interview.answers.get(question.id)
        return [
            Choice(
                key=str(level),
                words=self.speaker.say(anchor),
                is_given=given is not None and given.level == level,
            )
            for level, anchor in sorted(question.anchors.items())
        ]

    def others(self, question: Question) -> list[Choice]:
        """The answers that are no level."""
        given = self.interview.answers.get(question.id)
        words = {"d": self.speaker._("don't know"), "n": self.speaker._("not applicable")}
        return [
            Choice(key=key, words=words[key], is_given=given is not None and given.status is status)
            for key, status in OTHERS.items()
        ]

    def standing(self) -> list[str]:
        """What stands with this question beside its answer."""
        speaker, interview, remark = self.speaker, self.interview, self.interview.remark
        found = []
        if interview.question and self.record.is_consensus:
            found.append(told_so_far(self.record, interview.question, speaker))
        if interview.given and interview.given.reason:
            reason = interview.given.reason
            if interview.given.status is Status.LEVEL:
                found.append(speaker._("Agreed: {reason}", reason=reason))
            else:
                found.append(speaker._("Not applicable: {reason}", reason=reason))
        if remark.evidence is not Evidence.NONE:
            grade = grades(speaker)[remark.evidence]
            found.append(speaker._("Evidence: {grade}", grade=grade))
        if remark.note:
            found.append(speaker._("Note: {note}", note=remark.note))
        if interview.aside:
            found.append(speaker._("Private: {note}", note=interview.aside))
        return found

    def ending(self) -> str:
        """After the last question."""
        speaker, interview = self.speaker, self.interview
        if not interview.is_complete:
            return speaker.plural(
                "{n} question is still open: {ids}.",
                "{n} questions are still open: {ids}.",
                len(interview.open),
                ids=", ".join(interview.open),
            )
        if self.record.audience == INFORMAL:
            return speaker._("Thanks! Your answers are complete. You can still look back (b).")
        return speaker._("Thank you. Your answers are complete. You can still look back (b).")

    # -- keys -------------------------------------------------------------------------------------

    def keys(self) -> dict[str, str]:
        """The keys that do something here beside the answers, and what; the first matter most."""
        speaker, interview = self.speaker, self.interview
        found: dict[str, str] = {}
        if interview.question is None:
            found["Enter"] = speaker._("to what is open")
        else:
            found["Enter"] = speaker._("next") if interview.given else speaker._("skip")
            found |= {"t": speaker._("note"), "e": speaker._("evidence")}
        found |= {
            "b": speaker._("back"),
            "j": speaker._("jump"),
            "r": speaker._("review"),
            "u": speaker._("undo"),
            "l": "EN" if speaker.language == "nl" else "NL",
        }
        if self.record.is_asked:
            found |= {"p": speaker._("private"), "k": speaker._("park")}
        if self.record.trouble:
            found = {"w": speaker._("save elsewhere"), **found}
        return found


def grades(speaker: Speaker) -> dict[Evidence, str]:
    """How strongly an answer is backed, in words."""
    return {
        Evidence.NONE: speaker._("none"),
        Evidence.TOLD: speaker._("told"),
        Evidence.SHOWN: speaker._("shown"),
        Evidence.DATA: speaker._("data"),
    }

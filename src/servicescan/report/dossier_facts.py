"""The facts of the dossier that are the same for every scan."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

_Say: TypeAlias = Callable[[str], str]


def recorded(_: _Say) -> Iterator[tuple[str, str, str]]:
    """Every field of a response file: its name, what it holds, why it is there."""
    yield "code", _("a random code"), _("to go on later, to see and to remove the own answers")
    yield "audience", _("the group one speaks for"), _("to compare groups")
    yield "unit", _("team or department, if given"), _("to compare units that are large enough")
    yield "day", _("the day of answering, without the time"), _("to know when to remove it")
    yield "language", _("Dutch or English"), _("to go on in the same language")
    yield "mode", _("alone or in an interview"), _("to judge the quality of the outcome")
    yield "kind", _("one person, or a group together"), _("a group never counts as a person")
    yield (
        "questionnaire, version",
        _("which questions were put"),
        _("to count answers with their own question only"),
    )
    yield "answers", _("per question what follows here"), _("the outcome is made from it")
    yield (
        "status, level",
        _("a level from 1 to 5, “don't know” or “not applicable”"),
        _("the score"),
    )
    yield (
        "reason",
        _("why a question does not apply, or why a group agreed"),
        _("to improve the questions"),
    )
    yield (
        "note",
        _("words of one's own, if given; no names and nothing about health"),
        _("to understand the answer"),
    )
    yield "quote", _("whether the note may be quoted"), _("nothing is quoted without it")
    yield "evidence", _("told, shown or in figures"), _("to weigh how firm the outcome is")
    yield "waiting", _("a note at a question without an answer"), _("to go on later")
    yield "private", _("the interviewer's own notes"), _("to hold the talk; no report uses them")
    yield "parked", _("topics that the interviewer put aside"), _("to come back to them")
    yield "fingerprint", _("a short sum of the question's text"), _("to notice a changed question")


def not_recorded(_: _Say) -> Iterator[str]:
    """What a respondent might fear is kept."""
    yield _("name, e-mail address, personnel number or citizen service number")
    yield _("age, gender, years of service, contract or health")
    yield _("the hour of answering, or how long somebody thought about a question")
    yield _("anything about the computer, such as its name, its user or its address")


def rights(_: _Say) -> Iterator[str]:
    """What a respondent may ask, and how it is done."""
    yield _("See what is kept under the own code, also as a file (servicescan my-answers).")
    yield _("Change the own answers (servicescan interview with the own code).")
    yield _("Have everything under the own code removed (servicescan forget).")
    yield _("Object, or stop, at any time; what was answered is then removed on request.")
    yield _("Complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens).")


def to_agree(_: _Say) -> Iterator[str]:
    """What the program cannot know."""
    yield _("Controller, and whom to ask questions")
    yield _("Legal basis (with employees seldom consent)")
    yield _("Processing agreement with the consultant")
    yield _("Whether a data protection impact assessment is needed")
    yield _("How and by whom people are informed beforehand")
    yield _("Partners' staff, who are not employees: how they are informed")
    yield _("Consent of the works council: date and conditions")

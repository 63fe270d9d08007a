"""The interview without a terminal: one answer per line from standard input."""

import sys
from contextlib import suppress

from servicescan.cli.console import say
from servicescan.cli.record import Record
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Kind
from servicescan.model.text import cleaned
from servicescan.problems import Code, Location, Problem, UserError
from servicescan.storage.response_rules import answer_problems
from servicescan.storage.spelling import spelled

_STOP = "q"
_SKIP = ("", "-")


def converse(record: Record, speaker: Speaker) -> None:
    """Answer the open questions from the lines of standard input.

    ``1`` to ``5``, ``dk``, ``na: reason``; ``# words`` adds a note; an empty line or ``-`` skips;
    ``q`` stops. In a consensus a level comes with its reason: ``3: reason``.

    Raises:
        UserError: a line is no answer. It stops there, because the lines after it would be taken
            for answers to other questions; the answers before it are saved.
    """
    with suppress(AttributeError):
        # a byte that is no letter stops at its own line, not before the lines around it
        sys.stdin.reconfigure(errors="surrogateescape")  # type: ignore[union-attr]
    interview = record.conversation()
    for number, line in enumerate(sys.stdin, 1):
        if interview.question is None or line.strip().lower() == _STOP:
            break
        _show(interview, record, speaker)
        words = line.removeprefix("\ufeff").strip()
        interview = _answered(interview, words, number, record.response.kind)
        record.save(interview, speaker.language)


def _show(interview: Interview, record: Record, speaker: Speaker) -> None:
    if interview.question:
        say(f"{interview.question.id}  {speaker.say(interview.question.ask.for_(record.audience))}")


def _answered(interview: Interview, line: str, number: int, kind: Kind) -> Interview:
    if line in _SKIP:
        return interview.skip()
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise _refused(Code.NOT_UTF8, number)
    said, _, note = line.partition("#")
    found = spelled(cleaned(said), agrees=kind is Kind.CONSENSUS)
    if found is None:
        raise _refused(Code.LEVEL_OUT_OF_RANGE, number, value=line)
    for code, details in answer_problems(found, kind):
        raise _refused(code, number, **details)
    if note.strip():
        interview = interview.annotate(cleaned(note))
    return interview.answer(found.level, status=found.status, reason=found.reason)


def _refused(code: Code, number: int, **details: object) -> UserError:
    problem = Problem(code=code, location=Location("standard input", number), details=details)
    return UserError(str(problem))

"""The interview without a terminal: one answer per line from standard input."""

import re
import sys
from contextlib import suppress

from servicescan.cli.console import say
from servicescan.cli.record import Record
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Status
from servicescan.model.text import cleaned
from servicescan.problems import Code, Location, Problem, UserError

_STOP = "q"
_SKIP = ("", "-")
_ANSWER = re.compile(
    r"(?:(?P<level>[1-5])(?:\s*:\s*(?P<why>[^#]*))?|(?P<dk>dk|d)|(?:na|n)(?:\s*:\s*(?P<reason>[^#]*))?)(?:\s*#\s*(?P<note>.*))?",
    re.ASCII | re.IGNORECASE,
)


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
        interview = _answered(interview, words, number, needs_reason=record.is_consensus)
        record.save(interview, speaker.language)


def _show(interview: Interview, record: Record, speaker: Speaker) -> None:
    if interview.question:
        say(f"{interview.question.id}  {speaker.say(interview.question.ask.for_(record.audience))}")


def _answered(interview: Interview, line: str, number: int, *, needs_reason: bool) -> Interview:
    if line in _SKIP:
        return interview.skip()
    if any("\ud800" <= character <= "\udfff" for character in line):
        raise _refused(Code.NOT_UTF8, number)
    found = _ANSWER.fullmatch(line)
    why = cleaned(found["why"] or "") if found else ""
    if found is None or (why and not needs_reason):
        raise _refused(Code.LEVEL_OUT_OF_RANGE, number, value=line)
    if found["level"] and needs_reason and not why:
        raise UserError(
            f"standard input:{number}: A level that a group agrees on needs its reason. "
            f"Write “{found['level']}: reason”."
        )
    reason = cleaned(found["reason"] or "")
    if not (found["level"] or found["dk"] or reason):
        raise _refused(Code.MISSING_REASON, number)
    if found["note"]:
        interview = interview.annotate(cleaned(found["note"]))
    if found["level"]:
        return interview.answer(int(found["level"]), reason=why)
    status = Status.DONT_KNOW if found["dk"] else Status.NOT_APPLICABLE
    return interview.answer(status=status, reason=reason)


def _refused(code: Code, number: int, **details: object) -> UserError:
    problem = Problem(code=code, location=Location("standard input", number), details=details)
    return UserError(str(problem))

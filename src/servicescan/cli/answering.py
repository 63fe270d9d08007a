"""The interview from a file: the same rules, the same response, and no questions asked."""

import json
import sys
from dataclasses import replace
from pathlib import Path

from servicescan.cli.console import emit
from servicescan.cli.record import Record
from servicescan.cli.session import resume_command
from servicescan.cli.whose import Wishes, begin, find_known
from servicescan.interview import Interview
from servicescan.model.response import Response
from servicescan.problems import BadFiles, Code, Problem, UserError
from servicescan.storage.given import Given, parse_given
from servicescan.storage.incoming import decode, read_text
from servicescan.storage.locks import held
from servicescan.storage.workspace import Scan, read_scan

#: in place of a file's name
STANDARD_INPUT = Path("-")
FORMAT = 1


def answer_from(source: Path, folder: Path, wishes: Wishes, *, as_json: bool) -> None:
    """Answer as a file says, as a whole or not at all, and say what is kept.

    Raises:
        BadFiles: with everything that is wrong in the file; nothing is changed.
        UserError: a wish is not possible, or the answers cannot be written.
    """
    scan = read_scan(folder)
    known = find_known(folder, scan, wishes) or begin(scan, wishes)
    given = _given(source, scan, known)
    record = Record(folder, scan, _response(folder, scan, wishes, given.response))
    with held(record.path):
        record.read_again()
        interview = _answered(record, given)
        record.save(interview, given.response.language)
    if as_json:
        _print_json(record, interview)
    else:
        command = resume_command(folder, record.response)
        record.farewell(record.speaker(wishes.language or scan.workspace.language), command)


def _given(source: Path, scan: Scan, known: Response) -> Given:
    if source == STANDARD_INPUT:
        name, content = "standard input", sys.stdin.buffer.read()
        text = decode(content, name)
    else:
        name, text = str(source), read_text(source)
    return parse_given(text, name, scan.questionnaire, known)


def _response(folder: Path, scan: Scan, wishes: Wishes, said: Response) -> Response:
    """What is kept of this respondent so far, or a beginning; options and file agree on who."""
    for option, wished, found in (
        ("--audience", wishes.audience, said.respondent.audience),
        ("--code", wishes.code, said.respondent.code),
    ):
        if wished not in ("", found):
            raise UserError(
                f"{option}: is {wished}, but the file says {found}. Leave one of them out.",
                exit_code=2,
            )
    whole = replace(
        wishes,
        audience=said.respondent.audience,
        code=said.respondent.code,
        kind=said.kind,
    )
    beginning = replace(said, answers={}, waiting={}, private={}, parked=())
    return find_known(folder, scan, whole) or beginning


def _answered(record: Record, given: Given) -> Interview:
    """The conversation after everything in the file was said in it."""
    interview = record.conversation()
    asked = {question.id for question in interview.questions}
    said = given.response
    problems = [
        Problem(
            code=Code.NOT_ASKED,
            location=given.place(id_),
            details={"question": id_, "audience": record.audience},
        )
        for id_ in {**said.answers, **said.waiting, **said.private}
        if id_ not in asked
    ]
    if problems:
        raise BadFiles(problems)
    return interview.retell(said)


def _print_json(record: Record, interview: Interview) -> None:
    """What is kept, for another program."""
    respondent, progress = record.response.respondent, interview.progress
    found = {
        "format": FORMAT,
        "code": respondent.code,
        "audience": respondent.audience,
        "file": str(record.path),
        "answered": progress.answered,
        "total": progress.total,
        "open": interview.open,
    }
    emit(json.dumps(found, indent=2))

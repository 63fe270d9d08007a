"""Who has answered, and what is missing."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from servicescan.cli.console import emit, out, say, say_line, text
from servicescan.cli.session import command_for
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.assessment import Participation
from servicescan.model.response import Kind, Response
from servicescan.model.workspace import Form, minimum_for
from servicescan.scoring.assess import assess
from servicescan.storage.workspace import Scan


def conversation(scan: Scan, response: Response) -> Interview:
    """The response as a conversation, which knows what is open."""
    quick = scan.workspace.form is Form.QUICK
    questions = scan.questionnaire.questions_for(response.respondent.audience, quick=quick)
    return Interview.resume(questions, response.answers)


def print_json(scan: Scan, responses: Sequence[Response]) -> None:
    """Everything about participation, for another program."""
    found = {
        "format": 1,
        "audiences": [
            {
                "audience": part.audience,
                "invited": part.invited,
                "responses": part.responses,
                "complete": part.complete,
            }
            for part in _participation(scan, responses)
        ],
        "respondents": [
            {
                "code": response.respondent.code,
                "audience": response.respondent.audience,
                "day": response.day,
                "open": conversation(scan, response).open,
            }
            for response in responses
        ],
    }
    emit(json.dumps(found, indent=2))


def _participation(scan: Scan, responses: Sequence[Response]) -> list[Participation]:
    """The audiences of this scan, and others only where they have answered all the same."""
    assessed = assess(scan.questionnaire, responses, scan.workspace)
    return [
        part
        for part in assessed.participation
        if part.audience in scan.workspace.audiences or part.responses
    ]


def print_table(folder: Path, scan: Scan, responses: Sequence[Response]) -> None:
    """Participation per audience, then what is missing."""
    speaker = Speaker(scan.workspace.language)
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    table.add_column(text(speaker._("Group")))
    for heading in (speaker._("invited"), speaker._("answered"), speaker._("complete")):
        table.add_column(text(heading), justify="right")
    for part in _participation(scan, responses):
        invited = "–" if part.invited is None else speaker.whole(part.invited)
        name = speaker.say(scan.questionnaire.audience(part.audience).name)
        counts = (invited, speaker.whole(part.responses), speaker.whole(part.complete))
        table.add_row(text(name), *map(text, counts))
    say(scan.workspace.client, "bold")
    say()
    out().print(table)
    unfinished = _unfinished(scan, responses, speaker)
    missing = [*_silent(scan, responses, speaker), *unfinished]
    say()
    for sentence in missing or [speaker._("Nothing is missing.")]:
        say(sentence)
    if unfinished:
        command = command_for(folder, "CODE")
        say_line(speaker._("Go on with one of them: {command}", command=command))


def _silent(scan: Scan, responses: Sequence[Response], speaker: Speaker) -> list[str]:
    """Groups that are too small, so far, to be shown."""
    found = []
    for part in _participation(scan, responses):
        needed = minimum_for(part.audience, scan.workspace.audiences, scan.workspace.thresholds)
        name = speaker.say(scan.questionnaire.audience(part.audience).name)
        if part.responses < needed:
            found.append(
                speaker._(
                    "{group}: {n} answered so far; shown on its own from {needed} on.",
                    group=name,
                    n=part.responses,
                    needed=needed,
                )
            )
    return found


def _unfinished(scan: Scan, responses: Sequence[Response], speaker: Speaker) -> list[str]:
    """Responses with questions left open."""
    found = []
    for response in responses:
        progress = conversation(scan, response).progress
        if progress.open and response.kind is Kind.INDIVIDUAL:
            found.append(
                speaker._(
                    "{group}, {code}: {answered} of {total} answered.",
                    group=speaker.say(
                        scan.questionnaire.audience(response.respondent.audience).name
                    ),
                    code=response.respondent.code,
                    answered=progress.answered,
                    total=progress.total,
                )
            )
    return found

"""Who has answered, and what is missing."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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
from servicescan.scoring.disclosure import hidden_groups
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
                "audience": part.id,
                "invited": part.invited,
                "responses": part.responses,
                "complete": part.complete,
                "shown_from": part.minimum,
                "is_shown": part.is_shown,
            }
            for part in _groups(scan, responses, Speaker(scan.workspace.language))
        ],
        "units": [
            {
                "unit": part.id,
                "responses": part.responses,
                "complete": part.complete,
                "shown_from": part.minimum,
                "is_shown": part.is_shown,
            }
            for part in _units(scan, responses)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How far an audience or a unit is, and whether the thresholds let it be shown."""

    id: str
    name: str
    invited: int | None
    responses: int
    complete: int
    minimum: int
    is_shown: bool

    @property
    def lacking(self) -> int:
        """How many answers it needs at least before it is shown on its own."""
        return max(self.minimum - self.responses, 0)


def _groups(scan: Scan, responses: Sequence[Response], speaker: Speaker) -> list[_Standing]:
    """The audiences; whether each question passes as well is for the report to judge."""
    parts, workspace = _participation(scan, responses), scan.workspace
    minimum = {
        part.audience: minimum_for(part.audience, workspace.audiences, workspace.thresholds)
        for part in parts
    }
    hidden = hidden_groups({part.audience: part.responses for part in parts}, minimum)
    done = Counter(
        each.respondent.audience
        for each in responses
        if each.kind is Kind.INDIVIDUAL and not conversation(scan, each).open
    )
    return [
        _Standing(
            id=part.audience,
            name=speaker.say(scan.questionnaire.audience(part.audience).name),
            invited=part.invited,
            responses=part.responses,
            complete=done[part.audience],
            minimum=minimum[part.audience],
            is_shown=bool(part.responses) and part.audience not in hidden,
        )
        for part in parts
    ]


def _units(scan: Scan, responses: Sequence[Response]) -> list[_Standing]:
    """The units that respondents named."""
    answered = [each for each in responses if each.kind is Kind.INDIVIDUAL and each.respondent.unit]
    sizes = Counter(each.respondent.unit for each in answered)
    done = Counter(each.respondent.unit for each in answered if not conversation(scan, each).open)
    minimum = dict.fromkeys(sizes, scan.workspace.thresholds.mean)
    hidden = hidden_groups(sizes, minimum)
    return [
        _Standing(
            id=unit,
            name=unit,
            invited=None,
            responses=sizes[unit],
            complete=done[unit],
            minimum=minimum[unit],
            is_shown=unit not in hidden,
        )
        for unit in sorted(sizes)
    ]


def _table(heading: str, standings: Sequence[_Standing], speaker: Speaker) -> Table:
    table = Table(box=None, padding=(0, 2), pad_edge=False)
    table.add_column(text(heading))
    counts = (speaker._("invited"), speaker._("answered"), speaker._("complete"))
    for title in (*counts, speaker._("on its own")):
        table.add_column(text(title), justify="right")
    for each in standings:
        invited = "–" if each.invited is None else speaker.whole(each.invited)
        shown = speaker._("yes") if each.is_shown else speaker._("not yet")
        cells = (invited, speaker.whole(each.responses), speaker.whole(each.complete), shown)
        table.add_row(text(each.name), *map(text, cells))
    return table


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
    groups, units = _groups(scan, responses, speaker), _units(scan, responses)
    say(scan.workspace.client, "bold")
    say()
    out().print(_table(speaker._("Group"), groups, speaker))
    if units:
        say()
        out().print(_table(speaker._("Team"), units, speaker))
    unfinished = _unfinished(scan, responses, speaker)
    say()
    for sentence in [*_kept_back([*groups, *units], speaker), *unfinished] or [
        speaker._("Nothing is missing.")
    ]:
        say(sentence)
    if unfinished:
        command = command_for(folder, "CODE")
        say_line(speaker._("Go on with one of them: {command}", command=command))


def _kept_back(standings: Sequence[_Standing], speaker: Speaker) -> list[str]:
    """Groups that are not shown on their own so far, and what that takes."""
    found = []
    for each in standings:
        if each.lacking:
            found.append(
                speaker.plural(
                    "{group}: {n} more answer is needed to show it on its own (from {minimum} on).",
                    "{group}: {n} more answers are needed to show it on its own "
                    "(from {minimum} on).",
                    each.lacking,
                    group=each.name,
                    minimum=each.minimum,
                )
            )
        elif not each.is_shown:
            found.append(
                speaker._(
                    "{group}: stays hidden as long as a smaller group beside it is hidden, "
                    "because that one could be worked out.",
                    group=each.name,
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

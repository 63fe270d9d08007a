"""What became of the recommendations."""

import json
from pathlib import Path

from servicescan.cli.clock import today
from servicescan.cli.console import emit, say, say_line
from servicescan.cli.issuing import Outcome, read_outcome
from servicescan.cli.results.words import Words
from servicescan.i18n import Speaker
from servicescan.model.actions import Action, Progress
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.storage.actions import read_actions, recommendations, write_actions
from servicescan.storage.hints import near
from servicescan.storage.workspace import read_scan

FORMAT = 1


def note_down(folder: Path, recommendation: str, status: Progress | None) -> None:
    """Note how far one recommendation is, as of today.

    Raises:
        UserError: there is no such recommendation, or no status was given.
    """
    scan = read_scan(folder)
    known = recommendations(scan.questionnaire)
    if recommendation not in known:
        raise UserError(
            f"There is no recommendation “{recommendation}”.{near(recommendation, known)} "
            "“servicescan actions” shows them.",
            exit_code=2,
        )
    if status is None:
        raise UserError(f"{recommendation}: say how far it is: {', '.join(Progress)}.", exit_code=2)
    found = read_actions(folder, scan.questionnaire)
    found[recommendation] = Action(status=status, day=today().isoformat())
    write_actions(folder, found)
    speaker = Speaker(scan.workspace.language)
    say_line(f"{recommendation}: {progress(speaker)[status]}")


def progress(speaker: Speaker) -> dict[Progress, str]:
    """Each status in a word."""
    return {
        Progress.OPEN: speaker._("open"),
        Progress.STARTED: speaker._("started"),
        Progress.DONE: speaker._("done"),
        Progress.DROPPED: speaker._("dropped"),
    }


def followed(outcome: Outcome) -> dict[str, Action | None]:
    """Recommendation -> what became of it: those advised first, and those somebody decided on."""
    decided = read_actions(outcome.folder, outcome.scan.questionnaire)
    first = [each.recommendation for each in outcome.assessment.advice if each.is_first]
    return {id_: decided.get(id_) for id_ in dict.fromkeys([*first, *decided])}


def show(folder: Path, language: Language | None, *, as_json: bool) -> None:
    """Print the list.

    Raises:
        UserError: something in the scan cannot be used.
    """
    outcome = read_outcome(folder)
    found = followed(outcome)
    if as_json:
        emit(json.dumps({"format": FORMAT, "actions": plain(found)}, indent=2))
        return
    words = Words(outcome.assessment, outcome.scan, language or outcome.scan.workspace.language)
    if not found:
        say(words.speaker._("Nothing is advised, and nothing was taken up."))
    print_list(words, found)


def plain(found: dict[str, Action | None]) -> list[dict[str, str | None]]:
    """The list for another program."""
    return [
        {
            "recommendation": id_,
            "status": action.status if action else Progress.OPEN,
            "day": action.day if action else None,
        }
        for id_, action in found.items()
    ]


def print_list(words: Words, found: dict[str, Action | None]) -> None:
    """One recommendation a line: its status, since when, and what it is."""
    names = progress(words.speaker)
    for id_, action in found.items():
        status = names[action.status if action else Progress.OPEN]
        day = action.day if action else ""
        head = f"{id_}  {status}  {day}".rstrip()
        say(f"{head}: {words.say(words.texts[id_].action)}")

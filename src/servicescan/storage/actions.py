"""The list of recommendations that were taken up: actions.yaml in a workspace."""

import datetime
from pathlib import Path

from servicescan.model.actions import Action, Actions
from servicescan.model.questionnaire import Questionnaire
from servicescan.problems import BadFiles, Code, Problem
from servicescan.storage.binding import bind
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.saving import write_safely

ACTIONS = "actions.yaml"
_HEADING = "# What became of the recommendations: open, started, done or dropped, and since when.\n"


def read_actions(folder: Path, questionnaire: Questionnaire) -> dict[str, Action]:
    """Recommendation id -> what became of it; nothing where nobody decided anything.

    Raises:
        BadFiles: with everything in the list that is wrong.
    """
    path = folder / ACTIONS
    if not path.exists():
        return {}
    document = read_document(path)
    found = bind(Actions, document)
    known = recommendations(questionnaire)
    for id_, action in found.actions.items() if found else ():
        if id_ not in known:
            details: dict[str, object] = {"key": id_, "hint": near(id_, known)}
            where = document.place(("actions", id_))
            document.problems.append(
                Problem(code=Code.UNKNOWN_KEY, location=where, details=details)
            )
        elif not _is_day(action.day):
            details = {"value": action.day, "expected": "a day such as 2026-11-22"}
            where = document.place(("actions", id_, "day"))
            document.problems.append(
                Problem(code=Code.WRONG_VALUE, location=where, details=details)
            )
    if found is None or document.problems:
        raise BadFiles(document.problems)
    return dict(found.actions)


def write_actions(folder: Path, actions: dict[str, Action]) -> None:
    """Write the whole list.

    Raises:
        UserError: it cannot be written.
    """
    lines = [
        f"  {id_}: {{status: {action.status}, day: {action.day}}}\n"
        for id_, action in sorted(actions.items())
    ]
    write_safely(folder / ACTIONS, _HEADING + "actions:\n" + "".join(lines))


def recommendations(questionnaire: Questionnaire) -> set[str]:
    """The ids of all recommendations."""
    return {each.id for block in questionnaire.blocks for each in block.recommendations}


def _is_day(day: str) -> bool:
    try:
        return datetime.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False

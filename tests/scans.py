"""Scans on the disk for tests: the questionnaire of ``tests/sound``, and answers to it."""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import builders
from servicescan.model.response import Kind, Response
from servicescan.model.workspace import Group, Thresholds, Workspace
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import save_response
from servicescan.storage.workspace import response_path, write_workspace

SOUND = Path(__file__).parent / "sound"
PROGRAM = Path(sys.executable).with_name("servicescan")
#: eight leaders and eight of the front line
SIXTEEN = """
         B1  S1-1  S1-2  S1-3  C1
lead*4   2   3     4     -     -
lead*4   1   2     5     -     -
front*4  1   2     3     2     4
front*4  1   1     2     3     4
"""


def workspace(**changes: Any) -> Workspace:
    """Settings for the sound questionnaire: twenty leaders and twenty of the front line."""
    plain = builders.workspace(
        Thresholds(),
        questionnaire=str(SOUND),
        client="Gemeente Voorbeeld",
        audiences={"lead": Group(invited=20), "front": Group(invited=20)},
    )
    return replace(plain, **changes)


def make_scan(folder: Path, **changes: Any) -> Path:
    """A folder with settings and no answers."""
    write_workspace(folder, workspace(**changes), read_questionnaire(str(SOUND)))
    return folder


def people(table: str) -> list[Response]:
    """Responses to the sound questionnaire, from a table as in ``builders.responses``."""
    return [replace(each, questionnaire="sound") for each in builders.responses(table)]


def person(code: str, answers: str = "S1-1=3", **changes: Any) -> Response:
    """One of the front line; ``S1-1=3 S1-2=dk`` says what was answered."""
    cells = dict(pair.split("=") for pair in answers.split())
    (found,) = people(f"{' '.join(cells)}\nfront {' '.join(cells.values())}")
    known = replace(found, respondent=replace(found.respondent, code=code))
    if changes.get("kind") is Kind.CONSENSUS:
        agreed = {id_: replace(each, reason="agreed") for id_, each in known.answers.items()}
        known = replace(known, answers=agreed)
    return replace(known, **changes)


def save(folder: Path, responses: Iterable[Response]) -> None:
    """Put responses into a scan."""
    for response in responses:
        save_response(response_path(folder, response), response)


def without_terms(folder: Path) -> Path:
    """A copy of the sound questionnaire, made to have no words for customer."""
    head, shift = folder / "questionnaire.yaml", folder / "shifts" / "s1.yaml"
    before, _, after = head.read_text("utf-8").partition("customer_terms:\n")
    rest = after.partition("intro: ")[2]
    head.write_text(f"{before}customer_terms: []\nintro: {rest}", "utf-8")
    words = shift.read_text("utf-8").replace("{klanten}", "zij").replace("{customers}", "they")
    shift.write_text(words, "utf-8")
    return folder


def uncounted() -> dict[str, str]:
    """The environment for a program whose lines others count: counting doubles what it costs."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def content(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of everything in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

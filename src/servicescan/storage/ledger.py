"""The ledger of issued reports: which figures went out, over whose answers; never an answer."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from servicescan.model.ledger import Issue, Ledger, Mark
from servicescan.problems import UserError
from servicescan.storage.locks import held
from servicescan.storage.saving import remove_safely, write_safely

LEDGER = "ledger.json"
FORMAT = 1
_SALT_BYTES = 16
_MARK_BYTES = 8


def read_ledger(folder: Path) -> Ledger:
    """The ledger of a workspace; a new one, with a salt of its own, where there is none.

    Raises:
        UserError: it cannot be used. It is never passed over: it protects people.
    """
    path = folder / LEDGER
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise UserError(f"{path}: written by a newer servicescan. Update the program.")
        return Ledger(salt=data["salt"], issues=tuple(_issue(each) for each in data["issues"]))
    except FileNotFoundError:
        return Ledger(salt=secrets.token_hex(_SALT_BYTES))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise UserError(
            f"{path}: the list of issued reports cannot be read. Restore it from a back-up; "
            "remove it only when no report of this scan was passed on."
        ) from None


def record(folder: Path, ledger: Ledger, issues: Sequence[Issue]) -> None:
    """Add the reports that go out now, all at once, but for those that an earlier one told.

    Raises:
        UserError: the ledger cannot be written, or another process wrote in it meanwhile.
    """
    path = folder / LEDGER
    new = [each for each in issues if not any(map(each.tells_the_same, ledger.issues))]
    if not new:
        return
    with held(path):
        if path.exists() and read_ledger(folder) != ledger:
            raise UserError(f"{path}: another report went out meanwhile. Try again.")
        _write(folder, replace(ledger, issues=(*ledger.issues, *new)))


def take_out(folder: Path, code: str) -> int:
    """Cut the tie between a respondent and the ledger; returns in how many reports they were.

    Their marks become random ones: that somebody was in a report stays known, who and what not.
    """
    with held(folder / LEDGER):
        ledger = read_ledger(folder)
        person = ledger.person(code)
        found = [person in issue.people for issue in ledger.issues]
        if any(found):
            strangers: dict[str, str] = {}
            issues = tuple(_without(issue, person, strangers) for issue in ledger.issues)
            _write(folder, replace(ledger, issues=issues))
    return sum(found)


def remove_ledger(folder: Path) -> None:
    """Remove the whole ledger, when no answers are left to protect."""
    remove_safely(folder / LEDGER)


def _without(issue: Issue, person: str, strangers: dict[str, str]) -> Issue:
    """The same report with one person's marks replaced, the same mark by the same stranger."""

    def stranger(mark: str) -> str:
        return strangers.setdefault(mark, secrets.token_hex(_MARK_BYTES))

    def renamed(mark: Mark) -> Mark:
        return (stranger(mark[0]), stranger(mark[1])) if mark[0] == person else mark

    return replace(
        issue,
        people={stranger(p) if p == person else p: count for p, count in issue.people.items()},
        cells=tuple(frozenset(map(renamed, cell)) for cell in issue.cells),
    )


# -- text -----------------------------------------------------------------------------------------


def _write(folder: Path, ledger: Ledger) -> None:
    path = folder / LEDGER
    issues = ",\n".join(json.dumps(_plain(issue)) for issue in ledger.issues)
    head = f'"format": {FORMAT},\n"salt": {json.dumps(ledger.salt)}'
    write_safely(path, f'{{\n{head},\n"issues": [\n{issues}\n]\n}}\n')


def _plain(issue: Issue) -> dict[str, Any]:
    """Persons, answers and cells are named by their numbers: a mark is written once."""
    people = {person: place for place, person in enumerate(sorted(issue.people))}
    marks = {mark: place for place, mark in enumerate(sorted(set().union(*issue.cells)))}
    return {
        "day": issue.day,
        "people": [[person, issue.people[person]] for person in people],
        "answers": [[people[person], answer] for person, answer in marks],
        "cells": [sorted(marks[mark] for mark in cell) for cell in issue.cells],
        "rows": [_by_coefficient(row) for row in issue.rows],
    }


def _by_coefficient(row: Mapping[int, Fraction]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for cell, value in row.items():
        found.setdefault(str(value), []).append(cell)
    return found


def _issue(data: Any) -> Issue:  # noqa: ANN401 - JSON is anything
    people = {str(person): int(count) for person, count in data["people"]}
    names = list(people)
    marks = [(names[person], str(answer)) for person, answer in data["answers"]]
    cells = tuple(frozenset(marks[mark] for mark in cell) for cell in data["cells"])
    rows = tuple(
        {cell: Fraction(value) for value, places in row.items() for cell in places}
        for row in data["rows"]
    )
    if any(cell not in range(len(cells)) for row in rows for cell in row):
        raise ValueError("a row names a cell that is not there")
    return Issue(day=str(data["day"]), people=people, cells=cells, rows=rows)

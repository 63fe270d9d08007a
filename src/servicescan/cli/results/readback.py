"""The figures that a report carries inside, read back without the scan."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from servicescan.cli.console import emit, say
from servicescan.cli.results.as_json import FILE, FORMAT
from servicescan.i18n import Speaker
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.storage.enclosed import read_enclosed

NOTHING = "–"


def read_figures(report: Path) -> Mapping[str, Any]:
    """What ``results --json`` printed when the report was made.

    Raises:
        UserError: the file is no report of servicescan, or one of a later version.
    """
    found = read_enclosed(report, FILE)
    if found.get("format") != FORMAT:
        raise UserError(
            f"{report}: its figures have format {found.get('format')}, and this version reads "
            f"{FORMAT}. Use the version of servicescan that made the report."
        )
    return found


def print_figures(report: Path, language: Language | None, *, is_json: bool) -> None:
    """All figures as JSON, or the scores of the shifts.

    Raises:
        UserError: the file is no report of servicescan, or one of a later version.
    """
    found = read_figures(report)
    if is_json:
        emit(json.dumps(found, indent=2))
        return
    try:
        lines = list(_lines(found, Speaker(language or Language.NL)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            f"{report}: its figures are not complete. Ask for the file again."
        ) from error
    for line in lines:
        say(line)


def _lines(found: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """A head, and a line per shift."""
    n = found["assessment"]["respondents"]
    people = speaker.plural("{n} person answered.", "{n} people answered.", n)
    head = f"{found['client']} · {found['questionnaire']} {found['version']}"
    return [head, people, "", *(_line(s, speaker) for s in found["assessment"]["shifts"])]


def _line(score: Mapping[str, Any], speaker: Speaker) -> str:
    """One shift: its score, the margin and the people behind it; a dash where none is printed."""
    figure = score["figure"]
    if figure["value"] is None:
        return f"{score['shift']:<5}{NOTHING}"
    words = f"{score['shift']:<5}{speaker.number(Fraction(figure['value']['exact']))}"
    if figure["low"] is not None:
        low, high = speaker.number(figure["low"]), speaker.number(figure["high"])
        words += f"  ({speaker._('{low} to {high}', low=low, high=high)})"
    return f"{words}  n={speaker.whole(figure['n'])}"

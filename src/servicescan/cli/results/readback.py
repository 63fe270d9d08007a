"""The figures that a report carries inside, read back without the scan."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from servicescan.cli.console import emit, say
from servicescan.cli.results.as_json import FILE, FORMAT
from servicescan.i18n import Speaker
from servicescan.model.assessment import Figure, Withheld
from servicescan.model.questionnaire import LEVELS
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.storage.enclosed import read_enclosed

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedShift:
    """What a report prints of one shift."""

    figure: Figure
    #: questions that have a score, of those that were asked
    scored: int
    questions: int
    #: the questions of this shift that somebody answered with a level, as far as ids tell
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a report prints."""

    client: str
    questionnaire: str
    version: str
    form: str
    respondents: int
    shifts: Mapping[str, PrintedShift]

    @property
    def head(self) -> str:
        """Whose figures these are, and to which questions."""
        return f"{self.client} · {self.questionnaire} {self.version}"


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
    for line in _lines(parse_printed(found, report), Speaker(language or Language.NL)):
        say(line)


def parse_printed(found: Mapping[str, Any], report: Path) -> Printed:
    """What the figures in a report say.

    Raises:
        UserError: something is missing, or is no figure.
    """
    try:
        assessment = found["assessment"]
        answered = {
            str(id_) for id_, each in assessment["questions"].items() if each["tally"]["answered"]
        }
        return Printed(
            client=str(found["client"]),
            questionnaire=str(found["questionnaire"]),
            version=str(found["version"]),
            form=str(found["form"]),
            respondents=int(assessment["respondents"]),
            shifts={str(each["shift"]): _shift(each, answered) for each in assessment["shifts"]},
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UserError(
            f"{report}: its figures are not complete. Ask for the file again."
        ) from error


def _shift(score: Mapping[str, Any], answered: Collection[str]) -> PrintedShift:
    figure = score["figure"]
    if figure["value"] is None:
        shown = Figure(withheld=Withheld(figure["withheld"]))
    else:
        exact = figure["value"]["exact"]
        if not re.fullmatch(r"[1-9]\d*(/[1-9]\d*)?", exact):
            raise ValueError(exact)
        shown = Figure(
            value=_level(Fraction(exact)),
            n=int(figure["n"]),
            low=None if figure["low"] is None else float(_level(figure["low"])),
            high=None if figure["high"] is None else float(_level(figure["high"])),
        )
    return PrintedShift(
        figure=shown,
        scored=int(score["scored"]),
        questions=int(score["questions"]),
        answered=frozenset(id_ for id_ in answered if id_.startswith(f"{score['shift']}-")),
    )


def _level(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """A value on the scale of levels, and nothing else."""
    if not min(LEVELS) <= value <= max(LEVELS):
        raise ValueError(value)
    return value


def _lines(found: Printed, speaker: Speaker) -> list[str]:
    """A head, and a line per shift."""
    people = speaker.plural("{n} person answered.", "{n} people answered.", found.respondents)
    shifts = (f"{id_:<5}{told(each.figure, speaker)}" for id_, each in found.shifts.items())
    return [found.head, people, "", *shifts]


def told(figure: Figure, speaker: Speaker) -> str:
    """A score, the margin and the people behind it; a dash where none is printed."""
    if figure.value is None:
        return NOTHING
    words = speaker.score(figure.value)
    if figure.low is not None and figure.high is not None:
        low, high = speaker.number(figure.low), speaker.number(figure.high)
        words += f"  ({speaker._('{low} to {high}', low=low, high=high)})"
    return f"{words}  n={speaker.whole(figure.n)}"

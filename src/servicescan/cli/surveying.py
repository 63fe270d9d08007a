"""A large table, scored and shown in the same words as a scan."""

import os
from dataclasses import replace
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from servicescan.cli.console import emit, is_interactive, out, say
from servicescan.cli.results.as_json import format_results
from servicescan.cli.results.choice import Look, print_results
from servicescan.cli.results.words import Words
from servicescan.i18n import Speaker
from servicescan.model.text import Language
from servicescan.scoring.survey import MIN_PEOPLE, Survey, assess_survey, groups_of, mirrors_of
from servicescan.storage.survey_table import SurveyTable, check_engine
from servicescan.storage.workspace import Scan, read_scan


def show(table: Path, folder: Path, lang: Language | None, look: Look) -> None:
    """Count, score and print.

    Raises:
        UserError: Polars is missing, or the table holds something that is no answer.
    """
    check_engine()
    # its threads only get in the way of those of Polars
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    scan = read_scan(folder)
    speaker = Speaker(lang or scan.workspace.language)
    survey = _counted(table, scan, speaker)
    found, scan = assess_survey(survey), replace(scan, workspace=survey.workspace)
    if look.is_json:
        emit(format_results(found, scan.questionnaire, scan.workspace))
        return
    words = Words(found, scan, speaker.language)
    print_results(words, look)
    say(
        speaker._(
            "Counted from a table: every figure stands for {n} people or more. What needs a list "
            "of people is left out: quotes and evidence.",
            n=MIN_PEOPLE,
        )
    )


def _counted(table: Path, scan: Scan, speaker: Speaker) -> Survey:
    """The table counted, with a bar and the number of rows on the screen while it lasts."""
    questionnaire, form = scan.questionnaire, scan.workspace.form
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rows]}"))
    with Progress(*columns, console=out(), transient=True, disable=not is_interactive()) as shown:
        task = shown.add_task("", total=1.0, rows="")
        rows = SurveyTable(
            table,
            questionnaire,
            form,
            lambda rows, share: shown.update(task, completed=share, rows=speaker.whole(rows)),
        )
        counts = rows.counts(groups_of(questionnaire, form), mirrors_of(questionnaire, form))
    return Survey(questionnaire, counts, scan.workspace)

"""A large table, scored and shown in the same words as a scan."""

from dataclasses import replace
from pathlib import Path

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from servicescan.cli.console import emit, is_interactive, out, say
from servicescan.cli.results.as_json import format_results
from servicescan.cli.results.choice import Look, print_results
from servicescan.cli.results.words import Words
from servicescan.model.text import Language
from servicescan.scoring.survey import MIN_PEOPLE, Survey, assess_survey, groups_of, pulls
from servicescan.storage.survey_table import SurveyTable, check_engine
from servicescan.storage.workspace import Scan, read_scan


def show(table: Path, folder: Path, lang: Language | None, *, as_json: bool) -> None:
    """Count, score and print.

    Raises:
        UserError: Polars is missing, or the table holds something that is no answer.
    """
    check_engine()
    scan = read_scan(folder)
    survey = _counted(table, scan)
    found, scan = assess_survey(survey), replace(scan, workspace=survey.workspace)
    if as_json:
        emit(format_results(found, scan.questionnaire, scan.workspace))
        return
    words = Words(found, scan, lang or scan.workspace.language)
    print_results(words, Look())
    say(
        words.speaker._(
            "Counted from a table: every figure stands for {n} people or more. What needs a list "
            "of people is left out: the gap between policy and practice, quotes, evidence.",
            n=MIN_PEOPLE,
        )
    )


def _counted(table: Path, scan: Scan) -> Survey:
    """The table counted, with the number of rows on the screen while it lasts."""
    questionnaire, workspace = scan.questionnaire, scan.workspace
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=out(), transient=True, disable=not is_interactive()) as shown:
        task = shown.add_task("")
        rows = SurveyTable(
            table, questionnaire, workspace.form, lambda count: shown.advance(task, count)
        )
        counts = rows.counts(groups_of(questionnaire, workspace.form))
        shown.update(task, completed=0)
        squares = rows.squares(counts.heard, pulls(questionnaire, counts))
    return Survey(questionnaire, counts, squares, workspace)

"""A large table, scored and shown in the same words as a scan."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from servicescan.cli.console import emit, is_interactive, out, say
from servicescan.cli.results.as_json import format_results
from servicescan.cli.results.choice import Look, print_results
from servicescan.cli.results.words import Words
from servicescan.model.text import Language, visible
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
    questionnaire, workspace = scan.questionnaire, scan.workspace
    rows = SurveyTable(table, questionnaire, workspace.form)
    with out().status(visible(str(table))) if is_interactive() else nullcontext():
        counts = rows.counts(groups_of(questionnaire, workspace.form))
        squares = rows.squares(pulls(questionnaire, counts))
        return Survey(questionnaire, counts, squares, workspace)

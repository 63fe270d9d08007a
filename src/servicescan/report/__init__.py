"""Paper: a view of finished strings, charts, HTML and PDF."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from servicescan import resources
from servicescan.model.assessment import Assessment
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.text import Language
from servicescan.model.workspace import Workspace

if TYPE_CHECKING:
    from servicescan.report.rescue import Printed
    from servicescan.report.together import Line
    from servicescan.report.writer import Scan


def report_html(
    assessment: Assessment,
    questionnaire: Questionnaire,
    workspace: Workspace,
    *,
    language: Language,
    day: datetime.date,
) -> str:
    """The whole report as HTML, to be laid out with the theme's folder as its base."""
    from servicescan.report.compose import compose
    from servicescan.report.html import render_html
    from servicescan.report.writer import Scan

    scan = Scan(assessment=assessment, questionnaire=questionnaire, workspace=workspace, day=day)
    return render_html(compose(scan, language), theme())


def theme() -> Path:
    """The folder with templates, style sheet and fonts."""
    return resources.shipped("reports", "gap")


def render_report(
    scan: "Scan", language: Language, target: Path, helper: "Line | None" = None
) -> "Printed":
    """Write the PDF report, with its figures enclosed; with a helper if there is one.

    Raises:
        UserError: Pango is missing, the user's theme has a fault, or the file cannot be written.
    """
    from servicescan.report.compose import compose
    from servicescan.report.dress import dressed
    from servicescan.report.rescue import print_view

    with dressed(theme(), scan.workspace.look, scan.logo, scan.own_theme) as folder:
        return print_view(compose(scan, language), folder, target, scan.figures, helper)

"""An assessment as the view of a report: every sentence finished, nothing left to compute."""

from servicescan.model.text import Language, visible
from servicescan.model.workspace import Form
from servicescan.report import charts
from servicescan.report.advice_view import Adviser
from servicescan.report.back_view import Back
from servicescan.report.front_view import Front
from servicescan.report.insight_view import CHART_MM, Insight
from servicescan.report.proof_view import Proof
from servicescan.report.shift_view import lens_pages, shift_pages
from servicescan.report.view import Fact, ReportView
from servicescan.report.writer import Scan, Writer

EXAMPLE = charts.Reading(now=2.3, low=2.0, high=2.6, target=3.3)


def compose(scan: Scan, language: Language) -> ReportView:
    """The whole report, in one language."""
    writer = Writer(scan, language)
    adviser = Adviser(writer)
    front, insight = Front(writer, adviser), Insight(writer, adviser)
    back, proof, _ = Back(writer, adviser), Proof(writer, adviser), writer._
    title = writer.say(scan.questionnaire.title)
    client = visible(scan.workspace.client)
    levels = scan.questionnaire.levels
    lenses = (lens_pages(writer, adviser, lens) for lens in scan.questionnaire.lenses)
    return ReportView(
        language=str(language),
        title=f"{title} · {client}",
        running=f"{client} · {title} · {_('confidential')}",
        cover=front.cover(),
        is_indicative=scan.workspace.form is Form.QUICK,
        is_fictitious=scan.workspace.fictitious,
        ladder=tuple(
            Fact(
                head=f"{number}\N{EN SPACE}{writer.say(level.name)}",
                body=writer.say(level.portrait),
            )
            for number, level in sorted(levels.items())
        ),
        example_ruler=charts.wide_ruler(
            CHART_MM,
            EXAMPLE,
            _("Example of a shift ruler"),
            [writer.level(number) for number in range(1, 6)],
        ),
        summary=front.summary(),
        map_lines=front.map_lines(),
        map_note=front.map_note(),
        perception_chart=insight.perception_chart(),
        perception_title=insight.perception_title(),
        perception_rows=insight.perception_rows(),
        discuss=insight.discuss(),
        perception_note=_(
            "Read a difference as a start for a talk, not as who is right. Only mirror questions "
            "are compared: the same question with the same levels, put to both seats."
        ),
        domain_map=insight.domain_map(),
        audience_map=insight.audience_map(),
        shifts=tuple(shift_pages(writer, adviser, s) for s in scan.assessment.shifts),
        lenses=tuple(lens for lens in lenses if lens),
        groups=back.groups(),
        road_chart=back.road_chart(),
        road_layers=back.road_layers(),
        actions=tuple(adviser.row(advice) for advice in adviser.first()),
        turnout=back.turnout(),
        turnout_total=back.turnout_total(),
        sureness=back.sureness(),
        method=proof.method(),
        limits=proof.limits(),
        appendix=proof.appendix(),
        unanswered=proof.unanswered(),
        colophon=proof.colophon(),
        trademark=writer.say(scan.questionnaire.trademark),
    )

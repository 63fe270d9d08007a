"""An assessment as the view of a report: every sentence finished, nothing left to compute."""

from servicescan.model.text import Language, visible
from servicescan.model.workspace import Form
from servicescan.report.advice_view import Adviser
from servicescan.report.back_view import Back
from servicescan.report.dress import painted, palette
from servicescan.report.front_view import Front
from servicescan.report.headlines import Headlines
from servicescan.report.insight_view import Insight
from servicescan.report.lens_view import lens_pages
from servicescan.report.profile_view import profile
from servicescan.report.proof_view import Proof
from servicescan.report.road_view import Road
from servicescan.report.shift_view import shift_pages
from servicescan.report.view import ReportView
from servicescan.report.waiting_view import needed, unscored
from servicescan.report.writer import Scan, Writer


def compose(scan: Scan, language: Language) -> ReportView:
    """The whole report, in one language."""
    writer = Writer(scan, language)
    adviser = Adviser(writer)
    front, insight = Front(writer, adviser), Insight(writer, adviser)
    back, proof = Back(writer, adviser), Proof(writer, adviser)
    title, client = writer.say(scan.questionnaire.title), visible(scan.workspace.client)
    look = scan.workspace.look
    confidential = visible(look.confidentiality) or writer._("confidential")
    lenses = (lens_pages(writer, adviser, lens) for lens in scan.questionnaire.lenses)
    view = ReportView(
        language=str(language),
        title=f"{title} · {client}",
        running=f"{client} · {title} · {confidential}",
        is_indicative=scan.workspace.form is Form.QUICK,
        is_fictitious=scan.workspace.fictitious,
        trademark=writer.say(scan.questionnaire.trademark),
        titles=Headlines(writer, adviser).titles(),
        cover=front.cover(),
        guide=front.guide(),
        summary=front.summary(),
        map=front.map(),
        profile=profile(writer),
        perception=insight.perception(),
        heat_maps=insight.heat_maps(),
        shifts=tuple(shift_pages(writer, adviser, s) for s in front.scored),
        unscored=unscored(writer),
        needed=needed(writer),
        lenses=tuple(lens for lens in lenses if lens),
        groups=back.groups(),
        road=Road(writer, adviser).road(),
        certainty=back.certainty(),
        checks=proof.checks(),
    )
    return painted(view, palette(look))

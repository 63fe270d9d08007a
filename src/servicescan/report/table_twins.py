"""The charts once more, as tables: for who reads figures, or listens to them."""

from servicescan.report.pieces import TableTwin
from servicescan.report.writer import NOTHING, Writer


def table_twins(writer: Writer) -> tuple[TableTwin, ...]:
    """Every chart whose figures stand in no other table; those without a row are left out."""
    twins = (_perception(writer),)
    return tuple(twin for twin in twins if twin.rows)


def _perception(writer: Writer) -> TableTwin:
    """What both seats say, and their difference."""
    _, number = writer._, writer.number
    return TableTwin(
        caption=_(
            "Policy side and practice side, mirror questions only; differences before rounding"
        ),
        heads=(
            *(_("Shift"), _("Policy side"), "n", _("Practice side"), "n"),
            *(_("Difference"), _("95% margin")),
        ),
        rows=tuple(
            (
                f"{gap.block} {writer.pole(gap.block)}",
                *(writer.score(gap.policy), str(gap.policy.n)),
                *(writer.score(gap.practice), str(gap.practice.n)),
                number(gap.difference),
                NOTHING if gap.low is None or gap.high is None else writer.apart(gap.low, gap.high),
            )
            for gap in writer.scan.assessment.perception
            if gap.difference is not None
        ),
    )

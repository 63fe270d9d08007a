"""The profile: ten scores with margin, target and gap, and their shape as a radar."""

from servicescan.model.assessment import ShiftScore
from servicescan.report import profile_charts
from servicescan.report.inside_view import no_margin
from servicescan.report.pieces import ProfileLine
from servicescan.report.shift_view import ruler_title, standing
from servicescan.report.view import Profile
from servicescan.report.writer import NOTHING, Writer, adds_up, reading

BAR_MM = 52
RADAR_MM = 124


def profile(writer: Writer) -> Profile:
    """The page that shows the ten scores in numbers and as a shape."""
    shifts = writer.scan.assessment.shifts
    readings = [reading(shift.figure, shift.target) for shift in shifts]
    labels = [
        f"{shift.shift} {writer.pole(shift.shift)} {writer.score(shift.figure)}" for shift in shifts
    ]
    title = writer._("The ten scores as a shape; the table above it gives the same figures.")
    # with a hole in it, the shape would tell another story than the figures
    drawn = all(r.now is not None for r in readings)
    return Profile(
        lines=tuple(_line(writer, shift) for shift in shifts),
        scale=profile_charts.scale_of_bars(BAR_MM, writer._("Levels 1 to 5")),
        radar=profile_charts.radar(RADAR_MM, readings, labels, title) if drawn else None,
        note=" ".join(
            (
                writer._(
                    "The bar runs from level 1 to the score, the whisker is its 95% margin, the "
                    "dotted stroke the target."
                ),
                own_targets(writer),
                before_rounding(writer),
                no_margin(writer, (s.figure for s in writer.scan.assessment.shifts)),
            )
        ).strip(),
    )


def _line(writer: Writer, scored: ShiftScore) -> ProfileLine:
    shift = writer.shifts[scored.shift]
    return ProfileLine(
        id=shift.id,
        name=writer.pole(shift.id),
        bar=profile_charts.bar(
            BAR_MM, reading(scored.figure, scored.target), ruler_title(writer, shift, scored)
        ),
        score=writer.score(scored.figure),
        margin=writer.interval(scored.figure) or NOTHING,
        level=standing(writer, scored),
        target=NOTHING if scored.target is None else writer.held(scored.target),
        gap=NOTHING if scored.gap is None else writer.number(scored.gap),
        people=str(scored.figure.n) if scored.figure.n else NOTHING,
    )


def own_targets(writer: Writer) -> str:
    """Which targets the organisation chose, and what the others are."""
    chosen = [
        s.shift for s in writer.scan.assessment.shifts if s.shift in writer.scan.workspace.targets
    ]
    if not chosen:
        return writer._(
            "The organisation chose no targets itself: each is one level up, at most 4."
        )
    if len(chosen) == len(writer.scan.assessment.shifts):
        return writer._("The organisation chose every target itself.")
    return writer._(
        "The organisation chose the target of {list} itself; elsewhere it is one level up, at "
        "most 4.",
        list=writer.listed(chosen),
    )


def before_rounding(writer: Writer) -> str:
    """Said where a printed gap is not the difference of the two figures beside it."""
    gaps = ((s.target, s.figure.value, s.gap) for s in writer.scan.assessment.shifts if s.gap)
    if all(adds_up(target, now, gap) for target, now, gap in gaps if target and now):
        return ""
    return writer._("Gaps are taken before rounding.")

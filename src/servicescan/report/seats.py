"""The two seats in words: who is more positive about what, by how much, and how sure that is."""

from collections.abc import Sequence
from fractions import Fraction

from servicescan.i18n import rounded, typographic
from servicescan.model.assessment import WORTH_FLAGGING, PerceptionGap
from servicescan.report.pieces import Fact, Message
from servicescan.report.steadiness import by_lot
from servicescan.report.writer import Writer, adds_up, sentence

MINUS = "\N{MINUS SIGN}"
#: more shifts than this are counted in a title, not named
MOST_NAMED = 3


def seats_title(writer: Writer, most: int = MOST_NAMED) -> str:
    """The finding over all shifts; only what both the margin and the lot bear out is a finding."""
    flagged = [gap for gap in writer.scan.assessment.perception if gap.is_flagged]
    firm = [gap for gap in flagged if gap.is_firm]
    if not flagged:
        return writer._("No clear difference found between policy and practice")
    if not firm:
        return writer._(
            "Policy and practice may differ on {list}; it is not certain",
            list=_about(writer, flagged, most),
        )
    above = [gap for gap in firm if (gap.difference or 0) > 0]
    below = [gap for gap in firm if gap not in above]
    parts = []
    if above:
        named = _about(writer, above, most)
        parts.append(writer._("The policy side is more positive about {list}", list=named))
    if below:
        named = _about(writer, below, most)
        parts.append(
            writer._("the practice side about {list}", list=named)
            if parts
            else writer._("The practice side is more positive about {list}", list=named)
        )
    return "; ".join(parts)


def _about(writer: Writer, gaps: Sequence[PerceptionGap], most: int) -> str:
    """The shifts by name, or how many of all that are compared."""
    if len(gaps) <= most:
        return writer.listed([writer.theme(gap.block) for gap in gaps])
    compared = [g for g in writer.scan.assessment.perception if g.difference is not None]
    parts = {"n": writer.count(len(gaps)), "all": writer.count(len(compared))}
    if len(compared) < len(writer.shifts):
        return writer._("{n} of the {all} shifts compared", **parts)
    return writer._("{n} of the {all} shifts", **parts)


def seats_message(writer: Writer) -> Message:
    """What the one page says about the two seats."""
    perception = writer.scan.assessment.perception
    flagged = [gap for gap in perception if gap.is_flagged]
    if all(gap.difference is None for gap in perception):
        title = writer._("Policy and practice cannot be compared")
        body = writer._(
            "Too few people on one side or both to compare them without identifying individuals."
        )
        return Message(kind="perception", title=title, body=body)
    if not flagged:
        body = writer._(
            "On no shift do the policy side and the practice side differ by half a level or more "
            "beyond the margin."
        )
        return Message(kind="perception", title=seats_title(writer), body=body)
    told = [gap for gap in flagged if gap.is_firm] or flagged
    if len(told) == 1:
        title, body = seats_title(writer), gap_sentence(writer, told[0])
        return Message(kind="perception", title=title, body=body)
    largest = sorted(told, key=lambda gap: -abs(gap.difference or Fraction(0)))[:MOST_NAMED]
    return Message(
        kind="perception",
        title=seats_title(writer, most=1),
        body=writer._("Among them, in levels; n = policy | practice:")
        if len(told) > MOST_NAMED
        else writer._("The differences, in levels; n = policy | practice:"),
        lines=tuple(_line(writer, gap) for gap in largest),
    )


def _line(writer: Writer, gap: PerceptionGap) -> str:
    margin = writer._("margin {span}", span=writer.apart(gap.low or 0, gap.high or 0))
    words = f"{sentence(writer.theme(gap.block))}: {signed(writer, gap)}"
    return f"{words} ({margin}; n\N{NO-BREAK SPACE}= {gap.policy.n} | {gap.practice.n})"


def signed(writer: Writer, gap: PerceptionGap) -> str:
    """The difference with its sign: + when the policy side is higher."""
    difference = gap.difference or Fraction(0)
    value = writer.number(abs(difference))
    return value if not rounded(difference) else f"{'+' if difference > 0 else MINUS}{value}"


def seats_row(writer: Writer, gap: PerceptionGap) -> Fact:
    """One flagged difference: what both sides give, and what chance alone would give."""
    means = writer._(
        "{policy} ({n_policy}) against {practice} ({n_practice}).", **_means(writer, gap)
    )
    lot = typographic(by_lot(writer.speaker, gap))
    return Fact(head=_row_title(writer, gap), body=f"{means} {_by_how_much(writer, gap)} {lot}")


def _row_title(writer: Writer, gap: PerceptionGap) -> str:
    """Who is more positive about what; where the lot does not agree, no more than a leaning."""
    pole, above = writer.theme(gap.block), (gap.difference or 0) > 0
    if gap.is_firm:
        if above:
            return writer._("The policy side is more positive about {pole}", pole=pole)
        return writer._("The practice side is more positive about {pole}", pole=pole)
    if above:
        return writer._("Not certain: the policy side more positive about {pole}", pole=pole)
    return writer._("Not certain: the practice side more positive about {pole}", pole=pole)


def seats_undecided(writer: Writer) -> str:
    """The differences as large as a finding that are none, so that nobody takes them for small."""
    found = writer.scan.assessment.perception
    large = [
        g.block
        for g in found
        if not g.is_firm and abs(g.difference or Fraction(0)) >= WORTH_FLAGGING
    ]
    said = writer._("At least half a level, but not certain: {list}.", list=writer.listed(large))
    return said if large else ""


def seats_apart(writer: Writer, blocks: Sequence[str]) -> str:
    """Those of these shifts about which the two seats firmly differ."""
    found = writer.scan.assessment.perception
    apart = [gap.block for gap in found if gap.is_firm and gap.block in blocks]
    said = writer._("Policy and practice differ on {list}.", list=writer.listed(apart))
    return said if apart else ""


def mirror_sentence(writer: Writer, shift_id: str) -> str:
    """How the two seats see this shift, over the questions that both answered."""
    found = next((g for g in writer.scan.assessment.perception if g.block == shift_id), None)
    if found is None or found.difference is None:
        return ""
    return gap_sentence(writer, found)


def gap_sentence(writer: Writer, found: PerceptionGap) -> str:
    """The two means, the difference with its margin, and how many people."""
    words = writer._(
        "The policy side gives {policy} ({n_policy}), the practice side {practice} ({n_practice}), "
        "over {questions}.",
        questions=writer.listed(list(found.questions)),
        **_means(writer, found),
    )
    if found.low is None or found.high is None:
        return words
    said = f"{words} {_by_how_much(writer, found)}"
    if found.is_flagged and not found.is_firm:
        return f"{said} {typographic(by_lot(writer.speaker, found))}"
    return said


def _means(writer: Writer, found: PerceptionGap) -> dict[str, str]:
    return {
        "policy": writer.score(found.policy),
        "n_policy": writer.people(found.policy),
        "practice": writer.score(found.practice),
        "n_practice": writer.people(found.practice),
    }


def _by_how_much(writer: Writer, found: PerceptionGap) -> str:
    """The difference as seen from the higher side, with what its margin allows to say."""
    difference = found.difference or Fraction(0)
    parts = {"difference": writer.number(abs(difference)), "margin": _margin(writer, found)}
    if not rounded(difference):
        return writer._("The difference is {difference} ({margin}).", **parts)
    higher = (
        writer._("The policy side scores {difference} higher", **parts)
        if difference > 0
        else writer._("The practice side scores {difference} higher", **parts)
    )
    if found.is_firm or (not _holds_zero(found) and not found.is_flagged):
        return f"{higher} ({parts['margin']})."
    return writer._("{higher}, but that is not certain ({margin}).", higher=higher, **parts)


def _holds_zero(found: PerceptionGap) -> bool:
    return (found.low or 0) <= 0 <= (found.high or 0)


def _margin(writer: Writer, found: PerceptionGap) -> str:
    """The margin as seen from the higher side, so that the difference lies inside it."""
    difference, low, high = found.difference or Fraction(0), found.low or 0, found.high or 0
    span = writer.apart(-high, -low) if difference < 0 else writer.apart(low, high)
    top, bottom = found.policy.value or Fraction(0), found.practice.value or Fraction(0)
    if adds_up(top, bottom, difference):
        return writer._("margin {span}", span=span)
    return writer._("before rounding; margin {span}", span=span)

"""How firm the findings stand, in words: for the report and for the terminal."""

from fractions import Fraction
from math import ceil

from servicescan.i18n import Speaker
from servicescan.model.assessment import Assessment, Attention, PerceptionGap

#: questions named as a start for a talk
MAX_DIVIDED = 5


def steadiness(speaker: Speaker, found: Attention) -> str:
    """Whether the shifts that need attention stay the same without any one respondent."""
    if not found.shifts:
        return ""
    always = [shift for shift in found.shifts if found.stays[shift] == 1]
    if len(always) == len(found.shifts):
        return speaker._(
            "Whichever single respondent is left out, the same shifts need attention first."
        )
    named = [_how_often(speaker, shift, found.stays[shift]) for shift in found.shifts]
    return speaker._(
        "With one respondent left out at a time, these stay among the first: {list}.",
        list=speaker.listed(named),
    )


def why_first(speaker: Speaker, assessment: Assessment) -> str:
    """Why these shifts come first, and what would change that: one respondent, or the weights."""
    found = assessment.attention
    unsure = [shift for shift, part in found.stays.items() if part < 1]
    hangs = speaker._("Whichever single respondent is left out, the same come first.")
    if unsure:
        hangs = speaker.plural(
            "{list} is not certain: one respondent fewer could change that.",
            "{list} are not certain: one respondent fewer could change that.",
            len(unsure),
            list=speaker.listed(unsure),
        )
    others = [shift for shift in found.equal or () if shift not in found.shifts]
    gone = [shift for shift in found.shifts if shift not in (found.equal or ())]
    weights = speaker._(
        "With equal weights {new} would take the place of {old}.",
        new=speaker.listed(others),
        old=speaker.listed(gone),
    )
    why = speaker._("By gap and what leans on it; only then by lowest score.")
    if len({shift.importance for shift in assessment.shifts}) > 1:
        why = speaker._(
            "By gap, chosen importance and what leans on it; only then by lowest score."
        )
    return " ".join((why, hangs, weights) if others else (why, hangs))


def _how_often(speaker: Speaker, shift: str, part: Fraction) -> str:
    if part == 1:
        return speaker._("{shift} always", shift=shift)
    if not part:
        return speaker._("{shift} in fewer than 1 of 10 cases", shift=shift)
    return speaker._("{shift} in at least {n} of 10 cases", shift=shift, n=int(part * 10))


def with_equal_weights(speaker: Speaker, found: Attention) -> str:
    """What would need attention first if nothing counted more; nothing where that is so."""
    if found.equal is None or not found.shifts:
        return ""
    if set(found.equal) == set(found.shifts):
        return speaker._("With equal weights the same shifts need attention first.")
    return speaker._(
        "With equal weights for all shifts and questions, {list} would need attention first.",
        list=speaker.listed(found.equal),
    )


def discuss_first(speaker: Speaker, assessment: Assessment) -> str:
    """The questions on which answers lie furthest apart, with their spread in levels."""
    named = [
        speaker._(
            "{id} (spread {spread})",
            id=id_,
            spread=speaker.number(assessment.questions[id_].spread or 0),
        )
        for id_ in assessment.divided[:MAX_DIVIDED]
    ]
    if not named:
        return ""
    if len(named) == 1:
        return speaker._(
            "Opinions on {list} differ widely; the spread is in levels. Talk about it before "
            "deciding.",
            list=named[0],
        )
    return speaker._(
        "Opinions on {list} differ widely; the spread is in levels. Talk about these before "
        "deciding.",
        list=speaker.listed(named),
    )


def by_lot(speaker: Speaker, gap: PerceptionGap) -> str:
    """The share of pairs and the exact test, in words that need no statistics."""
    if gap.pairs is None:
        return ""
    is_above = (gap.difference or 0) > 0
    share = gap.pairs if is_above else 1 - gap.pairs
    parts = {
        "share": f"{speaker.number(100 * share, 0)}%",
        "n": speaker.whole(gap.policy.n * gap.practice.n),
    }
    said = (
        speaker._("In {share} of the {n} pairs the policy side scores higher", **parts)
        if is_above
        else speaker._("In {share} of the {n} pairs the practice side scores higher", **parts)
    )
    if gap.p is None:
        return f"{said}."
    # p is rounded to three decimals: ten of a thousand are one of a hundred
    cases = speaker.whole(ceil(round(1000 * gap.p) / 10))
    return speaker._(
        "{pairs}; chance alone gives this in at most {n} in 100 cases.",
        pairs=said,
        n=cases,
    )

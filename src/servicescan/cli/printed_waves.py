"""Two reports side by side, or a report and a scan: from the printed figures alone."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from servicescan.cli.clock import today
from servicescan.cli.console import drawn, emit, say
from servicescan.cli.issuing import read_outcome
from servicescan.cli.results.as_json import DIGITS, format_results
from servicescan.cli.results.readback import (
    Printed,
    PrintedShift,
    parse_printed,
    read_figures,
    told,
)
from servicescan.i18n import Speaker, rounded
from servicescan.model.assessment import Figure, Withheld
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.scoring.printed import PrintedChange, printed_change
from servicescan.storage.questionnaires import read_questionnaire, shipped_questionnaires

FORMAT = 1


class Differs(StrEnum):
    """Why two printed figures may not be set against each other."""

    VERSION = "version"
    FORM = "form"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """One shift, then and now."""

    shift: str
    old: Figure
    new: Figure
    change: PrintedChange | None
    differs: Differs | None


def show(old: Path, new: Path, language: Language | None, *, as_json: bool) -> None:
    """Compare what two reports print; a folder stands for what its report would print now.

    Raises:
        UserError: one of them cannot be used, or they are of two questionnaires.
    """
    before, after = (_printed(each, is_passed_on=as_json) for each in (old, new))
    if before.questionnaire != after.questionnaire:
        raise UserError(
            f"{old} and {new}: are made with two questionnaires, {before.questionnaire} and "
            f"{after.questionnaire}. Compare two scans with the same one."
        )
    pairs = [_pair(id_, before, after) for id_ in dict.fromkeys([*before.shifts, *after.shifts])]
    if as_json:
        emit(json.dumps(_plain(before, after, pairs), indent=2))
    else:
        _print(before, after, pairs, Speaker(language or Language.NL))


def _printed(place: Path, *, is_passed_on: bool) -> Printed:
    """What a report prints, or what a scan would."""
    if not place.is_dir():
        return parse_printed(read_figures(place), place)
    outcome = read_outcome(place)
    if is_passed_on:
        outcome.go_out(today())
    scan = outcome.scan
    words = format_results(outcome.assessment, scan.questionnaire, scan.workspace)
    return parse_printed(json.loads(words), place)


_ABSENT = PrintedShift(figure=Figure(withheld=Withheld.NO_ANSWERS), scored=0, questions=0)


def _pair(shift: str, before: Printed, after: Printed) -> _Pair:
    old, new = before.shifts.get(shift, _ABSENT), after.shifts.get(shift, _ABSENT)
    return _Pair(
        shift=shift,
        old=old.figure,
        new=new.figure,
        change=printed_change(old.figure, new.figure),
        differs=_differs((before, old), (after, new)),
    )


def _differs(
    before: tuple[Printed, PrintedShift], after: tuple[Printed, PrintedShift]
) -> Differs | None:
    """What stands between the two figures, the gravest first; a report prints no texts."""
    (old, old_shift), (new, new_shift) = before, after
    if old.version != new.version:
        return Differs.VERSION
    if old.form != new.form:
        return Differs.FORM
    asked = {(each.scored, each.questions, each.answered) for each in (old_shift, new_shift)}
    is_known = old_shift.answered or old_shift.scored == old_shift.questions
    if len(asked) > 1 or not is_known:
        return Differs.QUESTIONS
    return None


# -- data -----------------------------------------------------------------------------------------


def _plain(before: Printed, after: Printed, pairs: list[_Pair]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "from": "printed figures",
        "old": _head(before),
        "new": _head(after),
        "shifts": [
            {
                "shift": each.shift,
                "old": _figure(each.old),
                "new": _figure(each.new),
                "difference": _exact(each.change.difference) if each.change else None,
                "low": _decimal(each.change.low) if each.change else None,
                "high": _decimal(each.change.high) if each.change else None,
                "is_clear": _is_clear(each),
                "differs": each.differs,
            }
            for each in pairs
        ],
    }


def _head(found: Printed) -> dict[str, Any]:
    return {
        "client": found.client,
        "questionnaire": found.questionnaire,
        "version": found.version,
        "form": found.form,
        "respondents": found.respondents,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": None if figure.value is None else _exact(figure.value),
        "n": figure.n,
        "low": _decimal(figure.low),
        "high": _decimal(figure.high),
        "withheld": figure.withheld,
    }


def _exact(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a fraction
    return {"exact": str(value), "rounded": _decimal(value)}


def _decimal(value: Any) -> float | None:  # noqa: ANN401 - a fraction or a float
    return None if value is None else round(float(value), DIGITS)


def _is_clear(pair: _Pair) -> bool:
    """The margins allow it, and both figures are about the same questions."""
    return pair.change is not None and pair.change.is_clear and pair.differs is None


# -- words ----------------------------------------------------------------------------------------


def _print(before: Printed, after: Printed, pairs: list[_Pair], speaker: Speaker) -> None:
    for when, found in ((speaker._("Then"), before), (speaker._("Now"), after)):
        people = speaker.plural("{n} person answered.", "{n} people answered.", found.respondents)
        say(f"{when}: {found.head} · {people}", "bold")
    if before.version != after.version:
        say(
            speaker._(
                "The questionnaire has another version now ({old}, {new}): a printed report does "
                "not say which questions changed, so no change is called one.",
                old=before.version,
                new=after.version,
            )
        )
    elif before.form != after.form:
        say(
            speaker._(
                "One asked the whole questionnaire and the other the quick set, so no change is "
                "called one."
            )
        )
    say()
    names = _names(after, speaker)
    for each in pairs:
        say(f"{each.shift}  {names.get(each.shift, '')}".rstrip(), "bold")
        say(f"    {told(each.old, speaker)}  {drawn('→')}  {told(each.new, speaker)}")
        say(f"    {_said(each, speaker)}")
    say()
    say(
        speaker._(
            "From the printed figures alone. A change is called one when it is more than √2 times "
            "its 95 % margin: then the two printed margins do not touch. “Not distinguishable” "
            "does not mean that nothing changed. Two folders of scans compare more sharply."
        ),
        "dim",
    )


def _names(found: Printed, speaker: Speaker) -> dict[str, str]:
    """Shift id -> name, where the questionnaire comes with the program."""
    if found.questionnaire not in shipped_questionnaires():
        return {}
    questionnaire = read_questionnaire(found.questionnaire)
    plain = Speaker(
        speaker.language, questionnaire.customer_term("customer").markers(speaker.language)
    )
    return {shift.id: plain.say(shift.name) for shift in questionnaire.shifts}


def _said(each: _Pair, speaker: Speaker) -> str:
    """The difference, its margin and the verdict; or what stands in the way."""
    change = each.change
    if change is None:
        figure = each.new if each.new.value is None else each.old
        return {
            Withheld.NO_ANSWERS: speaker._("no answers"),
            Withheld.TOO_FEW_QUESTIONS: speaker._("too few questions answered"),
            Withheld.TOO_FEW_ANSWERS: speaker._("too few answers to show"),
        }.get(figure.withheld or Withheld.NO_ANSWERS, speaker._("not shown in a report"))
    parts = [_signed(change.difference, speaker)]
    if change.low is not None and change.high is not None:
        low, high = _signed(change.low, speaker), _signed(change.high, speaker)
        parts.append(f"({speaker._('{low} to {high}', low=low, high=high)})")
    return " ".join([*parts, drawn("·"), _verdict(each, change, speaker)])


def _verdict(each: _Pair, change: PrintedChange, speaker: Speaker) -> str:
    if each.differs is Differs.QUESTIONS:
        return speaker._("not comparable: not over the same questions")
    if each.differs:
        return speaker._("not comparable")
    if not change.is_clear:
        return speaker._("not distinguishable")
    return speaker._("higher") if change.difference > 0 else speaker._("lower")


def _signed(value: Any, speaker: Speaker) -> str:  # noqa: ANN401 - a fraction or a float
    """A difference with its sign; no sign for what is printed as zero."""
    if not rounded(value):
        return speaker.number(0)
    return ("+" if value > 0 else "") + speaker.number(value)

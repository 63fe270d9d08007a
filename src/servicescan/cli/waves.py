"""Two scans side by side: what changed, what cannot be told, and what was done in between."""

import json
from pathlib import Path
from typing import Any

from servicescan.cli.clock import today
from servicescan.cli.console import drawn, emit, say
from servicescan.cli.issuing import Outcome, read_outcome
from servicescan.cli.results.words import Words
from servicescan.cli.taken_up import followed, plain, print_list
from servicescan.model.assessment import Withheld
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.scoring.change import CHANCE, Change
from servicescan.scoring.waves import Comparison, ShiftChange, Wave, compare

FORMAT = 1
DIGITS = 6


def show(old: Path, new: Path, language: Language | None, *, as_json: bool) -> None:
    """Compare two workspaces and print what came out.

    Raises:
        UserError: one of them cannot be used, or they are two questionnaires.
    """
    before, after = read_outcome(old), read_outcome(new)
    found = compare(_wave(before), _wave(after))
    if not any(each.questions for each in found.shifts):
        raise UserError(
            f"{old} and {new}: have no question in common that reads the same. "
            "Compare two scans with the same questionnaire."
        )
    done = followed(before) | {id_: a for id_, a in followed(after).items() if a}
    if as_json:
        after.pass_on([found.issue], today())
        emit(json.dumps(_plain(found, plain(done)), indent=2))
        return
    words = Words(after.assessment, after.scan, language or after.scan.workspace.language)
    _print(words, before, after, found)
    texts = {each: a for each, a in done.items() if each in words.texts}
    if texts:
        say()
        say(words.speaker._("What became of the recommendations"), "bold")
        print_list(words, texts)


def _wave(outcome: Outcome) -> Wave:
    return Wave(
        questionnaire=outcome.scan.questionnaire,
        responses=outcome.responses,
        workspace=outcome.scan.workspace,
        ledger=outcome.ledger,
    )


def _plain(found: Comparison, done: list[dict[str, str | None]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "shifts": [
            {
                "shift": each.shift,
                "questions": each.questions,
                "not_comparable": each.not_comparable,
                "change": _plain_change(each.change) if each.change else None,
                "adjusted_p": _decimal(each.adjusted_p),
                "is_clear": each.is_clear,
                "withheld": each.withheld,
            }
            for each in found.shifts
        ],
        "actions": done,
    }


def _plain_change(change: Change) -> dict[str, Any]:
    return {
        "difference": {"exact": str(change.difference), "rounded": _decimal(change.difference)},
        "low": _decimal(change.low),
        "high": _decimal(change.high),
        "p": _decimal(change.p),
        "is_exact": change.is_exact,
        "smallest_p": _decimal(change.smallest_p),
        "is_paired": change.is_paired,
        "n": change.n,
    }


def _decimal(value: Any) -> float | None:  # noqa: ANN401 - a fraction or a float
    return None if value is None else round(float(value), DIGITS)


# -- words ----------------------------------------------------------------------------------------


def _print(words: Words, before: Outcome, after: Outcome, found: Comparison) -> None:
    speaker = words.speaker
    say(words.heading(), "bold")
    both = speaker._(
        "Earlier {old} and now {new} people answered. Over the questions that read the same in "
        "both; in levels, with a 95 % margin.",
        old=speaker.whole(before.assessment.respondents),
        new=speaker.whole(after.assessment.respondents),
    )
    say(both)
    say()
    for each in found.shifts:
        say(f"{each.shift}  {words.say(words.shifts[each.shift].name)}", "bold")
        say(f"    {_said(words, each)}")
    say()
    looked_at = sum(each.adjusted_p is not None for each in found.shifts)
    if looked_at:
        say(
            speaker._(
                "{n} shifts were looked at together, and chance was given no extra tries for "
                "that (exact test, Holm). “Not distinguishable” does not mean that nothing "
                "changed. What scored lowest tends to rise a little by chance alone.",
                n=looked_at,
            ),
            "dim",
        )
    if changed := sorted({id_ for each in found.shifts for id_ in each.not_comparable}):
        ids = ", ".join(changed)
        say(speaker._("Not compared, because they are not the same: {ids}.", ids=ids), "dim")


def _said(words: Words, each: ShiftChange) -> str:
    """The change, its margin, the people behind it and the verdict; or why there is none."""
    speaker, change = words.speaker, each.change
    if change is None:
        return {
            Withheld.TOO_FEW_QUESTIONS: speaker._("no question reads the same in both"),
            Withheld.TOO_FEW_ANSWERS: speaker._("too few answers to show"),
        }.get(
            each.withheld or Withheld.TOO_FEW_ANSWERS,
            speaker._("not shown, because of an earlier report"),
        )
    people = f"n={change.n[0]}, n={change.n[1]}"
    if change.is_paired:
        people = speaker._("n={n}, the same people", n=change.n[0])
    margin = words.margin(change.low, change.high, signed=True)
    parts = [
        words.signed(change.difference),
        margin,
        f"[{people}]",
        drawn("·"),
        _verdict(words, each),
    ]
    return " ".join(part for part in parts if part)


def _verdict(words: Words, each: ShiftChange) -> str:
    speaker, change = words.speaker, each.change
    if each.is_clear and change:
        return speaker._("higher") if change.difference > 0 else speaker._("lower")
    if change and change.difference and change.smallest_p and change.smallest_p > CHANCE:
        return speaker._("not distinguishable: too few people for that")
    return speaker._("not distinguishable")

"""Removing answers: of one respondent who asks, and of everybody when the agreed time is over."""

from collections.abc import Sequence
from pathlib import Path

from servicescan.cli.asking import ask_yes
from servicescan.cli.clock import today
from servicescan.cli.console import say, say_line
from servicescan.i18n import Speaker
from servicescan.model.response import Response
from servicescan.problems import UserError
from servicescan.storage.invitations import read_invitations, strike
from servicescan.storage.ledger import remove_ledger, take_out
from servicescan.storage.traces import erase, kept_until, past_their_date, traces_of
from servicescan.storage.workspace import (
    SETTINGS,
    Scan,
    read_responses,
    read_scan,
    response_files,
)


def forget(folder: Path, code: str, *, is_sure: bool) -> None:
    """Remove what one respondent answered, after asking.

    Raises:
        UserError: nothing is kept under this code, or it cannot be removed.
    """
    scan = read_scan(folder)
    speaker = Speaker(scan.workspace.language)
    traces = traces_of(folder, code, scan)
    if not traces and code not in {each.code for each in read_invitations(folder)}:
        raise nothing_under(folder, code)
    say(speaker._("Kept under {code}:", code=code))
    for trace in traces:
        say_line(f"  {trace.path}")
    if not is_sure and not ask_yes(speaker._("Remove this for good? [y/N]"), "--yes"):
        say(speaker._("Nothing was removed."))
        return
    _remove(folder, [code], scan, speaker)


def _remove(folder: Path, codes: Sequence[str], scan: Scan, speaker: Speaker) -> None:
    """Remove the files and cut the ties to reports; say what went and what stays."""
    removed = [path for code in codes for path in erase(folder, code, scan)]
    reports = max([take_out(folder, code) for code in codes], default=0)
    if not response_files(folder):
        remove_ledger(folder)
    say(speaker.plural("Removed: {n} file.", "Removed: {n} files.", len(removed)))
    _strike(folder, codes, speaker)
    if reports:
        say(
            speaker.plural(
                "{n} report that was issued earlier holds these answers in its totals.",
                "{n} reports that were issued earlier hold these answers in their totals.",
                reports,
            )
        )
    say(
        speaker._(
            "Reports made earlier stay as they are: they hold totals, no answers of one person. "
            "Copies outside this folder, such as back-ups and mail, are for you to remove."
        )
    )


def _strike(folder: Path, codes: Sequence[str], speaker: Speaker) -> None:
    """Remove codes from the lists of invitations as well, and say from which."""
    for path in sorted({path for code in codes for path in strike(folder, code)}):
        say_line(speaker._("Struck from {path}", path=path))


def nothing_under(folder: Path, code: str) -> UserError:
    """There is nothing under this code."""
    return UserError(
        f"{folder}: nothing is kept under “{code}”. “servicescan status” names the codes."
    )


def purge(folder: Path, *, dry_run: bool, is_sure: bool) -> None:
    """Remove the answers that are past their date, after asking.

    Raises:
        UserError: the scan says nowhere how long answers are kept.
    """
    scan = read_scan(folder)
    speaker = Speaker(scan.workspace.language)
    months = scan.workspace.retention
    if months is None:
        raise UserError(
            f"{folder / SETTINGS}: does not say how long answers are kept. "
            "Add for example “retention: 12” (months)."
        )
    responses = read_responses(folder, scan.questionnaire)
    late = past_their_date(responses, months, today())
    if not late:
        _say_nothing_is_late(responses, months, speaker)
        return
    say(speaker._("Kept longer than agreed ({months} months):", months=speaker.whole(months)))
    for response in late:
        until = speaker.day(kept_until(response, months))
        say_line("  " + speaker._("{code}: to {day}", code=response.respondent.code, day=until))
    if dry_run:
        say(speaker._("Nothing was removed."))
        return
    if not is_sure and not ask_yes(speaker._("Remove this for good? [y/N]"), "--yes"):
        say(speaker._("Nothing was removed."))
        return
    _remove(folder, [each.respondent.code for each in late], scan, speaker)


def _say_nothing_is_late(responses: Sequence[Response], months: int, speaker: Speaker) -> None:
    first = min((kept_until(each, months) for each in responses), default=None)
    if first is None:
        say(speaker._("There are no answers."))
    else:
        said = speaker.day(first)
        say(speaker._("Nothing is past its date; the first answers go after {day}.", day=said))

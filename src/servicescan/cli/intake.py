"""What became of the files that were taken in."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servicescan.cli.console import emit, note, say, say_line
from servicescan.cli.turnout import conversation
from servicescan.i18n import Speaker
from servicescan.model.response import Response
from servicescan.problems import BadFiles, Problem, on_one_line
from servicescan.storage.exchange import Delivery, Intake, Phase, collect
from servicescan.storage.incoming import files_under
from servicescan.storage.mapping import read_map
from servicescan.storage.workspace import Scan, read_responses, read_scan

if TYPE_CHECKING:
    from servicescan.cli.proposals import Proposal

FORMAT = 1
#: fewer files are read before anybody could see how far it is
_MANY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    #: respondents whose new answers replace those that are here
    codes: tuple[str, ...] = ()
    #: a file that says what the columns of an export hold
    columns: Path | None = None
    is_rehearsal: bool = False
    as_json: bool = False


def collect_files(named: Sequence[Path], folder: Path, wishes: Wishes) -> bool:
    """Take the files in and say per file what became of it; whether all is well.

    Raises:
        UserError: the workspace cannot be used, or a wish is not possible.
    """
    scan = read_scan(folder)
    speaker = Speaker(scan.workspace.language)
    files = files_under(named, folder)
    columns = read_map(wishes.columns, scan.questionnaire) if wishes.columns else None
    with _watching(speaker) as watch:
        intake = Intake(
            replace=frozenset(code.lower() for code in wishes.codes),
            columns=columns,
            is_rehearsal=wishes.is_rehearsal,
            watch=watch,
        )
        deliveries = collect(files, folder, scan.questionnaire, scan.workspace.language, intake)
    responses, problems = _here(folder, scan)
    halves = {
        response.respondent.code: open_
        for response in responses
        if (open_ := len(conversation(scan, response).open))
    }
    proposed = _proposed(deliveries, folder, scan, wishes)
    if wishes.as_json:
        _print_json(deliveries, halves, problems, proposed, wishes)
    else:
        _print(deliveries, halves, speaker, wishes)
        for problem in problems:
            note(str(problem))
    taken = {} if wishes.as_json else _taken_after_all(proposed, folder, wishes, speaker)
    return not problems and all(taken.get(each.file, not each.problems) for each in deliveries)


def _proposed(
    deliveries: Sequence[Delivery], folder: Path, scan: Scan, wishes: Wishes
) -> "list[Proposal]":
    """What the columns of other programs seem to hold."""
    foreign = [delivery for delivery in deliveries if delivery.foreign]
    if not foreign:
        return []
    from servicescan.cli.proposals import proposals

    return proposals(foreign, folder, scan, is_rehearsal=wishes.is_rehearsal)


def _taken_after_all(
    proposed: "Sequence[Proposal]", folder: Path, wishes: Wishes, speaker: Speaker
) -> dict[str, bool]:
    """File -> whether all is well with it, once somebody confirmed what its columns hold."""
    if not proposed:
        return {}
    from servicescan.cli.proposals import confirmed

    found: dict[str, bool] = {}
    for proposal in proposed:
        if confirmed(proposal, speaker):
            again = [Path(file) for file in proposal.files]
            is_well = collect_files(again, folder, replace(wishes, columns=proposal.path))
            found |= dict.fromkeys(proposal.files, is_well)
    return found


def _here(folder: Path, scan: Scan) -> tuple[Sequence[Response], list[Problem]]:
    """The responses of the scan, or what is wrong with them."""
    try:
        return read_responses(folder, scan.questionnaire), []
    except BadFiles as bad:
        return (), bad.problems


def _print(
    deliveries: Sequence[Delivery], halves: dict[str, int], speaker: Speaker, wishes: Wishes
) -> None:
    for delivery in deliveries:
        said = speaker._(
            "{file}: {taken} taken, {known} already here, {refused} refused.",
            file=on_one_line(delivery.file),
            taken=len(delivery.taken),
            known=len(delivery.known),
            refused=delivery.refused,
        )
        say_line(said)
        if half := sum(code in halves for code in delivery.taken):
            say("  " + speaker._("With questions still open: {n}.", n=speaker.whole(half)))
        if delivery.encoding:
            said = speaker._(
                "Read as {encoding}, because it is not UTF-8: look at letters such as é.",
                encoding=delivery.encoding,
            )
            say(f"  {said}")
        for said in _remarks(delivery, speaker):
            say_line(f"  {said}")
        for code, earlier in sorted(delivery.replaced.items()):
            said = speaker._("{code}: in place of the answers in {path}", code=code, path=earlier)
            say_line(f"  {said}")
        for problem in delivery.problems:
            note(str(problem))
    if wishes.is_rehearsal:
        say(speaker._("Nothing was changed: this was a rehearsal (--dry-run)."))


def _remarks(delivery: Delivery, speaker: Speaker) -> Iterator[str]:
    """What was left out of a file, and what was not looked at."""
    if delivery.personal:
        yield speaker._(
            "Not taken over, because it says who somebody is: {columns}. The original in inbox/ "
            "does hold it; “servicescan forget” removes it.",
            columns=", ".join(delivery.personal),
        )
    if delivery.unread:
        yield speaker._(
            "Only one sheet was read. Left alone: {sheets}.", sheets=", ".join(delivery.unread)
        )


def _print_json(
    deliveries: Sequence[Delivery],
    halves: dict[str, int],
    problems: Sequence[Problem],
    proposed: "Sequence[Proposal]",
    wishes: Wishes,
) -> None:
    from servicescan.cli.proposals import plain

    by_file = {file: proposal for proposal in proposed for file in proposal.files}
    found = {
        "format": FORMAT,
        "rehearsal": wishes.is_rehearsal,
        "files": [
            {
                "file": each.file,
                "encoding": each.encoding or None,
                "taken": sorted(each.taken),
                "open": {code: halves[code] for code in sorted(each.taken) if code in halves},
                "known": sorted(each.known),
                "replaced": {code: str(path) for code, path in sorted(each.replaced.items())},
                "refused": each.refused,
                "problems": list(map(_plain, each.problems)),
                "left_out": list(each.personal),
                "unread_sheets": list(each.unread),
                "proposal": plain(by_file.get(each.file)),
            }
            for each in deliveries
        ],
        "problems": list(map(_plain, problems)),
    }
    emit(json.dumps(found, indent=2, ensure_ascii=False))


def _plain(problem: Problem) -> dict[str, Any]:
    where = problem.location
    return {
        "code": problem.code.word,
        "file": where.path,
        "row": where.line,
        "column": where.column,
        "message": problem.message,
    }


@contextmanager
def _watching(speaker: Speaker) -> Iterator[Callable[[Phase, int, int], None]]:
    """Shows how far it is, where somebody looks and there is time to."""
    if not sys.stderr.isatty():
        yield lambda _, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    words = {Phase.READING: speaker._("Reading"), Phase.TAKING: speaker._("Taking over")}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {phase: bar.add_task(said, visible=False) for phase, said in words.items()}

        def watch(phase: Phase, done: int, total: int) -> None:
            bar.update(tasks[phase], completed=done, total=total, visible=total >= _MANY)

        yield watch

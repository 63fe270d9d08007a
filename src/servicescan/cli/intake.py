"""What became of the files that were taken in."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from servicescan.cli.asking import ask_yes
from servicescan.cli.console import emit, is_interactive, note, say, say_line
from servicescan.cli.turnout import conversation
from servicescan.i18n import Speaker
from servicescan.model.response import Response
from servicescan.problems import BadFiles, Problem
from servicescan.storage.exchange import Delivery, Intake, collect
from servicescan.storage.incoming import files_under
from servicescan.storage.mapping import UNDECIDED, read_map
from servicescan.storage.workspace import Scan, read_responses, read_scan

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
    with _watching(len(files), speaker) as watch:
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
    if wishes.as_json:
        _print_json(deliveries, halves, problems, wishes)
    else:
        _print(deliveries, halves, speaker, wishes)
        for problem in problems:
            note(str(problem))
    foreign = [delivery for delivery in deliveries if delivery.foreign]
    if foreign and not wishes.is_rehearsal and not wishes.as_json:
        chosen = _choose_columns(foreign[0], folder, scan, speaker)
        if chosen:
            again = [Path(delivery.file) for delivery in foreign]
            return collect_files(again, folder, replace(wishes, columns=chosen))
    return not problems and not any(delivery.problems for delivery in deliveries)


def _choose_columns(delivery: Delivery, folder: Path, scan: Scan, speaker: Speaker) -> Path | None:
    """Propose what the columns hold and keep it as a file; None when nobody confirmed it."""
    from servicescan.storage.proposing import format_map, propose, save_proposal

    found = propose(delivery.foreign, scan.questionnaire, scan.workspace.audiences)
    path = save_proposal(folder, found)
    is_open = UNDECIDED in {*found.columns.values(), *found.values.values(), *found.rows.values()}
    if is_interactive() and not is_open:
        say_line(speaker._("What the columns of {file} seem to hold:", file=delivery.file))
        say(format_map(found))
        if ask_yes(speaker._("Take the answers in this way? [y/N]"), "--map"):
            return path
    note(
        speaker._(
            "{path}: a proposal of what the columns hold. Correct it where needed, "
            "and give it with the files: servicescan collect … --map {path}",
            path=path,
        )
    )
    return None


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
            file=delivery.file,
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
        for code, earlier in sorted(delivery.replaced.items()):
            said = speaker._("{code}: in place of the answers in {path}", code=code, path=earlier)
            say_line(f"  {said}")
        for problem in delivery.problems:
            note(str(problem))
    if wishes.is_rehearsal:
        say(speaker._("Nothing was changed: this was a rehearsal (--dry-run)."))


def _print_json(
    deliveries: Sequence[Delivery],
    halves: dict[str, int],
    problems: Sequence[Problem],
    wishes: Wishes,
) -> None:
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
def _watching(count: int, speaker: Speaker) -> Iterator[Callable[[Path], None]]:
    """Shows how far the reading is, where somebody looks and there is time to."""
    if count < _MANY or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(speaker._("Reading"), total=count)
        yield lambda _: bar.advance(task)

"""One run of the real program in which one system call goes wrong, and what became of it."""

import json
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from scans import PROGRAM, SOUND, make_scan, person, save
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Kind
from servicescan.problems import BadFiles
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.workspace import read_responses
from sitting import (
    GONE,
    SAVED,
    Sitting,
    answers_in,
    goes_on,
    hear_signals,
    hidden_in,
    run_here,
    surroundings,
)

KILL = "KILL"
#: what may never happen; each is counted
LOST, HALF, WRONG, RUDE = "answers lost", "half files", "“saved” said wrongly", "bad endings"
#: files left beside the response by a program that was killed; the next start clears them away
LEFT = "files left by a kill"
#: exit codes that tell the truth: fine, a problem, wrong usage, ended by a signal
EXITS = (0, 1, 2, 129, 130, 143, -signal.SIGKILL)
_STRACE = ("strace", "-f", "-y", "-qq")
_CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
_GATES = {"execve", "chdir"}


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What somebody does, and what was there before."""

    name: str
    #: levels on the disk before, and levels pressed now; no keys: two files are collected
    before: str = ""
    keys: str = ""
    #: a group agrees, after a person answered
    is_consensus: bool = False
    #: what goes wrong, where it is the same all the time
    kind: str = ""
    #: what goes wrong in one call after the other
    kinds: tuple[str, ...] = (KILL, "ENOSPC", "EIO", "EINTR")


JOURNEYS = (
    Journey(name="a new interview", keys="12"),
    Journey(name="going on with one", before="12", keys="34"),
    Journey(name="a consensus round", before="1", keys="23", is_consensus=True),
    Journey(name="collecting a table", kinds=(KILL, "ENOSPC")),
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The ``number``-th call of this name in the program's life goes wrong."""

    journey: Journey
    kind: str
    call: str
    number: int
    #: the program holds the file: from here on it writes
    is_saving: bool


@dataclass(kw_only=True)
class Outcome:
    """What became of one run."""

    journey: str
    kind: str
    #: the fault came where it was meant to come
    happened: bool = True
    counts: Counter[str] = field(default_factory=Counter)
    #: a sentence for everything that may never happen
    words: list[str] = field(default_factory=list)

    def blame(self, what: str, words: str) -> None:
        """Count something that may never happen."""
        self.counts[what] += 1
        self.words.append(f"{what}: {words}")


# -- which calls touch the workspace --------------------------------------------------------------


def faults_of(journey: Journey, folder: Path) -> list[Fault]:
    """Every call that touches the workspace, with everything that can go wrong in it."""
    log = folder / "calls.log"
    command = [*_STRACE, "-e", "trace=%file,%desc", "-o", str(log)]
    outcome = _run(journey, folder / "scan", command)
    if outcome.words:
        raise SystemExit(f"{journey.name}: wrong without any fault. {outcome.words}")
    seen: Counter[str] = Counter()
    found, is_saving = [], False
    for call, rest in _calls(log):
        seen[call] += 1
        if _touches(rest, folder / "scan") and call not in _GATES:
            is_saving |= '.lock"' in rest
            make = partial(Fault, journey=journey, call=call, number=seen[call])
            found += [make(kind=kind, is_saving=is_saving) for kind in journey.kinds]
    return found


def _calls(log: Path) -> list[tuple[str, str]]:
    lines = log.read_text("utf-8", "replace").splitlines()
    return [(found[1], found[2]) for found in map(_CALL.match, lines) if found]


def _touches(rest: str, scan: Path) -> bool:
    """Whether the call's file is in the workspace; what it reads or writes does not count."""
    opened = re.match(r"\d+<([^>]*)>", rest)
    return opened[1].startswith(str(scan)) if opened else f'"{scan}' in rest


def inject(fault: Fault, folder: Path) -> Outcome:
    """Run a journey with one fault."""
    scan, log = folder / "scan", folder / "calls.log"
    folder.mkdir()
    if fault.kind == KILL:
        how = ["-e", f"inject={fault.call}:signal=KILL:when={fault.number}"]
    else:
        how = ["-e", f"inject={fault.call}:error={fault.kind}:when={fault.number}", "--seccomp-bpf"]
    command = [*_STRACE, "-e", f"trace={fault.call}", *how, "-o", str(log)]
    outcome = _run(fault.journey, scan, command)
    outcome.kind = fault.kind
    calls = _calls(log)
    hit = (
        calls[-1] if fault.kind == KILL else next((c for c in calls if "(INJECTED)" in c[1]), None)
    )
    outcome.happened = hit is not None and _touches(hit[1], scan)
    if fault.kind == KILL:
        outcome.happened &= "+++ killed by SIGKILL" in log.read_text("utf-8", "replace")
    outcome.words = [f"{fault.call} {fault.number} {fault.kind}: {word}" for word in outcome.words]
    return outcome


# -- journeys -------------------------------------------------------------------------------------


def _run(journey: Journey, scan: Path, before: Sequence[str]) -> Outcome:
    make_scan(scan)
    return sit(journey, scan, before=before) if journey.keys else _collect(journey, scan, before)


def sit(
    journey: Journey,
    scan: Path,
    *,
    before: Sequence[str] = (),
    prepare: Callable[[], None] = hear_signals,
    trouble: Callable[[int], None] = lambda _pressed: None,
) -> Outcome:
    """Answer at a terminal.

    Args:
        journey: what to press.
        scan: the workspace.
        before: words before the command, such as strace and its options.
        prepare: what the process does before it becomes the program.
        trouble: called before each key with the number of keys pressed, and with -1 at the end.
    """
    outcome = Outcome(journey=journey.name, kind=journey.kind)
    if journey.is_consensus:
        save(scan, [person("bb", "B1=5")])
    if journey.before:
        cells = zip(("B1", "S1-1", "S1-2"), journey.before, strict=False)
        kind = Kind.CONSENSUS if journey.is_consensus else Kind.INDIVIDUAL
        save(scan, [person("aa", " ".join("=".join(cell) for cell in cells), kind=kind)])
    given, confirmed = [int(level) for level in journey.before], len(journey.before)
    options = ("--audience", "front", *["--consensus"] * journey.is_consensus)
    sitting = Sitting(scan, before=before, prepare=prepare, options=options)
    try:
        pressing = journey.keys if sitting.begins() else ""
        for pressed, key in enumerate(pressing):
            trouble(pressed)
            given.append(int(key))
            verdict = sitting.told(key)
            if verdict == GONE:
                break
            if verdict == SAVED:
                confirmed = len(given)
                if levels_in(scan) != given:
                    outcome.blame(WRONG, f"{levels_in(scan)} on the disk, {given} on the screen")
        code = sitting.leaves("q")
    finally:
        sitting.ends()
    said = sitting.seen.getvalue()
    _judge(outcome, scan, given, confirmed)
    _judge_ending(outcome, code, said)
    _judge_words(outcome, said, levels_in(scan))
    outcome.happened = code != 0 or "cannot" in said
    outcome.counts[LEFT] += len(hidden_in(scan))
    trouble(-1)
    wrong = goes_on(scan, *["--consensus"] * journey.is_consensus)
    if wrong:
        outcome.blame(RUDE, wrong)
    return outcome


def levels_in(scan: Path) -> list[object]:
    """The levels on the disk, in the order in which they were given; None for half a file."""
    try:
        return [answer.get("level") for answer in answers_in(scan).values()]
    except (ValueError, KeyError):
        return [None]


def _judge(outcome: Outcome, scan: Path, given: list[int], confirmed: int) -> None:
    """What is on the disk is what was given, at least as far as it was confirmed."""
    found = levels_in(scan)
    try:
        read_responses(scan, _sound())
    except BadFiles as bad:
        outcome.blame(HALF, str(bad))
    if found != given[: len(found)] or len(found) < confirmed:
        outcome.blame(LOST, f"{found} on the disk, {given[:confirmed]} confirmed")


def _judge_ending(outcome: Outcome, code: int, said: str) -> None:
    """It left with a sentence, and gave the terminal back if it had the time."""
    if code not in EXITS or "Something went wrong inside" in said:
        outcome.blame(RUDE, f"exit code {code}: {said[-300:]}")
    if code != -signal.SIGKILL and said.count("\x1b[?1049h") != said.count("\x1b[?1049l"):
        outcome.blame(RUDE, f"exit code {code}, and the terminal is not given back")


def _judge_words(outcome: Outcome, said: str, found: list[object]) -> None:
    """The farewell counts what is on the disk."""
    farewell = re.search(r"The answers are safe: (\d+) of", said)
    if farewell and int(farewell[1]) != len(found):
        outcome.blame(WRONG, f"{farewell[0]}, {len(found)} on the disk")


@cache
def _sound() -> Questionnaire:

    return read_questionnaire(str(SOUND))


TABLE = "code,audience,day,S1-1\naa,front,2026-11-22,3\nbb,front,2026-11-22,4\n"


def _collect(journey: Journey, scan: Path, before: Sequence[str]) -> Outcome:
    """Take a table of two people in; a person counts as confirmed when the output says so."""
    outcome = Outcome(journey=journey.name, kind=journey.kind)
    table = scan.parent / "table.csv"
    table.write_text(TABLE, "utf-8")
    command = ("collect", str(table), "--workspace", str(scan))
    ended = subprocess.run(
        [*before, str(PROGRAM), *command],
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = re.search(r": (\d+) overgenomen", ended.stdout)
    taken = _people_in(outcome, scan)
    if said and int(said[1]) != taken:
        outcome.blame(WRONG if int(said[1]) > taken else RUDE, f"{said[0]}, {taken} on the disk")
    _judge_ending(outcome, ended.returncode, ended.stdout + ended.stderr)
    outcome.counts[LEFT] += len(hidden_in(scan))
    code, words = run_here(*command)
    # the lock of a process that is gone may stay: it holds nothing, and stops nobody
    left = [name for name in hidden_in(scan) if not name.endswith(".lock")]
    if code or _people_in(outcome, scan) != TABLE.count("front") or left:
        outcome.blame(RUDE, f"the next start: {code} {words} {left}")
    return outcome


def _people_in(outcome: Outcome, scan: Path) -> int:
    """How many whole responses there are."""
    try:
        return len(read_responses(scan, _sound()))
    except (BadFiles, json.JSONDecodeError) as bad:
        outcome.blame(HALF, str(bad))
        return 0

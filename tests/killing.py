"""An interview that is killed at a random moment, beside what its screen had confirmed."""

import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

from scans import make_scan
from sitting import ORDER, SAVED, Sitting, answers_in, goes_on

SIGNALS = (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
#: exit code per signal; a signal that cannot be heard has none
EXITS = {signal.SIGHUP: 129, signal.SIGTERM: 143, signal.SIGINT: 130, signal.SIGKILL: -9}
#: the latest moment, in seconds after the first question appeared: some dozen answers
SPAN = 0.4
#: what stood in the field before goes
CLEAR = "\x15"


@dataclass
class Killing:
    """What became of one interview."""

    seed: int
    signal: signal.Signals
    #: question -> what the screen confirmed last
    confirmed: dict[str, dict[str, object]] = field(default_factory=dict)
    #: question -> what was being given when the end came
    under_way: dict[str, dict[str, object]] = field(default_factory=dict)
    #: number of times that the screen said saved
    times: int = 0
    faults: list[str] = field(default_factory=list)


def kill_at_random(seed: int, folder: Path) -> Killing:
    """Answer as ``seed`` has it, end the program at some moment, and compare."""
    chance = random.Random(seed)  # noqa: S311 - the same person every time
    scan = make_scan(folder)
    killing = Killing(seed, chance.choice(SIGNALS))
    sitting = Sitting(scan)
    try:
        if not sitting.begins():
            killing.faults.append("it did not begin")
            return killing
        end = time.monotonic() + chance.uniform(0, SPAN)
        for expected in _talk(chance, sitting, killing):
            try:
                sitting.process.expect_exact(expected, timeout=max(0, end - time.monotonic()))
            except pexpect.TIMEOUT:
                break
        sitting.process.kill(killing.signal)
        left = sitting.leaves()
    finally:
        sitting.ends()
    _compare(killing, scan, left, sitting.seen.getvalue())
    return killing


def _talk(chance: random.Random, sitting: Sitting, killing: Killing) -> Iterator[str]:
    """Press keys for ever; yields the words that must appear before the next key."""
    press, place = sitting.process.send, 0
    told: dict[str, dict[str, object]] = {}
    while True:
        if place == len(ORDER) or (place and chance.random() < 0.3):
            press("b")
            place -= 1
            continue
        id_ = ORDER[place]
        given, keys = _answer(chance, told.get(id_, {}))
        killing.under_way = {id_: given}
        press(keys[0])
        for asked, typed in zip(keys[1::2], keys[2::2], strict=True):
            yield asked
            press(typed)
        yield SAVED
        killing.times += 1
        killing.confirmed[id_] = told[id_] = given
        killing.under_way = {}
        place += keys[0] != "t"


def _answer(chance: random.Random, known: dict[str, object]) -> tuple[dict[str, object], list[str]]:
    """Another answer than the known one, and the keys for it with what is asked in between."""
    words = f"words {chance.randrange(10**9)}"
    choices = [({"level": level}, [str(level)]) for level in range(1, 6)]
    choices.append(({"status": "dont_know"}, ["d"]))
    reason = {"status": "not_applicable", "reason": words}
    choices.append((reason, ["n", "Why does", f"{CLEAR}{words}\r"]))
    kept = {"note": known["note"]} if "note" in known else {}
    choices = [(each | kept, keys) for each, keys in choices if each | kept != known]
    if known:
        noted = {**known, "note": words}
        choices += [(noted, ["t", "Note:", f"{CLEAR}{words}\r", "y / n", "n"])] * 2
    return chance.choice(choices)


def _compare(killing: Killing, scan: Path, left: int, seen: str) -> None:
    """Everything that differs between the screen, the disk and the next start."""
    say = killing.faults.append
    if left != EXITS[killing.signal]:
        say(f"exit code {left}")
    if killing.signal != signal.SIGKILL and "\x1b[?1049l" not in seen:
        say("the terminal is not given back")
    try:
        found = answers_in(scan)
    except (ValueError, KeyError) as error:
        say(f"half a file: {error}")
        return
    bare = {id_: _without_fingerprint(answer) for id_, answer in found.items()}
    for id_ in ORDER:
        possible = [each[id_] for each in (killing.confirmed, killing.under_way) if id_ in each]
        if id_ in bare and bare[id_] not in possible:
            say(f"{id_} is {bare[id_]}, not {possible}")
        if id_ in killing.confirmed and id_ not in bare:
            say(f"{id_} is lost")
    wrong = goes_on(scan)
    if wrong:
        say(wrong)


def _without_fingerprint(answer: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in answer.items() if key != "fingerprint"}

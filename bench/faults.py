"""Faults in the real program while it saves: what the screen confirmed must be on the disk.

strace lets each system call that touches the workspace fail, one a run, or ends the program there.
A limit on the size of files and a disk of 64 KB do the same without strace; then interviews are
killed at random moments. What this proves, and what not: decision 9 in docs/decisions.
"""

import argparse
import multiprocessing
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures import TimeoutError as TimeIsUp
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from filling import FULL, LIMITS, on_small_disk, within
from injecting import HALF, JOURNEYS, LEFT, LOST, RUDE, WRONG, Outcome, faults_of, inject
from ordering import order_of_saving

from killing import kill_at_random

#: fewer faults than this prove too little
LEAST = 250
KILLINGS = 200
#: what is counted, and must stay at nought
NEVER = (LOST, HALF, WRONG)
#: a signal in an unlucky instant can leave the screen behind: at most one in so many faults
RARE = 100

#: one run in a folder that is not there yet
Run = Callable[[Path], Outcome]


@dataclass
class Tally:
    """What all runs came to."""

    #: journey, kind of fault -> how many were injected
    injected: Counter[tuple[str, str]] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    #: runs in which the fault came elsewhere, and runs for which there was no time
    missed: int = 0
    unreached: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one run; one in which the fault came elsewhere says nothing."""
        if not outcome.happened:
            self.missed += 1
            return
        self.injected[outcome.journey, outcome.kind] += 1
        self.counts += outcome.counts
        self.words += outcome.words


def killed(seed: int, folder: Path) -> Outcome:
    """An interview that is killed at a random moment."""
    killing = kill_at_random(seed, folder)
    outcome = Outcome(journey="killed at a random moment", kind=killing.signal.name)
    for fault in killing.faults:
        what = next((what for what in (LOST, HALF) if what.split()[-1] in fault), RUDE)
        outcome.blame(what, f"seed {seed}: {fault}")
    return outcome


def all_runs(folder: Path, seed: int) -> list[Run]:
    """Every run; the ones in which the program writes come first, for time may be up."""
    runs: list[Run] = [partial(within, limit) for limit in LIMITS]
    # only root may mount a disk
    runs += [partial(on_small_disk, *keys) for keys in FULL if os.geteuid() == 0]
    runs += [partial(killed, seed + number) for number in range(KILLINGS)]
    rest: list[Run] = []
    # the first time round, Python still compiles what it loads: that run is not looked at
    for number, journey in enumerate((JOURNEYS[0], *JOURNEYS)):
        place = folder / f"calls-{number}"
        place.mkdir()
        for fault in faults_of(journey, place) if number else []:
            (runs if fault.is_saving else rest).append(partial(inject, fault))
    chance = random.Random(seed)  # noqa: S311 - the same order every time
    for each in (runs, rest):
        chance.shuffle(each)
    return runs + rest


def run_all(runs: list[Run], folder: Path, seconds: float) -> Tally:
    """Run as many as there is time for, one after the other on each processor."""
    tally = Tally()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        started = {pool.submit(run, folder / str(n)): n for n, run in enumerate(runs)}
        try:
            for done in as_completed(started, timeout=seconds):
                tally.add(done.result())
                shutil.rmtree(folder / str(started[done]), ignore_errors=True)
        except TimeIsUp:
            pass
        finally:
            pool.shutdown(cancel_futures=True)
            tally.unreached = sum(each.cancelled() for each in started)
    return tally


# -- what came of it ------------------------------------------------------------------------------


def show(tally: Tally, seconds: float, seed: int) -> bool:
    """Print the figures; whether all is well."""
    total = sum(tally.injected.values())
    version = subprocess.run(["strace", "-V"], capture_output=True, text=True, check=True).stdout
    print(
        f"\n{total} faults in {seconds:.0f} s (seed {seed}, Python {platform.python_version()}, ",
        end="",
    )
    print(f"{platform.system()} {platform.release()}, strace {version.split()[3]})")
    for journey in dict.fromkeys(journey for journey, _ in sorted(tally.injected)):
        kinds = {kind: n for (name, kind), n in sorted(tally.injected.items()) if name == journey}
        each = ", ".join(f"{kind} {n}" for kind, n in kinds.items())
        print(f"  {journey:<28}{sum(kinds.values()):>5}   {each}")
    for what in (*NEVER, RUDE, LEFT):
        print(f"  {what:<28}{tally.counts[what]:>5}")
    if tally.missed or tally.unreached:
        print(
            f"  not counted: {tally.missed} that came elsewhere, {tally.unreached} for want of time"
        )
    for words in tally.words[:20]:
        print(f"    {words}")
    is_kept = not any(tally.counts[what] for what in NEVER)
    return total >= LEAST and is_kept and tally.counts[RUDE] * RARE <= total


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600, help="time limit")
    parser.add_argument("--seed", type=int, default=23592)
    wishes = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        folder = Path(name)
        runs = all_runs(folder, wishes.seed)
        order = order_of_saving(folder / "order")
        left = wishes.seconds - (time.monotonic() - begin)
        tally = run_all(runs, folder, left)
    is_well = show(tally, time.monotonic() - begin, wishes.seed)
    print(
        f"  write < fsync < rename < fsync of the folder < “saved”: {order.kept} of {order.answers}"
    )
    return 0 if is_well and order.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())

"""How long a person waits: from a key to “saved”, and to the next question on the screen."""

import os
import select
import statistics
import time
from pathlib import Path

from sitting import PATIENCE, SAVED, Sitting, run_here

ANSWERS = 500
#: what the project promises, in milliseconds
PROMISE = 50
#: silence after which a page is taken to be drawn, in seconds; it is not counted
QUIET = 0.03
_SHARES = (50, 95, 99)


def key_to_screen(folder: Path) -> None:
    """Answer the shipped questionnaire at a terminal until there are 500 answers; print a table."""
    wishes = ("--client", "Bench", "--lang", "en", "--form", "full", "--term", "customer")
    saved: list[float] = []
    drawn: list[float] = []
    while len(drawn) < ANSWERS:
        scan = folder / str(len(drawn))
        run_here("new", scan, *wishes, "--audience", "front_line=20")
        _interview(scan, saved, drawn)
    print(f"\nAt a terminal: {len(drawn)} answers (time that passed)")
    print(f"  {'from a key to':<44}" + "".join(f"{f'p{share}':>10}" for share in _SHARES))
    for name, seconds in (("“saved” on the screen", saved), ("the next question, drawn", drawn)):
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        found = "".join(f"{cuts[share - 1] * 1000:>7.1f} ms" for share in _SHARES)
        print(f"  {name:<44}{found}   (promised: {PROMISE} ms)")


def _interview(scan: Path, saved: list[float], drawn: list[float]) -> None:
    """Answer every question of one interview, as long as answers are wanted."""
    sitting = Sitting(scan, options=("--audience", "front_line"))
    try:
        sitting.begins()
        terminal = sitting.process.child_fd
        _wait(terminal, time.perf_counter(), b"")
        while len(drawn) < ANSWERS:
            begin = time.perf_counter()
            os.write(terminal, str(len(drawn) % 5 + 1).encode())
            said, last, page = _wait(terminal, begin, SAVED.encode())
            saved.append(said)
            drawn.append(last)
            if b"Thank you" in page or b"Thanks" in page:
                break
    finally:
        sitting.ends()


def _wait(terminal: int, begin: float, words: bytes) -> tuple[float, float, bytes]:
    """Seconds until these words appeared, and until the last byte before a silence."""
    page, said, last = b"", 0.0, 0.0
    while select.select([terminal], [], [], QUIET if words in page else PATIENCE)[0]:
        page += os.read(terminal, 65536)
        last = time.perf_counter() - begin
        said = said or (last if words in page else 0.0)
    return said, last, page

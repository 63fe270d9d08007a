"""The order in which an answer gets to the disk and to the screen, from a log of system calls."""

import re
from dataclasses import dataclass
from pathlib import Path

from scans import make_scan
from sitting import ORDER, SAVED, Sitting

#: what must have happened, in this order, when the screen says saved
STEPS = ("write", "fsync", "rename", "fsync of the folder")


@dataclass(frozen=True)
class Order:
    """How many answers were given, and how many kept the order."""

    answers: int
    kept: int
    #: the folder for the responses was made, and the folder that it stands in was synced
    is_folder_synced: bool

    @property
    def is_kept(self) -> bool:
        """Nothing was shown as saved before it was."""
        return self.answers == self.kept == len(ORDER) and self.is_folder_synced


def order_of_saving(folder: Path) -> Order:
    """Answer every question under strace and read its log."""
    folder.mkdir()
    scan, log = make_scan(folder / "scan"), folder / "calls.log"
    calls = "trace=mkdir,openat,write,fsync,rename"
    sitting = Sitting(
        scan, before=["strace", "-f", "-y", "-qq", "-s", "999", "-e", calls, "-o", str(log)]
    )
    try:
        sitting.begins()
        for level in range(1, len(ORDER) + 1):
            sitting.told(str(level))
        sitting.leaves("q")
    finally:
        sitting.ends()
    return read_order(log.read_text("utf-8"), scan)


def read_order(log: str, scan: Path) -> Order:
    """Go through the calls one by one."""
    mark = "".join(f"\\{byte:o}" if byte > 127 else chr(byte) for byte in SAVED.encode())  # noqa: PLR2004
    done: list[str] = []
    answers = kept = 0
    synced: list[str] = []
    for line in log.splitlines():
        step = _step(line, scan / "responses")
        if step:
            done.append(step)
        if re.search(r" fsync\(\d+<" + re.escape(f"{scan}>"), line):
            synced.append("after" if done else "before")
        if re.search(r" write\(\d+</dev/(pts|tty)", line) and mark in line:
            answers += 1
            kept += tuple(done) == STEPS
            done = []
    return Order(answers=answers, kept=kept, is_folder_synced=synced[:1] == ["before"])


def _step(line: str, folder: Path) -> str:
    """Which step of saving a response this call is; nothing when it is another call."""
    place = re.escape(str(folder))
    patterns = (
        rf" write\(\d+<{place}/\.[^>]+\.new>",
        rf" fsync\(\d+<{place}/\.[^>]+\.new>\) += 0",
        rf" rename\(\"{place}/\.[^\"]+\.new\", \"{place}/[^\"]+\.json\"\) += 0",
        rf" fsync\(\d+<{place}>\) += 0",
    )
    found = (
        step for step, pattern in zip(STEPS, patterns, strict=True) if re.search(pattern, line)
    )
    return next(found, "")

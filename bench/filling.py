"""An interview on a disk that is full, and with a file that may not grow."""

import os
import resource
import subprocess
from functools import partial
from pathlib import Path

from injecting import Journey, Outcome, sit

from scans import make_scan
from sitting import hear_signals

#: bytes that a file may get: too few for the lock, then every eighteenth place of a response
LIMITS = (0, 8, *range(20, 560, 18))
#: the small disk is full from the first key on to before the second; -1 is the end
FULL = [(start, end) for start in range(5) for end in (*range(start + 1, 5), -1)]


def within(limit: int, folder: Path) -> Outcome:
    """Answer while no file may get bigger: the system writes a part of it, then refuses."""

    def prepare() -> None:
        hear_signals()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    journey = Journey(name="a file that may not grow", keys="12345", kind="short write")
    return sit(journey, make_scan(folder), prepare=prepare)


def on_small_disk(start: int, end: int, folder: Path) -> Outcome:
    """Answer on a disk of 64 KB that is full from one key to another."""
    folder.mkdir()
    kind = ["-t", "tmpfs", "-o", "size=64k,mode=0700"]
    subprocess.run(["mount", *kind, "none", str(folder)], check=True)
    try:
        journey = Journey(name="a disk of 64 KB", keys="12345", kind="full disk")
        trouble = partial(_fill, folder / "ballast", start, end)
        return sit(journey, make_scan(folder / "scan"), trouble=trouble)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(ballast: Path, start: int, end: int, pressed: int) -> None:
    if pressed == start:
        disk = os.statvfs(ballast.parent)
        ballast.write_bytes(bytes(disk.f_bavail * disk.f_bsize))
    elif pressed in (end, -1):
        ballast.unlink(missing_ok=True)

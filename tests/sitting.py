"""A person at a terminal who answers, and what the screen told them: to end the program badly."""

import contextlib
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import patch

import pexpect

import servicescan.__main__
from scans import PROGRAM, SOUND, make_scan

#: the questions of ``tests/sound`` for the front line, in the order of asking
ORDER = ("B1", "S1-1", "S1-2", "S1-3", "C1")
CODE = "aa"
#: what the screen says once an answer is on the disk, and when it could not be put there
SAVED, FAILED = "✓ saved", "cannot"
GONE = "gone"
#: of the day that ``builders.responses`` uses: the same day, so the same file
NOON = "1795348800"
#: seconds in which anything must happen
PATIENCE = 30.0


def surroundings() -> dict[str, str]:
    """A terminal like any other, and nothing that the developer has set."""
    private = ("COVERAGE", "SERVICESCAN", "SOURCE_DATE", "COLUMNS", "LINES", "NO_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(private)}
    fixed = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    return {**kept, **fixed, "SOURCE_DATE_EPOCH": NOON}


def make_wide_scan(folder: Path, count: int) -> Path:
    """A scan in which the front line is asked this many questions, all of them alike."""
    own = Path(shutil.copytree(SOUND, folder / "questionnaire"))
    shift = own / "shifts" / "s1.yaml"
    before, mark, after = shift.read_text("utf-8").partition("  - id: S1-3\n")
    question, end, rest = after.partition("recommendations:\n")
    more = count - len(ORDER)
    alike = "".join(f"  - id: S1-{number}\n{question}" for number in range(4, 4 + more))
    shift.write_text(before + mark + question + alike + end + rest, "utf-8")
    return make_scan(folder / "scan", questionnaire="../questionnaire")


def hear_signals() -> None:
    """Signals as in a terminal; what runs in the background is started deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Sitting:
    """One interview in English, under one code."""

    def __init__(
        self,
        scan: Path,
        *,
        before: Sequence[str] = (),
        prepare: Callable[[], None] = hear_signals,
        size: tuple[int, int] = (24, 100),
        options: Sequence[str] = ("--audience", "front"),
    ) -> None:
        """Start it, behind the words of ``before``, such as strace and its options."""
        self.is_consensus = "--consensus" in options
        words = [*before, str(PROGRAM), "interview", "--workspace", str(scan), "--lang", "en"]
        words += ["--code", CODE, *options]
        self.process = pexpect.spawn(
            words[0],
            words[1:],
            env=surroundings(),
            encoding="utf-8",
            dimensions=size,
            timeout=PATIENCE,
            preexec_fn=prepare,
        )
        self.process.delaybeforesend = None
        self.process.ptyproc.delayafterclose = self.process.ptyproc.delayafterterminate = 0
        self.seen = io.StringIO()
        self.process.logfile_read = self.seen

    def begins(self) -> bool:
        """Go on to the first question; no when the program left before that."""
        while True:
            found = self.process.expect_exact(["Press Enter", "question ", pexpect.EOF])
            if found:
                return found == 1
            self.process.send(" ")

    def told(self, key: str) -> str:
        """Press a key and wait for the verdict: SAVED, FAILED or GONE."""
        verdicts = (SAVED, FAILED, GONE)
        try:
            self.process.send(key)
            if self.is_consensus:
                self.process.expect_exact(["Why does the group", pexpect.EOF])
                self.process.send("as we agreed\r")
            return verdicts[self.process.expect_exact([SAVED, FAILED, pexpect.EOF])]
        except OSError:
            return GONE

    def leaves(self, key: str = "") -> int:
        """Wait for the end; the exit code, or minus the signal that ended it.

        Where answers could not be saved, no other place is offered for them.
        """
        with contextlib.suppress(OSError):
            self.process.send(key)
        if self.process.expect_exact(["Nothing: lose them", pexpect.EOF]) == 0:
            self.process.send("\r")
            self.process.expect(pexpect.EOF)
        self.process.close(force=True)
        signalled = self.process.signalstatus
        return -signalled if signalled else int(self.process.exitstatus or 0)

    def ends(self) -> None:
        """Whatever happens, leave nothing running."""
        if self.process.isalive():
            self.process.kill(signal.SIGKILL)
            self.process.wait()
        self.process.close(force=True)


def answers_in(scan: Path) -> dict[str, dict[str, object]]:
    """Question -> what the response under our code says; nothing where there is none.

    Read without the program's own reader, which is under test, too.
    """
    found = list(scan.glob(f"responses/[!.]*-{CODE}.json"))
    if not found:
        return {}
    (path,) = found
    read: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))["answers"]
    return read


def hidden_in(scan: Path) -> list[str]:
    """Names of what is no response: temporary files and locks."""
    return sorted(path.name for path in scan.glob("responses/.*"))


def run_here(*arguments: object, typed: str = "") -> tuple[int, str]:
    """Run a command in this process, with lines instead of keys: exit code and output."""
    before, said = sys.stdin, io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    try:
        with (
            patch.dict(os.environ, SOURCE_DATE_EPOCH=NOON),
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            code = servicescan.__main__.run([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    return code, said.getvalue()


def goes_on(scan: Path, *more: str) -> str:
    """What is wrong with the next start after a bad end; nothing when all is well.

    It begins at the first open question, takes over the lock and clears away what was left.
    """
    known = answers_in(scan)
    options = ("--workspace", scan, "--audience", "front", "--code", CODE, *more)
    code, said = run_here("interview", *options, typed="-\n" * len(ORDER))
    if code:
        return f"the next start fails: {said}"
    asked = [line.split()[0] for line in said.splitlines() if line.startswith(ORDER)]
    if asked != [id_ for id_ in ORDER if id_ not in known]:
        return f"the next start asks {asked} after answers to {list(known)}"
    if answers_in(scan) != known:
        return "the next start changes answers"
    left = hidden_in(scan)
    return f"the next start leaves {left}" if left else ""

"""The program as its user meets it: in this process, as a process, at a terminal."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pexpect
import pytest

import servicescan.__main__
from scans import PROGRAM, make_scan
from servicescan.cli import console


@dataclass(frozen=True)
class Outcome:
    """What a command leaves behind."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path) -> None:
    """A terminal of a known size, and nothing that the developer has set."""
    for name in ("SERVICESCAN_WORKSPACE", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("LINES", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)
    console.out.cache_clear()


@pytest.fixture
def scan(tmp_path) -> Path:
    """A scan with the questionnaire of ``tests/sound`` and no answers."""
    return make_scan(tmp_path / "scan")


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., Outcome]:
    """Run a command in this process; ``typed`` is what comes from standard input."""

    def command(*arguments: object, typed: bytes | str = "") -> Outcome:
        given = typed if isinstance(typed, bytes) else typed.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        code = servicescan.__main__.run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


@pytest.fixture
def start(tmp_path) -> Callable[..., Outcome]:
    """Run a command as a process of its own; keywords are environment variables."""

    def command(*arguments: object, typed: str = "", **variables: str) -> Outcome:
        ended = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **variables},
            input=typed.encode(),
            capture_output=True,
            check=False,
        )
        return Outcome(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return command


class Terminal:
    """A person at a terminal: reads what appears, presses keys."""

    def __init__(self, arguments: tuple[object, ...], size: tuple[int, int]) -> None:
        variables = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
        self.process = pexpect.spawn(
            str(PROGRAM),
            [str(argument) for argument in arguments],
            env=variables,
            encoding="utf-8",
            codec_errors="replace",
            dimensions=size,
            timeout=10,
            # tests that run in the background are started deaf to Ctrl-C
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
        )
        self.process.delaybeforesend = None

    def sees(self, *words: str) -> "Terminal":
        """Wait until these words appear, one after the other."""
        for word in words:
            self.process.expect_exact(word)
        return self

    def presses(self, keys: str) -> "Terminal":
        """Type without Enter."""
        self.process.send(keys)
        return self

    def types(self, words: str) -> "Terminal":
        """Type a line."""
        self.process.send(words + "\r")
        return self

    def leaves(self) -> Outcome:
        """Wait for the end; what stands on the screen since the last look."""
        self.process.expect(pexpect.EOF)
        self.process.close()
        return Outcome(self.process.exitstatus, self.process.before, "")


@pytest.fixture
def sit_down() -> Iterator[Callable[..., Terminal]]:
    """Start a command at a terminal of 24 lines by 80 columns."""
    opened: list[Terminal] = []

    def command(*arguments: object, size: tuple[int, int] = (24, 80)) -> Terminal:
        opened.append(Terminal(arguments, size))
        return opened[-1]

    yield command
    for terminal in opened:
        terminal.process.close(force=True)

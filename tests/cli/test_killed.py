"""Whatever ends the program, and whenever: what the screen confirmed is on the disk.

The same is done 200 times, and with faults in every system call, by `make faults`.
"""

import os
import sys

import pexpect
import pytest

from killing import SIGNALS, kill_at_random

KILLINGS = 16
#: what a signal in the midst of drawing leaves behind: Rich collects, and writes nothing more
HALF_A_PAGE = """
from servicescan.cli.console import out
from servicescan.cli.keyboard import Keyboard
from servicescan.cli.prompts import Screen
with Screen(Keyboard()):
    out().__enter__()
    out().print("half a page")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals for pexpect")
def test_killed_at_a_random_moment(tmp_path):
    killings = [kill_at_random(seed, tmp_path / str(seed)) for seed in range(KILLINGS)]
    assert {k.seed: k.faults for k in killings if k.faults} == {}
    assert {k.signal for k in killings} == set(SIGNALS)
    # the moments are spread: before the first answer, in between, and in the middle of one
    assert len({k.times for k in killings}) > 3
    assert any(k.under_way for k in killings)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals for pexpect")
def test_a_page_half_drawn_does_not_keep_the_screen():
    seen = pexpect.run(f"{sys.executable} -c '{HALF_A_PAGE}'", env={**os.environ, "TERM": "xterm"})
    assert seen.startswith(b"\x1b[?1049h")
    assert seen.endswith(b"\x1b[?25h\x1b[?1049l")

"""Whatever ends the program, and whenever: what the screen confirmed is on the disk.

The same is done 200 times, and with faults in every system call, by `make faults`.
"""

import os

import pytest

from killing import SIGNALS, kill_at_random

KILLINGS = 16


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals for pexpect")
def test_killed_at_a_random_moment(tmp_path):
    killings = [kill_at_random(seed, tmp_path / str(seed)) for seed in range(KILLINGS)]
    assert {k.seed: k.faults for k in killings if k.faults} == {}
    assert {k.signal for k in killings} == set(SIGNALS)
    # the moments are spread: before the first answer, in between, and in the middle of one
    assert len({k.times for k in killings}) > 3
    assert any(k.under_way for k in killings)

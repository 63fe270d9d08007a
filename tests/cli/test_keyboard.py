"""Keys, and what else may arrive while a program waits for one."""

import os
import signal
import sys

import pytest

from servicescan.cli.keyboard import Keyboard


@pytest.fixture
def typed(monkeypatch):
    """The other end of the terminal that this process reads from."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs, encoding="utf-8") as stdin, os.fdopen(ours, "wb", 0) as person:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield person


class Cleared:
    """Something that is ended while Python clears it away."""

    def __init__(self, number):
        self.number = number

    def __del__(self):
        os.kill(os.getpid(), self.number)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_that_came_where_python_drops_it_ends_the_wait_for_a_key(typed, number):
    with Keyboard() as keyboard:
        Cleared(number)
        typed.write(b"x")
        with pytest.raises(SystemExit) as ended:
            keyboard.key()
    assert ended.value.code == 128 + number

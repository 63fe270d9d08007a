import json
import os
import subprocess
import sys
import textwrap

import pytest

from servicescan.problems import UserError
from servicescan.storage.locks import held

HOLDER = """
    import sys
    from pathlib import Path
    from servicescan.storage.locks import held

    with held(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.read()
"""
COUNTER = """
    import sys
    from pathlib import Path
    from servicescan.problems import UserError
    from servicescan.storage.locks import held
    from servicescan.storage.saving import write_safely

    path, left = Path(sys.argv[1]), 50
    while left:
        try:
            with held(path):
                write_safely(path, str(int(path.read_text()) + 1))
        except UserError:
            continue
        left -= 1
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers.json"


def names_in(folder):
    return sorted(entry.name for entry in folder.iterdir())


def started(script, path):
    command = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_file_is_held_and_let_go(path):
    with held(path):
        assert json.loads((path.parent / ".answers.json.lock").read_text()) == {
            "process": os.getpid()
        }
        with pytest.raises(UserError, match=rf"\(process {os.getpid()}\)\. Close it"), held(path):
            pass
    assert names_in(path.parent) == []
    with held(path):
        pass


def test_lock_is_let_go_after_an_error(path):
    with pytest.raises(ZeroDivisionError), held(path):
        _ = 1 // 0
    assert names_in(path.parent) == []


def test_lock_of_a_running_process_is_respected(path):
    with started(HOLDER, path) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UserError, match=f"process {other.pid}"), held(path):
            pass
        other.communicate("")
    with held(path):
        pass


def test_lock_of_a_process_that_was_killed_is_taken_over(path):
    lock = path.parent / ".answers.json.lock"
    with started(HOLDER, path) as other:
        assert other.stdout.readline() == "held\n"
        other.kill()
    assert json.loads(lock.read_text()) == {"process": other.pid}
    with held(path):
        assert json.loads(lock.read_text()) == {"process": os.getpid()}
    assert names_in(path.parent) == []


def test_four_processes_at_once_lose_no_change(path):
    path.write_text("0")
    others = [started(COUNTER, path) for _ in range(4)]
    for other in others:
        other.communicate("")
    assert [other.returncode for other in others] == [0] * 4
    assert path.read_text() == "200"
    assert names_in(path.parent) == ["answers.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"process": null}'])
def test_what_stands_in_a_lock_is_only_for_the_message(path, content):
    lock = path.parent / ".answers.json.lock"
    lock.write_bytes(content)
    with held(path):
        lock.write_bytes(content)
        with pytest.raises(UserError, match=r"another servicescan\. Close it"), held(path):
            pass
    assert names_in(path.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links without asking")
def test_a_link_in_the_place_of_a_lock_is_not_followed(path, tmp_path):
    (tmp_path / "own").write_text("words")
    (path.parent / ".answers.json.lock").symlink_to(tmp_path / "own")
    with pytest.raises(UserError, match="cannot be written"), held(path):
        pass
    assert (tmp_path / "own").read_text() == "words"


def test_lock_in_a_folder_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError, match="cannot be written"), held(blocked / "a.json"):
        pass


def test_lock_that_cannot_be_removed_is_told(path):
    (path.parent / ".answers.json.lock").mkdir()
    with pytest.raises(UserError), held(path):
        pass

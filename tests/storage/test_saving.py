import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from servicescan.problems import UserError
from servicescan.storage.saving import write_safely

PROC = Path("/proc")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers.json"


def names_in(folder):
    return sorted(entry.name for entry in folder.iterdir())


# -- writing --------------------------------------------------------------------------------------


def test_text_is_written_as_it_is(path):
    write_safely(path, "één\r\nregel\n😀")
    assert path.read_bytes() == "één\r\nregel\n😀".encode()
    write_safely(path, "nieuw")
    assert path.read_text("utf-8") == "nieuw"
    assert names_in(path.parent) == ["answers.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_the_owner_may_read_what_people_answered(path):
    path.write_text("old")
    path.chmod(0o644)
    write_safely(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_folder_is_made_when_it_is_missing(tmp_path):
    write_safely(tmp_path / "responses/deep/a.json", "x")
    assert (tmp_path / "responses/deep/a.json").read_text() == "x"


def test_folder_that_cannot_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(UserError, match=r"cannot be written \(.+\)\. Check the folder's rights"):
        write_safely(blocked / "a.json", "x")
    assert blocked.read_text() == "in the way"


@pytest.mark.skipif(not PROC.is_dir(), reason="a folder that even root cannot write")
def test_folder_of_the_system_is_told():
    with pytest.raises(UserError, match=r"^/proc/answers\.json: cannot be written"):
        write_safely(PROC / "answers.json", "x")


def test_file_that_cannot_be_replaced_leaves_nothing_behind(path):
    path.mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        write_safely(path, "x")
    assert names_in(path.parent) == ["answers.json"]


@pytest.mark.skipif(os.name == "nt", reason="limits are set with the resource module")
def test_full_disk_leaves_the_old_content_and_nothing_else(path):
    path.write_text("old")
    script = """
        import resource, sys
        from pathlib import Path
        from servicescan.problems import UserError
        from servicescan.storage.saving import write_safely

        path = Path(sys.argv[1])
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
        try:
            write_safely(path, "x" * 100)
        except UserError as error:
            print(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    """
    told = run(script, path)
    assert told.startswith(f"{path}: cannot be written (File too large).")
    assert path.read_text() == "old"
    assert names_in(path.parent) == ["answers.json"]


def run(script, *arguments):
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_half_a_character_is_refused_before_anything_is_touched(path):
    path.write_text("old")
    with pytest.raises(UserError, match=r"answers\.json:2: holds a character"):
        write_safely(path, "line\nhalf \ud83d")
    assert path.read_text() == "old"
    assert names_in(path.parent) == ["answers.json"]


def test_interrupt_while_saving_leaves_the_old_content(path, monkeypatch):
    def interrupt(_handle):
        raise KeyboardInterrupt

    path.write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_safely(path, "new")
    assert path.read_text() == "old"
    assert names_in(path.parent) == ["answers.json"]

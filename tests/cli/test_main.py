"""The entrance: every end has its exit code, and no end shows a trace."""

import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import servicescan
from scans import PROGRAM, person, save
from servicescan.storage import workspace

# -- 0 --------------------------------------------------------------------------------------------


def test_version(run):
    ended = run("--version")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"servicescan {servicescan.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_for_the_shell(start, shell):
    ended = start("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert (ended.code, ended.err) == (0, "")
    assert "_SERVICESCAN_COMPLETE=complete" in ended.out


def test_completion_knows_the_commands(start):
    asked = {"COMP_WORDS": "servicescan re", "COMP_CWORD": "1"}
    ended = start(_SERVICESCAN_COMPLETE="complete_bash", **asked)
    assert set(ended.out.split()) == {"results", "report"}


def test_the_module_runs_like_the_command(tmp_path):
    command = [sys.executable, "-m", "servicescan", "--version"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, f"servicescan {servicescan.__version__}\n")


def test_a_reader_who_has_seen_enough_is_no_problem(tmp_path):
    command = f"set -o pipefail; {PROGRAM} questionnaire show | head -n 1"
    ended = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("\n") == 1


def test_a_reader_who_left_before_the_first_word_is_no_problem(tmp_path):
    with subprocess.Popen(
        [PROGRAM, "--version"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        program.stdout.close()
        said = program.stderr.read()
    assert (program.returncode, said) == (0, b"")


# -- 1 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["status", "results", "report", "interview"])
def test_a_folder_without_a_scan_is_one_sentence(run, command):
    ended = run(command)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "servicescan.yaml: there is no scan here. "
        "Make one with “servicescan new DIR”, or name its folder with --workspace.\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        ["new", "file/scan", "--client", "De Linde"],
        ["demo", "file/demo"],
        ["questionnaire", "copy", "service-excellence", "file/own"],
        ["questionnaire", "schema", "--write", "file/schemas"],
    ],
    ids=" ".join,
)
def test_a_place_that_cannot_be_written_is_one_sentence(run, tmp_path, command):
    (tmp_path / "file").write_text("no folder")
    ended = run(*command)
    assert ended.code == 1
    assert re.fullmatch(r"file/[^\n]+: [^\n]+\.\n", ended.err)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_one_sentence(run, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    ended = run("new", "closed/scan", "--client", "De Linde")
    assert (ended.code, ended.err.count("\n")) == (1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to try")
@pytest.mark.parametrize("command", ["--version", "questionnaire list"])
def test_output_to_a_full_disk_is_one_sentence(tmp_path, command):
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [PROGRAM, *command.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert re.fullmatch(r"The output: No space left on device\. [^\n]+\.\n", ended.stderr)


# -- 2 --------------------------------------------------------------------------------------------


def test_no_command_shows_the_commands(run):
    ended = run()
    assert (ended.code, ended.out) == (2, "")
    assert "Usage: servicescan" in ended.err
    assert "questionnaire" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explode"], "No such command 'explode'"),
        (["report", "--colour"], "No such option: --colour"),
        (["report", "--lang", "de"], "'de' is not one of 'nl', 'en'"),
        (["collect"], "Missing argument 'FILE"),
        (["new"], "Missing argument 'DIR'"),
        (["questionnaire"], "Usage: servicescan questionnaire"),
        (["questionnaire", "explode"], "No such command 'explode'"),
    ],
)
def test_wrong_usage_says_what_and_how(run, words, said):
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Usage: servicescan" in ended.err


@pytest.mark.parametrize("day", ["yesterday", "1e99", "9" * 30])
def test_a_day_that_is_none_is_wrong_usage(run, scan, monkeypatch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    ended = run("interview", "-w", scan, "--audience", "front", typed="3\n")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "SOURCE_DATE_EPOCH: not a number of seconds since 1970. Correct or unset it.\n"
    )


# -- 3 --------------------------------------------------------------------------------------------


@pytest.fixture
def bug(monkeypatch, tmp_path):
    """A mistake of ours, planted where settings are read; logs go to the folder it returns."""

    def stumble(_folder):
        raise ZeroDivisionError("the planted bug")

    monkeypatch.setattr(workspace, "read_scan", stumble)
    logs = tmp_path / "logs"
    logs.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(logs))
    return logs


def test_a_bug_is_one_sentence_and_a_private_log(run, bug):
    ended = run("status", "-w", "scan")
    (log,) = bug.iterdir()
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        f"Something went wrong inside servicescan. Please send this file along: {log}\n"
    )
    assert "ZeroDivisionError: the planted bug" in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_bug_where_no_log_can_be_written_is_one_sentence(run, bug):
    bug.rmdir()
    ended = run("status", "-w", "scan")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "Something went wrong inside servicescan, and no log file could be written.\n"
    )


# -- what the terminal can show -------------------------------------------------------------------


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "xterm")])
def test_no_escape_codes_in_a_file_or_pipe(run, scan, monkeypatch, variable):
    save(scan, [person(f"r{n}", "B1=3 S1-1=2 S1-2=4 S1-3=1") for n in range(6)])
    monkeypatch.setenv(*variable)
    for command in ("status", "results", "doctor"):
        ended = run(command, "-w", scan)
        assert ended.out
        assert "\x1b" not in ended.out + ended.err


def test_a_terminal_without_our_signs_gets_plain_ones(start, scan):
    save(scan, [person(f"r{n}", "B1=3 S1-1=2 S1-2=4 S1-3=1") for n in range(6)])
    ended = start("results", "-w", scan, PYTHONIOENCODING="ascii")
    assert ended.code == 0
    assert "S1   luisteren" in ended.out
    assert re.search(r"\|[-.=oO#|+]{19}\|", ended.out)

"""The locked sheet, filled in by hand in LibreOffice: its lock and its lists hold."""

import contextlib
import json
import os
import signal
import subprocess
from pathlib import Path

import openpyxl
import pytest

from handing_in import hand_in, plain
from servicescan.model.response import Answer, Evidence, Status

HAND = Path(__file__).with_name("libreoffice_hand.py")
#: Debian's own Python knows LibreOffice once python3-uno is installed
PYTHON = "/usr/bin/python3"


def has_bridge():
    known = [PYTHON, "-c", "import uno"]
    return subprocess.run(known, check=False, capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(
        not has_bridge(),
        reason=f"{PYTHON} does not know LibreOffice: python3-uno is not installed",
    ),
]


@pytest.fixture
def form(scan_folder):
    from servicescan.__main__ import run

    wishes = ("--format", "xlsx", "--audience", "partner", "--unit", "Noord", "--unit", "Zuid Oost")
    assert run(["forms", "-w", str(scan_folder), *wishes]) == 0
    return scan_folder / "forms" / "partner-nl.xlsx"


def typed(form, strokes):
    """The file after these strokes, and what each cell showed afterwards."""
    saved, profile = form.with_name("filled-in.xlsx"), form.with_name("profile")
    pipe = f"servicescan{os.getpid()}"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        [*office, f"--accept=pipe,name={pipe};urp"],
        stdout=silent,
        stderr=silent,
        start_new_session=True,  # the program starts a second one: both are ended
    ) as program:
        try:
            told = subprocess.run(
                [PYTHON, str(HAND), pipe, form.as_uri(), saved.as_uri()],
                input=json.dumps(strokes),
                capture_output=True,
                text=True,
                check=True,
                timeout=90,
            )
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGTERM)
    return saved, json.loads(told.stdout)


def places(form):
    """Of each row its id and its number, of each column its key and its letter."""
    sheet = openpyxl.load_workbook(form).worksheets[1]
    rows = {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}
    columns = {cell.value: cell.column_letter for cell in sheet[2] if cell.value}
    return rows, columns


def test_a_hand_fills_it_in_and_the_answers_come_back(form, scan_folder):
    rows, columns = places(form)
    at = lambda id_, key: f"{columns[key]}{rows[id_]}"  # noqa: E731 - as short as it is read
    first, second, third, *_ = ids = [id_ for id_ in rows if id_ and "-" in id_]
    refused = [(at(first, "ask"), "weg"), (at(first, "fingerprint"), "x"), (at("day", "1"), "x")]
    refused += [(at(second, "answer"), "6"), (at(second, "answer"), "ja")]
    taken = [
        (at("code", "answer"), "0012-E5"),
        (at("unit", "answer"), "Zuid Oost"),
        (at("day", "answer"), "2026-11-21"),
        (at(first, "answer"), "3"),
        (at(first, "note"), "=1+1 zegt Zoë"),
        (at(first, "quote"), "mag worden geciteerd"),
        (at(first, "evidence"), "zelf gezien"),
        (at(second, "answer"), "weet ik niet"),
        (at(second, "note"), "+31 6"),
        (at(third, "answer"), "niet van toepassing"),
        (at(third, "reason"), "- bestaat niet"),
    ]
    saved, outcomes = typed(form, [*refused, *taken])
    before = openpyxl.load_workbook(form).worksheets[1]
    kept = [str(before[cell].value or "") for cell, _ in refused]
    assert outcomes == [*kept, *(words for _, words in taken)]
    assert places(saved) == (rows, columns)
    (response,) = hand_in(scan_folder, saved)
    assert plain(response) == {
        first: Answer(level=3, note="=1+1 zegt Zoë", quote=True, evidence=Evidence.SHOWN),
        second: Answer(status=Status.DONT_KNOW, note="+31 6"),
        third: Answer(status=Status.NOT_APPLICABLE, reason="- bestaat niet"),
    }
    who = response.respondent
    assert (who.code, who.unit, response.day) == ("0012-e5", "Zuid Oost", "2026-11-21")
    assert len(ids) > len(response.answers)

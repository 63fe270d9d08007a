"""A report gives back the figures it carries, and nothing of the machine it was made on."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from scans import PROGRAM, SIXTEEN, make_scan, people, save

DAY = "1795305600"
USER = "the-user-who-runs-it"


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Path:
    scan = make_scan(tmp_path_factory.mktemp("readback") / "scan")
    found = people(SIXTEEN)
    coded = (
        replace(each, respondent=replace(each.respondent, code=f"r{number}"))
        for number, each in enumerate(found)
    )
    save(scan, coded)
    return scan


@pytest.fixture(scope="module")
def report(answered) -> Path:
    """Made once, by the program itself, on a known day."""
    target = answered / "board.pdf"
    usual = os.environ | {"SOURCE_DATE_EPOCH": DAY, "PYTHONHASHSEED": "1"}
    subprocess.run([PROGRAM, "report", "-w", answered, "-o", target], check=True, env=usual)
    return target


def test_a_report_gives_back_what_results_printed(run, answered, report):
    from_scan = run("results", "-w", answered, "--json")
    from_report = run("results", report, "--json")
    assert (from_report.code, from_report.out) == (0, from_scan.out)


def test_the_scores_in_the_terminal(run, report):
    shown = run("results", report, "--lang", "en").out.splitlines()
    assert shown[0] == "Gemeente Voorbeeld · sound 1"
    assert shown[1] == "16 people answered."
    assert re.fullmatch(r"S1   \d\.\d  \(\d\.\d to \d\.\d\)  n=16", shown[3])


def test_the_file_says_that_it_is_data(report):
    root = PdfReader(report).trailer["/Root"]
    described = root["/AF"][0].get_object()
    assert described["/AFRelationship"] == "/Data"
    assert described["/UF"] == "assessment.json"


@pytest.mark.parametrize("odd", ["text", "empty", "missing", "cut"])
def test_a_file_that_is_no_report(run, report, tmp_path, odd):
    path = tmp_path / "other.pdf"
    content = {"text": b"no PDF", "empty": b"", "cut": report.read_bytes()[:5000]}
    if odd in content:
        path.write_bytes(content[odd])
    ended = run("results", path)
    assert ended.code == 1
    assert ended.err.startswith(f"{path}: ")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("enclosed", "sentence"),
    [
        (None, "carries no figures of a scan"),
        ([], "carries no figures of a scan"),
        ({"format": 99}, "its figures have format 99"),
        ({"format": 1, "client": "x"}, "its figures are not complete"),
    ],
)
def test_a_pdf_with_other_data(run, tmp_path, enclosed, sentence):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if enclosed is not None:
        writer.add_attachment("assessment.json", json.dumps(enclosed).encode())
    writer.write(tmp_path / "other.pdf")
    ended = run("results", tmp_path / "other.pdf")
    assert ended.code == 1
    assert sentence in ended.err


def test_same_bytes_elsewhere_and_nothing_of_the_machine(start, report, tmp_path):
    """Another folder, hash seed, locale, time zone and home give the same file."""
    elsewhere = Path(shutil.copytree(report.parent, tmp_path / "other place"))
    other = {
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C",
        "TZ": "Asia/Tokyo",
        "HOME": str(elsewhere),
        "LOGNAME": USER,
    }
    ended = start("report", "-w", elsewhere, "-o", "again.pdf", SOURCE_DATE_EPOCH=DAY, **other)
    assert ended.code == 0, ended.err
    again = tmp_path / "again.pdf"
    assert again.read_bytes() == report.read_bytes()
    inside = again.read_bytes() + b"".join(streams(again))
    for trace in (USER, "other place", str(report.parent), str(tmp_path)):
        for encoding in ("utf-8", "utf-16-be"):
            assert trace.encode(encoding) not in inside, trace


def streams(path: Path):
    """Every stream of a PDF, unpacked."""
    reader = PdfReader(path)
    for number in range(1, reader.trailer["/Size"]):
        found = reader.get_object(number)
        if hasattr(found, "get_data"):
            yield found.get_data()

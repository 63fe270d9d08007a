"""A report per unit, as its user meets it."""

import json
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest
from pypdf import PdfReader

from scans import content, people, save
from servicescan.storage.unit_files import plain_name, unit_files

DAY = "1795305600"


def members(unit, number):
    rows = "\n".join(f"front {1 + n % 5} {1 + n % 3} {2 + n % 4}" for n in range(number))
    return [
        replace(each, respondent=replace(each.respondent, code=f"{plain_name(unit)}{n}", unit=unit))
        for n, each in enumerate(people(f"S1-1 S1-2 S1-3\n{rows}"))
    ]


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


@pytest.fixture
def teams(scan):
    """Two units that may be shown, two that may not."""
    for unit, number in (("Front / Desk", 8), ("Café", 5), ("Roof", 4), ("Cellar", 3)):
        save(scan, members(unit, number))
    return scan


def test_each_unit_that_may_be_shown_has_a_report(run, teams):
    ended = run("report", "-w", teams, "--each", "unit", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    words = " ".join(ended.out.split())
    assert "2 units have a report. 2 units get none." in words
    assert "Roof: no report: 1 more answer is needed (from 5 on)." in words
    assert "Cellar: no report: 2 more answers are needed (from 5 on)." in words
    made = {path.name: PdfReader(path) for path in (teams / "reports").iterdir()}
    assert set(made) == {"2026-11-22-gap-en-front-desk.pdf", "2026-11-22-gap-en-cafe.pdf"}
    cover = made["2026-11-22-gap-en-cafe.pdf"].pages[0].extract_text()
    assert "Gemeente Voorbeeld · Café" in cover
    assert "5 responses" in cover


def test_the_ledger_knows_every_report_of_a_unit_and_none_twice(run, teams):
    asked = ("report", "-w", teams, "--each", "unit", "--format", "html", "--json")
    first = json.loads(run(*asked).out)
    issues = (teams / "ledger.json").read_bytes()
    assert len(json.loads(issues)["issues"]) == 2
    again = json.loads(run(*asked).out)
    assert (teams / "ledger.json").read_bytes() == issues
    assert [each["path"] for each in again["reports"]] == [
        each["path"].replace(".html", "-2.html") for each in first["reports"]
    ]
    pages = [each["reports"][0]["path"] for each in (first, again)]
    assert len({Path(page).read_text("utf-8") for page in pages}) == 1


def test_as_data(run, teams, tmp_path):
    place = tmp_path / "elsewhere"
    formats = ("--format", "html", "--format", "xlsx")
    ended = run("report", "-w", teams, "--each", "unit", "--json", "-o", place, *formats)
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)
    assert [(e["unit"], e["format"], e["respondents"]) for e in found["reports"]] == [
        ("Front / Desk", "html", 8),
        ("Front / Desk", "xlsx", 8),
        ("Café", "html", 5),
        ("Café", "xlsx", 5),
    ]
    assert {each["path"] for each in found["reports"]} == set(map(str, place.iterdir()))
    assert {each["pages"] for each in found["reports"]} == {0}
    assert found["left_out"] == [
        {"unit": "Roof", "withheld": "too_few_answers", "needed": 1},
        {"unit": "Cellar", "withheld": "too_few_answers", "needed": 2},
    ]
    assert found["failed"] == []


def test_without_a_unit_that_may_be_shown_nothing_is_written(run, scan):
    save(scan, [*members("Roof", 4), *members("Cellar", 3)])
    before = content(scan)
    ended = run("report", "-w", scan, "--each", "unit", "--lang", "nl")
    assert ended.code == 1
    assert "Roof: geen rapport: nog 1 antwoord nodig (vanaf 5)." in ended.out
    assert "no unit may be shown yet" in ended.err
    assert content(scan) == before


def test_nobody_named_a_unit(run, scan):
    save(scan, members("", 9))
    ended = run("report", "-w", scan, "--each", "unit")
    assert ended.code == 1
    assert "nobody named a unit" in ended.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--each", "unit", "--watch"), "--watch does not go with this"),
        (("--json",), "add --each unit"),
        (("--each", "unit", "-o", "all.pdf"), "Name a folder with --output"),
    ],
)
def test_what_does_not_go_together(run, teams, options, said):
    before = content(teams)
    ended = run("report", "-w", teams, *options)
    assert ended.code == 2
    assert said in ended.err
    assert content(teams) == before


def test_a_place_that_takes_no_files_is_said(run, teams, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    ended = run(
        "report", "-w", teams, "--each", "unit", "-f", "html", "-o", blocked / "deep", "--json"
    )
    assert ended.code == 1
    assert "cannot be written" in ended.err
    assert [each["unit"] for each in json.loads(ended.out)["failed"]] == ["Front / Desk", "Café"]


def test_ctrl_c_leaves_no_half_file(sit_down, teams):
    terminal = sit_down("report", "-w", teams, "--each", "unit", "--lang", "en")
    terminal.sees("Reports")
    reports = teams / "reports"
    while not (reports.exists() and list(reports.iterdir())):  # a worker has begun to write
        terminal.process.expect(pexpect.TIMEOUT, timeout=0.01)
    terminal.process.sendintr()
    ended = terminal.leaves()
    assert ended.code == 130
    assert "Traceback" not in ended.out
    assert [path.name for path in reports.iterdir() if path.suffix != ".pdf"] == []


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("Front / Desk", "front-desk"),
        ("../../etc", "etc"),
        ("Zorg & Welzijn (’t Gooi)", "zorg-welzijn-t-gooi"),
        ("客服", ""),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_name_that_is_safe_for_files(unit, name):
    assert plain_name(unit) == name


def test_no_two_units_share_a_file(tmp_path):
    (tmp_path / "r-a.pdf").touch()
    found = unit_files(tmp_path, "r", ["A", "a", "客服", "服"], ["html", "pdf"])
    assert [each["pdf"].name for each in found.values()] == [
        "r-a-2.pdf",
        "r-a-3.pdf",
        "r-unit.pdf",
        "r-unit-2.pdf",
    ]
    assert found["A"]["html"].name == "r-a-2.html"

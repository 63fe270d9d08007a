"""The report in other formats: which file, where, and what stops it."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scans import content, people, save


@pytest.fixture
def answered(scan, monkeypatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    found = people("B1 S1-1 S1-2 S1-3 C1\nlead*8 2 3 4 - -\nfront*8 1 2 3 2 4")
    save(
        scan,
        (replace(r, respondent=replace(r.respondent, code=f"r{n}")) for n, r in enumerate(found)),
    )
    return scan


def test_the_ending_of_the_name_says_what_to_make(run, answered, tmp_path):
    ended = run("report", "-w", answered, "-o", "board.html")
    assert (ended.code, ended.out, ended.err) == (0, "Rapport: board.html\n", "")
    assert (tmp_path / "board.html").read_text("utf-8").startswith("<!doctype html>")


def test_several_formats_stand_side_by_side_under_one_name(run, answered, tmp_path):
    ended = run("report", "-w", answered, "--format", "html", "-f", "PDF", "-o", "new/board.pdf")
    assert (ended.code, ended.err) == (0, "")
    assert sorted(content(tmp_path / "new")) == ["board.html", "board.pdf"]


def test_in_the_scan_a_format_has_its_own_name(run, answered):
    assert run("report", "-w", answered, "-f", "html").code == 0
    assert run("report", "-w", answered, "-f", "html").code == 0
    names = sorted(content(answered / "reports"))
    assert names == ["2026-11-22-gap-nl-2.html", "2026-11-22-gap-nl.html"]
    one, two = ((answered / "reports" / name).read_bytes() for name in names)
    assert one == two


def test_nothing_is_written_when_one_of_the_files_is_there(run, answered, tmp_path):
    (tmp_path / "board.html").write_text("mine")
    ended = run("report", "-w", answered, "-f", "pdf", "-f", "html", "-o", "board")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "board.html: exists already. Choose another name.\n"
    assert (tmp_path / "board.html").read_text() == "mine"
    assert not (tmp_path / "board.pdf").exists()


def test_a_name_that_contradicts_the_format_is_refused(run, answered, tmp_path):
    ended = run("report", "-w", answered, "-f", "html", "-o", "board.pdf")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "board.pdf: ends in “.pdf”, but --format asks for html. Change one of the two.\n"
    )
    assert not list(tmp_path.glob("board*"))


@pytest.mark.parametrize("format_", ["docx", "pptx"])
def test_without_the_office_libraries_one_sentence_names_the_extra(
    run, answered, monkeypatch, format_
):
    monkeypatch.setitem(sys.modules, format_, None)
    ended = run("report", "-w", answered, "-f", "html", "-f", format_, "-o", "board")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"--format {format_}: the libraries for office files are not installed. "
        "Install them with “pip install 'servicescan[office]'”, "
        "or choose --format pdf or --format html.\n"
    )
    assert not list(Path().glob("board*"))


def test_the_numbers_come_as_a_workbook(run, answered, tmp_path):
    ended = run("report", "-w", answered, "-o", "numbers.xlsx")
    assert (ended.code, ended.out, ended.err) == (0, "Rapport: numbers.xlsx\n", "")
    assert (tmp_path / "numbers.xlsx").read_bytes().startswith(b"PK")

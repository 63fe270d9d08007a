"""The report on paper: where it comes to stand, in which language, and what stops it."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from scans import make_scan, people, save, without_terms
from servicescan.model.text import Language

#: what a system without Pango does, seen from Python
WITHOUT_PANGO = """
import sys

class NoPango:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            print("\\n-----\\nWeasyPrint could not import some external libraries.\\n-----")
            raise OSError("cannot load library 'libpango-1.0-0': no such file")

sys.meta_path.insert(0, NoPango())
"""
SENTENCE = "The PDF needs the Pango library, which is not on this computer. "


def answers():
    found = people("B1 S1-1 S1-2 S1-3 C1\nlead*8 2 3 4 - -\nfront*8 1 2 3 2 4")
    return [
        replace(each, respondent=replace(each.respondent, code=f"r{number}"))
        for number, each in enumerate(found)
    ]


@pytest.fixture
def answered(scan) -> Path:
    save(scan, answers())
    return scan


@pytest.fixture
def day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


@pytest.fixture
def without_pango(tmp_path, monkeypatch):
    folder = tmp_path / "no-pango"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(WITHOUT_PANGO, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.usefixtures("day")
def test_the_pdf_stands_in_the_scan_beside_an_earlier_one(run, answered):
    earlier = answered / "reports" / "2026-11-22-gap-nl.pdf"
    earlier.parent.mkdir()
    earlier.write_text("mine")
    ended = run("report", "-w", answered)
    path = answered / "reports" / "2026-11-22-gap-nl-2.pdf"
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"Rapport van {len(PdfReader(path).pages)} pagina's: {path}\n"
    assert earlier.read_text() == "mine"
    assert len(list(earlier.parent.iterdir())) == 2


@pytest.mark.usefixtures("day")
def test_another_language_and_another_place(run, tmp_path, sound_copy):
    """With a questionnaire that has no words for customer, which the method page speaks of."""
    place = os.path.relpath(without_terms(sound_copy), tmp_path / "scan")
    scan = make_scan(tmp_path / "scan", questionnaire=place)
    save(scan, answers())
    target = tmp_path / "new" / "board.pdf"
    ended = run("report", "-w", scan, "--lang", "en", "-o", target)
    assert (ended.code, ended.err) == (0, "")
    assert re.fullmatch(rf"Report of \d+ pages: {target}\n", ended.out)
    reader = PdfReader(target)
    assert reader.trailer["/Root"]["/Lang"] == Language.EN
    assert "November 2026" in reader.pages[0].extract_text()
    assert "customers" in "".join(page.extract_text() for page in reader.pages)
    assert not (scan / "reports").exists()


def test_a_file_that_is_there_is_never_overwritten(run, answered, tmp_path):
    (tmp_path / "mine.pdf").write_text("mine")
    ended = run("report", "-w", answered, "-o", "mine.pdf")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "mine.pdf: exists already. Choose another name.\n"
    assert (tmp_path / "mine.pdf").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_one_sentence(run, answered, tmp_path):
    (tmp_path / "file").write_text("no folder")
    ended = run("report", "-w", answered, "-o", "file/report.pdf")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("file/report.pdf: cannot be written (")
    assert ended.err.count("\n") == 1


def test_without_answers_there_is_no_report(run, scan):
    ended = run("report", "-w", scan)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        f"{scan}: there are no answers yet. Start with “servicescan interview”, "
        "or take answers in with “servicescan collect”.\n"
    )
    assert not (scan / "reports").exists()


# -- the worked example ---------------------------------------------------------------------------


def test_the_demo_says_where_its_report_is(run, tmp_path):
    ended = run("demo", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    pages, place = re.fullmatch(r"Report of (\d+) pages: (\S+)\n", ended.out).groups()
    assert place.startswith("servicescan-demo-en/reports/")
    assert len(PdfReader(tmp_path / place).pages) == int(pages) >= 20


# -- without Pango --------------------------------------------------------------------------------


@pytest.mark.usefixtures("without_pango")
def test_a_report_without_pango_is_one_sentence(start, answered):
    ended = start("report", "-w", answered)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(SENTENCE)
    assert "servicescan doctor" in ended.err
    assert ended.err.count("\n") == 1
    assert not list(answered.glob("reports/*"))


@pytest.mark.usefixtures("without_pango")
def test_the_demo_without_pango_is_there_all_the_same(start):
    ended = start("demo", "example")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(SENTENCE)
    assert "De Linde" in start("status", "-w", "example").out


@pytest.mark.usefixtures("without_pango")
def test_doctor_says_how_to_get_pango(start):
    ended = start("doctor")
    assert ended.code == 1
    first, remedy, *others = ended.out.splitlines()
    assert first == "✗ Pango: missing; every command but “report” and “demo” works without it"
    assert "pango" in remedy
    assert all(line.startswith("✓ ") for line in others)


@pytest.mark.usefixtures("without_pango")
def test_no_other_command_needs_pango(start, tmp_path):
    make_scan(tmp_path / "first")
    lines = "code,audience,day,S1-1\nbb,front,2026-11-22,3\n"
    (tmp_path / "team.csv").write_text(lines, "utf-8")
    for command in (
        ["new", "second", "--client", "X"],
        ["interview", "-w", "first", "--audience", "front"],
        ["collect", "team.csv", "-w", "first"],
        ["status", "-w", "first"],
        ["results", "-w", "first"],
        ["questionnaire", "check"],
        ["questionnaire", "show"],
    ):
        ended = start(*command, typed="3\ndk\n")
        assert (ended.code, ended.err) == (0, ""), command

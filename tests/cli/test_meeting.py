"""The agenda of a consensus meeting."""

import json

import pytest
from pypdf import PdfReader

from scans import make_scan, people, person, save
from servicescan.model.response import Kind
from servicescan.model.text import Language
from servicescan.model.workspace import Group

#: ten of the front line who are divided on B1 and agree on S1-1
DIVIDED = "B1 S1-1\n" + "\n".join(["front 1 3", "front 5 3"] * 5)


@pytest.fixture
def scan(tmp_path):
    made = make_scan(
        tmp_path / "scan", audiences={"front": Group(invited=20)}, language=Language.EN
    )
    save(made, people(DIVIDED))
    return made


def agenda(run, scan, *options):
    ended = run("meeting", "-w", scan, "--json", *options)
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def test_what_divides_people_comes_first_with_how_many_chose_each_level(run, scan):
    first = agenda(run, scan)["topics"][0]
    assert first["id"] == "B1"
    assert first["why"].startswith("Answers are divided: standard deviation 2.1 levels")
    assert [rung["count"] for rung in first["rungs"]] == ["5×", "", "", "", "5×"]
    assert first["asks"][0]["body"]


def test_the_time_is_kept(run, scan):
    found = agenda(run, scan)
    assert [step["time"] for step in found["steps"]][:2] == ["0:00", "0:10"]
    assert len(agenda(run, scan, "--minutes", "36")["topics"]) == 1
    assert run("meeting", "-w", scan, "--minutes", "20").code == 2


def test_levels_of_a_few_people_are_not_on_the_table(run, tmp_path):
    scan = make_scan(tmp_path / "small", audiences={"front": Group()}, language=Language.EN)
    save(scan, people("B1 S1-1 S1-2 S1-3\n" + "\n".join(["front 1 1 2 1", "front 5 5 2 1"] * 3)))
    for topic in agenda(run, scan)["topics"]:
        assert not topic["has_counts"]
        assert not any(rung["count"] for rung in topic["rungs"])
        assert "deviation" not in topic["why"]


def test_the_agenda_on_paper(run, scan, tmp_path):
    target = tmp_path / "agenda.pdf"
    ended = run("meeting", "-w", scan, "--lang", "nl", "--output", target)
    assert (ended.code, ended.err) == (0, "")
    assert "0:10    B1" in ended.out
    words = " ".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Agenda voor het consensusoverleg" in words
    assert "De antwoorden zijn verdeeld: standaardafwijking 2,1" in words
    again = run("meeting", "-w", scan, "--output", target)
    assert (again.code, "exists already" in again.err) == (1, True)
    assert run("meeting", "-w", scan, "--output", tmp_path / "agenda.txt").code == 2


def test_it_stands_among_the_reports(run, scan):
    assert run("meeting", "-w", scan).code == 0
    assert [path.suffix for path in (scan / "reports").glob("*agenda-en*")] == [".pdf"]


def test_without_anything_to_show_it_says_so(run, tmp_path):
    scan = make_scan(tmp_path / "empty")
    ended = run("meeting", "-w", scan)
    assert ended.code == 1
    assert "no question can be put on an agenda yet" in ended.err


def test_what_was_agreed_before_changes_no_figure(run, scan):
    before = agenda(run, scan)
    save(scan, [person("talk", "B1=3 S1-1=5", kind=Kind.CONSENSUS)])
    assert agenda(run, scan) == before

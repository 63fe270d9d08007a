"""Who has answered, and what is missing."""

import json
from dataclasses import replace

import pytest

from scans import content, make_scan, people, person, save
from servicescan.model.response import Kind
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group

WHOLE = "B1=3 S1-1=2 S1-2=dk S1-3=na C1=5"


def rows(outcome):
    """Group -> invited, answered, complete."""
    table = outcome.out.split("\n\n")[1].splitlines()[1:]
    return {line[:14].strip(): tuple(line[14:].split()) for line in table}


def test_counts_per_group_and_what_is_missing(run, scan):
    save(scan, [person("aa", WHOLE), person("bb", "B1=1 S1-1=2")])
    save(scan, people("B1 S1-1 S1-2\nlead 1 2 3"))
    ended = run("status", "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    assert rows(ended) == {
        "Leaders": ("20", "1", "1", "nog", "niet"),
        "Front line": ("20", "2", "1", "nog", "niet"),
    }
    assert ended.out.startswith("Gemeente Voorbeeld\n")
    assert "Front line, bb: 2 van 5 beantwoord." in ended.out
    assert f"servicescan interview --workspace {scan} --code CODE\n" in ended.out
    assert "Leaders: nog 4 antwoorden nodig om apart te tonen (vanaf 5)." in ended.out


def test_a_quick_scan_is_complete_with_the_quick_set(run, tmp_path):
    groups = {"front": Group(invited=None, visible_as_group=True)}
    scan = make_scan(tmp_path / "quick", form=Form.QUICK, audiences=groups, language=Language.EN)
    save(scan, [person(code, "S1-1=4") for code in ("aa", "bb", "cc")])
    ended = run("status", "-w", scan)
    assert rows(ended) == {"Front line": ("–", "3", "3", "yes")}
    assert "Nothing is missing." in ended.out


def test_a_group_that_was_not_asked_and_answered_all_the_same_is_shown(run, tmp_path):
    scan = make_scan(tmp_path / "scan", audiences={"lead": Group()})
    save(scan, [person("aa", WHOLE)])
    assert set(rows(run("status", "-w", scan))) == {"Leaders", "Front line"}


def test_a_group_talk_with_open_questions_is_not_chased(run, scan):
    save(scan, [person("talk", "S1-1=2", kind=Kind.CONSENSUS)])
    assert "talk" not in run("status", "-w", scan).out


def test_the_folder_may_come_from_the_surroundings(run, scan, monkeypatch):
    monkeypatch.setenv("SERVICESCAN_WORKSPACE", str(scan))
    assert run("status").code == 0
    monkeypatch.delenv("SERVICESCAN_WORKSPACE")
    monkeypatch.chdir(scan)
    assert run("status").code == 0
    save(scan, [person("bb", "B1=1")])
    assert "servicescan interview --code CODE" in run("status").out


def test_everything_as_json(run, scan):
    save(scan, [person("bb", "B1=1 S1-1=2")])
    ended = run("status", "-w", scan, "--json")
    assert ended.code == 0
    begun = {"complete": 0, "shown_from": 5, "is_shown": False}
    assert json.loads(ended.out) == {
        "format": 1,
        "audiences": [
            {"audience": "lead", "invited": 20, "responses": 0, **begun},
            {"audience": "front", "invited": 20, "responses": 1, **begun},
        ],
        "units": [],
        "respondents": [
            {
                "code": "bb",
                "audience": "front",
                "day": "2026-11-22",
                "open": ["S1-2", "S1-3", "C1"],
            }
        ],
    }


@pytest.mark.parametrize("command", [["status"], ["status", "--json"], ["results"], ["report"]])
def test_every_damaged_file_is_named_and_none_is_touched(run, scan, command):
    save(scan, [person("aa"), person("bb"), person("cc")])
    first, second, _ = sorted((scan / "responses").iterdir())
    first.write_text("{", "utf-8")
    second.write_text(second.read_text("utf-8").replace('"level": 3', '"level": 7'), "utf-8")
    before = content(scan)
    ended = run(*command, "-w", scan)
    assert (ended.code, ended.out) == (1, "")
    one, two, count = ended.err.splitlines()
    assert one.startswith(f"{first}:1:2: This is not a valid response file")
    assert two.startswith(f"{second}")
    assert count == "2 problems."
    assert content(scan) == before


def test_problems_in_the_settings_are_located(run, scan):
    path = scan / "servicescan.yaml"
    path.write_text(path.read_text("utf-8").replace("language: nl", "language: de"), "utf-8")
    ended = run("status", "-w", scan)
    assert (ended.code, ended.out) == (1, "")
    line = path.read_text("utf-8").splitlines().index("language: de") + 1
    assert ended.err.startswith(f"{path}:{line}:1: “de” is not possible here. Use")


def test_a_group_beside_a_small_one_waits_for_it(run, scan):
    save(scan, people("B1\nlead 1\nlead 2\nfront 1\nfront 2\nfront 3\nfront 4\nfront 5"))
    ended = run("status", "-w", scan)
    assert rows(ended)["Front line"][3:] == ("nog", "niet")
    assert "Front line: blijft verborgen zolang een kleinere groep ernaast" in ended.out
    assert "Leaders: nog 3 antwoorden nodig" in ended.out


def test_teams_are_counted_beside_the_groups(run, scan):
    for unit in ("Noord", "Zuid"):
        members = [person(f"{unit[0].lower()}{i}", "B1=3") for i in range(5)]
        save(scan, [replace(e, respondent=replace(e.respondent, unit=unit)) for e in members])
    ended = run("status", "-w", scan)
    assert ["Noord", "–", "5", "0", "ja"] in [line.split() for line in ended.out.splitlines()]
    found = json.loads(run("status", "-w", scan, "--json").out)["units"]
    assert [(each["unit"], each["responses"], each["is_shown"]) for each in found] == [
        ("Noord", 5, True),
        ("Zuid", 5, True),
    ]

"""Reports one after another: together they point at nobody."""

import json
from dataclasses import replace

import pytest

from scans import content, make_scan, people, save

#: a figure over a set of answers that is not in it
STRANGE = """{"format": 1, "salt": "x", "issues": [
{"day": "", "people": [["a", 1]], "answers": [[0, "b"]], "cells": [[0]], "rows": [{"1": [7]}]}]}"""


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


def front(number, first=0):
    """So many of the front line, all with other answers to all questions."""
    rows = "\n".join(
        f"front {1 + n % 5} {1 + n % 3} {2 + n % 4}" for n in range(first, first + number)
    )
    return [
        replace(each, respondent=replace(each.respondent, code=f"p{first + n}"))
        for n, each in enumerate(people(f"S1-1 S1-2 S1-3\n{rows}"))
    ]


@pytest.fixture
def eleven(scan):
    save(scan, front(11))
    return scan


def results(run, scan):
    ended = run("results", "-w", scan, "--json")
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)["assessment"]


def shown(found):
    return [each["figure"]["rounded"] for each in found["shifts"] if each["figure"]["value"]]


def test_a_late_answer_waits_until_it_does_not_stand_alone(run, eleven):
    """P28: eleven people, then twelve; the difference would be the twelfth."""
    first = results(run, eleven)
    assert (first["respondents"], first["late"]) == (11, 0)
    save(eleven, front(1, first=11))
    second = results(run, eleven)
    assert (second["respondents"], second["late"]) == (11, 1)
    assert second["questions"] == first["questions"]
    assert second["shifts"] == first["shifts"]
    save(eleven, front(3, first=12))
    assert results(run, eleven)["late"] == 4
    save(eleven, front(1, first=15))
    fifth = results(run, eleven)
    assert (fifth["respondents"], fifth["late"]) == (16, 0)
    assert fifth["questions"]["S1-1"]["figure"]["n"] == 16


def test_it_is_said_who_waits_and_why(run, eleven):
    assert run("report", "-w", eleven).code == 0
    save(eleven, front(2, first=11))
    for command in ("results", "report"):
        words = " ".join(run(command, "-w", eleven, "--lang", "en").out.split())
        assert "2 people answered after the report of 22 November 2026" in words, command
        assert "From 5 newcomers on they count." in words


def test_a_changed_answer_takes_its_figures_out_and_it_is_said(run, eleven):
    first = results(run, eleven)
    path = next(eleven.glob("responses/*-p3.json"))
    other = replace(front(1, first=3)[0], answers={**front(1, first=3)[0].answers})
    changed = {**other.answers, "S1-1": replace(other.answers["S1-1"], level=5)}
    path.unlink()
    save(eleven, [replace(other, answers=changed)])
    second = results(run, eleven)
    figures = {id_: score["figure"] for id_, score in second["questions"].items()}
    assert figures["S1-1"]["withheld"] == "earlier_report"
    assert figures["S1-2"] == first["questions"]["S1-2"]["figure"]
    assert second["shifts"][0]["figure"]["withheld"] == "earlier_report"
    words = " ".join(run("results", "-w", eleven, "--lang", "en").out.split())
    assert "together with an earlier report they would point at a few people" in words


def test_looking_in_the_terminal_is_not_passing_on(run, eleven):
    assert run("results", "-w", eleven).code == 0
    assert not (eleven / "ledger.json").exists()
    save(eleven, front(1, first=11))
    assert results(run, eleven)["respondents"] == 12


def test_the_same_report_in_two_languages_tells_nothing_new(run, eleven):
    for language in ("nl", "en"):
        assert run("report", "-w", eleven, "--lang", language).code == 0
    found = json.loads((eleven / "ledger.json").read_text("utf-8"))
    assert [each["day"] for each in found["issues"]] == ["2026-11-22"]


def test_the_ledger_holds_no_answers_codes_or_words(run, eleven):
    assert run("report", "-w", eleven).code == 0
    text = (eleven / "ledger.json").read_text("utf-8")
    assert '"p3"' not in text
    for word in ("S1-1", "front", "level", "note", "Gemeente"):
        assert word not in text


def test_after_forgetting_the_ledger_knows_somebody_and_not_who(run, eleven):
    assert run("report", "-w", eleven).code == 0
    before = json.loads((eleven / "ledger.json").read_text("utf-8"))
    ended = run("forget", "p3", "-w", eleven, "--yes")
    assert "1 rapport dat eerder is gemaakt" in ended.out
    after = json.loads((eleven / "ledger.json").read_text("utf-8"))
    marks = [{mark for mark, _ in each["issues"][0]["people"]} for each in (before, after)]
    assert len(marks[0] & marks[1]) == 10
    assert len(marks[1]) == 11
    answers = [{mark for _, mark in each["issues"][0]["answers"]} for each in (before, after)]
    assert len(answers[0] - answers[1]) == 3
    # eleven and then ten: the difference would be the one who left
    assert not shown(results(run, eleven))


def test_nothing_is_kept_when_nobody_is_left(run, scan):
    save(scan, front(5))
    assert run("report", "-w", scan).code == 0
    for number in range(5):
        assert run("forget", f"p{number}", "-w", scan, "--yes").code == 0
    assert list(content(scan)) == ["reports/2026-11-22-gap-nl.pdf", "servicescan.yaml"]


def test_invented_people_need_no_protection(run, tmp_path):
    scan = make_scan(tmp_path / "invented", fictitious=True)
    save(scan, front(11))
    results(run, scan)
    save(scan, front(1, first=11))
    assert results(run, scan)["respondents"] == 12


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"),
        ('{"format": 2}', "newer servicescan"),
        (STRANGE, "cannot be read"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_never_passed_over(run, eleven, text, said):
    (eleven / "ledger.json").write_text(text, "utf-8")
    for command in ("results", "report"):
        ended = run(command, "-w", eleven)
        assert (ended.code, ended.out) == (1, "")
        assert said in ended.err

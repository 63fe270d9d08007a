"""After the report: what was done with it, and what changed."""

import json
import shutil
from dataclasses import replace

import pytest

from scans import content, people, save
from servicescan.storage.workspace import response_path


def answers(*levels):
    rows = "\n".join(f"front {a} {b} {c}" for a, b, c in levels)
    return [
        replace(each, respondent=replace(each.respondent, code=f"p{n}"))
        for n, each in enumerate(people(f"S1-1 S1-2 S1-3\n{rows}"))
    ]


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")


@pytest.fixture
def two(scan, tmp_path):
    """A scan, and the same one a level higher for everybody."""
    before = [(1 + n % 3, 2 + n % 2, 1 + n % 4) for n in range(8)]
    save(scan, answers(*before))
    later = shutil.copytree(scan, tmp_path / "later")
    for each in answers(*[(a + 1, b + 1, c + 1) for a, b, c in before]):
        response_path(later, each).unlink()
        save(later, [each])
    return scan, later


def test_what_changed_is_said_with_people_and_margin(run, two):
    ended = run("compare", *two, "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    words = " ".join(ended.out.split())
    assert "+1.0 [n=8, the same people] · higher" in words
    assert "does not mean that nothing changed" in words
    back = " ".join(run("compare", *reversed(two), "--lang", "en").out.split())
    assert "-1.0 [n=8, the same people] · lower" in back


def test_no_change_is_never_called_none(run, two):
    words = run("compare", two[0], two[0], "--lang", "en").out
    assert "not distinguishable" in words
    assert "no change" not in words.casefold()


def test_few_people_cannot_tell(run, two):
    for scan in two:
        for number in (5, 6, 7):
            next(scan.glob(f"responses/*-p{number}.json")).unlink()
    words = " ".join(run("compare", *two, "--lang", "en").out.split())
    assert "not distinguishable: too few people for that" in words
    for scan in two:
        next(scan.glob("responses/*-p4.json")).unlink()
    assert "too few answers to show" in run("compare", *two, "--lang", "en").out


def test_the_comparison_as_data_is_noted_as_passed_on(run, two):
    found = json.loads(run("compare", *two, "--json").out)
    (shift,) = found["shifts"]
    assert shift["change"]["difference"] == {"exact": "1", "rounded": 1.0}
    assert shift["change"]["n"] == [8, 8]
    assert (shift["is_clear"], shift["adjusted_p"]) == (True, 0.007812)
    issues = json.loads((two[1] / "ledger.json").read_text("utf-8"))["issues"]
    assert [len(each["rows"]) for each in issues] == [1]
    assert not (two[0] / "ledger.json").exists()


def test_two_questionnaires_have_nothing_in_common(run, two, tmp_path):
    run("demo", tmp_path / "demo")
    ended = run("compare", two[0], tmp_path / "demo")
    assert ended.code == 1
    assert "no question in common" in ended.err


# -- recommendations ------------------------------------------------------------------------------


def advised(run, scan):
    return json.loads(run("actions", "-w", scan, "--json").out)["actions"]


def test_what_is_advised_is_open_until_somebody_says_otherwise(run, two):
    scan, later = two
    first = advised(run, scan)
    assert first
    assert {each["status"] for each in first} == {"open"}
    id_ = first[0]["recommendation"]
    ended = run("actions", id_, "done", "-w", scan)
    assert (ended.code, ended.out) == (0, f"{id_}: klaar\n")
    expected = {"recommendation": id_, "status": "done", "day": "2026-11-22"}
    assert expected in advised(run, scan)
    assert f"{id_}  done  2026-11-22" in run("actions", "-w", scan, "--lang", "en").out
    assert f"{id_}  done  2026-11-22" in run("compare", scan, later, "--lang", "en").out
    assert run("actions", id_, "dropped", "-w", scan).code == 0
    assert {**expected, "status": "dropped"} in advised(run, scan)


def test_a_recommendation_that_does_not_exist_is_refused(run, two):
    before = content(two[0])
    ended = run("actions", "S1-X99", "done", "-w", two[0])
    assert ended.code == 2
    assert "There is no recommendation “S1-X99”" in ended.err
    id_ = advised(run, two[0])[0]["recommendation"]
    ended = run("actions", id_, "-w", two[0])
    assert ended.code == 2
    assert "open, started, done, dropped" in ended.err
    assert content(two[0]) == before


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("S1-X99: {status: done, day: 2026-11-22}", ":2:3", "“S1-X99” is not known here"),
        ("{id}: {status: ready, day: 2026-11-22}", ":2:", "one of open, started, done, dropped"),
        ("{id}: {status: done, day: yesterday}", ":2:", "a day such as 2026-11-22"),
    ],
)
def test_a_list_with_mistakes_is_told_where(run, two, line, place, said):
    id_ = advised(run, two[0])[0]["recommendation"]
    path = two[0] / "actions.yaml"
    path.write_text(f"actions:\n  {line.replace('{id}', id_)}\n", "utf-8")
    ended = run("actions", "-w", two[0])
    assert ended.code == 1
    assert f"{path}{place}" in ended.err
    assert said in ended.err


def test_a_scan_without_answers_advises_nothing(run, scan):
    assert "Er is niets aanbevolen" in run("actions", "-w", scan).out

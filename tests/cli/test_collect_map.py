"""Exports of other programs: what is proposed, what is asked, and what then is taken."""

import csv
import io
import json

import pytest

from scans import content, make_scan
from servicescan.model.text import Language
from servicescan.model.workspace import Group

ASK = {"S1-1": "Hoe hoort u uw klanten?", "S1-2": "Wie luistert?"}
#: how each program names its columns and writes an answer of level 3 (C) and of level 4 (D)
EXPORTS = {
    "microsoft forms": (
        ["ID", "Begintijd", "Voltooiingstijd", "E-mail", "Doelgroep", *ASK.values()],
        ["1", "22/11/2026 09:00", "22/11/2026 09:12", "anonymous", "Leidinggevenden", "C;", "D"],
    ),
    "google forms": (
        ["Tijdstempel", "Doelgroep", *(f"{id_}. {ask}" for id_, ask in ASK.items())],
        ["22-11-2026 9:12:33", "Leidinggevenden", "3 - C", "4"],
    ),
    "limesurvey": (
        ["id", "submitdate", "lastpage", "startlanguage", "seed", "Doelgroep", "S11", "S1_2"],
        ["7", "2026-11-22 09:12:33", "4", "nl", "182", "lead", "3", "(4) D"],
    ),
    "kobotoolbox": (
        ["start", "end", "groep", "shift_1/S1_1", "shift_1/S1_2", "_id", "_uuid", "_index"],
        ["2026-11-22T09:00", "2026-11-22T09:12:33.000+01:00", "lead", "3", "dk", "1", "u", "1"],
    ),
}


def export(path, *rows, separator=","):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


@pytest.fixture
def scan(tmp_path):
    return make_scan(
        tmp_path / "scan",
        language=Language.EN,
        audiences={"lead": Group(invited=20), "front": Group(invited=20)},
    )


def taken(scan):
    """The answers of the only respondent."""
    (path,) = (scan / "responses").glob("*.json")
    found = json.loads(path.read_text("utf-8"))
    answers = {id_: each.get("level", each.get("status")) for id_, each in found["answers"].items()}
    return found["day"], found["respondent"]["audience"], answers


@pytest.mark.parametrize("program", EXPORTS)
def test_an_export_is_proposed_and_then_taken(run, scan, tmp_path, program):
    table = export(tmp_path / "export.csv", *EXPORTS[program])
    ended = run("collect", table, "-w", scan)
    proposal = scan / "collect-map.yaml"
    assert (ended.code, "0 taken, 0 already here, 1 refused" in ended.out) == (1, True)
    assert f"{proposal}: a proposal of what the columns hold." in ended.err
    assert not (scan / "responses").exists()
    words = proposal.read_text("utf-8")
    words = words.replace('"Leidinggevenden": "?"', '"Leidinggevenden": "lead"')
    assert '"?"' not in words, words
    proposal.write_text(words, "utf-8")
    ended = run("collect", table, "-w", scan, "--map", proposal)
    assert (ended.code, ended.err) == (0, "")
    level = "dont_know" if program == "kobotoolbox" else 4
    assert taken(scan) == ("2026-11-22", "lead", {"S1-1": 3, "S1-2": level})
    before = content(scan)
    again = run("collect", table, "-w", scan, "--map", proposal)
    assert "1 already here" in again.out
    assert content(scan) == before


# -- nothing is guessed ---------------------------------------------------------------------------

HEADS = ["Tijdstempel", "Doelgroep", ASK["S1-1"], "Iets heel anders"]
ROW = ["22-11-2026 9:12:33", "lead", "3", "groen"]


def columns(path, **said):
    path.write_text(json.dumps(said), "utf-8")
    return path


def test_what_is_not_near_enough_waits_for_a_person(run, scan, tmp_path):
    table = export(tmp_path / "export.csv", HEADS, ROW, [*ROW[:2], "1 (gisteren)", "x"])
    run("collect", table, "-w", scan)
    proposal = scan / "collect-map.yaml"
    words = proposal.read_text("utf-8").splitlines()
    assert '  "Iets heel anders": "?"' in words
    assert '  "1 (gisteren)": "?"' in words
    ended = run("collect", table, "-w", scan, "--map", proposal)
    line = words.index('  "Iets heel anders": "?"') + 1
    assert (ended.code, ended.out) == (1, "")
    assert (
        f"{proposal}:{line}:3: “?” is not possible here. Use a question such as S1-1" in ended.err
    )
    assert not (scan / "responses").exists()


def test_a_proposal_that_a_person_worked_on_is_never_overwritten(run, scan, tmp_path):
    table = export(tmp_path / "export.csv", HEADS, ROW)
    for _ in range(2):
        run("collect", table, "-w", scan)
    assert [p.name for p in scan.glob("collect-map*")] == ["collect-map.yaml"]
    (scan / "collect-map.yaml").write_text("columns: {}", "utf-8")
    run("collect", table, "-w", scan)
    assert (scan / "collect-map.yaml").read_text("utf-8") == "columns: {}"
    assert (scan / "collect-map-2.yaml").exists()


MAP = {"Tijdstempel": "day", "Doelgroep": "audience", ASK["S1-1"]: "S1-1"}


@pytest.mark.parametrize(
    ("cell", "level"),
    [("3", 3), ("C", 3), ("3 - C", 3), ("(3) c.", 3), ("3. C", 3), ("Drie", 3)],
)
def test_an_answer_may_be_a_number_words_or_both(run, scan, tmp_path, cell, level):
    table = export(tmp_path / "export.csv", HEADS, [*ROW[:2], cell, "x"])
    given = columns(
        tmp_path / "map.yaml",
        columns=MAP | {"Iets heel anders": "ignore"},
        values={"Drie": "3"},
        days="dmy",
    )
    run("collect", table, "-w", scan, "--map", given)
    assert taken(scan) == ("2026-11-22", "lead", {"S1-1": level})


@pytest.mark.parametrize("cell", ["3 - D", "1 (gisteren)", "3,5", "3.0", "6", "=1+2", "C or D"])
def test_a_number_with_other_words_and_all_else_is_refused_with_its_cell(run, scan, tmp_path, cell):
    table = export(tmp_path / "export.csv", HEADS, [*ROW[:2], cell, "x"])
    given = columns(tmp_path / "map.yaml", columns=MAP | {"Iets heel anders": "ignore"}, days="dmy")
    ended = run("collect", table, "-w", scan, "--map", given)
    assert ended.code == 1
    assert ended.err == f"{table}:2:3: “S1-1 = {cell}” is not an answer. Use 1 to 5, dk or na.\n"


def test_a_day_that_may_mean_two_days_is_refused(run, scan, tmp_path):
    table = export(tmp_path / "export.csv", HEADS, ["11/12/2026", *ROW[1:]])
    given = columns(tmp_path / "map.yaml", columns=MAP | {"Iets heel anders": "ignore"})
    ended = run("collect", table, "-w", scan, "--map", given)
    assert f"{table}:2:1: “11/12/2026” is not possible here. Use a day such as" in ended.err


def test_columns_that_the_mapping_does_not_know_are_refused(run, scan, tmp_path):
    table = export(tmp_path / "export.csv", HEADS, ROW)
    given = columns(tmp_path / "map.yaml", columns=MAP | {"Iets anders": "S1-2"})
    ended = run("collect", table, "-w", scan, "--map", given)
    assert f"{table}:1: “Iets anders” is missing. Add it." in ended.err
    assert f"{table}:1:4: “Iets heel anders” is not known here. Did you mean" in ended.err


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"columns": {"a": "S1-11"}}, "“S1-11” is not possible here."),
        ({"columns": {"a": "S1-1", "b": "S1-1"}}, "“S1-1” occurs twice here."),
        ({"columns": {}, "rows": {"dag": "2026-11-22"}}, "“dag” is not known here."),
        ({"columns": {}, "rows": {"day": "?"}}, "“?” is not possible here."),
        ({"columns": {}, "values": {"x": "?"}}, "“?” is not possible here."),
        ({"kolommen": {}}, "“kolommen” is not known here."),
    ],
)
def test_what_is_wrong_with_a_mapping_is_placed(run, scan, tmp_path, said, expected):
    given = columns(tmp_path / "map.yaml", **said)
    ended = run("collect", export(tmp_path / "e.csv", HEADS, ROW), "-w", scan, "--map", given)
    assert ended.code == 1
    assert expected in ended.err


def test_somebody_at_a_terminal_is_asked(sit_down, scan, tmp_path):
    table = export(tmp_path / "export.csv", *EXPORTS["limesurvey"])
    sitting = sit_down("collect", table, "-w", scan)
    sitting.sees("seem to hold", '"S11": "S1-1"', "Take the answers in this way?").types("y")
    assert "1 taken" in sitting.leaves().out
    assert len(list((scan / "responses").glob("*.json"))) == 1


def test_what_is_forgotten_leaves_an_original_with_other_columns_too(run, scan, tmp_path):
    table = export(tmp_path / "export.csv", HEADS, ROW)
    given = columns(tmp_path / "map.yaml", columns=MAP | {"Iets heel anders": "ignore"}, days="dmy")
    run("collect", table, "-w", scan, "--map", given)
    (path,) = (scan / "responses").glob("*.json")
    assert table.read_bytes() in content(scan).values()
    run("forget", path.stem.rpartition("-")[2], "-w", scan, "--yes")
    assert sorted(content(scan)) == ["servicescan.yaml"]


def test_words_much_alike_are_proposed_and_a_day_above_twelve_tells_the_order(run, tmp_path):
    scan = make_scan(tmp_path / "one", audiences={"lead": Group(invited=20)})
    heads = ["Datum", "How do you hear all your customers?", "Wie luistert er?", "Wie luistert?"]
    table = export(tmp_path / "export.csv", heads, ["11/22/2026", "C", "weet ik niet", "n.v.t."])
    run("collect", table, "-w", scan)
    words = (scan / "collect-map.yaml").read_text("utf-8").splitlines()
    for line in (
        '  "How do you hear all your customers?": "S1-1"',
        '  "Wie luistert er?": "S1-2"',
        '  "Wie luistert?": "?"',
        '  "weet ik niet": "dk"',
        '  "audience": "lead"',
        "days: mdy",
    ):
        assert line in words, words

"""Taking answers in: what the consultant reads, and what stands in the workspace afterwards."""

import json
import stat

import pytest

from scans import content, make_scan, person, save
from servicescan.model.text import Language
from servicescan.model.workspace import Group
from servicescan.storage.responses import format_response

HEAD = "code,audience,day,S1-1"
GOOD = "aa,front,2026-11-22,3"


def write(path, *lines):
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_each_file_is_accounted_for(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,4")
    file = write(tmp_path / "one.json", format_response(person("cc")))
    ended = run("collect", table, file, "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        f"{table}: 2 overgenomen, 0 was er al, 0 geweigerd.\n  Met nog open vragen: 2.\n"
        f"{file}: 1 overgenomen, 0 was er al, 0 geweigerd.\n  Met nog open vragen: 1.\n"
    )
    assert run("status", "-w", scan).code == 0


def test_collecting_again_says_so_and_changes_nothing(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD)
    run("collect", table, "-w", scan)
    before = content(scan)
    ended = run("collect", table, table, "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{table}: 0 overgenomen, 1 was er al, 0 geweigerd.\n"
    assert content(scan) == before


def test_refusals_name_file_row_and_column_and_the_rest_is_taken(run, tmp_path):
    scan = make_scan(tmp_path / "scan", language=Language.EN)
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,9", "cc,fro,now,1")
    ended = run("collect", table, tmp_path / "nowhere.csv", "-w", scan)
    assert ended.code == 1
    assert ended.out == (
        f"{table}: 1 taken, 0 already here, 2 refused.\n  With questions still open: 1.\n"
        f"{tmp_path / 'nowhere.csv'}: 0 taken, 0 already here, 1 refused.\n"
    )
    assert ended.err.splitlines() == [
        f"{table}:3:4: “S1-1 = 9” is not an answer. Use 1 to 5, dk or na.",
        f"{table}:4:2: There is no audience “fro”. Did you mean “front”?",
        f"{table}:4:3: “now” is not possible here. Use a day such as 2026-11-22.",
        f"{tmp_path / 'nowhere.csv'}: This file is missing. Create it or choose another folder.",
    ]


def test_a_code_that_is_a_citizen_number_is_refused(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, "111222333,front,2026-11-22,3", GOOD)
    ended = run("collect", table, "-w", scan)
    assert ended.code == 1
    assert ended.err.startswith(f"{table}:2:1: “111222333” is not a usable respondent code.")
    assert "111222333" not in "".join(content(scan))


def test_the_same_person_with_other_answers_is_kept_once_and_reported(run, scan, tmp_path):
    save(scan, [person("aa", "S1-1=1")])
    before = content(scan)
    table = write(tmp_path / "team.csv", HEAD, GOOD)
    ended = run("collect", table, "-w", scan)
    assert ended.code == 1
    assert "0 overgenomen, 0 was er al, 1 geweigerd" in ended.out
    assert ended.err.startswith(f"{table}:2: Other answers of respondent aa are here already (")
    assert content(scan) == before


def test_more_answers_than_people_invited_are_taken_and_reported(run, tmp_path):
    scan = make_scan(tmp_path / "scan", audiences={"front": Group(invited=1)})
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,4")
    ended = run("collect", table, "-w", scan)
    assert ended.code == 1
    assert "2 overgenomen" in ended.out
    assert "2 responses of front, but 1 invited." in ended.err


def test_what_is_taken_can_be_read_again(run, scan, tmp_path):
    """No cell may end up in a file that every later command refuses."""
    cells = ['"=1+1"', '"a\x01b"', '"[/] {x} %s"', '"\u2029"', '"\ufeff"', '"\U0001f469"', "\x00"]
    rows = [f"r{n},front,2026-11-22,3,{cell},{cell}" for n, cell in enumerate(cells)]
    table = write(tmp_path / "odd.csv", f"{HEAD},S1-1 note,unit", *rows)
    ended = run("collect", table, "-w", scan)
    assert f"{len(cells) - 1} overgenomen" in ended.out
    assert f"{table}:8:" in ended.err
    assert run("results", "-w", scan).code == 0


# -- folders, originals, rehearsals ---------------------------------------------------------------


def originals(scan):
    return {p.read_bytes() for p in (scan / "inbox").glob("*") if p.name != "index.json"}


def test_a_folder_is_taken_file_by_file_and_hidden_ones_are_left_alone(run, scan, tmp_path):
    place = tmp_path / "back"
    (place / "week 2").mkdir(parents=True)
    (place / ".trash").mkdir()
    write(place / "b.csv", HEAD, GOOD)
    write(place / "a.csv", HEAD, "bb,front,2026-11-22,4")
    write(place / "week 2" / "c.csv", HEAD, "cc,front,2026-11-22,4")
    for hidden in (".d.csv", "~$d.csv", ".trash/d.csv"):
        write(place / hidden, HEAD, "dd,front,2026-11-22,4")
    found = json.loads(run("collect", place, "-w", scan, "--json").out)
    assert [each["file"] for each in found["files"]] == [
        str(place / name) for name in ("a.csv", "b.csv", "week 2/c.csv")
    ]
    assert [each["taken"] for each in found["files"]] == [["bb"], ["aa"], ["cc"]]


def test_an_empty_folder_and_the_scan_itself_are_refused(run, scan, tmp_path):
    (tmp_path / "empty").mkdir()
    for place, words in ((tmp_path / "empty", "holds no files"), (scan, "is the scan itself")):
        ended = run("collect", place, "-w", scan)
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(f"{place}: {words}.")


def test_originals_are_kept_as_they_came_for_their_owner_alone(run, scan, tmp_path):
    table = write(tmp_path / "Jan Jansen.csv", HEAD, GOOD, "bb,front,2026-11-22,9")
    refused = write(tmp_path / "bad.csv", HEAD, "cc,front,2026-11-22,9")
    run("collect", table, refused, "-w", scan)
    assert originals(scan) == {table.read_bytes()}
    for path in (scan / "inbox").iterdir():
        assert "jan" not in path.name.lower()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_rehearsal_says_the_same_and_changes_nothing(run, scan, tmp_path):
    before = content(scan)
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,9")
    rehearsed = run("collect", table, "-w", scan, "--dry-run", "--json")
    assert content(scan) == before
    done = run("collect", table, "-w", scan, "--json")
    said, did = json.loads(rehearsed.out), json.loads(done.out)
    assert (said.pop("rehearsal"), did.pop("rehearsal")) == (True, False)
    for each in (*said["files"], *did["files"]):
        each.pop("open")
    assert said == did
    assert (rehearsed.code, done.code) == (1, 1)
    assert did["files"][0]["problems"] == [
        {
            "code": "level-out-of-range",
            "file": str(table),
            "row": 3,
            "column": 4,
            "message": "“S1-1 = 9” is not an answer. Use 1 to 5, dk or na.",
        }
    ]


def test_a_terminal_shows_how_far_it_is(sit_down, scan, tmp_path):
    place = tmp_path / "back"
    place.mkdir()
    for number in range(12):
        write(place / f"{number}.csv", HEAD, f"a{number},front,2026-11-22,3")
    shown = sit_down("collect", place, "-w", scan).leaves().out
    assert "12/12" in shown
    assert "24/24" in shown


# -- the same person again ------------------------------------------------------------------------

TWO = f"{HEAD},S1-2"


def test_a_form_that_was_half_filled_in_makes_room_for_the_rest(run, scan, tmp_path):
    half = write(tmp_path / "half.csv", HEAD, GOOD)
    whole = write(tmp_path / "whole.csv", TWO, f"{GOOD},4")
    run("collect", half, "-w", scan)
    ended = run("collect", whole, "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    assert "aa: in plaats van de antwoorden in " in ended.out
    again = run("collect", half, "-w", scan)
    assert (again.code, "1 was er al" in again.out) == (0, True)
    shown = json.loads(run("my-answers", "aa", "-w", scan, "--json").out)
    assert set(shown["response"]["answers"]) == {"S1-1", "S1-2"}


def test_an_edited_version_is_taken_when_asked_for_and_this_can_be_undone(run, scan, tmp_path):
    first = write(tmp_path / "first.csv", TWO, f"{GOOD},4")
    edited = write(tmp_path / "edited.csv", HEAD, "aa,front,2026-11-23,1")

    def level():
        kept = json.loads(run("my-answers", "aa", "-w", scan, "--json").out)["response"]
        return kept["answers"]["S1-1"]["level"]

    run("collect", first, "-w", scan)
    assert run("collect", edited, "-w", scan).code == 1
    assert level() == 3
    ended = run("collect", edited, "-w", scan, "--replace", "aa", "--json")
    (earlier,) = json.loads(ended.out)["files"][0]["replaced"].values()
    assert (ended.code, level()) == (0, 1)
    assert run("collect", first, "-w", scan).code == 1
    assert level() == 1
    run("collect", earlier, "-w", scan, "--replace", "aa")
    assert level() == 3


COPIES = ("form (1).json", "form (conflicted copy 2026-11-21).json", "form.sync-conflict-2.json")


def test_copies_that_a_synchronising_program_left_count_once_and_others_can_be_chosen(
    run, scan, tmp_path
):
    """The same copy is known; another one is named with the command that takes it, and back."""
    place = tmp_path / "back"
    place.mkdir()
    write(place / "form.json", format_response(person("aa", "S1-1=3 S1-2=4")))
    for name in COPIES[:-1]:
        write(place / name, format_response(person("aa", "S1-1=3 S1-2=4")))
    run("collect", place, "-w", scan)
    other = write(place / COPIES[-1], format_response(person("aa", "S1-1=5 S1-2=4")))
    ended = run("collect", place, "-w", scan)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert ended.err.startswith(f"{other}: Other answers of respondent aa are here already")
    assert "collect this file with --replace aa." in ended.err
    ended = run("collect", other, "-w", scan, "--replace", "aa")
    kept = ended.out.rpartition(" ")[2].strip()
    assert run("collect", place / "form.json", "-w", scan).code == 1
    assert run("collect", kept, "-w", scan, "--replace", "aa").code == 0
    shown = json.loads(run("my-answers", "aa", "-w", scan, "--json").out)["response"]
    assert shown["answers"]["S1-1"]["level"] == 3


@pytest.mark.parametrize("version", ["0.9", "2"])
def test_answers_to_another_version_are_refused_and_go_into_a_scan_of_their_own(
    run, scan, tmp_path, version
):
    words = format_response(person("aa")).replace('"version": "1"', f'"version": "{version}"')
    file = write(tmp_path / "form.json", words)
    good = write(tmp_path / "good.json", format_response(person("bb")))
    before = content(scan)
    ended = run("collect", file, "-w", scan)
    assert (ended.code, content(scan)) == (1, before)
    assert f"Made for version {version} of the questionnaire; version 1 is used here." in ended.err
    assert "in a scan of its own." in ended.err
    assert "1 overgenomen" in run("collect", file, good, "-w", scan).out


def test_replacing_somebody_who_is_in_no_file_is_wrong_usage(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD)
    ended = run("collect", table, "-w", scan, "--replace", "zz")
    assert (ended.code, ended.err) == (2, "zz: no answers under this code came in.\n")
    assert not (scan / "responses").exists()


def test_what_is_forgotten_leaves_the_originals_too(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,4")
    run("collect", table, "-w", scan)
    assert run("forget", "aa", "-w", scan, "--yes").code == 0
    for name, held in content(scan).items():
        assert b'"aa"' not in held, name
        assert b"aa,front" not in held, name


def test_a_list_of_originals_that_is_damaged_is_named(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD)
    run("collect", table, "-w", scan)
    (scan / "inbox" / "index.json").write_text("half", "utf-8")
    ended = run("collect", table, "-w", scan)
    assert (ended.code, ended.out) == (1, "")
    assert "index.json: the list of originals cannot be read. Restore it" in ended.err

"""Taking answers in: what the consultant reads, and what stands in the workspace afterwards."""

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
        f"{table}: 2 overgenomen, 0 was er al, 0 geweigerd.\n"
        f"{file}: 1 overgenomen, 0 was er al, 0 geweigerd.\n"
    )
    assert run("status", "-w", scan).code == 0


def test_collecting_again_says_so_and_changes_nothing(run, scan, tmp_path):
    table = write(tmp_path / "team.csv", HEAD, GOOD)
    run("collect", table, "-w", scan)
    before = content(scan)
    ended = run("collect", table, table, "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{table}: 0 overgenomen, 1 was er al, 0 geweigerd.\n" * 2
    assert content(scan) == before


def test_refusals_name_file_row_and_column_and_the_rest_is_taken(run, tmp_path):
    scan = make_scan(tmp_path / "scan", language=Language.EN)
    table = write(tmp_path / "team.csv", HEAD, GOOD, "bb,front,2026-11-22,9", "cc,fro,now,1")
    ended = run("collect", table, tmp_path / "nowhere.csv", "-w", scan)
    assert ended.code == 1
    assert ended.out == (
        f"{table}: 1 taken, 0 already here, 2 refused.\n"
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
    assert ended.err.startswith(f"{table}:2: Respondent aa is here already (")
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

"""Random codes and mails as lists for a mail merge."""

import csv
import io

import pytest

from scans import make_scan, person, save
from servicescan.model.text import Language
from servicescan.model.workspace import Group

DAY = "2026-11-22"
WHOLE = "B1=3 S1-1=2 S1-2=dk S1-3=na C1=5"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")


@pytest.fixture
def scan(tmp_path):
    groups = {"lead": Group(invited=2), "front": Group(invited=3)}
    return make_scan(tmp_path / "scan", audiences=groups, language=Language.EN)


def mails(scan, name):
    """The rows of a list, under its headings."""
    text = (scan / "invitations" / f"{name}.csv").read_text("utf-8-sig")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def codes(scan):
    return [row["code"] for row in mails(scan, "codes")]


def test_each_person_invited_gets_a_code_and_a_mail(run, scan):
    ended = run("invite", "-w", scan)
    assert (ended.code, ended.err) == (0, "")
    front = mails(scan, f"{DAY}-invitation-front-en")
    assert len(front) == 3
    assert len(mails(scan, f"{DAY}-invitation-lead-en")) == 2
    assert len(set(codes(scan))) == 5
    for row in front:
        assert len(row["code"]) == 13
        assert row["code"] in row["text"]
        assert "6 December 2026" in row["text"]
        assert row["deadline"] == "2026-12-06"
        assert "shown from 5 answers on" in row["text"]
    assert "Nothing was sent." in ended.out


def test_the_list_in_dutch_opens_in_a_dutch_spreadsheet(run, scan):
    assert run("invite", "-w", scan, "--lang", "nl", "--deadline", "2026-12-11").code == 0
    raw = (scan / "invitations" / f"{DAY}-invitation-front-nl.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfcode;groep;team;uiterlijk;onderwerp;tekst")
    assert "11 december 2026" in mails(scan, f"{DAY}-invitation-front-nl")[0]["tekst"]


def test_codes_that_were_handed_out_stay(run, scan):
    run("invite", "-w", scan)
    before = codes(scan)
    assert run("invite", "-w", scan).code == 0
    assert codes(scan) == before
    run("invite", "-w", scan, "--audience", "front=5", "--replace")
    assert codes(scan)[: len(before)] == before
    assert len(codes(scan)) == len(before) + 2


def test_a_team_has_codes_of_its_own(run, scan):
    run("invite", "-w", scan, "--audience", "front=2", "--unit", "=cmd|' /C calc'!A0")
    rows = mails(scan, "codes")
    assert len(rows) == 2
    assert rows[0]["unit"].startswith("'=")
    again = run("invite", "-w", scan, "--audience", "front=2", "--unit", "=cmd|' /C calc'!A0")
    assert (again.code, len(codes(scan))) == (0, 2)


def test_a_reminder_goes_to_codes_with_open_questions_only(run, scan):
    run("invite", "-w", scan, "--audience", "front=3")
    done, begun, silent = codes(scan)
    save(scan, [person(done, WHOLE), person(begun, "B1=3")])
    assert run("invite", "-w", scan, "--remind").code == 0
    rows = mails(scan, f"{DAY}-reminder-front-en")
    assert [row["code"] for row in rows] == [begun, silent]
    assert rows[0]["subject"].startswith("Reminder: ")


def test_where_everybody_answered_nobody_is_reminded(run, scan):
    run("invite", "-w", scan, "--audience", "front=1")
    save(scan, [person(codes(scan)[0], WHOLE)])
    assert "There is nobody to remind." in run("invite", "-w", scan, "--remind").out
    assert not list((scan / "invitations").glob("*reminder*"))


def test_another_list_of_today_is_kept(run, scan):
    run("invite", "-w", scan)
    kept = (scan / "invitations" / f"{DAY}-invitation-lead-en.csv").read_bytes()
    ended = run("invite", "-w", scan, "--deadline", "2027-01-01")
    assert ended.code == 1
    assert "Give --replace" in ended.err
    assert (scan / "invitations" / f"{DAY}-invitation-lead-en.csv").read_bytes() == kept


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--deadline", "2026-01-01"), "--deadline: 2026-01-01 is over"),
        (("--audience", "front=many"), "“many” is not a number of people"),
        (("--audience", "frnt=3"), "Did you mean “front”?"),
    ],
)
def test_a_wish_that_is_not_possible(run, scan, options, words):
    ended = run("invite", "-w", scan, *options)
    assert ended.code == 2
    assert words in ended.err
    assert not (scan / "invitations").exists()


def test_how_many_people_must_be_known(run, tmp_path):
    scan = make_scan(tmp_path / "other", audiences={"front": Group()})
    ended = run("invite", "-w", scan)
    assert ended.code == 2
    assert "--audience front=12" in ended.err


def test_a_list_of_codes_that_became_something_else_is_left_alone(run, scan):
    run("invite", "-w", scan)
    path = scan / "invitations" / "codes.csv"
    path.write_text("name,mail\nAnn,ann@example.org\n")
    ended = run("invite", "-w", scan)
    assert ended.code == 1
    assert "codes.csv: this is no longer the list of codes" in ended.err
    assert "ann@example.org" in path.read_text()


def test_who_is_forgotten_is_struck_from_the_lists(run, scan):
    run("invite", "-w", scan, "--audience", "front=2")
    gone, stays = codes(scan)
    save(scan, [person(gone, WHOLE)])
    assert run("forget", gone, "-w", scan, "--yes").code == 0
    everything = b"".join(path.read_bytes() for path in scan.rglob("*") if path.is_file())
    assert gone.encode() not in everything
    assert codes(scan) == [stays]

"""A client's folder: settings that read back as written, responses once each, no report lost."""

import datetime
import re
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scans import SOUND, content, make_scan, person, save, workspace
from servicescan.model.response import Kind
from servicescan.model.text import Language
from servicescan.model.workspace import CustomerMark, Form, Group, Thresholds, Workspace
from servicescan.problems import BadFiles, UserError
from servicescan.storage.binding import bind
from servicescan.storage.marked_yaml import parse_document
from servicescan.storage.settings_text import format_workspace
from servicescan.storage.workspace import (
    find_response,
    read_responses,
    read_scan,
    read_workspace,
    report_path,
    response_files,
    response_path,
    write_workspace,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TARGETS = st.fractions(1, 5, max_denominator=9)
GROUPS = st.builds(Group, invited=st.none() | st.integers(0), visible_as_group=st.booleans())
MARKS = st.builds(CustomerMark, mark=WORDS, source=WORDS, n=st.none() | st.integers(0, 10**6))
SETTINGS = st.builds(
    Workspace,
    questionnaire=WORDS,
    version=WORDS,
    client=WORDS,
    consultant=WORDS,
    language=st.sampled_from(list(Language)),
    form=st.sampled_from(list(Form)),
    audiences=st.dictionaries(WORDS, GROUPS, min_size=1),
    targets=st.dictionaries(WORDS, TARGETS),
    importance=st.dictionaries(WORDS, st.integers(1, 3)),
    customer_mark=st.none() | MARKS,
    thresholds=st.builds(Thresholds, mean=st.integers(5, 99)),
    fictitious=st.booleans(),
)


@pytest.fixture
def scan(tmp_path) -> Path:
    return make_scan(tmp_path / "scan")


def settings_after(scan, old, new):
    """The problems, without the folder, after a change to the settings."""
    path = scan / "servicescan.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BadFiles) as error:
        read_scan(scan)
    return [f"{p.code.word}:{p.location.line}" for p in error.value.problems]


def line_of(scan, words):
    lines = (scan / "servicescan.yaml").read_text("utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if words in line)


# -- settings -------------------------------------------------------------------------------------


@given(settings=SETTINGS)
def test_settings_read_back_as_they_were_written(sound, settings):
    document = parse_document(format_workspace(settings, sound), "servicescan.yaml")
    assert document.problems == []
    assert bind(Workspace, document) == settings


@pytest.mark.parametrize(
    "client",
    [
        'De "Linde"',
        "Zorg: en # meer",
        "- lijst",
        "null",
        "'s-Hertogenbosch",
        "{[&*!|>%@`",
        "👩🏽‍⚕️ Zorg",
        "בית חולים",
        "مستشفى المدينة",
        r"C:\new\table",
        "two\nlines\tand a tab",
        "[/red] :warning:",
        "{klanten}",
    ],
)
def test_any_name_of_a_client_is_kept(tmp_path, client):
    make_scan(tmp_path, client=client)
    assert read_workspace(tmp_path).client == client


def test_settings_explain_themselves_in_the_language_of_the_scan(tmp_path):
    dutch = make_scan(tmp_path / "nl").joinpath("servicescan.yaml").read_text("utf-8")
    english = make_scan(tmp_path / "en", language=Language.EN) / "servicescan.yaml"
    assert "# Wie meedoet" in dutch
    assert "# Who takes part" in english.read_text("utf-8")


def test_a_scan_is_never_overwritten_unless_told(scan, sound):
    before = content(scan)
    with pytest.raises(UserError, match="there is a scan here already"):
        write_workspace(scan, workspace(client="Other"), sound)
    assert content(scan) == before
    write_workspace(scan, workspace(client="Other"), sound, replace=True)
    assert read_workspace(scan).client == "Other"


def test_a_folder_without_settings_is_told_how_to_get_them(tmp_path):
    with pytest.raises(UserError, match=r"servicescan new DIR"):
        read_scan(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ('client: "Gemeente Voorbeeld"', 'client: " "', "empty-text", "client:"),
        ('version: "1"', 'version: "2"', "other-version", "version:"),
        ("  lead:", "  leads:", "unknown-audience", "leads:"),
        ("# targets: {S1: 3}", "targets: {S2: 3}", "unknown-shift", "targets:"),
        ("# targets: {S1: 3}", "targets: {S1: 0.5}", "out-of-range", "targets:"),
        ("# importance: {S1: 3}", "importance: {S9: 3}", "unknown-shift", "importance:"),
        ("# importance: {S1: 3}", "importance: {S1: 4}", "out-of-range", "importance:"),
        ("invited: 20", "invited: -1", "out-of-range", "invited: -1"),
        ("  comments: 10", "  comments: 9", "threshold-too-low", "comments:"),
        ("form: full", "form: fast", "wrong-value", "form:"),
        ("customer_term: customer", "customer_term: guest", "unknown-customer-term", "_term:"),
        ("consultant:", "consultants:", "unknown-key", "consultants:"),
    ],
)
def test_a_wrong_setting_is_named_at_its_line(scan, old, new, code, at):
    found = settings_after(scan, old, new)
    assert found == [f"{code}:{line_of(scan, at)}"]


def test_a_customer_mark_cannot_come_from_fewer_than_nobody(tmp_path):
    make_scan(tmp_path, customer_mark=CustomerMark(mark="7.8", source="NPS", n=3))
    assert settings_after(tmp_path, "  n: 3", "  n: -3") == [
        f"out-of-range:{line_of(tmp_path, '  n: -3')}"
    ]


def test_a_scan_without_groups_is_told_at_the_right_line(scan):
    path = scan / "servicescan.yaml"
    text = re.sub(r"audiences:\n(  .*\n)+", "audiences: {}\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    line = line_of(scan, "audiences: {}")
    with pytest.raises(BadFiles, match=rf"yaml:{line}:1: Expected at least one audience"):
        read_scan(scan)


def test_every_problem_of_the_settings_at_once(scan):
    settings_after(scan, 'version: "1"', 'version: "2"')
    found = settings_after(scan, "  mean: 5", "  mean: 1")
    assert [word.partition(":")[0] for word in found] == ["other-version", "threshold-too-low"]


def test_problems_of_the_questionnaire_that_is_named_are_told(tmp_path, sound_copy):
    scan = make_scan(tmp_path / "scan", questionnaire="../questionnaire")
    assert read_scan(scan).questionnaire.id == "sound"
    (sound_copy / "culture.yaml").write_text("id: C\n", "utf-8")
    with pytest.raises(BadFiles) as error:
        read_scan(scan)
    assert {Path(p.location.path).name for p in error.value.problems} == {"culture.yaml"}


@pytest.mark.parametrize("name", ["nowhere", '"with \\0 in it"'])
def test_a_questionnaire_that_is_not_there_is_named_with_its_line(scan, name):
    path = scan / "servicescan.yaml"
    text = path.read_text("utf-8").replace(f'"{SOUND}"', name)
    path.write_text(text, "utf-8")
    with pytest.raises(BadFiles, match=r"servicescan.yaml:2:1: There is no questionnaire"):
        read_scan(scan)


# -- responses ------------------------------------------------------------------------------------


def test_responses_come_in_order_of_code_whatever_the_order_of_files(scan, sound):
    save(scan, [person("zz", day="2026-01-01"), person("aa", day="2026-12-31")])
    assert [each.respondent.code for each in read_responses(scan, sound)] == ["aa", "zz"]


def test_a_conflict_copy_with_the_same_answers_counts_once(scan, sound):
    save(scan, [person("aa")])
    (path,) = response_files(scan)
    for name in ("x (1).json", "x.sync-conflict-20261122.json", "x (conflicted copy).json"):
        shutil.copy(path, path.with_name(name))
    assert read_responses(scan, sound) == (person("aa"),)


def test_a_conflict_copy_with_other_answers_stops_and_names_both(scan, sound):
    save(scan, [person("aa", "S1-1=3")])
    (path,) = response_files(scan)
    copy = path.with_name(f"{path.stem} (1).json")
    copy.write_text(path.read_text("utf-8").replace("3}", "4}").partition(',\n"check"')[0] + "}")
    with pytest.raises(BadFiles) as error:
        read_responses(scan, sound)
    (problem,) = error.value.problems
    assert str(problem) == (
        f"{copy}: Respondent aa is here already ({path}). Kept once; compare the two."
    )


def test_a_damaged_file_is_named_with_all_others_and_left_as_it_is(scan, sound):
    save(scan, [person("aa"), person("bb"), person("cc")])
    first, _, third = response_files(scan)
    first.write_text("{", "utf-8")
    third.write_bytes(b"\xff")
    before = content(scan)
    with pytest.raises(BadFiles) as error:
        read_responses(scan, sound)
    assert [p.location.path for p in error.value.problems] == [str(first), str(third)]
    assert content(scan) == before


def test_what_is_no_response_file_is_passed_over(scan, sound):
    save(scan, [person("aa")])
    (path,) = response_files(scan)
    path.with_name(".hidden.json").write_text("{", "utf-8")
    path.with_name("notes.txt").write_text("{", "utf-8")
    path.with_name("folder.json").mkdir()
    assert len(read_responses(scan, sound)) == 1


def test_a_group_after_its_talk_does_not_count_as_a_person_invited(tmp_path, sound):
    scan = make_scan(tmp_path, audiences={"front": Group(invited=1)})
    save(scan, [person("aa"), person("bb", kind=Kind.CONSENSUS)])
    assert len(read_responses(scan, sound)) == 2
    save(scan, [person("cc")])
    with pytest.raises(BadFiles, match="2 responses of front, but 1 invited"):
        read_responses(scan, sound)


def test_a_response_is_found_by_its_code(scan, sound):
    save(scan, [person("aa"), person("x-aa")])
    assert find_response(scan, "aa", sound) == person("aa")
    assert find_response(scan, "a", sound) is None


# -- reports --------------------------------------------------------------------------------------


def test_a_report_of_the_same_day_gets_a_number(scan):
    day = datetime.date(2026, 11, 22)
    names = []
    for _ in range(3):
        path = report_path(scan, day, "nl")
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        names.append(path.name)
    assert names == ["2026-11-22-gap-nl.pdf", "2026-11-22-gap-nl-2.pdf", "2026-11-22-gap-nl-3.pdf"]
    assert report_path(scan, day, "en").name == "2026-11-22-gap-en.pdf"


def test_the_name_of_a_file_is_made_from_checked_parts_only(scan):
    path = response_path(scan, person("7k2m"))
    assert path == scan / "responses" / "2026-11-22-front-7k2m.json"


def test_targets_are_kept_exactly(tmp_path):
    targets = {"S1": Fraction(10, 3)}
    make_scan(tmp_path, targets=targets, importance={"S1": 2})
    assert read_workspace(tmp_path).targets == targets

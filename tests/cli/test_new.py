"""A new scan: unattended through options, or asked at the terminal."""

from pathlib import Path

import pytest

from scans import SOUND, content, without_terms
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group
from servicescan.storage.workspace import read_scan

SOUND_SCAN = ("new", "scan", "--questionnaire", SOUND)


def made():
    return read_scan(Path("scan")).workspace


# -- through options ------------------------------------------------------------------------------


def test_everything_can_be_said_in_options(run):
    ended = run(
        *("new", "scan", "--client", "De Linde", "--lang", "EN", "--form", "quick"),
        *("--questionnaire", "service-excellence", "--term", "patient", "--consultant", "Ik"),
        *("--audience", "leadership=6", "--audience", "front_line"),
    )
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Made: scan/servicescan.yaml\nNext: servicescan interview --workspace scan\n"
    )
    workspace = made()
    assert (workspace.client, workspace.consultant) == ("De Linde", "Ik")
    assert (workspace.language, workspace.form) == (Language.EN, Form.QUICK)
    assert (workspace.questionnaire, workspace.customer_term) == ("service-excellence", "patient")
    assert workspace.audiences == {"leadership": Group(invited=6), "front_line": Group()}


def test_a_name_is_enough(run):
    assert run("new", "scan", "--client", "De Linde").code == 0
    workspace = made()
    assert (workspace.language, workspace.form) == (Language.NL, Form.FULL)
    known = read_scan(Path("scan")).questionnaire.audiences
    assert workspace.audiences == {audience.id: Group() for audience in known}


@pytest.mark.parametrize(
    "client",
    [
        'De "Linde"',
        "'s-Hertogenbosch",
        "Zorg: en # meer",
        "- {a}: [b]",
        "no",
        "007",
        "👩🏽‍⚕️ Zorg",
        "בית חולים",
        "مستشفى المدينة",
        "[/red] :warning: {klant}",
        r"C:\new",
        "=SUM(A1)",
    ],
)
def test_any_name_of_a_client_comes_back(run, client):
    assert run(*SOUND_SCAN, "--client", client).code == 0
    assert made().client == client
    assert client in run("status", "-w", "scan").out
    assert client in run("results", "-w", "scan").out


def test_what_cannot_be_seen_in_a_name_is_spelled_out(run):
    run(*SOUND_SCAN, "--client", "\x1b[31mred\u202e", "--consultant", "\x07")
    assert (made().client, made().consultant) == (r"\x1b[31mred\u202e", r"\x07")


def test_a_scan_that_is_there_is_not_overwritten(run):
    run(*SOUND_SCAN, "--client", "First")
    before = content(Path("scan"))
    ended = run(*SOUND_SCAN, "--client", "Second")
    assert ended.code == 1
    assert ended.err == (
        "scan/servicescan.yaml: there is a scan here already. Choose another folder.\n"
    )
    assert content(Path("scan")) == before


def test_a_questionnaire_of_ones_own_is_kept_relative_to_the_scan(run, sound_copy, tmp_path):
    assert run("new", "scan", "--client", "X", "--questionnaire", sound_copy).code == 0
    assert made().questionnaire == "../questionnaire"
    (tmp_path / "moved").mkdir()
    for name in ("scan", "questionnaire"):
        (tmp_path / name).rename(tmp_path / "moved" / name)
    assert read_scan(tmp_path / "moved" / "scan").questionnaire.id == "sound"


def test_a_questionnaire_is_found_from_a_folder_behind_a_link(run, sound_copy, tmp_path):
    (tmp_path / "far" / "away").mkdir(parents=True)
    (tmp_path / "near").symlink_to(tmp_path / "far" / "away")
    assert run("new", "near/scan", "--client", "X", "--questionnaire", sound_copy).code == 0
    assert read_scan(tmp_path / "near" / "scan").questionnaire.id == "sound"


def test_a_group_of_nobody_does_not_take_part(run):
    assert (
        run(*SOUND_SCAN, "--client", "X", "--audience", "lead=0", "--audience", "front").code == 0
    )
    assert set(made().audiences) == {"front"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Nobody is here to answer. Give --client."),
        (["--client", "  "], "Nobody is here to answer. Give --client."),
        (
            ["--client", "X", "--audience", "leed=3"],
            (
                "--audience: there is no audience “leed”. Did you mean “lead”? "
                "Choose from lead, front."
            ),
        ),
        (
            ["--client", "X", "--audience", "lead=many"],
            "--audience: “many” is not a number of people.",
        ),
        (
            ["--client", "X", "--audience", "lead=٣"],
            "--audience: “٣” is not a number of people.",
        ),
        (
            ["--client", "X", "--audience", "lead=0"],
            "--audience: nobody takes part. Invite at least one group.",
        ),
        (
            ["--client", "X", "--term", "patiens"],
            (
                "--term: there is no word for customer “patiens”. Did you mean “patient”? "
                "Choose from customer, patient."
            ),
        ),
    ],
)
def test_what_is_not_possible_is_said_with_what_is(run, tmp_path, options, sentence):
    ended = run(*SOUND_SCAN, *options)
    assert (ended.code, ended.out, ended.err) == (2, "", f"{sentence}\n")
    assert not (tmp_path / "scan").exists()


def test_a_questionnaire_that_is_not_there_is_one_sentence(run, tmp_path):
    ended = run("new", "scan", "--client", "X", "--questionnaire", "service-excelence")
    assert ended.code == 1
    assert "Did you mean “service-excellence”?" in ended.err
    assert not (tmp_path / "scan").exists()


def test_problems_of_a_questionnaire_are_located(run, sound_copy, tmp_path):
    (sound_copy / "culture.yaml").write_text("id: C\n", "utf-8")
    ended = run("new", "scan", "--client", "X", "--questionnaire", "questionnaire")
    assert ended.code == 1
    assert "questionnaire/culture.yaml:1:1: “questions” is missing. Add it." in ended.err
    assert not (tmp_path / "scan").exists()


def test_a_questionnaire_without_words_for_customer_takes_any(run, sound_copy):
    place = without_terms(sound_copy)
    command = ("new", "scan", "--client", "X", "--questionnaire", place, "--term", "guest")
    assert run(*command).code == 0
    assert made().customer_term == "guest"


# -- at the terminal ------------------------------------------------------------------------------


def test_what_is_not_said_is_asked(sit_down):
    person = sit_down(*SOUND_SCAN)
    person.sees("Taal / Language", "nl", "Nederlands", "[nl]").types("")
    person.sees("Welke organisatie?").types("").sees("organisatie").types("Zorg: B")
    person.sees("Hoeveel mensen").sees("Leaders: ").types("many").sees("Leaders: ").types("3")
    person.sees("Front line: ").types("")
    person.sees("full", "quick", "[full]").types("quik").sees("[full]").types("quick")
    person.sees("customer  klant", "patient", "patiënt", "[customer]").types("patient")
    ended = person.sees("Gemaakt: scan/servicescan.yaml", "Nu verder met").leaves()
    assert ended.code == 0
    workspace = made()
    assert (workspace.client, workspace.form) == ("Zorg: B", Form.QUICK)
    assert workspace.customer_term == "patient"
    assert workspace.audiences == {"lead": Group(invited=3), "front": Group()}


def test_nobody_invited_at_all_is_asked_again(sit_down):
    person = sit_down(*SOUND_SCAN, "--client", "X", "--lang", "en")
    person.sees("Leaders: ").types("0").sees("Front line: ").types("0")
    person.sees("Leaders: ").types("0").sees("Front line: ").types("2")
    person.sees("[full]").types("").sees("[customer]").types("").sees("Made")
    assert person.leaves().code == 0
    assert made().audiences == {"front": Group(invited=2)}


def test_ctrl_c_and_ctrl_d_make_nothing(sit_down, tmp_path):
    assert sit_down(*SOUND_SCAN).sees("[nl]").presses("\x03").leaves().code == 130
    ended = sit_down(*SOUND_SCAN).sees("[nl]").presses("\x04").leaves()
    assert ended.code == 2
    assert "No answer came. Give --lang." in ended.out
    assert not (tmp_path / "scan").exists()

"""Commands for authors: every problem at its place, and a copy to start from."""

import json
import re

import pytest
from pypdf import PdfReader

from scans import SOUND, content
from servicescan.storage.questionnaires import read_questionnaire, schemas


def mistake(folder, file, old, new):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# -- check ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [[], ["service-excellence"]])
def test_the_shipped_questionnaire_has_no_problem(run, name):
    ended = run("questionnaire", "check", *name)
    assert (ended.code, ended.err) == (0, "")
    version = read_questionnaire("service-excellence").version
    assert ended.out == (
        f"service-excellence {version}: no problems. "
        "10 shifts, 63 questions, 133 recommendations.\n"
    )


def test_every_problem_is_named_at_its_place_with_their_number(run, sound_copy):
    mistake(sound_copy, "basics.yaml", "[lead, front]", "[leader, front]")
    mistake(sound_copy, "shifts/s1.yaml", "leans_on", "leens_on")
    ended = run("questionnaire", "check", "questionnaire")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.splitlines() == [
        "questionnaire/shifts/s1.yaml:1:1: “leans_on” is missing. Add it.",
        "questionnaire/shifts/s1.yaml:6:1: “leens_on” is not known here. Did you mean “leans_on”?",
        "2 problems.",
    ]


def test_style_counts_only_when_asked(run):
    assert run("questionnaire", "check", SOUND).code == 0
    ended = run("questionnaire", "check", SOUND, "--strict")
    assert (ended.code, ended.out) == (1, "")
    first, *_, count = ended.err.splitlines()
    assert first.startswith(f"{SOUND}/basics.yaml:5:5: “help” is missing.")
    assert count == f"{len(ended.err.splitlines()) - 1} problems."


def test_a_questionnaire_that_is_not_there_is_answered_with_the_nearest(run):
    ended = run("questionnaire", "check", "service-exellence")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "service-exellence/questionnaire.yaml: There is no questionnaire “service-exellence”. "
        "Did you mean “service-excellence”?\n"
    )


# -- list, show -----------------------------------------------------------------------------------


def test_list_names_what_is_shipped(run):
    ended = run("questionnaire", "list")
    assert (ended.code, ended.err) == (0, "")
    assert any(line.startswith("service-excellence  ") for line in ended.out.splitlines())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_show_prints_all_questions_with_their_anchors(run, language):
    ended = run("questionnaire", "show", "--lang", language)
    assert (ended.code, ended.err) == (0, "")
    whole = read_questionnaire("service-excellence")
    printed = ended.out.splitlines()
    for question in whole.questions:
        assert any(line.startswith(f"{question.id}  ") for line in printed)
    assert sum(line.startswith("  5  ") for line in printed) == len(whole.questions)
    assert "{" not in ended.out


def test_show_prints_every_wording(run):
    ended = run("questionnaire", "show", SOUND)
    assert "S1-1  Hoe hoort u uw klanten?\n" in ended.out
    assert "S1-1  Hoe hoor je hen?\n" in ended.out
    assert "Wat {klanten} zeggen" not in ended.out
    assert "S1  Van horen naar luisteren" in ended.out


def test_a_broken_questionnaire_is_not_shown(run, sound_copy):
    mistake(sound_copy, "culture.yaml", "id: C\n", "")
    ended = run("questionnaire", "show", "questionnaire")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("questionnaire/culture.yaml:1:1: “id” is missing.")


# -- copy -----------------------------------------------------------------------------------------


def test_a_copy_can_be_checked_changed_and_used(run):
    ended = run("questionnaire", "copy", "service-excellence", "own")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "own: yours to change. Then: servicescan questionnaire check own\n"
    assert run("questionnaire", "check", "own").code == 0
    assert run("new", "scan", "--client", "X", "--questionnaire", "own").code == 0
    assert run("status", "-w", "scan").code == 0


def test_a_copy_never_overwrites(run, sound_copy):
    before = content(sound_copy)
    ended = run("questionnaire", "copy", "service-excellence", sound_copy)
    assert ended.code == 1
    assert ended.err == f"{sound_copy}: exists already. Choose another folder.\n"
    assert content(sound_copy) == before


def test_a_file_that_cannot_be_copied_is_named(run, sound_copy):
    (sound_copy / "gone.yaml").symlink_to("nowhere.yaml")
    ended = run("questionnaire", "copy", "questionnaire", "own")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("questionnaire/gone.yaml: cannot be copied (")
    assert ended.err.count("\n") == 1


# -- schema ---------------------------------------------------------------------------------------


def test_schemas_are_printed_or_written(run, tmp_path):
    printed = run("questionnaire", "schema")
    assert printed.code == 0
    assert json.loads(printed.out) == schemas()
    written = run("questionnaire", "schema", "--write", "schemas")
    assert written.out.splitlines() == [f"schemas/{name}" for name in schemas()]
    found = {path.name: json.loads(path.read_text("utf-8")) for path in tmp_path.glob("schemas/*")}
    assert found == schemas()


# -- print ----------------------------------------------------------------------------------------


def test_the_questionnaire_on_paper(run, tmp_path):
    ended = run("questionnaire", "print", SOUND, "--audience", "lead", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    path, pages = re.fullmatch(r"(\S+): (\d+) pages\.\n", ended.out).groups()
    assert path == "sound-lead-en.pdf"
    reader = PdfReader(tmp_path / path)
    words = "".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == int(pages)
    assert "How do you hear your customers?" in words
    assert "Do you help each other?" not in words


def test_a_print_never_overwrites(run, tmp_path):
    (tmp_path / "sound-all-nl.pdf").write_text("mine")
    ended = run("questionnaire", "print", SOUND)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == ("sound-all-nl.pdf: exists already. Choose another name with --output.\n")
    assert (tmp_path / "sound-all-nl.pdf").read_text() == "mine"


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--audience", "There is no audience “frnt”. Use one of lead, front.\n"),
        ("--term", "There is no word for customer “frnt”. Use one of customer, patient.\n"),
    ],
)
def test_a_print_for_nobody_we_know_names_who_there_is(run, option, sentence):
    ended = run("questionnaire", "print", SOUND, option, "frnt")
    assert (ended.code, ended.out, ended.err) == (2, "", sentence)


def test_an_id_that_leads_elsewhere_is_refused(run, sound_copy, tmp_path):
    mistake(sound_copy, "questionnaire.yaml", "id: sound", "id: ../away")
    ended = run("questionnaire", "print", "questionnaire")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("questionnaire/questionnaire.yaml:2:1: “../away” is not a usable")
    assert [path.name for path in tmp_path.iterdir()] == ["questionnaire"]

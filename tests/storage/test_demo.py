"""The worked example: an invented organisation with people who differ, in both languages."""

import re
from collections import Counter
from fractions import Fraction

import pytest

from scans import content, make_scan
from servicescan.model.response import Kind, Status
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.scoring.assess import assess
from servicescan.storage.demo import create_demo
from servicescan.storage.workspace import read_responses, read_scan

ENOUGH_PEOPLE = 30


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    place = tmp_path_factory.mktemp("demo")
    for language in Language:
        create_demo(place / language, language)
    return {language: place / language for language in Language}


@pytest.fixture(scope="module")
def scans(folders):
    """Language -> settings and responses."""
    found = {language: read_scan(folder) for language, folder in folders.items()}
    return {
        language: (scan, read_responses(folders[language], scan.questionnaire))
        for language, scan in found.items()
    }


@pytest.fixture(scope="module", params=list(Language))
def demo(scans, request):
    return scans[request.param]


def test_people_of_all_five_audiences_answered(demo):
    scan, responses = demo
    persons = [each for each in responses if each.kind is Kind.INDIVIDUAL]
    assert len(persons) >= ENOUGH_PEOPLE
    audiences = {each.respondent.audience for each in persons}
    assert audiences == {audience.id for audience in scan.questionnaire.audiences}


def test_it_says_that_it_is_invented(demo):
    scan, _ = demo
    assert scan.workspace.fictitious


def test_answers_are_of_all_kinds(demo):
    _, responses = demo
    answers = [answer for each in responses for answer in each.answers.values()]
    kinds = Counter(answer.status for answer in answers)
    assert min(kinds[status] for status in Status) > 0
    assert any(answer.note for answer in answers)
    assert any(answer.quote for answer in answers)
    assert len({answer.evidence for answer in answers}) > 1


def test_leaders_are_rosier_mostly_and_the_floor_somewhere(demo):
    scan, responses = demo
    assessment = assess(scan.questionnaire, responses, scan.workspace)
    gaps = [gap.difference for gap in assessment.perception if gap.difference is not None]
    assert sum(gap > 0 for gap in gaps) > len(gaps) / 2
    assert min(gaps) < Fraction(0)


def test_both_languages_tell_the_same_story(scans):
    dutch, english = (
        assess(scan.questionnaire, responses, scan.workspace) for scan, responses in scans.values()
    )
    assert dutch.shifts == english.shifts
    assert dutch.quotes != english.quotes
    for language, (scan, responses) in scans.items():
        assert scan.workspace.language is language
        assert {each.language for each in responses} == {language}


def test_no_note_is_left_in_the_other_language(scans):
    notes = [answer.note for each in scans[Language.EN][1] for answer in each.answers.values()]
    assert [note for note in notes if re.search(r"\b(wij|het|niet|onze)\b", note)] == []


# -- making it ------------------------------------------------------------------------------------


def test_making_it_twice_leaves_what_was_changed_in_it(tmp_path):
    create_demo(tmp_path, Language.NL)
    path = tmp_path / "servicescan.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    before = content(tmp_path)
    create_demo(tmp_path, Language.NL)
    assert content(tmp_path) == before


def test_a_folder_with_something_else_is_refused_and_left(tmp_path):
    make_scan(tmp_path)
    before = content(tmp_path)
    with pytest.raises(UserError, match=r"not empty\. Name another folder"):
        create_demo(tmp_path, Language.NL)
    assert content(tmp_path) == before


def test_a_file_in_its_place_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="not empty"):
        create_demo(tmp_path / "file", Language.NL)
    assert (tmp_path / "file").read_text() == "mine"


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "empty").mkdir()
    create_demo(tmp_path / "empty", Language.EN)
    assert read_scan(tmp_path / "empty").workspace.fictitious

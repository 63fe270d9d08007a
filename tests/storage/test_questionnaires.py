import json
from fractions import Fraction
from pathlib import Path

import pytest

from servicescan.model.questionnaire import Domain, Seat
from servicescan.model.recommendation import Effort, Step
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code, UserError
from servicescan.resources import shipped
from servicescan.storage.questionnaires import (
    check_questionnaire,
    copy_questionnaire,
    find_folder,
    read_questionnaire,
    schemas,
    shipped_questionnaires,
)

SHIPPED = sorted(shipped_questionnaires())


def test_files_become_one_questionnaire(sound):
    (one,) = sound.shifts
    assert [question.id for question in sound.questions] == ["B1", "S1-1", "S1-2", "S1-3", "C1"]
    assert [question.weight for question in one.questions] == [1, Fraction(1, 2), Fraction(5, 2)]
    assert sound.audience("lead").seat is Seat.POLICY
    assert one.from_.in_(Language.EN) == "hearing"
    assert one.questions[2].domain is Domain.SYSTEMS
    assert one.questions[0].ask.for_("front").in_(Language.NL) == "Hoe hoor je hen?"
    assert (one.recommendations[0].step, one.recommendations[0].effort) == (
        Step.ONE_TWO,
        Effort.SMALL,
    )
    assert sound.basics is not None
    assert sound.basics.questions[0].shifts == ("S1",)
    assert sound.customer_term("patient").nl["many"] == "patiënten"


def test_shifts_stand_in_the_order_of_their_files(sound_copy):
    one = (sound_copy / "shifts/s1.yaml").read_text("utf-8")
    two = one.replace("id: S1", "id: S0")
    for letter in "LHP":
        two = two.replace(f"{{id: {letter}", f"{{id: zero-{letter}")
    (sound_copy / "shifts/s2.yaml").write_text(two, "utf-8")
    assert [shift.id for shift in read_questionnaire(str(sound_copy)).shifts] == ["S1", "S0"]


def problems_after(sound_copy, file, old, new):
    path = sound_copy / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return [
        f"{p.code.word} {Path(p.location.path).name}:{p.location.line}"
        for p in check_questionnaire(sound_copy)[1]
    ]


def test_unreadable_file_does_not_hide_what_is_wrong_in_another(sound_copy):
    (sound_copy / "shifts/s1.yaml").write_text('id: "S1\n', "utf-8")
    found = problems_after(sound_copy, "basics.yaml", "domain: processes", "domain: process")
    assert found == ["bad-yaml s1.yaml:1", "wrong-value basics.yaml:8"]


def test_every_problem_of_every_file_at_once(sound_copy):
    problems_after(sound_copy, "questionnaire.yaml", "credit: Nobody\n", "")
    problems_after(sound_copy, "shifts/s1.yaml", "effort: S", "effort: XL")
    found = problems_after(sound_copy, "culture.yaml", "audiences: [front]", "audiences: front")
    assert sorted(found) == [
        *("missing-key questionnaire.yaml:1", "wrong-type culture.yaml:6", "wrong-value s1.yaml:38")
    ]


def test_head_that_is_a_list_is_one_problem(sound_copy):
    (sound_copy / "questionnaire.yaml").write_text("- id: sound\n", "utf-8")
    problems = check_questionnaire(sound_copy)[1]
    assert [(p.code, p.location.line) for p in problems] == [(Code.WRONG_TYPE, 1)]


@pytest.mark.parametrize("part", ["shifts", "basics", "culture"])
def test_parts_with_files_of_their_own_do_not_stand_in_the_head(sound_copy, part):
    found = problems_after(sound_copy, "questionnaire.yaml", "intro:", f"{part}: []\nintro:")
    assert found == ["unknown-key questionnaire.yaml:36"]


def test_reading_a_broken_questionnaire_tells_every_problem(sound_copy):
    problems_after(sound_copy, "basics.yaml", "[lead, front]", "[leader, front]")
    problems_after(sound_copy, "culture.yaml", "element: E1", "element: E2")
    with pytest.raises(BadFiles) as error:
        read_questionnaire(str(sound_copy))
    assert str(error.value).replace(str(sound_copy), "").splitlines() == [
        "/basics.yaml:6:17: There is no audience “leader”. Did you mean “lead”?",
        "/culture.yaml:9:5: There is no element “E2”.",
        "2 problems.",
    ]


def test_unknown_questionnaire_is_answered_with_the_nearest():
    with pytest.raises(UserError, match="Did you mean “service-excellence”"):
        find_folder("service-excelence")


def test_folder_is_found_by_its_path(sound_copy):
    assert find_folder(str(sound_copy)) == sound_copy
    assert find_folder("service-excellence") == shipped("questionnaires", "service-excellence")


# -- shipped --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_questionnaire_has_no_problem(name):
    questionnaire, problems = check_questionnaire(find_folder(name))
    assert [*map(str, problems)] == []
    assert questionnaire is not None
    assert questionnaire.id == name


def test_schemas_for_editors_are_those_of_the_model():
    folder = shipped("questionnaires", "schemas")
    found = {path.name: json.loads(path.read_text("utf-8")) for path in folder.iterdir()}
    assert found == schemas()


def test_first_line_of_each_file_names_its_schema():
    root = shipped("questionnaires")
    for path in (path for path in root.rglob("*.yaml") if "demo" not in path.parts):
        assert names_its_schema(path), path


def names_its_schema(path):
    first = path.read_text("utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="
    return first.startswith(prefix) and (path.parent / first.removeprefix(prefix)).is_file()


# -- copies ---------------------------------------------------------------------------------------


def test_copy_is_a_whole_questionnaire_with_its_schemas(tmp_path):
    copy_questionnaire("service-excellence", tmp_path / "own")
    copy_questionnaire("service-excellence", tmp_path / "second")
    assert check_questionnaire(tmp_path / "own")[1] == []
    first = (tmp_path / "own/questionnaire.yaml").read_text("utf-8").splitlines()[0]
    assert (tmp_path / "own" / first.split("$schema=")[1]).is_file()
    assert not (tmp_path / "own/demo").exists()


def test_copy_never_overwrites(tmp_path):
    (tmp_path / "own").mkdir()
    with pytest.raises(UserError, match="exists already"):
        copy_questionnaire("service-excellence", tmp_path / "own")
    assert list((tmp_path / "own").iterdir()) == []

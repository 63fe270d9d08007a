"""One broken example per kind of problem: its code, its place and its sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from inline_snapshot import external_file

from servicescan.model.questionnaire import Questionnaire
from servicescan.problems import BadFiles, Code, Problem
from servicescan.storage.marked_yaml import MAX_BYTES, read_document
from servicescan.storage.questionnaires import check_questionnaire
from servicescan.storage.responses import read_response
from servicescan.storage.workspace import read_responses, read_scan

BROKEN = Path(__file__).parent.parent / "broken"
STYLE = {"anchor-length", "avoided-word", "thin-audience", "vague-word"}
EXAMPLES = sorted(folder.name for folder in BROKEN.iterdir())


def problems_in(folder: Path, sound: Questionnaire) -> list[Problem]:
    """What the program finds, whether the folder is a scan, answers or a questionnaire."""
    if (folder / "servicescan.yaml").exists():
        return refused(lambda: read_responses(folder, read_scan(folder).questionnaire))
    if (folder / "response.json").exists():
        return refused(lambda: read_response(folder / "response.json", sound))
    if folder.name in STYLE:  # a tiny questionnaire is not complete in other matters of style
        found = check_questionnaire(folder, strict=True)[1]
        return [problem for problem in found if problem.code.word == folder.name]
    return check_questionnaire(folder)[1]


def refused(read: Callable[[], object]) -> list[Problem]:
    with pytest.raises(BadFiles) as error:
        read()
    return error.value.problems


def placed(problem: Problem, folder: Path) -> str:
    """``code @ file:line``, as in ``expected.txt``."""
    place = problem.location
    file = Path(place.path).relative_to(folder).as_posix()
    return f"{problem.code.word} @ {file}" + (f":{place.line}" if place.line else "")


@pytest.mark.parametrize("example", EXAMPLES)
def test_broken_example_has_exactly_its_one_problem(example, sound):
    folder = BROKEN / example
    expected = (folder / "expected.txt").read_text(encoding="utf-8").split("\n")[0]
    assert [placed(problem, folder) for problem in problems_in(folder, sound)] == [expected]
    assert expected.split(" @ ")[0] == example


def test_sentences_stay_as_they_were_last_approved(sound, monkeypatch):
    monkeypatch.chdir(BROKEN)
    found = [
        str(problem).replace("\\", "/")
        for example in EXAMPLES
        for problem in problems_in(Path(example), sound)
    ]
    assert "\n".join(found) + "\n" == external_file("../golden/broken.txt")


def test_every_kind_of_problem_has_its_example():
    elsewhere = {
        Code.TOO_LARGE,  # made while testing: nobody wants to download it
        Code.FOREIGN_COLUMNS,
        Code.OTHER_ANSWERS,
        Code.BAD_TABLE,  # tables are collected, see the tests of that
    }
    assert {code.word for code in Code} == {*EXAMPLES, *(code.word for code in elsewhere)}


def test_file_of_two_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "questionnaire.yaml"
    path.write_text("a: b\n" * (2 * MAX_BYTES // 5), encoding="utf-8")
    (problem,) = read_document(path).problems
    assert problem.code is Code.TOO_LARGE
    assert problem.message == "This file is larger than 1 MB. Split it or remove what is extra."


def test_sound_questionnaire_has_no_problem():
    questionnaire, problems = check_questionnaire(BROKEN.parent / "sound")
    assert questionnaire is not None
    assert not problems

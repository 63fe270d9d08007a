"""Answers from a file: the same response and the same errors as from the interview."""

import json

import pytest

from scans import make_scan, person, save
from servicescan.model.text import Language
from servicescan.model.workspace import Form
from servicescan.storage.locks import held
from servicescan.storage.responses import format_response
from servicescan.storage.workspace import response_path

LINES = "3 # we call back\ndk\nna: no stores\n5\n"
YAML = """\
# what Ann said
audience: front
answers:
  B1: {level: 3, note: we call back}
  S1-1: dk
  S1-2: "na: no stores"
  S1-3: 5
  C1:
"""
NESTED = """\
respondent: {audience: front}
answers: {B1: {level: "3", note: "we call back"}, S1-1: DK, S1-2: 'NA: no stores', S1-3: 5}
"""
JSON = json.dumps(
    {
        "audience": "front",
        "answers": {
            "B1": {"level": 3, "note": "we call back"},
            "S1-1": "dk",
            "S1-2": {"status": "not_applicable", "reason": "no stores"},
            "S1-3": 5,
            "C1": None,
        },
    }
)
TABLE = "audience;B1;B1 note;S1-1;S1-2;S1-3;C1\nFront;3;we call back;dk;na: no stores;5;\n"


@pytest.fixture
def answer(run, scan, tmp_path):
    """Answer from a file of this content as ``aa``."""

    def command(content, *options, workspace=scan):
        (tmp_path / "answers").write_text(content, "utf-8")
        return run("answer", "--from", "answers", "-w", workspace, *options)

    return command


def file_in(scan, code="aa"):
    (path,) = scan.glob(f"responses/*-{code}.json")
    return path.read_text("utf-8")


@pytest.mark.parametrize("content", [YAML, NESTED, JSON, TABLE])
def test_every_format_makes_the_response_that_the_interview_makes(answer, run, scan, content):
    run("interview", "-w", scan, "--audience", "front", "--code", "aa", typed=LINES)
    asked = file_in(scan)
    (path,) = scan.glob("responses/*.json")
    path.unlink()
    ended = answer(content, "--code", "aa")
    assert (ended.code, ended.err) == (0, "")
    assert file_in(scan) == asked
    assert "4 van 5" in ended.out
    assert "servicescan interview" in ended.out


def test_a_file_may_come_through_a_pipe(run, scan):
    ended = run("answer", "--from", "-", "-w", scan, "--code", "aa", "--json", typed=YAML)
    found = json.loads(ended.out)
    assert (ended.code, found["answered"], found["total"], found["open"]) == (0, 4, 5, ["C1"])
    assert (found["code"], found["audience"]) == ("aa", "front")
    assert found["file"].endswith("-front-aa.json")


def test_a_response_file_is_understood_as_it_is(answer, scan):
    whole = format_response(person("bb", "B1=2 S1-1=dk S1-2=na", private={"B1": "hm"}))
    assert answer(whole).code == 0
    assert json.loads(file_in(scan, "bb"))["private"] == {"B1": "hm"}
    assert answer(whole.replace('"level": 2', '"level": 3')).err.endswith(
        "answers: The control total does not match: the file was cut off or changed. "
        "Restore it.\n1 problem.\n"
    )


def test_the_same_code_changes_and_adds_answers_and_keeps_the_rest(answer, scan):
    answer(YAML, "--code", "aa", "--unit", "North")
    ended = answer("answers: {B1: 4, C1: 1}\nparked: [parking]\n", "--code", "aa")
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(file_in(scan))
    assert found["respondent"] == {"code": "aa", "audience": "front", "unit": "North"}
    assert list(found["answers"]) == ["B1", "S1-1", "S1-2", "S1-3", "C1"]
    assert (found["answers"]["B1"]["level"], found["answers"]["B1"]["note"]) == (4, "we call back")
    answer("answers: {B1: 4}\nparked: [parking]\n", "--code", "aa")
    assert json.loads(file_in(scan)) == found


def test_words_are_kept_as_they_can_be_seen(answer, scan):
    said = {"note": "a\x1b[31m\u202e", "quote": True, "evidence": "shown"}
    content = {
        "audience": "front",
        "answers": {"B1": {"level": 2, **said}},
        "waiting": {"S1-1": said},
        "private": {"S1-2": " \x07 "},
    }
    assert answer(json.dumps(content), "--code", "aa").code == 0
    found = json.loads(file_in(scan))
    clean = {**said, "note": "a\\x1b[31m\\u202e"}
    assert {key: found["answers"]["B1"][key] for key in said} == clean
    assert (found["waiting"], found["private"]) == ({"S1-1": clean}, {"S1-2": "\\x07"})


# -- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("answers: {B1: 3}", "answers:1:1: “audience” is missing. Add it."),
        ("audience: frnt\nanswers: {B1: 3}", "answers:1:1: There is no audience “frnt”. Did you"),
        ("audience: front\nanswers: {B1: 6}", "answers:2:11: “6” is not an answer. Use 1 to 5, dk"),
        ("audience: front\nanswers: {B1: '3: so'}", "answers:2:11: “3: so” is not an answer."),
        ("audience: front\nanswers: {B1: na}", "answers:2:11: “Not applicable” needs a reason."),
        ("audience: front\nanswers: {B9: 3}", "answers:2:11: There is no question “B9”."),
        ("audience: lead\nanswers: {C1: 3}", "answers:2:11: C1 is not asked of lead."),
        ("audience: front\nanswers: {B1: {levl: 3}}", "“levl” is not known here. Did you mean"),
        ("audience: front\nanswers: {B1: 3\n", "This is not valid YAML"),
        ("audience: front\nanswers: {B1: 3, B1: 4}", "“B1” occurs twice here."),
        ('{"audience": "front", "answers": {"B1": true}}', "1:35: “true” is not an answer."),
        ('{"audience": "front", "audience": "lead"}', "“audience” occurs twice"),
        ("audience: front\n", "answers:1:1: “answers” is missing. Add it."),
        ("audience: front\nlanguage: de\nanswers: {B1: 3}", "2:1: “de” is not possible here."),
        ("audience: front\nanswers: 3", "Expected keys with values here."),
        ("- B1\n- 3", "answers:1:1: Expected keys with values here."),
        ("[1]", "answers:1:1: Expected keys with values here."),
        ("", "answers:1:1: “answers” is missing"),
        ("B1,audience\n6,front", "answers:2:1: “B1 = 6” is not an answer."),
        ("B1,audience\n3,front\n4,front", "answers: holds 2 respondents; one is asked for here."),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(answer, scan, content, told):
    ended = answer(content)
    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert not (scan / "responses").exists()


def test_everything_wrong_is_told_at_once(answer):
    ended = answer("audience: front\nanswers:\n  B1: 6\n  S1-1: na\n  S9: 3\n")
    assert ended.err.splitlines()[-1] == "3 problems."


def test_a_file_that_is_not_there_and_one_that_is_no_text(run, scan):
    ended = run("answer", "--from", "nothing.yaml", "-w", scan)
    assert (ended.code, "nothing.yaml: This file is missing." in ended.err) == (1, True)
    ended = run("answer", "--from", "-", "-w", scan, typed=b"B1: \xff")
    assert (ended.code, "standard input: This is not UTF-8 text." in ended.err) == (1, True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--audience", "lead"), "--audience: is lead, but the file says front."),
        (("--audience", "nobody"), "--audience: There is no audience “nobody”."),
        (("--code", "No good"), "--code: “no good” is not a usable respondent code."),
    ],
)
def test_options_and_file_must_agree(answer, options, told):
    ended = answer(YAML, *options)
    assert ended.code == 2
    assert told in ended.err


def test_answers_of_somebody_else_are_not_changed(answer, scan):
    save(scan, [person("aa", "B1=1")])
    before = file_in(scan)
    ended = answer("audience: lead\nanswers: {B1: 3}\n", "--code", "aa")
    assert (ended.code, "--code: aa answers for front, not for lead" in ended.err) == (2, True)
    assert answer("code: aa\naudience: lead\nanswers: {B1: 3}\n").code == 2
    with held(response_path(scan, person("aa"))):
        ended = answer("answers: {B1: 3}\n", "--code", "aa")
    assert (ended.code, "in use by another servicescan" in ended.err) == (1, True)
    assert file_in(scan) == before


def test_a_quick_scan_takes_only_its_own_questions(answer, tmp_path):
    scan = make_scan(tmp_path / "quick", form=Form.QUICK, language=Language.EN)
    ended = answer("audience: front\nanswers: {S1-1: 3, S1-2: 3, S1-3: 3}\n", workspace=scan)
    assert (ended.code, "is not asked of front" in ended.err) == (1, True)


# -- a group --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "audience: front\nanswers: {B1: '3: all agree', S1-1: dk}\n",
        "audience,B1,B1 reason,S1-1\nfront,3,all agree,dk\n",
    ],
)
def test_a_group_says_why(answer, scan, content):
    assert answer(content, "--consensus", "--code", "aa").code == 0
    found = json.loads(file_in(scan))
    assert (found["kind"], found["mode"]) == ("consensus", "interview")
    assert found["answers"]["B1"]["reason"] == "all agree"
    ended = answer(content.replace("3: all agree", "3").replace("all agree", ""), "--consensus")
    assert (ended.code, "agrees on needs its reason" in ended.err) == (1, True)

import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicescan.model.response import Answer, Evidence, Mode, Respondent, Response, Status
from servicescan.problems import BadFiles, Code
from servicescan.storage import responses
from servicescan.storage.responses import (
    MAX_BYTES,
    code_from,
    file_name,
    format_response,
    new_code,
    parse_responses,
    read_response,
    save_response,
)

WHOLE = Response(
    questionnaire="sound",
    version="1",
    respondent=Respondent(code="7k2m", audience="front", unit="Balie"),
    day="2026-11-22",
    language="nl",
    mode=Mode.INTERVIEW,
    answers={
        "B1": Answer(level=2, note="Wij bellen “altijd” terug 😀", evidence=Evidence.SHOWN),
        "S1-1": Answer(level=4, quote=True, fingerprint="0123456789abcdef"),
        "S1-2": Answer(status=Status.DONT_KNOW),
        "S1-3": Answer(status=Status.NOT_APPLICABLE, reason="Geen balie"),
    },
)
TEXT = format_response(WHOLE)


@pytest.fixture
def path(tmp_path):
    return tmp_path / file_name(WHOLE)


def problems_in(text, sound):
    with pytest.raises(BadFiles) as error:
        parse_responses(text, "r.json", sound)
    return error.value.problems


def codes_in(text, sound):
    return [problem.code for problem in problems_in(text, sound)]


def headless(**changes):
    """A response as somebody else's program would write it."""
    item = {
        "questionnaire": "sound",
        "version": "1",
        "respondent": {"code": "a", "audience": "front"},
        "day": "2026-11-22",
        "answers": {"S1-1": {"level": 3}},
    }
    return item | changes


def answered(answer, question="S1-1"):
    return json.dumps(headless(answers={question: answer}))


# -- there and back -------------------------------------------------------------------------------


def test_response_is_read_back_as_it_was_saved(path, sound):
    save_response(path, WHOLE)
    assert read_response(path, sound) == WHOLE


def test_file_holds_one_answer_a_line_and_no_defaults():
    lines = TEXT.splitlines()
    assert '"S1-1": {"level": 4, "quote": true, "fingerprint": "0123456789abcdef"},' in lines
    assert '"S1-2": {"status": "dont_know"},' in lines
    assert TEXT.endswith("\n}\n")
    json.loads(TEXT)


def test_order_of_answers_is_kept(sound):
    turned = Response(
        **{
            name: getattr(WHOLE, name) for name in ("questionnaire", "version", "respondent", "day")
        },
        answers=dict(reversed(WHOLE.answers.items())),
    )
    (back,) = parse_responses(format_response(turned), "r.json", sound)
    assert list(back.answers) == ["S1-3", "S1-2", "S1-1", "B1"]
    assert back == turned


def test_a_language_that_nobody_speaks_is_refused(sound):
    with pytest.raises(BadFiles) as bad:
        parse_responses(TEXT.replace('"language": "nl"', '"language": "de"'), "r.json", sound)
    (problem,) = bad.value.problems
    assert (problem.code.word, problem.location.line) == ("wrong-value", 7)


def test_response_without_answers(sound):
    empty = Response(
        questionnaire="sound", version="1", respondent=WHOLE.respondent, day="2026-11-22"
    )
    assert parse_responses(format_response(empty), "r.json", sound) == [empty]


NAUGHTY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | (
    st.sampled_from(
        [
            '"quoted"',
            "\\",
            "back\\slash\\n",
            "😀👩\u200d👩\u200d👧",
            "مرحبا \u202e",
            "a\u2028b\u2029c",
            "\x1b[31m",
            "[/]",
            "{{ 7*7 }}",
            "<script>",
            "=1+1",
            "\ufeff",
            "\x7f\x85",
            "line\nline\r\n\ttab",
            "---",
        ]
    )
)
ANSWERS = st.dictionaries(
    st.sampled_from(["B1", "S1-1", "S1-2", "S1-3", "C1"]),
    st.builds(
        Answer,
        level=st.integers(1, 5),
        note=NAUGHTY,
        evidence=st.sampled_from(Evidence),
        quote=st.booleans(),
        fingerprint=st.sampled_from(["", "0123456789abcdef"]),
    )
    | st.builds(Answer, status=st.just(Status.DONT_KNOW), note=NAUGHTY)
    | st.builds(
        Answer,
        status=st.just(Status.NOT_APPLICABLE),
        reason=NAUGHTY.filter(str.strip),
        note=NAUGHTY,
    ),
)


@given(ANSWERS, NAUGHTY)
def test_any_words_survive_the_round_trip(sound, answers, unit):
    response = Response(
        questionnaire="sound",
        version="1",
        respondent=Respondent(code="7k2m", audience="front", unit=unit),
        day="2026-11-22",
        answers=answers,
    )
    text = format_response(response)
    assert parse_responses(text, "r.json", sound) == [response]
    assert len(text.split("\n")) == len(answers) + (14 if answers else 13)


def test_a_list_of_responses_is_read_too(sound):
    two = headless(respondent={"code": "b", "audience": "lead"})
    found = parse_responses(json.dumps([headless(), two]), "r.json", sound)
    assert [response.respondent.code for response in found] == ["a", "b"]
    assert parse_responses("[]", "r.json", sound) == []


def test_answers_from_elsewhere_need_no_control_total_and_no_format(sound):
    (found,) = parse_responses(json.dumps(headless()), "r.json", sound)
    assert found.answers == {"S1-1": Answer(level=3)}


# -- damage ---------------------------------------------------------------------------------------


def test_every_truncation_is_refused(path, sound):
    content = TEXT.encode()
    for length in range(len(content) - 1):  # only the last line end says nothing
        path.write_bytes(content[:length])
        with pytest.raises(BadFiles) as error:
            read_response(path, sound)
        assert error.value.problems[0].code in {Code.BAD_JSON, Code.NOT_UTF8}


def test_flipped_bits_never_change_an_answer(path, sound):
    content = TEXT.encode()
    chance = random.Random(20261122)  # noqa: S311 - the same flips in every run
    refused = 0
    for place in chance.sample(range(len(content) * 8), 300):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        try:
            found = read_response(path, sound)
        except BadFiles:
            refused += 1
        else:  # a flip outside the answers: another code, day or word
            assert found.answers == WHOLE.answers
    assert refused > 200


def test_every_single_flip_in_the_answers_is_noticed(path, sound):
    content = TEXT.encode()
    begin, end = content.index(b'"answers": {') + len(b'"answers": {'), content.index(b'"check"')
    for place in range(begin * 8, end * 8):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        path.write_bytes(flipped)
        try:
            found = read_response(path, sound)
        except BadFiles:
            continue
        assert found.answers == WHOLE.answers  # one white space for another


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"level": 2', '"level": 3'),
        ('"S1-2": {"status": "dont_know"},\n', ""),
        ("Geen balie", "Geen Balie"),
        ('"answers": 4', '"answers": 5'),
        ('"S1-1": {"level": 4, "quote": true', '"S1-1": {"level": 4, "quote": false'),
    ],
)
def test_changed_answers_do_not_match_the_control_total(sound, old, new):
    assert old in TEXT
    assert codes_in(TEXT.replace(old, new), sound) == [Code.DAMAGED]


# -- no JSON that anybody should write ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        "nonsense",
        "{'a': 1}",
        "[1,]",
        '{"a": 1} {"b": 2}',
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1, "a": 2}',
        '[{"b": {"c": 1, "c": 1}}]',
        "\ufeff{}",
        "[" * 100000,
        '{"a":' * 100000,
        "[" + "9" * 5000 + "]",
        "3",
        "null",
        '"text"',
        "[3]",
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_what_is_no_response_is_refused(sound, text):
    (problem,) = problems_in(text, sound)
    assert problem.code is Code.BAD_JSON
    assert problem.location.path == "r.json"


def test_bad_json_is_placed(sound):
    (problem,) = problems_in('{\n"a": 1,\n"b": oops\n}', sound)
    assert (problem.location.line, problem.location.column) == (3, 6)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TEXT.encode("utf-16"), Code.NOT_UTF8),
        (
            TEXT.replace("😀", "é").replace("“", "").replace("”", "").encode("latin-1"),
            Code.NOT_UTF8,
        ),
        (TEXT.replace("Balie", "Ba\0lie").encode(), Code.BAD_JSON),
        (b" " * (MAX_BYTES + 1), Code.TOO_LARGE),
        (b"[]", Code.BAD_JSON),
        (f"[{json.dumps(headless())}, {json.dumps(headless())}]".encode(), Code.BAD_JSON),
    ],
    ids=["UTF-16", "Latin-1", "NUL", "large", "no response", "two responses"],
)
def test_file_that_is_no_response_is_refused_and_left_alone(path, sound, content, code):
    path.write_bytes(content)
    with pytest.raises(BadFiles) as error:
        read_response(path, sound)
    assert [problem.code for problem in error.value.problems] == [code]
    assert path.read_bytes() == content


def test_file_with_a_byte_order_mark_is_read(path, sound):
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert read_response(path, sound) == WHOLE


def test_missing_file_and_folder(tmp_path, sound):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(BadFiles) as error:
            read_response(path, sound)
        assert [problem.code for problem in error.value.problems] == [Code.UNREADABLE_FILE]


# -- wrong contents -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        {"level": 0},
        {"level": 6},
        {"level": -1},
        {"level": None},
        {},
        {"level": True},
        {"status": "dont_know", "level": 3},
        {"status": "not_applicable", "reason": "x", "level": 3},
    ],
)
def test_only_one_to_five_is_a_level(sound, answer):
    assert codes_in(answered(answer), sound) == [Code.LEVEL_OUT_OF_RANGE]


@pytest.mark.parametrize(
    "answer", [{"level": "high"}, {"level": 2.5}, {"level": 1e400}, {"level": 3, "quote": "maybe"}]
)
def test_values_of_the_wrong_kind(sound, answer):
    text = answered(answer).replace("Infinity", "1e400")
    assert codes_in(text, sound)[0] in {Code.WRONG_VALUE, Code.WRONG_TYPE}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"status": "not_applicable"}, Code.MISSING_REASON),
        ({"status": "not_applicable", "reason": " "}, Code.MISSING_REASON),
        ({"level": 3, "note": "a\0b"}, Code.BAD_CHARACTER),
        ({"level": 3, "note": "half \ud83d"}, Code.BAD_CHARACTER),
        ({"status": "not_applicable", "reason": "\udc80"}, Code.BAD_CHARACTER),
        ({"level": 3, "remark": "x"}, Code.UNKNOWN_KEY),
        ({"level": 3, "evidence": "photo"}, Code.WRONG_VALUE),
        ({"status": "unknown"}, Code.WRONG_VALUE),
        (3, Code.WRONG_TYPE),
    ],
)
def test_answers_that_are_refused(sound, answer, code):
    assert codes_in(answered(answer), sound) == [code]


def test_unknown_question_and_question_of_others(sound):
    (problem,) = problems_in(answered({"level": 3}, "S1-9"), sound)
    assert problem.code is Code.UNKNOWN_QUESTION
    assert "Did you mean" in problem.message
    text = json.dumps(headless(respondent={"code": "a", "audience": "lead"}))
    assert codes_in(text.replace("S1-1", "S1-3"), sound) == [Code.NOT_ASKED]
    assert codes_in(answered({"level": 3}, "half \ud83d"), sound) == [Code.UNKNOWN_QUESTION]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"questionnaire": "other"}, Code.OTHER_QUESTIONNAIRE),
        ({"version": "2"}, Code.OTHER_VERSION),
        ({"version": 1}, Code.WRONG_TYPE),
        ({"day": "22-11-2026"}, Code.WRONG_VALUE),
        ({"day": "2026-02-30"}, Code.WRONG_VALUE),
        ({"day": "20261122"}, Code.WRONG_VALUE),
        ({"day": "2026-11-22T10:00"}, Code.WRONG_VALUE),
        ({"respondent": {"code": "a", "audience": "frnt"}}, Code.UNKNOWN_AUDIENCE),
        ({"respondent": {"code": "A b", "audience": "front"}}, Code.BAD_CODE),
        ({"respondent": {"code": "../../x", "audience": "front"}}, Code.BAD_CODE),
        ({"respondent": {"code": "", "audience": "front"}}, Code.BAD_CODE),
        ({"respondent": {"code": "a", "audience": "front", "unit": "\ud83d"}}, Code.BAD_CHARACTER),
        ({"respondent": {"code": "a", "audience": "front", "name": "Jan"}}, Code.UNKNOWN_KEY),
        ({"respondent": {"code": "a"}}, Code.MISSING_KEY),
        ({"respondent": "a"}, Code.WRONG_TYPE),
        ({"kind": "team"}, Code.WRONG_VALUE),
        ({"answers": [1]}, Code.WRONG_TYPE),
        ({"answers": None}, Code.WRONG_TYPE),
        ({"extra": 1}, Code.UNKNOWN_KEY),
        ({"format": 2}, Code.NEWER_FORMAT),
        ({"format": 0}, Code.BAD_JSON),
        ({"format": -1}, Code.BAD_JSON),
        ({"format": "1"}, Code.BAD_JSON),
        ({"check": {}}, Code.DAMAGED),
    ],
)
def test_heads_that_are_refused(sound, changes, code):
    assert codes_in(json.dumps(headless(**changes)), sound) == [code]


def test_problems_of_all_responses_are_told_each_at_its_place(sound):
    bad = headless(answers={"S1-1": {"level": 9, "note": "😀"}})
    worse = headless(day="never", answers={"S1-2": {"level": "x"}})
    text = json.dumps([headless(), bad, worse], indent=1)  # emoji written as two halves
    found = [(p.code.word, p.location.line) for p in problems_in(text, sound)]
    lines = text.split("\n")
    assert [lines[line - 1].strip() for _, line in found] == ['"S1-1": {', '"level": "x"']
    assert [word for word, _ in found] == ["level-out-of-range", "wrong-value"]


def test_many_problems_are_told_quickly(sound):
    many = [headless(answers={"S1-1": {"level": 9}}) for _ in range(1000)]
    text = json.dumps(many)
    began = time.monotonic()
    assert len(problems_in(text, sound)) == 1000
    assert time.monotonic() - began < 5


def test_places_in_text_that_is_no_yaml_are_at_least_the_file(sound):
    deep = '{"a": ' * 30 + "1" + "}" * 30
    (problem,) = problems_in(json.dumps([headless(extra=0)]).replace("0}]", deep + "}]"), sound)
    assert (problem.code, problem.location.path) == (Code.UNKNOWN_KEY, "r.json")


def test_older_format_is_brought_up_to_date(sound, monkeypatch):
    def upgrade(item):
        item["answers"] = {"S1-1": {"level": item.pop("first")}}

    monkeypatch.setattr(responses, "FORMAT", 2)
    monkeypatch.setitem(responses._UPGRADES, 1, upgrade)  # noqa: SLF001 - no format is old yet
    old = headless(format=1, first=4)
    del old["answers"]
    (found,) = parse_responses(json.dumps(old), "r.json", sound)
    assert found.answers == {"S1-1": Answer(level=4)}


# -- codes and names ------------------------------------------------------------------------------


def test_codes_are_random_or_made_from_the_content():
    assert len({new_code() for _ in range(100)}) == 100
    assert len(new_code()) == len(code_from("x")) == 13
    assert code_from("answers") == code_from("answers") != code_from("other answers")
    assert code_from("half \ud83d")


def test_file_name_says_day_audience_and_code():
    named = Respondent(code="7k2m", audience="process_owner")
    response = Response(questionnaire="q", version="1", respondent=named, day="2026-11-22")
    assert file_name(response) == "2026-11-22-process-owner-7k2m.json"

"""Answers from elsewhere: nothing lost, nobody twice, nothing overwritten, every refusal placed."""

import base64
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scans import content, make_scan, person, save
from servicescan.model.response import Answer, Evidence, Kind, Status
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.storage import exchange, incoming
from servicescan.storage.locks import held
from servicescan.storage.mapping import ColumnMap
from servicescan.storage.responses import format_response
from servicescan.storage.workspace import read_responses, response_files
from workbooks import cells, pack, workbook

HEAD = "code,audience,day"


@pytest.fixture
def scan(tmp_path) -> Path:
    return make_scan(tmp_path / "scan")


@pytest.fixture
def collect(scan, sound):
    """Collect files into the scan, in Dutch."""
    return lambda *files: exchange.collect(files, scan, sound, Language.NL)


@pytest.fixture
def sent(tmp_path):
    """Put a file beside the scan, as somebody sent it."""

    def write(words: str | bytes, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(words if isinstance(words, bytes) else words.encode())
        return path

    return write


def table(*rows, columns="S1-1"):
    return "\n".join([f"{HEAD},{columns}", *rows, ""])


def told(delivery):
    """Every refusal as ``row:column sentence``."""
    return [str(problem).removeprefix(f"{delivery.file}:") for problem in delivery.problems]


# -- tables ---------------------------------------------------------------------------------------


def test_every_kind_of_answer_is_taken(collect, sent, scan, sound):
    columns = "unit,language,B1,S1-1,S1-2,S1-3,C1,B1 note,B1 evidence,B1 quote,C1 reason"
    row = "7k2m,front,2026-11-22,North,en,3,dk,na: no shop,,NA,We call back,shown,ja,new here"
    (delivery,) = collect(sent(table(row, columns=columns)))
    assert (delivery.taken, delivery.problems) == (["7k2m"], [])
    (response,) = read_responses(scan, sound)
    assert (response.respondent.unit, response.language, response.day) == (
        *("North", "en", "2026-11-22"),
    )
    assert response.answers == {
        "B1": Answer(level=3, note="We call back", evidence=Evidence.SHOWN, quote=True),
        "S1-1": Answer(status=Status.DONT_KNOW),
        "S1-2": Answer(status=Status.NOT_APPLICABLE, reason="no shop"),
        "C1": Answer(status=Status.NOT_APPLICABLE, reason="new here"),
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_byte_order_marks_and_line_ends_of_every_spreadsheet(
    collect, sent, separator, mark, end
):
    lines = ["code,audience,day,S1-1,S1-1 note", 'aa,front,2026-11-22,4,"one\ntwo"', ""]
    text = mark + end.join(lines).replace(",", separator)
    assert collect(sent(text))[0].taken == ["aa"]


@pytest.mark.parametrize("separator", [";", "|"])
def test_a_first_line_may_name_the_separator(collect, sent, separator):
    rows = table("aa,front,2026-11-22,9").replace(",", separator)
    (delivery,) = collect(sent(f"sep={separator}\n{rows}"))
    assert told(delivery) == ["3:4: “S1-1 = 9” is not an answer. Use 1 to 5, dk or na."]


@pytest.mark.parametrize("separator", ['"', " ", "\r", "\0"])
def test_a_separator_that_cannot_separate_is_refused(collect, sent, separator):
    (delivery,) = collect(sent(f"sep={separator}\r\n{table('aa,front,2026-11-22,3')}"))
    assert delivery.taken == []
    assert delivery.problems


def test_names_of_columns_and_groups_may_be_written_as_people_do(collect, sent, scan, sound):
    text = "Code,AUDIENCE, Day ,s1-1,S1-1  Note\nAA,Front Line,2026-11-22,4,hi\n"
    (delivery,) = collect(sent(text))
    assert (delivery.taken, delivery.problems) == (["aa"], [])
    assert read_responses(scan, sound)[0].answers["S1-1"].note == "hi"


@pytest.mark.parametrize("cell", ["0", "6", "-1", "3,5", "3.0", "1 (yesterday)", "x", "٣", "dk!"])
def test_what_is_no_answer_is_refused_and_never_rounded(collect, sent, cell):
    (delivery,) = collect(sent(table(f'aa,front,2026-11-22,"{cell}"')))
    assert told(delivery) == [f"2:4: “S1-1 = {cell}” is not an answer. Use 1 to 5, dk or na."]


@pytest.mark.parametrize(
    ("row", "columns", "expected"),
    [
        ("aa,fron,2026-11-22,3", "S1-1", "2:2: There is no audience “fron”. Did you mean “front”?"),
        ("aa,,2026-11-22,3", "S1-1", "2:2: There is no audience “”."),
        ("aa,front,22-11-2026,3", "S1-1", "2:3: “22-11-2026” is not possible here. Use a day"),
        ("aa,front,2026-02-30,3", "S1-1", "2:3: “2026-02-30” is not possible here. Use a day"),
        ("111222333,front,2026-11-22,3", "S1-1", "2:1: “111222333” is not a usable respondent"),
        ("../x,front,2026-11-22,3", "S1-1", "2:1: “../x” is not a usable respondent code"),
        ("aa,lead,2026-11-22,3", "S1-3", "2:4: S1-3 is not asked of lead."),
        ("aa,front,2026-11-22,na", "S1-1", "2:4: “Not applicable” needs a reason."),
        ("aa,front,2026-11-22,3,more", "S1-1", "2:5: This cell has no column name."),
        ("aa,front,2026-11-22,3,de", "S1-1,language", "2:5: “de” is not possible here. Use nl"),
        ("aa,front,2026-11-22,,hm", "S1-1,S1-1 note", "2:4: S1-1 has a note but no answer."),
        ("aa,front,2026-11-22,3,x", "S1-1,S1-1 quote", "2:4: “S1-1 quote = x” is not possible"),
        ("aa,front,2026-11-22,3,9", "S1-1,S1-1 evidence", "2:4: “S1-1 evidence = 9” is not"),
        ("aa,front,2026-11-22,3,a\0b", "S1-1,S1-1 note", "2:4: Holds an invisible character (U+00"),
        ("aa,front,2026-11-22,3,a\0b", "S1-1,unit", "2:5: Holds an invisible character (U+0000)"),
    ],
)
def test_a_refusal_names_row_and_column(collect, sent, row, columns, expected):
    good_row = "good,front,2026-11-22,3"
    (delivery,) = collect(sent(table(row, good_row, columns=columns)))
    (problem,) = told(delivery)
    assert problem.startswith(expected)
    assert delivery.taken == ["good"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: The table is empty. Correct the table."]),
        ("\n , ,\n", None),
        (f"{HEAD},S1-11\n", ["1: No column is a question, such as S1-1. Correct the table."]),
        (f"{HEAD},S1-1,S1-1\n", ["1:5: “S1-1” occurs twice here. Keep one of them."]),
        ("day,S1-1\n", ["1: “audience” is missing. Add it."]),
        (f"{HEAD},S1-1,S1-1 not\n", ["1:5: “S1-1 not” is not known here. Did you mean"]),
        (f'{HEAD},S1-1\n"aa', ["2: This is not a table (unexpected end of data). Correct"]),
        (f"{HEAD},S1-1\n{'x' * 200_000}", ["2: This is not a table (field larger than field"]),
    ],
    ids=["empty", "blank", "no question", "twice", "missing", "unknown", "open quote", "long"],
)
def test_a_table_that_cannot_be_read_is_refused_as_a_whole(collect, sent, text, expected):
    (delivery,) = collect(sent(text))
    found = told(delivery)
    assert delivery.taken == []
    assert found
    for start in expected or []:
        assert any(line.startswith(start) for line in found), found


def test_rows_are_counted_as_a_spreadsheet_shows_them(collect, sent):
    rows = ('aa,front,2026-11-22,3,"one\ntwo\nthree"', "", "bb,front,2026-11-22,8,")
    (delivery,) = collect(sent(table(*rows, columns="S1-1,S1-1 note")))
    assert (delivery.taken, delivery.refused) == (["aa"], 1)
    assert told(delivery)[0].startswith("4:4: “S1-1 = 8”")


def test_a_row_with_two_faults_is_one_refusal_with_two_sentences(collect, sent):
    (delivery,) = collect(sent(table("aa,fro,2026-11-22,8")))
    assert (delivery.refused, len(delivery.problems)) == (1, 2)


def test_two_people_who_answer_alike_without_a_code_are_two(collect, sent, scan):
    text = "audience,day,S1-1\nfront,2026-11-22,3\nfront,2026-11-22,3\n"
    (first,) = collect(sent(text))
    assert len(set(first.taken)) == 2
    (again,) = collect(sent(text))
    assert (again.taken, sorted(again.known)) == ([], sorted(first.taken))
    assert len(response_files(scan)) == 2


@pytest.mark.parametrize("words", ["=HYPERLINK(A1)", "+cmd|' /C calc'!A0", "@SUM(1)", "-1+1"])
def test_what_a_spreadsheet_would_run_is_only_words_here(collect, sent, scan, sound, words):
    row = f'aa,front,2026-11-22,3,"{words}"'
    collect(sent(table(row, columns="S1-1,S1-1 note")))
    assert read_responses(scan, sound)[0].answers["S1-1"].note == words


# -- response files -------------------------------------------------------------------------------


def test_a_file_from_another_workspace_is_taken_as_it_is(collect, sent, scan, sound):
    response = person("7k2m", "S1-1=4 S1-3=na", kind=Kind.CONSENSUS)
    (delivery,) = collect(sent("\ufeff" + format_response(response), "whatever.txt"))
    assert (delivery.taken, delivery.problems) == (["7k2m"], [])
    assert read_responses(scan, sound) == (response,)


def test_a_list_of_responses_is_taken(collect, sent):
    items = [json.loads(format_response(person(code))) for code in ("aa", "bb")]
    assert sorted(collect(sent(json.dumps(items)))[0].taken) == ["aa", "bb"]


def test_a_list_with_one_wrong_response_is_refused_as_a_whole_and_placed(collect, sent):
    items = [json.loads(format_response(person(code))) for code in ("aa", "bb")]
    items[1]["answers"]["S9-9"] = items[1]["answers"].pop("S1-1")
    del items[1]["check"]
    (delivery,) = collect(sent(json.dumps(items, indent=1)))
    assert (delivery.taken, delivery.refused) == ([], 1)
    (problem,) = told(delivery)
    assert problem.endswith("There is no question “S9-9”.")
    assert int(problem.partition(":")[0]) > 20


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (b"\xff\xfa", "This is not UTF-8 text."),
        (b"{", "This is not a valid response file"),
        (b"[1]", "no response in it"),
        (b'{"format": 2}', "Written by a newer servicescan (format 2)."),
        (b"[" * 200_000, "too deep"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_and_the_others_taken(
    collect, sent, words, sentence
):
    bad, good = collect(sent(words, "bad.json"), sent(table("aa,front,2026-11-22,3"), "good.csv"))
    assert (bad.taken, bad.refused, good.taken) == ([], 1, ["aa"])
    assert sentence in told(bad)[0]


def test_a_file_that_is_not_there_a_folder_and_a_huge_one_are_refused(
    collect, tmp_path, sent, scan
):
    huge = sent("x", "huge.csv")
    os.truncate(huge, incoming.MAX_BYTES + 1)
    deliveries = collect(tmp_path / "nowhere.csv", scan, huge, tmp_path / "huge.csv" / "in-it")
    assert [each.problems[0].code.word for each in deliveries] == [
        *("missing-file", "unreadable-file", "too-large", "unreadable-file"),
    ]


# -- the same person twice ------------------------------------------------------------------------


def test_collecting_twice_changes_nothing(collect, sent, scan):
    path = sent(table("aa,front,2026-11-22,3", "bb,lead,2026-11-22,5"))
    collect(path)
    before = content(scan)
    (again,) = collect(path)
    assert (again.taken, sorted(again.known), again.problems) == ([], ["aa", "bb"], [])
    assert content(scan) == before


def test_other_answers_than_those_here_are_refused_and_named(collect, sent, scan):
    save(scan, [person("aa", "S1-1=3")])
    (kept,) = response_files(scan)
    before = content(scan)
    (delivery,) = collect(sent(table("aa,front,2026-11-22,5")))
    (sentence,) = told(delivery)
    assert sentence == (
        f"2: Other answers of respondent aa are here already ({kept}), and stay. "
        "To take these instead, collect this file with --replace aa."
    )
    assert (delivery.refused, content(scan)) == (1, before)


def test_the_fullest_of_several_new_ones_is_taken_and_the_others_named(collect, sent):
    thin = sent(table("aa,front,2026-11-22,5"), "thin.csv")
    full = sent(table("aa,front,2026-11-22,3,4", columns="S1-1,S1-2"), "full.csv")
    first, second = collect(thin, full)
    assert (first.taken, second.taken) == ([], ["aa"])
    assert "Other answers of respondent aa are here already" in told(first)[0]


def test_a_conflict_copy_sent_along_counts_once(collect, sent, tmp_path):
    path = sent(format_response(person("aa")), "naam.json")
    copy = Path(shutil.copy(path, tmp_path / "naam (1).json"))
    deliveries = collect(path, copy)
    assert sorted(len(each.taken) for each in deliveries) == [0, 1]
    assert sum(len(each.known) for each in deliveries) == 1
    assert [each.problems for each in deliveries] == [[], []]


CODES = st.sampled_from(["aa", "bb"])
ANSWERS = st.sampled_from(
    ["S1-1=3", "S1-1=4", "S1-1=3 S1-2=dk", "S1-1=4 S1-2=dk", "B1=1 S1-1=2 S1-3=5"]
)
PEOPLE = st.builds(person, CODES, ANSWERS, day=st.sampled_from(["2026-11-21", "2026-11-22"]))


@pytest.fixture
def new_place(tmp_path_factory, monkeypatch):
    """A folder for each case, without waiting for the disk: crashes are tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    return lambda: tmp_path_factory.mktemp("order")


def as_json(people):
    return json.dumps([json.loads(format_response(each)) for each in people]).encode()


def as_table(people):
    ids = sorted({id_ for each in people for id_ in each.answers})
    rows = [
        ",".join((each.respondent.code, "front", each.day, *(cell(each, id_) for id_ in ids)))
        for each in people
    ]
    return table(*rows, columns=",".join(ids)).encode()


def cell(response, id_):
    answer = response.answers.get(id_)
    return "" if answer is None else str(answer.level or "dk")


def as_mail(people):
    blocks = (base64.b64encode(format_response(each).encode()).decode() for each in people)
    return "\n".join(f"BEGIN SERVICESCAN {block} END SERVICESCAN" for block in blocks).encode()


def as_sheet(people):
    rows = [line.split(",") for line in as_table(people).decode().splitlines()]
    return packed(workbook({"Answers": cells(*rows)}))


def as_zip(people):
    return packed({"export.csv": as_table(people)})


def packed(parts):
    file = io.BytesIO()
    return pack(file, parts).getvalue()


def as_export(people):
    """The columns of another program, in which a mail address says who somebody is."""
    heads = f"Stamp,Mail,Team,{','.join(ASKED)}"
    rows = [
        f"{each.day} 9:12,{each.respondent.code}@voorbeeld.example,Front line,"
        + ",".join(cell(each, id_) for id_ in ASKED.values())
        for each in people
    ]
    return "\n".join([heads, *rows]).encode()


ASKED = {"Heard": "S1-1", "Who": "S1-2", "How": "S1-3", "Promise": "B1"}
MAP = ColumnMap(columns={"Stamp": "day", "Mail": "person", "Team": "audience", **ASKED})
KINDS = st.sampled_from([as_json, as_table, as_mail, as_sheet, as_zip, as_export])
FILES = st.lists(st.tuples(KINDS, st.lists(PEOPLE, min_size=1, max_size=2)), min_size=1, max_size=3)


@given(files=FILES, here=st.none() | PEOPLE, seed=st.randoms())
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_collecting_is_commutative_associative_and_idempotent(new_place, sound, files, here, seed):
    """Together or one by one, in any order, once or twice: the same answers stand in the scan."""
    place = new_place()
    paths = [place / f"{number}.file" for number in range(len(files))]
    for path, (written, people) in zip(paths, files, strict=True):
        path.write_bytes(written(people))
    intake = exchange.Intake(columns=MAP)
    shuffled = seed.sample(paths, len(paths))
    ways = [[paths], [[path] for path in shuffled], [shuffled, paths]]
    found = []
    for number, batches in enumerate(ways):
        scan = place / f"scan-{number}"
        save(scan, [here] if here else [])
        (scan / "inbox").mkdir(parents=True)
        (scan / "inbox" / "key").write_text("the same in each", "ascii")
        for batch in batches:
            exchange.collect(batch, scan, sound, Language.NL, intake)
        found.append({path.name: path.read_bytes() for path in response_files(scan)})
    assert all(each == found[0] for each in found)
    codes = {
        (each.respondent.code, written is as_export) for written, people in files for each in people
    }
    codes |= {(here.respondent.code, False)} if here else set()
    assert len(found[0]) == len(codes)


# -- the workspace --------------------------------------------------------------------------------


def test_a_damaged_file_in_the_way_is_never_overwritten(collect, sent, scan):
    save(scan, [person("aa")])
    (path,) = response_files(scan)
    path.write_text("half a fi", "utf-8")
    (delivery,) = collect(sent(table("aa,front,2026-11-22,3", "bb,front,2026-11-22,3")))
    assert (delivery.taken, delivery.refused) == (["bb"], 1)
    assert str(path) in told(delivery)[0]
    assert path.read_text("utf-8") == "half a fi"


def test_nothing_is_taken_while_another_process_collects(collect, sent, scan):
    busy = held(scan / "responses" / "collect")
    with busy, pytest.raises(UserError, match="in use by another servicescan"):
        collect(sent(table("aa,front,2026-11-22,3")))
    assert response_files(scan) == []


def test_a_workspace_that_cannot_be_written_says_so(collect, sent, scan):
    (scan / "responses").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        collect(sent(table("aa,front,2026-11-22,3")))


def test_a_table_may_be_a_pipe_of_names_only(collect, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (delivery,) = collect(pipe)
    assert "it is no file" in told(delivery)[0]


def test_answers_pasted_into_a_mail_are_taken(collect, scan, sound, sent):
    response = person("7k2m")
    letters = base64.b64encode(format_response(response).encode()).decode().rstrip("=")
    mail = f"Hi,\n-----BEGIN SERVICESCAN-----\n{letters}\n-----END SERVICESCAN-----\nBye"
    (delivery,) = collect(sent(mail, "mail.txt"))
    assert (delivery.taken, delivery.problems) == (["7k2m"], [])
    assert read_responses(scan, sound) == (response,)


def test_a_letter_lost_from_a_pasted_block_is_noticed_wherever_it_was(collect, sent):
    letters = base64.b64encode(format_response(person("7k2m")).encode()).decode().rstrip("=")
    for place in range(0, len(letters), 7):
        short = letters[:place] + letters[place + 1 :]
        (delivery,) = collect(sent(f"BEGIN SERVICESCAN {short} END SERVICESCAN", "mail.txt"))
        assert (delivery.taken, len(delivery.problems)) == ([], 1), place

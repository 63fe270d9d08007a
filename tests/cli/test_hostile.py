"""Files that are made to harm: each refused by name, within fixed time and memory."""

import json
import os
import random
import resource
import struct
import subprocess

import pytest

from scans import PROGRAM, make_scan, uncounted
from servicescan.model.text import Language
from workbooks import SPREADSHEET, cells, pack, workbook

ROW = "aa,front,2026-11-22,3\n"
TABLE = "code,audience,day,S1-1\n" + ROW
#: the program may take this much, with everything below together
MEMORY, SECONDS = 1_500_000_000, 60
GIGABYTE = 1 << 30


SHEET = cells(["code", "audience", "day", "S1-1"], ["aa", "front", "2026-11-22", "3"])


def xlsx(sheet=SHEET, *, head="", encoding="utf-8", **parts):
    """Parts of a spreadsheet by name; ``__`` stands for a dot, ``_1`` for a stroke."""
    found = workbook({"A": sheet}, head)
    found["xl/worksheets/0.xml"] = found["xl/worksheets/0.xml"].encode(encoding)
    return found | {
        name.replace("__", ".").replace("_1", "/"): words for name, words in parts.items()
    }


#: letters that do not pack well
NOISE = "".join(random.Random(1).choices("abc def[]/", k=300_000))  # noqa: S311 - no secret


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
USE = '<c r="A1" t="str"><v>&a;</v></c>'
WIDE = '<?xml version="1.0" encoding="UTF-16"?>'
OTHER = '<?xml version="1.0" encoding="cp037"?>'
ARCHIVES = {
    "zip bomb": (xlsx(bomb="0" * 40_000_000), "larger than 30 MB, unpacked"),
    "zip bomb, below the size": (xlsx(bomb="0" * 20_000_000), "larger than 30 MB, unpacked"),
    "many parts": (
        xlsx() | {f"x/{number}": "" for number in range(2_000)},
        "larger than 30 MB, unpacked",
    ),
    "many cells": (xlsx("<c/>" * 1_500_000), "larger than 30 MB, unpacked"),
    "cells far away": (
        xlsx("".join(f'<c r="ALK{n}"><v>1</v></c>' for n in range(1, 20_000))),
        "larger than 30 MB, unpacked",
    ),
    "a long text in many cells": (
        xlsx(
            "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 3_000)),
            xl_1sharedStrings__xml=f'<sst xmlns="{SPREADSHEET}"><si><t>{NOISE}</t></si></sst>',
        ),
        "larger than 30 MB, unpacked",
    ),
    "zip in zip": ({"in.zip": b"PK"}, "not a spreadsheet that can be read"),
    "many tables": ({f"{n}.csv": "" for n in range(5_000)}, "holds 5000 tables"),
    "packed bomb": ({"a.csv": "0" * 40_000_000}, "larger than 20 MB, unpacked"),
    "deep": (xlsx("<c>" * 100_000 + "</c>" * 100_000), "not a spreadsheet that can be read"),
    "laughs": (xlsx(USE, head=BOMB), "not a spreadsheet that can be read"),
    "xxe": (xlsx(USE, head=XXE), "not a spreadsheet that can be read"),
    "xxe in wide letters": (
        xlsx(USE, head=WIDE + XXE, encoding="utf-16"),
        "not a spreadsheet that can be read",
    ),
    "xxe in other letters": (
        xlsx(USE, head=OTHER + XXE),
        "not a spreadsheet that can be read",
    ),
    "macros": (xlsx(xl_1vbaProject__bin="x"), "holds macros; copy the answers"),
    "old macros": (xlsx(xl_1macrosheets_1a__xml="x"), "holds macros; copy the answers"),
    "links": (xlsx(xl_1externalLinks_1a__xml="x"), "holds links to other files"),
    "connections": (xlsx(xl_1connections__xml="x"), "holds links to other files"),
    "formula": (xlsx(SHEET.replace("<is><t>3</t></is>", "<f>1+2</f><v>3</v>")), "“S1-1 = =1+2”"),
    "half an answer": (xlsx(SHEET.replace("<t>3<", "<t>1 (gisteren)<")), "“S1-1 = 1 (gisteren)”"),
    "decimal": (xlsx(SHEET.replace("<t>3<", "<t>3,5<")), "“S1-1 = 3,5” is not an answer"),
}
TEXTS = {
    "utf-32": (TABLE.encode("utf-32"), "not UTF-8 text"),
    "utf-16 unsaid": (TABLE.encode("utf-16-le"), "not UTF-8 text"),
    "utf-16 unsaid, other end": (TABLE.encode("utf-16-be"), "not UTF-8 text"),
    "half utf-16": (TABLE.encode("utf-16")[:-1], "not UTF-8 text"),
    "koi8": ("имя,audience,day,S1-1\n".encode("koi8-r"), "not UTF-8 text"),
    "noise": (bytes(range(256)) * 20, "not UTF-8 text"),
    "gzip": (b"\x1f\x8b\x08" + b"\x00" * 50, "not UTF-8 text"),
    "many keys": (
        ("{" + ",".join(f'"k{n}":1' for n in range(100_000)) + "}").encode(),
        "more than 2000 keys",
    ),
    "a key twice, late": (
        ("{" + ",".join(f'"k{n}":1' for n in range(1_900)) + ',"k7":1}').encode(),
        "“k7” occurs twice",
    ),
    "many responses, all wrong": (b"[" + b'{"format":1},' * 20_000 + b"{}]", "is missing"),
    "huge number": (b'{"format":' + b"9" * 1_000_000 + b"}", "too large a number"),
    "many headings": (b"a," * 100_000 + b"\n" + b"b," * 100_000, "more than 2000 columns"),
    "long headings": ((b"waarom " * 15_000 + b",") * 90 + b"\nx,y", "those of another program"),
    "long number": ((b"g" + b"1" * 120_000 + b",") * 90 + b"\nx,y", "those of another program"),
    "many values": (
        b"Stamp,Group,Iets,Nog iets\n"
        + b"".join(b"x%d,y%d,%d,%d\n" % (n, n, n, n) for n in range(20_000)),
        "those of another program",
    ),
    "deep json": (b"[" * 500_000, "too deep"),
    "long cell": (TABLE.encode() + b"x" * 3_000_000, "field larger than field limit"),
    "open quote": (TABLE.encode() + b'"' + b"a,b\n" * 100_000, "This is not a table"),
    "many columns": (b"," * 3_000_000, "The table is empty"),
    "no zip": (b"PK\x03\x04" + struct.pack("<22x"), "not a spreadsheet that can be read"),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """File -> what became of it, when all were collected at once by a program on short rations."""
    place = tmp_path_factory.mktemp("hostile")
    scan, sent = make_scan(place / "scan", language=Language.EN), place / "sent"
    sent.mkdir()
    for name, (parts, _) in ARCHIVES.items():
        pack(sent / f"{name}.xlsx", parts)
    for name, (content, _) in TEXTS.items():
        (sent / name).write_bytes(content)
    (sent / "good.csv").write_text(TABLE, "utf-8")
    (sent / "loop").symlink_to(sent)
    (sent / "zero.csv").symlink_to("/dev/zero")
    os.mkfifo(sent / "pipe")
    for name in ("huge.csv", "huge.xlsx"):
        (sent / name).write_bytes(b"PK\x03\x04" if name.endswith("x") else b"")
        os.truncate(sent / name, GIGABYTE)

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    ended = subprocess.run(
        [PROGRAM, "collect", sent, "-w", scan, "--json"],
        env=uncounted(),
        preexec_fn=limit,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr.decode()
    found = json.loads(ended.stdout)["files"]
    return {each["file"].removeprefix(f"{sent}/").removesuffix(".xlsx"): each for each in found}


@pytest.mark.parametrize("name", [*ARCHIVES, *TEXTS])
def test_each_is_refused_and_says_why(outcome, name):
    _, expected = (ARCHIVES | TEXTS)[name]
    found = outcome[name]
    assert (found["taken"], found["known"]) == ([], [])
    assert found["refused"] >= 1
    said = "\n".join(problem["message"] for problem in found["problems"])
    assert expected in said, said[:500]


@pytest.mark.parametrize("name", ["huge", "huge.csv"])
def test_what_is_huge_is_for_another_command(outcome, name):
    (problem,) = outcome[name]["problems"]
    assert problem["code"] == "too-large"
    assert "“servicescan survey”" in problem["message"]


def test_what_is_good_beside_them_is_taken(outcome):
    assert outcome["good.csv"]["taken"] == ["aa"]


def test_links_are_left_alone_and_a_pipe_is_no_file(outcome):
    assert {"loop", "zero.csv"}.isdisjoint(outcome)
    assert "it is no file" in outcome["pipe"]["problems"][0]["message"]


# -- names ----------------------------------------------------------------------------------------


def test_names_made_to_fool_a_terminal_are_shown_harmlessly(run, scan, tmp_path):
    sent = tmp_path / "sent"
    sent.mkdir()
    for number, name in enumerate(("esc\x1b[31m.csv", "new\nline.csv", "bidi\u202e.csv")):
        (sent / name).write_text(TABLE.replace("aa", f"a{number}"), "utf-8")
    (sent / os.fsdecode(b"no\xfftext.csv")).write_text(TABLE.replace("aa,front", "ab,x"), "utf-8")
    ended = run("collect", sent, "-w", scan)
    assert (ended.code, ended.out.count("1 overgenomen")) == (1, 3)
    for sign in ("\x1b", "\u202e", "new\nline"):
        assert sign not in ended.out + ended.err
    assert run("collect", sent, "-w", scan, "--json").code == 1


def test_folders_nested_beyond_reason_are_refused(run, scan, tmp_path):
    inside = tmp_path / "sent"
    for _ in range(60):
        inside /= "a"
    inside.mkdir(parents=True)
    ended = run("collect", tmp_path / "sent", "-w", scan)
    assert (ended.code, "holds folders more than 50 deep" in ended.err) == (1, True)


# -- other letters --------------------------------------------------------------------------------

NAMED = "code,audience,day,unit,S1-1\naa,front,2026-11-22,Café “Zoë” – één,3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write_is_read(run, scan, tmp_path, encoding):
    (tmp_path / "a.csv").write_bytes(NAMED.encode(encoding))
    ended = run("collect", tmp_path / "a.csv", "-w", scan)
    assert (ended.code, "1 overgenomen" in ended.out) == (0, True)
    assert ("Gelezen als Windows-1252" in ended.out) == (encoding == "cp1252")
    (path,) = (scan / "responses").glob("*.json")
    unit = json.loads(path.read_text("utf-8"))["respondent"]["unit"]
    assert unit == "Café “Zoë” – één"

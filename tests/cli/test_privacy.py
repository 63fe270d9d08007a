"""The promises to respondents: see, remove, keep no longer than agreed, and write it down."""

import json
import os
import re
import stat
from dataclasses import fields, replace

import pytest
from pypdf import PdfReader

from scans import content, make_scan, people, person, save
from servicescan.model.response import Answer, Remark, Respondent, Response
from servicescan.model.workspace import Group

CODE, OTHER = "7k2m4xw9pt3bz", "p4vd9s8ye2kaz"
BESIDE = ("nog navragen", "leek te twijfelen", "de nieuwe balie")
NOTE = "Onze balie weet dit al"


@pytest.fixture
def both(scan):
    """Two respondents; one of them left words."""
    mine = person(CODE, "S1-1=3 S1-2=dk")
    noted = replace(mine.answers["S1-1"], note=NOTE)
    told = replace(
        mine,
        answers={**mine.answers, "S1-1": noted},
        waiting={"S1-3": Remark(note="nog navragen")},
        private={"S1-1": "leek te twijfelen"},
        parked=("de nieuwe balie",),
    )
    save(scan, [told, person(OTHER, "S1-1=4")])
    return scan


def files_with(folder, *words):
    return [
        name for name, held in content(folder).items() if any(w.encode() in held for w in words)
    ]


# -- forgetting -----------------------------------------------------------------------------------


def test_forgetting_leaves_no_trace_of_code_or_words(run, both):
    inbox = both / "inbox"
    inbox.mkdir()
    (inbox / "team.csv").write_text(f"code,audience,day,S1-1\n{CODE},front,2026-11-22,3\n", "utf-8")
    response = next((both / "responses").glob(f"*{CODE}.json"))
    (inbox / "sent (1).json").write_bytes(response.read_bytes())
    half = response.with_name(f".{response.name}.0a1b2c3d.new")
    half.write_bytes(response.read_bytes()[:200])
    others = files_with(both, OTHER)
    ended = run("forget", CODE, "-w", both, "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert "Verwijderd: 4 bestanden." in ended.out
    assert "Eerder gemaakte rapporten blijven" in ended.out
    assert files_with(both, CODE, NOTE, *BESIDE) == []
    assert not [name for name in content(both) if CODE in name]
    assert files_with(both, OTHER) == others


def test_forgetting_asks_first(both, sit_down):
    before = content(both)
    terminal = sit_down("forget", CODE, "-w", both).sees(CODE, "[j/N]").types("n")
    assert terminal.leaves().code == 0
    assert content(both) == before
    assert sit_down("forget", CODE, "-w", both).sees("[j/N]").types("ja").leaves().code == 0
    assert files_with(both, CODE) == []


def test_forgetting_needs_a_yes_when_nobody_is_there(run, both):
    before = content(both)
    ended = run("forget", CODE, "-w", both)
    assert (ended.code, ended.err) == (2, "Nobody is here to answer. Give --yes.\n")
    assert content(both) == before


def test_an_original_with_others_goes_once_they_were_taken_in(run, both):
    original = both / "team.csv"
    rows = f"code,audience,day,S1-1\n{CODE},front,2026-11-22,3\n{OTHER},front,2026-11-22,4\n"
    original.write_text(rows + "stranger,front,2026-11-22,2\n", "utf-8")
    before = content(both)
    ended = run("forget", CODE, "-w", both, "--yes")
    assert ended.code == 1
    assert ended.err.startswith(f"{original}: also holds answers that were not taken in (stranger)")
    assert content(both) == before
    original.write_text(rows, "utf-8")
    assert run("forget", CODE, "-w", both, "--yes").code == 0
    assert not original.exists()
    assert files_with(both, OTHER)


def test_a_code_that_is_part_of_another_is_another(run, both):
    ended = run("forget", CODE[:4], "-w", both, "--yes")
    assert ended.code == 1
    assert f"nothing is kept under “{CODE[:4]}”" in ended.err


# -- keeping --------------------------------------------------------------------------------------


@pytest.fixture
def old_and_new(tmp_path):
    scan = make_scan(tmp_path / "kept", retention=3)
    days = {CODE: "2026-08-31", OTHER: "2026-11-22"}
    save(scan, [person(code, day=day) for code, day in days.items()])
    return scan


def on(monkeypatch, day):
    seconds = {"2026-11-30": 1796040000, "2026-12-01": 1796126400}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds[day]))


def test_nothing_goes_before_its_date(run, old_and_new, monkeypatch):
    """Three months after 31 August ends on 30 November."""
    on(monkeypatch, "2026-11-30")
    ended = run("purge", "-w", old_and_new, "--yes")
    assert ended.code == 0
    assert "30 november 2026" in ended.out
    assert files_with(old_and_new, CODE)


def test_what_is_past_its_date_is_named_and_then_goes(run, old_and_new, monkeypatch):
    on(monkeypatch, "2026-12-01")
    before = content(old_and_new)
    ended = run("purge", "-w", old_and_new, "--dry-run")
    assert ended.code == 0
    assert f"{CODE}: tot en met 30 november 2026" in ended.out
    assert OTHER not in ended.out
    assert content(old_and_new) == before
    assert run("purge", "-w", old_and_new).code == 2
    assert content(old_and_new) == before
    assert run("purge", "-w", old_and_new, "--yes").code == 0
    assert files_with(old_and_new, CODE) == []
    assert files_with(old_and_new, OTHER)


def test_without_a_term_nothing_can_be_past_it(run, both):
    ended = run("purge", "-w", both)
    assert ended.code == 1
    assert "does not say how long answers are kept" in ended.err


@pytest.mark.parametrize("months", ["0", "-3", "121"])
def test_a_term_that_means_nothing_is_refused(run, both, months):
    settings = both / "servicescan.yaml"
    settings.write_text(settings.read_text("utf-8") + f"retention: {months}\n", "utf-8")
    ended = run("purge", "-w", both)
    assert ended.code == 1
    assert "1 to 120 months" in ended.err


# -- seeing ---------------------------------------------------------------------------------------


def test_the_own_answers_are_shown_in_words(run, both):
    ended = run("my-answers", CODE.upper(), "-w", both, "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    for words in (CODE, NOTE, "not to be quoted", "don't know", "2026-11-22", *BESIDE):
        assert words in ended.out
    assert OTHER not in ended.out


def test_the_own_answers_as_data_can_be_taken_elsewhere(run, both, tmp_path):
    found = json.loads(run("my-answers", CODE, "-w", both, "--json").out)
    assert found["files"] == [f"responses/2026-11-22-front-{CODE}.json"]
    assert found["kept_until"] is None
    elsewhere = make_scan(tmp_path / "elsewhere")
    (tmp_path / "mine.json").write_text(json.dumps(found["response"]), "utf-8")
    assert run("collect", "mine.json", "-w", elsewhere).code == 0
    assert files_with(elsewhere, NOTE)


def test_a_code_that_is_not_here(run, both):
    ended = run("my-answers", "nobody", "-w", both)
    assert ended.code == 1
    assert "“servicescan status” names the codes" in ended.err


# -- the dossier ----------------------------------------------------------------------------------


def dossier_of(run, scan, language):
    target = scan / f"dossier-{language}.md"
    assert run("or-dossier", "-w", scan, "--lang", language, "-o", target).code == 0
    return target.read_text("utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_stored_field_stands_in_the_dossier(run, both, language):
    words = dossier_of(run, both, language)
    head, *rows = [line for line in words.splitlines() if line.startswith("| ")]
    named = {name.strip() for row in [head, *rows] for name in row.split("|")[1].split(",")}
    stored = {field.name for noun in (Response, Respondent, Answer) for field in fields(noun)}
    assert stored - {"respondent"} <= named


def test_the_dossier_holds_the_promises_of_this_scan(run, tmp_path):
    scan = make_scan(tmp_path / "mine", retention=9, consultant="Bureau [Nieuw]")
    words = dossier_of(run, scan, "nl")
    for promise in ("9 maanden", "Gemeente Voorbeeld", r"Bureau \[Nieuw\]", "| 20 |", "artikel 27"):
        assert promise in words
    assert "9 months" in dossier_of(run, scan, "en")


def test_a_group_that_was_told_is_named(run, tmp_path):
    groups = {"lead": Group(invited=4, visible_as_group=True), "front": Group(invited=20)}
    assert "told so beforehand" in dossier_of(
        run, make_scan(tmp_path / "a", audiences=groups), "en"
    )
    assert "told so beforehand" not in dossier_of(run, make_scan(tmp_path / "b"), "en")


def test_the_dossier_on_paper_and_as_text(run, both, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    ended = run("or-dossier", "-w", both)
    assert (ended.code, ended.err) == (0, "")
    paper = both / "reports" / "2026-11-22-or-dossier-nl.pdf"
    pages = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "Dossier voor de ondernemingsraad" in pages
    assert "fingerprint" in pages
    assert paper.with_suffix(".md").exists()
    again = run("or-dossier", "-w", both)
    assert again.code == 1
    assert "exists already" in again.err
    assert run("or-dossier", "-w", both, "-o", "dossier.docx").code == 2


# -- what is kept, and what goes out --------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_the_owner_may_read_anything_in_a_scan(run, tmp_path):
    scan = tmp_path / "clients" / "mine"
    assert run("new", scan, "--client", "X", "--lang", "nl").code == 0
    ended = run("interview", "-w", scan, "--audience", "leadership", typed="3\nq\n")
    assert ended.code == 0
    assert run("or-dossier", "-w", scan).code == 0
    assert len(list(scan.rglob("*.*"))) == 4
    for path in (scan.parent, scan, *scan.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def uncompressed(path):
    """Every byte of a PDF, also those in compressed streams, and its metadata."""
    reader = PdfReader(path)
    objects = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    parts = [each.get_data() for each in objects if hasattr(each, "get_data")]
    assert any(b"servicescan" in part and b"rdf:RDF" in part for part in parts), "no XML metadata"
    return b"\n".join([path.read_bytes(), *parts, repr(reader.metadata).encode()])


def test_nothing_that_goes_out_names_a_person_a_path_or_a_computer(run, tmp_path, monkeypatch):
    secrets = ["Jansen-dossiers", "pietjansen", "laptop-van-piet", str(tmp_path)]
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "pietjansen")
    monkeypatch.setenv("HOSTNAME", "laptop-van-piet")
    scan = make_scan(tmp_path / "Jansen-dossiers")
    answers = people("B1 S1-1 S1-2 S1-3 C1\nlead*8 2 3 4 - -\nfront*8 1 2 3 2 4")
    codes = [f"kd7w9q2m{number:02}zz" for number in range(len(answers))]
    save(
        scan,
        [
            replace(each, respondent=replace(each.respondent, code=code, unit="Noordpoort"))
            for each, code in zip(answers, codes, strict=True)
        ],
    )
    assert run("report", "-w", scan).code == 0
    assert run("or-dossier", "-w", scan).code == 0
    outputs = [*map(uncompressed, scan.glob("reports/*.pdf"))]
    outputs += [path.read_bytes() for path in scan.glob("reports/*.md")]
    outputs.append(run("results", "-w", scan, "--json").out.encode())
    assert len(outputs) == 4
    for output in outputs:
        assert [word for word in (*secrets, *codes) if word.encode() in output] == []
        assert re.search(rb"/(home|root|tmp|Users)/", output) is None

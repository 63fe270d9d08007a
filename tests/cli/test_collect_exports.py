"""What other programs really write: each kind of export, in both languages, as a table and a sheet.

All people and answers are made up; the shape follows what the programs document and write.
"""

import csv
import io
import json
import zipfile

import pytest

from scans import content, make_scan
from servicescan.model.text import Language
from servicescan.model.workspace import Group
from workbooks import cells, pack, workbook

ASK = {
    "nl": ("Hoe hoort u uw klanten?", "Wie luistert?"),
    "en": ("How do you hear your customers?", "Who listens?"),
}
GROUP = {"nl": "Bij welke groep hoort u?", "en": "Which group are you in?"}
LEAD = {"nl": "leaders ", "en": "Leaders"}
UNSURE = {"nl": "Weet ik niet", "en": "I don't know"}
LIME = {
    "nl": "Antwoord ID,Datum ingestuurd,Laatste pagina,Begintaal,Seed,Datum laatste actie,IP-adres",
    "en": "Response ID,Date submitted,Last page,Start language,Seed,Date last action,IP address",
}
FORMS = {
    "nl": "ID,Begintijd,Tijd van voltooien,E-mail,Naam,Taal,Tijd van laatste wijziging",
    "en": "ID,Start time,Completion time,Email,Name,Language,Last modified time",
}
MAIL = "p.vos@voorbeeld.example"


def microsoft(lang):
    """Times as a spreadsheet counts them, hard blanks and unseen signs, lists."""
    first, second = ASK[lang]
    heads = [*FORMS[lang].split(","), f"{GROUP[lang]}\u00a0", f"{first}\n", second, "Points - x"]
    language = {"nl": "Nederlands (Nederland)\u200e", "en": "English (United Kingdom)\u200e"}[lang]
    times = ["46348.375", "46348.3822337963"]
    return [heads, ["1", *times, MAIL, "P. Vos", language, "", LEAD[lang], "C;", UNSURE[lang], "2"]]


def google(lang):
    """Day with strokes and a 12-hour clock; a grid puts the question between brackets."""
    first, second = ASK[lang]
    stamp, mail = {"nl": ("Tijdstempel", "E-mailadres"), "en": ("Timestamp", "Username")}[lang]
    said = "3 - C"
    return [
        [stamp, mail, GROUP[lang], f"Luisteren [{first}]", second],
        ["2026/11/22 3:08:44 PM GMT+1", MAIL, LEAD[lang], said, UNSURE[lang]],
    ]


def lime_codes(lang):
    """Codes without signs; times per question at the end."""
    heads = "id,submitdate,lastpage,startlanguage,seed,startdate,datestamp,ipaddr,refurl,doelgroep"
    row = ["7", "2026-11-22 09:12:33", "4", lang, "18", "", "", "192.0.2.7", "", "lead", "3", "dk"]
    times = ["interviewtime", "groupTime12", "S11Time"]
    return [[*heads.split(","), "S11", "S12", *times], [*row, "61.2", "60.1", "30.4"]]


def lime_full(lang):
    """Code and words of each question above the answer."""
    first, second = ASK[lang]
    heads = [
        *LIME[lang].split(","),
        f"G01Q01. {GROUP[lang]}",
        f"G01Q02. {first}",
        f"G01Q03. {second}",
    ]
    row = ["7", "2026-11-22 09:12:33", "4", f"{lang}-informal", "18", "", "192.0.2.7"]
    return [heads, [*row, LEAD[lang], "C", UNSURE[lang]]]


KOBO = (
    "_id,_uuid,_submission_time,_validation_status,_notes,_status,_submitted_by,__version__,_tags"
)


def kobo(lang):
    """Groups before the words, a row of tags for machines, and much of its own."""
    first, second = ASK[lang]
    heads = ["start", "end", GROUP[lang], f"Deel 1/{first}", f"Deel 1/{second}", *KOBO.split(",")]
    row = ["2026-11-22T09:00:39.000+01:00", "2026-11-22T09:12:39.000+01:00", LEAD[lang], "C"]
    own = ["61", "u", "2026-11-22T08:12:50", "", "", "submitted_via_web", "veldwerker", "v1", ""]
    tags = ["", "", "#group", "#a", "#b", *[""] * 11]
    heads = [*heads, "meta/rootUuid", "_index"]
    return [heads, tags, [*row, UNSURE[lang], *own, "uuid:1", "1"]]


PROGRAMS = {each.__name__: each for each in (microsoft, google, lime_codes, lime_full, kobo)}


def as_csv(path, rows, separator=",", mark=""):
    """Everything in quotation marks, as these programs write it."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    path.write_bytes((mark + text.getvalue()).encode())
    return path


def as_xlsx(path, **sheets):
    """A workbook of these sheets, in this order."""
    return pack(path, workbook({name: cells(*rows) for name, rows in sheets.items()}))


def as_zip(path, **tables):
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in tables.items():
            table = as_csv(path.with_name(name), rows)
            archive.write(table, f"{name}.csv")
    return path


@pytest.fixture(params=["nl", "en"])
def lang(request):
    return request.param


@pytest.fixture
def scan(tmp_path):
    return make_scan(
        tmp_path / "scan",
        language=Language.EN,
        audiences={"lead": Group(invited=20), "front": Group(invited=20)},
    )


def proposed(run, scan, *files):
    """The mapping that collect proposes."""
    return run("collect", *files, "-w", scan, "--json"), scan / "collect-map.yaml"


def responses(scan):
    return [json.loads(p.read_text("utf-8")) for p in sorted((scan / "responses").glob("*.json"))]


KINDS = {
    "csv": lambda place, rows: as_csv(place / "export.csv", rows),
    "semicolons": lambda place, rows: as_csv(place / "export.csv", rows, ";", "\ufeff"),
    "xlsx": lambda place, rows: as_xlsx(place / "export.xlsx", Sheet1=rows),
    "zip": lambda place, rows: as_zip(place / "export.csv.zip", Scan=rows),
}


@pytest.fixture(params=[(program, kind) for program in PROGRAMS for kind in KINDS], ids=" as ".join)
def export(request, tmp_path, lang):
    """The program that wrote a file, and the file."""
    program, kind = request.param
    return program, KINDS[kind](tmp_path, PROGRAMS[program](lang))


def test_what_it_writes_is_understood_without_a_word(run, scan, export, lang):
    program, file = export
    told, proposal = proposed(run, scan, file)
    assert json.loads(told.out)["files"][0]["proposal"]["undecided"] == 0, told.out
    ended = run("collect", file, "-w", scan, "--map", proposal)
    assert (ended.code, ended.err) == (0, "")
    (response,) = responses(scan)
    answers = {k: v.get("level", v.get("status")) for k, v in response["answers"].items()}
    assert answers == {"S1-1": 3, "S1-2": "dont_know"}
    assert (response["day"], response["respondent"]["audience"]) == ("2026-11-22", "lead")
    if program not in ("google", "kobo"):
        assert response["language"] == lang
    assert len([*(scan / "inbox").glob(f"*{file.suffix}")]) == 1
    again = run("collect", file, "-w", scan, "--map", proposal)
    assert (again.code, "1 already here" in again.out) == (0, True)


# -- who somebody is ------------------------------------------------------------------------------


def test_who_somebody_is_stands_in_no_answer_and_this_is_said(run, scan, tmp_path):
    file = as_csv(tmp_path / "export.csv", microsoft("en"))
    _, proposal = proposed(run, scan, file)
    ended = run("collect", file, "-w", scan, "--map", proposal)
    assert "Not taken over, because it says who somebody is: Email, Name." in " ".join(
        ended.out.split()
    )
    for name, held in content(scan).items():
        if not name.startswith("inbox/"):
            assert MAIL.encode() not in held, name
            assert b"P. Vos" not in held, name
    told = run("collect", file, "-w", scan, "--map", proposal, "--json")
    assert json.loads(told.out)["files"][0]["left_out"] == ["Email", "Name"]


def google_rows(*people):
    """One row per mail address and level."""
    heads, row = google("en")
    return [heads, *([row[0], mail, row[2], level, "1"] for mail, level in people)]


def test_the_same_mail_address_is_one_person_in_every_export(run, scan, tmp_path):
    first = as_csv(tmp_path / "1.csv", google_rows((MAIL, "3"), ("q@voorbeeld.example", "3")))
    _, proposal = proposed(run, scan, first)
    run("collect", first, "-w", scan, "--map", proposal)
    assert len(responses(scan)) == 2
    later = google_rows((f" {MAIL.upper()}", "3"), ("q@voorbeeld.example", "4"))
    ended = run("collect", as_csv(tmp_path / "2.csv", later), "-w", scan, "--map", proposal)
    assert len(responses(scan)) == 2
    assert "1 already here" in ended.out
    code = {each["respondent"]["code"] for each in responses(scan)}
    other = make_scan(tmp_path / "other", audiences={"lead": Group(invited=20)})
    run("collect", first, "-w", other, "--map", proposal)
    assert code.isdisjoint(each["respondent"]["code"] for each in responses(other))


@pytest.mark.parametrize("nobody", ["anonymous", "Anoniem", ""])
def test_nobody_is_not_one_person(run, scan, tmp_path, nobody):
    rows = google_rows((nobody, "3"), (nobody, "4"), (nobody, "4"))
    file = as_csv(tmp_path / "1.csv", rows)
    _, proposal = proposed(run, scan, file)
    run("collect", file, "-w", scan, "--map", proposal)
    assert len(responses(scan)) == 3


def test_a_person_and_a_code_do_not_go_together(run, scan, tmp_path):
    given = tmp_path / "map.yaml"
    given.write_text('columns: {"a": code, "b": person}\n', "utf-8")
    ended = run("collect", as_csv(tmp_path / "1.csv", google("en")), "-w", scan, "--map", given)
    assert (ended.code, "“person” occurs twice here." in ended.err) == (1, True)


def test_what_is_forgotten_takes_the_key_along(run, scan, tmp_path):
    file = as_csv(tmp_path / "1.csv", google("en"))
    _, proposal = proposed(run, scan, file)
    run("collect", file, "-w", scan, "--map", proposal)
    (response,) = responses(scan)
    assert (scan / "inbox" / "key").stat().st_mode & 0o077 == 0
    run("forget", response["respondent"]["code"], "-w", scan, "--yes")
    assert sorted(content(scan)) == ["collect-map.yaml", "servicescan.yaml"]


# -- where the table stands -----------------------------------------------------------------------


def test_headings_may_stand_under_a_title_and_on_another_sheet(run, scan, tmp_path):
    titled = [["Uitkomsten van november"], [], ["Gemaakt op", "22-11-2026"], [], *google("nl")]
    file = as_xlsx(tmp_path / "e.xlsx", Uitleg=[["Lees", "dit"], ["a", "b"]], Data=titled)
    _, proposal = proposed(run, scan, file)
    ended = run("collect", file, "-w", scan, "--map", proposal)
    assert (ended.code, len(responses(scan))) == (0, 1)
    assert "Only one sheet was read. Left alone: Uitleg." in ended.out
    wrong = [*titled[:-1], [*titled[-1][:3], "1 (gisteren)", "2"]]
    file = as_xlsx(tmp_path / "f.xlsx", Data=wrong)
    ended = run("collect", file, "-w", scan, "--map", proposal)
    assert f"{file} [Data]:6:4: “S1-1 = 1 (gisteren)” is not an answer." in ended.err


def test_several_tables_in_one_zip_are_to_be_unpacked(run, scan, tmp_path):
    file = as_zip(tmp_path / "e.zip", a=google("nl"), b=google("nl"))
    ended = run("collect", file, "-w", scan)
    assert f"{file}: This ZIP file holds 2 tables; unpack it and collect each." in ended.err


# -- cells ----------------------------------------------------------------------------------------


def taken(run, scan, tmp_path, *rows, **said):
    file = as_csv(tmp_path / "e.csv", rows)
    given = tmp_path / "map.yaml"
    given.write_text(json.dumps(said), "utf-8")
    return run("collect", file, "-w", scan, "--map", given)


MAP = {"Stamp": "day", "Group": "audience", "First": "S1-1", "Other": "S1-2"}


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("2026/11/02 9:12:33 PM GMT+1", "dmy"),
        ("2026-11-2", "mdy"),
        ("11/2/26 9:12:33", "mdy"),
        ("2-11-2026 9:12", "dmy"),
        ("2.11.26", "dmy"),
        ("46328.3833", "ymd"),
    ],
)
def test_days_as_programs_write_them(run, scan, tmp_path, cell, days):
    rows = ([*MAP], [cell, "lead", "3", "3"])
    assert taken(run, scan, tmp_path, *rows, columns=MAP, days=days).code == 0
    assert responses(scan)[0]["day"] == "2026-11-02"


@pytest.mark.parametrize("cell", ["C;D;", "3,0", "3,5", "B, C", "3 - D", "AO03"])
def test_two_answers_and_fractions_are_refused_with_their_cell(run, scan, tmp_path, cell):
    ended = taken(run, scan, tmp_path, [*MAP], ["2026-11-22", "lead", cell, "3"], columns=MAP)
    assert f"e.csv:2:3: “S1-1 = {cell}” is not an answer." in ended.err


def test_a_cell_may_say_that_a_question_was_left_open(run, scan, tmp_path):
    rows = ([*MAP], ["2026-11-22", "lead", "N/A", "3"])
    assert taken(run, scan, tmp_path, *rows, columns=MAP, values={"N/A": "-"}).code == 0
    assert set(responses(scan)[0]["answers"]) == {"S1-2"}


def test_what_stands_beside_a_question_is_proposed_as_its_note(run, scan, tmp_path):
    heads = ["Tijdstempel", "Doelgroep", "S1-1", "Toelichting", "S1-2", "Toelichting2", "S1-3"]
    heads += ["S1-3[comment]", "S11Time"]
    row = ["2026-11-22", "lead", "3", "a", "3", "b", "", "", "3.1"]
    told, _ = proposed(run, scan, as_csv(tmp_path / "e.csv", [heads, row]))
    columns = json.loads(told.out)["files"][0]["proposal"]["columns"]
    assert [*columns.values()] == [
        "day", "audience", "S1-1", "S1-1 note", "S1-2", "S1-2 note", "S1-3", "S1-3 note", "ignore",
    ]  # fmt: skip


def test_a_day_that_was_never_recorded_is_asked_for(run, scan, tmp_path):
    heads, row = lime_codes("nl")
    told, _ = proposed(
        run, scan, as_csv(tmp_path / "e.csv", [heads, [row[0], "1980-01-01 00:00:00", *row[2:]]])
    )
    proposal = json.loads(told.out)["files"][0]["proposal"]
    assert (proposal["columns"]["submitdate"], proposal["rows"]["day"]) == ("ignore", "?")


# -- how it is told -------------------------------------------------------------------------------


def test_a_rehearsal_shows_the_proposal_and_writes_nothing(run, scan, tmp_path):
    file = as_csv(tmp_path / "e.csv", google("en"))
    before = content(scan)
    ended = run("collect", file, "-w", scan, "--dry-run")
    assert ended.code == 1
    assert '  "Timestamp": "day"' in ended.out
    assert "Without --dry-run, this proposal goes into collect-map.yaml" in ended.out
    told = json.loads(run("collect", file, "-w", scan, "--dry-run", "--json").out)
    assert told["files"][0]["proposal"]["file"] is None
    assert content(scan) == before
    told = json.loads(run("collect", file, "-w", scan, "--json").out)
    assert told["files"][0]["proposal"]["file"] == str(scan / "collect-map.yaml")
    assert (scan / "collect-map.yaml").exists()


def test_each_kind_of_export_gets_its_own_proposal(run, scan, tmp_path):
    files = [as_csv(tmp_path / f"{n}.csv", google("en")) for n in range(2)]
    files.append(as_csv(tmp_path / "l.csv", lime_full("en")))
    told = json.loads(run("collect", *files, "-w", scan, "--json").out)
    names = [each["proposal"]["file"] for each in told["files"]]
    one, two = scan / "collect-map.yaml", scan / "collect-map-2.yaml"
    assert names == [str(one), str(one), str(two)]

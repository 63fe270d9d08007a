"""A form that comes back as a sheet: wrong cells are named, hostile files do no harm."""

import zipfile

import pytest

from scans import make_scan
from servicescan.model.response import Answer, Remark
from servicescan.model.text import Language
from servicescan.problems import BadFiles, Code
from servicescan.storage.exchange import collect
from servicescan.storage.forms_sheet import parse_form_sheet
from servicescan.storage.sheets import read_sheets

KEYS = ["id", "answer", "note", "reason", "quote", "evidence", "fingerprint"]


def form(*rows, **told):
    """The cells of a form in Dutch; ``told`` changes what its hidden row says."""
    said = {
        "servicescan": "1",
        "questionnaire": "sound",
        "version": "1",
        "audience": "front",
        "language": "nl",
        "day": "2026-11-22",
        "word dk": "weet ik niet",
        "word na": "niet van toepassing",
        "word yes": "mag",
        "word shown": "zelf gezien",
    } | told
    return [[part for pair in said.items() for part in pair], KEYS, ["", "Vraag"], *map(list, rows)]


def read(sound, *rows, **told):
    return parse_form_sheet(form(*rows, **told), "form.xlsx [Vragen]", sound)


def problem_of(sound, *rows, **told):
    table = read(sound, *rows, **told)
    assert table.rows == []
    (problem,) = table.problems
    return problem


def answers_of(sound, *rows):
    table = read(sound, *rows)
    assert table.problems == []
    return table.rows[0].response


def test_words_of_the_form_are_understood(sound):
    response = answers_of(
        sound,
        ["code", "7K2M-4XW9"],
        ["unit", "Noord"],
        ["S1-1", "3", "Zo gaat het", "", "mag", "zelf gezien", "abc"],
        ["S1-2", "Weet ik niet"],
        ["S1-3", "niet van toepassing", "", "bestaat niet"],
        ["B1", "", "later meer"],
    )
    assert response.respondent.code == "7k2m-4xw9"
    assert response.respondent.unit == "Noord"
    assert response.answers["S1-1"] == Answer(
        level=3, note="Zo gaat het", quote=True, evidence="shown", fingerprint="abc"
    )
    assert [str(a.status) for a in response.answers.values()] == [
        "level",
        "dont_know",
        "not_applicable",
    ]
    assert response.waiting == {"B1": Remark(note="later meer")}


@pytest.mark.parametrize("typed", ["1 (gisteren)", "6", "3,5", "3.5", "=1+2", "drie", "-1"])
def test_what_is_no_level_is_refused_by_its_cell(sound, typed):
    problem = problem_of(sound, ["S1-1", typed])
    assert problem.code is Code.LEVEL_OUT_OF_RANGE
    assert str(problem.location) == "form.xlsx [Vragen]:4:2"


def test_not_applicable_needs_a_reason(sound):
    problem = problem_of(sound, ["S1-1", "3"], ["S1-2", "niet van toepassing"])
    assert (problem.code, problem.location.line) == (Code.MISSING_REASON, 5)


def test_a_form_without_answers_is_no_response(sound):
    assert problem_of(sound, ["code", "7k2m"]).code is Code.BAD_TABLE


def test_a_citizen_number_is_no_code(sound):
    assert problem_of(sound, ["code", "111222333"], ["S1-1", "3"]).code is Code.BAD_CODE


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"version": "0.9"}, Code.OTHER_VERSION),
        ({"questionnaire": "other"}, Code.OTHER_QUESTIONNAIRE),
        ({"audience": "nobody"}, Code.UNKNOWN_AUDIENCE),
        ({"servicescan": "2"}, Code.NEWER_FORMAT),
        ({"language": "xx"}, Code.MISSING_KEY),
    ],
)
def test_a_form_for_something_else_is_refused(sound, told, code):
    assert problem_of(sound, ["S1-1", "3"], **told).code is code


def test_a_column_that_was_removed_is_missed(sound):
    cells = form(["S1-1", "3"])
    cells[1] = ["id", "answer"]
    table = parse_form_sheet(cells, "form.xlsx", sound)
    assert {problem.code for problem in table.problems} == {Code.MISSING_KEY}


def test_a_day_as_spreadsheets_count_them(sound):
    assert answers_of(sound, ["day", "46348"], ["S1-1", "3"]).day == "2026-11-22"


def test_the_same_answers_get_the_same_code_and_others_another(sound):
    one, same, other = (
        answers_of(sound, ["S1-1", level]).respondent.code for level in ("3", "3", "4")
    )
    assert one == same != other


# -- files ----------------------------------------------------------------------------------------

BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
)
LINKS = '<x><Relationship Id="r1" Target="worksheets/sheet1.xml"/></x>'


@pytest.fixture
def xlsx(tmp_path):
    """An XLSX file with this in its sheet."""

    def write(rows, *, head="", links=LINKS, **parts):
        path = tmp_path / "form.xlsx"
        sheet = (
            f'{head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{rows}</sheetData></worksheet>"
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", BOOK)
            archive.writestr("xl/_rels/workbook.xml.rels", links)
            archive.writestr("xl/worksheets/sheet1.xml", sheet)
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    return write


def test_cells_are_read_as_they_stand(xlsx):
    path = xlsx(
        '<row><c r="A1"><v>3</v></c><c r="C1"><v>3.5</v></c><c r="B1" t="str"><v>x</v></c></row>'
        '<row><c r="A3" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
        '<c r="B3"><f>1+2</f><v>3</v></c><c r="C3"><v>1E+2</v></c></row>'
    )
    assert read_sheets(path) == {"A": [["3", "x", "3.5"], [], ["ab", "=1+2", "100"]]}


@pytest.mark.parametrize(
    "rows",
    [
        '<c r="A0"><v>1</v></c>',
        "<c><v>1</v></c>",
        '<c r="A1" t="s"><v>7</v></c>',
        '<c r="A1"><v>x</v></c>',
        "<",
    ],
)
def test_a_sheet_that_is_put_together_wrongly_is_refused(xlsx, rows):
    with pytest.raises(BadFiles) as bad:
        read_sheets(xlsx(rows))
    assert bad.value.problems[0].code is Code.BAD_TABLE


def test_definitions_in_a_part_are_refused(xlsx):
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(BadFiles):
        read_sheets(xlsx('<c r="A1" t="str"><v>&a;</v></c>', head=entity))


def test_a_bomb_is_refused_before_it_is_unpacked(xlsx):
    with pytest.raises(BadFiles) as bad:
        read_sheets(xlsx("", bomb="0" * 40_000_000))
    assert bad.value.problems[0].code is Code.TOO_LARGE


def test_cells_far_away_cost_nothing(xlsx):
    assert read_sheets(xlsx('<c r="XFD1048576"><v>1</v></c><c r="A1"><v>2</v></c>')) == {
        "A": [["2"]]
    }


def test_a_link_to_elsewhere_is_not_followed(xlsx):
    link = '<x><Relationship Id="r1" TargetMode="External" Target="file:///etc/passwd"/></x>'
    with pytest.raises(BadFiles):
        read_sheets(xlsx("", links=link))


def test_other_spreadsheets_and_damaged_ones_are_refused_by_collect(xlsx, sound, tmp_path):
    scan = make_scan(tmp_path / "scan")
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(b"PK\x03\x04 and nothing more")
    for path in (xlsx('<c r="A1"><v>2</v></c>'), damaged):
        (delivery,) = collect([path], scan, sound, Language.NL)
        assert (delivery.taken, len(delivery.problems)) == ([], 1)

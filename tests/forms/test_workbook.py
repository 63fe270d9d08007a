"""The locked sheet: safe to open, hard to spoil, and what comes back is what was meant."""

import datetime
import io
import sys
from dataclasses import replace

import openpyxl
import pytest

import builders
import scans
from servicescan.forms.blank import Blank
from servicescan.forms.workbook import render_workbook
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.scoring.assess import assess
from servicescan.storage.exchange import collect
from servicescan.storage.forms_sheet import is_form_sheet, parse_form_sheet
from servicescan.storage.sheets import read_sheets
from servicescan.storage.workspace import read_responses

FILLED = ("answer", "reason", "note", "quote", "evidence")
#: what a list of the English form offers, for what it means
ENGLISH = {
    "dk": "don’t know",
    "na": "not applicable",
    "yes": "may be quoted",
    "none": "",
    "told": "I have heard it from others",
    "shown": "I have seen it myself",
    "data": "there are figures or documents",
}


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def question_sheet(book):
    return book.worksheets[1]


@pytest.fixture
def sheet(blank):
    return question_sheet(opened(render_workbook(blank, Language.NL)))


def columns(sheet):
    return {sheet.cell(2, column).value: column for column in range(1, sheet.max_column + 1)}


def rows(sheet):
    return {sheet.cell(row, 1).value: row for row in range(4, sheet.max_row + 1)}


def test_only_the_cells_to_fill_in_can_be_changed(sheet):
    place = columns(sheet)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    free = {(cell.row, cell.column) for cell in cells if not cell.protection.locked}
    answers = {(row, place["answer"]) for id_, row in rows(sheet).items() if id_}
    beside = {
        (row, place[key])
        for id_, row in rows(sheet).items()
        if id_ and "1" in id_
        for key in ("reason", "note", "quote", "evidence")
    }
    assert sheet.protection.sheet
    assert free == answers | beside


def test_answers_come_from_a_list(sheet):
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert '"1,2,3,4,5,weet ik niet,niet van toepassing"' in lists
    assert all(len(each) <= 257 for each in lists)


def test_nothing_in_it_calculates_and_every_anchor_is_in_sight(sheet, blank):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    seen = {cell.value for cell in cells}
    for question in blank.questions:
        assert {text.words["nl"] for text in question.anchors.values()} <= seen


def test_what_is_typed_as_words_stays_words(sheet):
    """A code such as 0012, a note that begins with "=" or "+31"."""
    place, row = columns(sheet), rows(sheet)
    words = [(row["S1-1"], "note"), (row["S1-1"], "reason"), (row["code"], "answer")]
    assert {sheet.cell(line, place[key]).number_format for line, key in words} == {"@"}
    assert sheet.cell(row["S1-1"], place["answer"]).number_format == "General"


def test_words_that_look_like_a_formula_stay_words():
    evil = '=HYPERLINK("http://example.org")'
    question = builders.question("S1-1", help=builders.text(evil))
    tiny = builders.questionnaire(builders.shift("S1", question))
    blank = Blank(
        questionnaire=tiny,
        workspace=builders.workspace(client="=1+1"),
        audience="front",
        day=datetime.date(2026, 11, 22),
    )
    book = opened(render_workbook(blank, Language.NL))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "=1+1" in {cell.value for cell in found}
    assert {cell.data_type for cell in found} <= {"s", "n"}


def test_the_same_form_has_the_same_bytes_and_names_nobody(blank):
    content = render_workbook(blank, Language.NL)
    assert render_workbook(blank, Language.NL) == content
    properties = opened(content).properties
    assert (properties.creator, properties.lastModifiedBy) == ("servicescan", None)
    assert properties.modified.date() == blank.day


def test_without_the_extra_it_says_how_to_get_it(blank, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UserError, match=r"servicescan\[office\]"):
        render_workbook(blank, Language.NL)


# -- there and back -------------------------------------------------------------------------------


def filled(cells, given, words):
    """A copy of the sheet's cells as this person leaves it."""
    grid = [list(row) for row in cells]
    place = {key: number for number, key in enumerate(grid[1])}

    def write(row, key, value):
        row += [""] * (place[key] + 1 - len(row))
        row[place[key]] = value

    for row in grid[2:]:
        id_ = row[0] if row else ""
        if id_ in ("code", "unit"):
            write(row, "answer", getattr(given, id_))
        for key, value in zip(
            ("answer", "reason", "note", "quote", "evidence"),
            given.cells.get(id_, ()),
            strict=False,
        ):
            write(row, key, value if key in ("reason", "note") else words.get(value, value))
    return grid


def test_two_hundred_random_respondents_come_back_exactly(blank, people, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(render_workbook(blank, Language.NL))
    cells = next(sheet for sheet in read_sheets(path).values() if is_form_sheet(sheet))
    words = {
        key.removeprefix("word "): said
        for key, said in zip(cells[0][::2], cells[0][1::2], strict=True)
        if key.startswith("word ")
    }
    found = []
    for given in people:
        table = parse_form_sheet(filled(cells, given, words), "form", blank.questionnaire)
        assert table.problems == []
        found += [row.response for row in table.rows]
    expected = [given.response for given in people]
    assert found == expected
    settings = replace(scans.workspace(), audiences={"front": builders.Group(invited=200)})
    assert assess(blank.questionnaire, found, settings) == assess(
        blank.questionnaire, expected, settings
    )


def test_a_filled_in_file_is_collected(blank, people, tmp_path):
    folder = scans.make_scan(tmp_path / "scan")
    sent = []
    for given in people[:5]:
        book = opened(render_workbook(blank, Language.EN))
        sheet = question_sheet(book)
        place, row = columns(sheet), rows(sheet)
        sheet.cell(row["code"], place["answer"]).value = given.code.upper()
        sheet.cell(row["unit"], place["answer"]).value = given.unit
        for id_, values in given.cells.items():
            for key, value in zip(FILLED, values, strict=True):
                said = value if key in ("reason", "note") else ENGLISH.get(value, value)
                cell = sheet.cell(row[id_], place[key])
                cell.value = int(said) if key == "answer" and said.isdigit() else said
                if cell.data_type == "f":
                    cell.data_type = "s"
        sent.append(tmp_path / f"{given.code}.xlsx")
        book.save(sent[-1])
    for delivery in collect(sent, folder, blank.questionnaire, Language.NL):
        assert delivery.problems == []
    expected = tuple(replace(each.response, language=Language.EN) for each in people[:5])
    assert read_responses(folder, blank.questionnaire) == expected

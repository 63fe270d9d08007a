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


def fill_in(sheet, given):
    """Every cell to fill in, as this person leaves it."""
    place, row = columns(sheet), rows(sheet)
    for fact in ("code", "unit"):
        sheet.cell(row[fact], place["answer"]).value = getattr(given, fact)
    for id_ in (each for each in row if each and "1" in each):
        for key, value in zip(FILLED, given.cells.get(id_, ("",) * 5), strict=True):
            said = value if key in ("reason", "note") else ENGLISH.get(value, value)
            cell = sheet.cell(row[id_], place[key])
            cell.value = int(said) if key == "answer" and said.isdigit() else said or None
            if cell.data_type == "f":
                cell.data_type = "s"


def test_two_hundred_random_respondents_come_back_exactly(blank, people, tmp_path):
    folder = scans.make_scan(tmp_path / "scan", audiences={"front": builders.Group(invited=200)})
    book = opened(render_workbook(blank, Language.EN))
    sent = [tmp_path / f"{given.code}.xlsx" for given in people]
    for given, path in zip(people, sent, strict=True):
        fill_in(question_sheet(book), given)
        book.save(path)
    for delivery in collect(sent, folder, blank.questionnaire, Language.NL):
        assert delivery.problems == []
    found = read_responses(folder, blank.questionnaire)
    expected = tuple(replace(each.response, language=Language.EN) for each in people)
    assert found == expected
    settings = scans.workspace(audiences={"front": builders.Group(invited=200)})
    assert assess(blank.questionnaire, found, settings) == assess(
        blank.questionnaire, expected, settings
    )

"""The XLSForm, and answers to it as other programs export them."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

import builders
import scans
from servicescan.forms.xlsform import render_xlsform
from servicescan.model.text import Language
from servicescan.problems import Code
from servicescan.scoring.assess import assess
from servicescan.storage.exchange import collect
from servicescan.storage.workspace import read_responses

BESIDE = ("reason", "note", "quote", "evidence")


def survey(blank):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsform(blank, Language.NL)))
    heading, *lines = book["survey"].iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


def test_both_languages_stand_in_one_form_and_every_question_is_asked(blank):
    lines = survey(blank)
    asked = {line["name"] for line in lines if str(line["type"]).startswith("select_one")}
    assert {question.field for question in blank.questions} <= asked
    spoken = [line for line in lines if line["type"] in ("note", "text")]
    for language in ("Nederlands (nl)", "English (en)"):
        assert all(line[f"label::{language}"] for line in spoken)


def test_nothing_is_recorded_about_the_telephone(blank):
    types = {line["type"] for line in survey(blank)}
    assert (
        types & {"start", "end", "deviceid", "username", "phonenumber", "audit", "geopoint"}
        == set()
    )


def fields(blank, separator):
    """Each field that the form itself asks for, and its column in an export; groups come first."""
    found, groups = {}, []
    for line in survey(blank):
        if line["type"] == "begin group":
            groups.append(line["name"])
        elif line["type"] == "end group":
            groups.pop()
        elif line["type"] != "note":
            found[line["name"]] = (line["type"], separator.join([*groups, line["name"]]))
    return found


def offered(blank):
    """The lists of the form, each with what can be chosen."""
    book = openpyxl.load_workbook(io.BytesIO(render_xlsform(blank, Language.NL)))
    return {(name, value) for name, value, *_ in book["choices"].iter_rows(values_only=True)}


def exported(blank, people, separator="/", **changes):
    """What a server gives for these people, who chose what the form offers."""
    columns, choices = fields(blank, separator), offered(blank)
    rows = [["SubmissionDate", *(column for _, column in columns.values()), "_uuid"]]
    facts = {"day": "2026-11-22", "audience": "front", "questionnaire": "sound", "version": "1"}
    for given in people:
        said = facts | changes | {"made_up": "3f2b-aa", "code": given.code}
        said |= {"unit": "_".join(given.unit.split())}
        for id_, (answer, *beside) in given.cells.items():
            field = id_.replace("-", "_")
            said[field] = answer
            said |= {f"{field}_{kind}": each for kind, each in zip(BESIDE, beside, strict=True)}
        for name, value in said.items():
            kind, _, listed = columns[name][0].partition(" ")
            assert kind != "select_one" or not value or (listed, value) in choices
        rows.append(["2026-11-23T10:00:00Z", *(said.get(name, "") for name in columns), "uuid:1"])
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def unmarked(response):
    return {id_: replace(answer, fingerprint="") for id_, answer in response.answers.items()}


@pytest.mark.parametrize("separator", ["/", "-"], ids=["KoboToolbox", "ODK Central"])
def test_two_hundred_random_respondents_come_back_exactly(blank, people, tmp_path, separator):
    folder = scans.make_scan(tmp_path / "scan", audiences={"front": builders.Group(invited=200)})
    path = tmp_path / "export.csv"
    path.write_text(exported(blank, people, separator), "utf-8")
    (delivery,) = collect([path], folder, blank.questionnaire, Language.NL)
    assert delivery.problems == []
    found = read_responses(folder, blank.questionnaire)
    # an export does not say which wording was on the screen
    expected = [replace(given.response, answers=unmarked(given.response)) for given in people]
    assert list(found) == expected
    settings = scans.workspace(audiences={"front": builders.Group(invited=200)})
    assert assess(blank.questionnaire, found, settings) == assess(
        blank.questionnaire, expected, settings
    )


def test_answers_to_another_version_are_refused_by_row_and_column(blank, people, tmp_path):
    folder = scans.make_scan(tmp_path / "scan")
    path = tmp_path / "export.csv"
    path.write_text(exported(blank, people[:1], version="0.9"), "utf-8")
    (delivery,) = collect([path], folder, blank.questionnaire, Language.NL)
    (problem,) = delivery.problems
    assert (problem.code, problem.location.line, problem.location.column) == (
        Code.OTHER_VERSION,
        2,
        5,
    )

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


def exported(people, separator="/", **changes):
    """What a server gives for these people; groups stand before the names of fields."""
    fields = [id_ for given in people for id_ in given.cells]
    ids = list(dict.fromkeys(fields))
    heading = ["SubmissionDate", "day", "audience", "questionnaire", "version", "made_up", "code"]
    heading += ["unit", "invitation", "_uuid"]
    for id_ in ids:
        field = id_.replace("-", "_")
        names = [field, *(f"{field}_{kind}" for kind in BESIDE)]
        heading += [f"part_1{separator}screen_{field}{separator}{name}" for name in names]
    rows = [heading]
    for given in people:
        facts = {"audience": "front", "questionnaire": "sound", "version": "1"} | changes
        row = ["2026-11-23T10:00:00Z", "2026-11-22", *facts.values(), "3f2b-aa", given.code]
        row += ["_".join(given.unit.split()), "", "uuid:1"]
        for id_ in ids:
            answer, *beside = given.cells.get(id_, ("",) * 5)
            row += [answer, *beside]
        rows.append(row)
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def unmarked(response):
    return {id_: replace(answer, fingerprint="") for id_, answer in response.answers.items()}


@pytest.mark.parametrize("separator", ["/", "-"], ids=["KoboToolbox", "ODK Central"])
def test_two_hundred_random_respondents_come_back_exactly(blank, people, tmp_path, separator):
    folder = scans.make_scan(tmp_path / "scan", audiences={"front": builders.Group(invited=200)})
    path = tmp_path / "export.csv"
    path.write_text(exported(people, separator), "utf-8")
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
    path.write_text(exported(people[:1], version="0.9"), "utf-8")
    (delivery,) = collect([path], folder, blank.questionnaire, Language.NL)
    (problem,) = delivery.problems
    assert (problem.code, problem.location.line, problem.location.column) == (
        Code.OTHER_VERSION,
        2,
        5,
    )

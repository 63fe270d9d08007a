"""Faults that comparable programs have shipped: each has a test that would catch it here.

``FAULTS`` names the tests that stand with the code they are about; the others follow, by number.
"""

import datetime
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import scans
from builders import OPEN, question, questionnaire, responses, shift, workspace
from schemas import breaches
from servicescan.i18n import rounded
from servicescan.model.assessment import Agreement
from servicescan.model.text import Language
from servicescan.model.workspace import Form
from servicescan.problems import BadFiles, UserError
from servicescan.report import report_html, theme
from servicescan.report.html import render_page
from servicescan.scoring.agreement import agreement, spread
from servicescan.scoring.assess import assess
from servicescan.scoring.levels import border, level
from servicescan.storage.demo import create_demo
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.questionnaires import check_questionnaire, schemas
from servicescan.storage.responses import parse_responses
from servicescan.storage.workspace import read_responses, read_scan

DAY = datetime.date(2026, 11, 22)
TESTS = Path(__file__).parent
QUESTIONNAIRES = TESTS.parent / "questionnaires"

#: fault -> (what went wrong elsewhere, how the tests outside this file begin)
FAULTS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "an answer to a question that was not put still scores",
        ("storage/test_broken.py::test_broken_example_has_exactly_its_one_problem",),
    ),
    2: (
        "skipped counts as 0, or level 1 as unanswered",
        ("scoring/test_properties.py::test_dont_know_never_moves_a_score",),
    ),
    3: (
        "skipped questions cannot be seen in the report; a draft passes for complete",
        ("cli/test_status.py::test_counts_per_group_and_what_is_missing",),
    ),
    4: ("a chart and the answers disagree", ()),
    5: (
        "a decimal comma makes 33 of 0,33; YAML makes False of No",
        (
            "storage/test_marked_yaml.py::test_every_scalar_stays_the_text_that_was_typed",
            "storage/test_exchange.py::test_what_is_no_answer_is_refused_and_never_rounded",
        ),
    ),
    6: ("weights hidden in answers", ()),
    7: (
        "a text names a question number that nobody sees",
        ("report/test_html.py::test_every_advice_names_the_answers_behind_it",),
    ),
    8: (
        "a stored total differs from its parts",
        ("storage/test_responses.py::test_changed_answers_do_not_match_the_control_total",),
    ),
    9: ("bands with holes or overlaps", ("scoring/test_properties.py::test_label_is_monotone",)),
    10: ("two stores of one truth", ()),
    11: (
        "the report is empty in the second language",
        ("test_translations.py::test_every_word_has_its_dutch",),
    ),
    12: (
        "a colleague cannot open the export",
        ("cli/test_collect.py::test_refusals_name_file_row_and_column_and_the_rest_is_taken",),
    ),
    13: (
        "a login name leaks into the report",
        ("cli/test_privacy.py::test_nothing_that_goes_out_names_a_person_a_path_or_a",),
    ),
    14: (
        "schema and program disagree",
        (
            "storage/test_questionnaires.py::test_schemas_for_editors_are_those_of_the_model",
            "cli/test_results.py::test_it_fits_its_schema_down_to_the_last_field",
        ),
    ),
    15: (
        "a template runs code or fetches",
        (
            "report/test_pdf.py::test_nothing_outside_the_theme_is_read",
            "report/test_html.py::test_what_a_user_wrote_is_shown_and_never_interpreted",
        ),
    ),
    16: (
        "a draft cannot be reached again",
        ("cli/test_interview.py::test_breaking_off_keeps_what_was_answered_and_resumes_at",),
    ),
    # the forms themselves are tested where they are made
    17: (
        "a form of free formulas breaks at every release",
        ("storage/test_exchange.py::test_what_a_spreadsheet_would_run_is_only_words_here",),
    ),
    18: ("one mean hides the parts", ()),
}


def test_every_fault_of_the_list_has_a_test_that_exists():
    assert sorted(FAULTS) == list(range(1, 19))
    here = Path(__file__).read_text("utf-8")
    for number, (_, elsewhere) in FAULTS.items():
        assert elsewhere or f"def test_{number:02}_" in here, number
        for reference in elsewhere:
            path, name = reference.split("::")
            assert f"def {name}" in (TESTS / path).read_text("utf-8"), reference


@pytest.fixture(scope="module", params=list(Language))
def demo(request, tmp_path_factory):
    """The worked example in one language: folder, scan, responses, assessment and report."""
    folder = tmp_path_factory.mktemp("peers") / "demo"
    create_demo(folder, request.param)
    scan = read_scan(folder)
    people = read_responses(folder, scan.questionnaire)
    found = assess(scan.questionnaire, people, scan.workspace)
    page = report_html(found, scan.questionnaire, scan.workspace, language=request.param, day=DAY)
    return folder, scan, found, page


def levels_on_disk(folder):
    """Question -> answers per level, straight from the files and past our own reading."""
    counts = {}
    for path in (folder / "responses").glob("*.json"):
        for id_, answer in json.loads(path.read_text("utf-8"))["answers"].items():
            if "level" in answer:
                counts.setdefault(id_, Counter())[answer["level"]] += 1
    return counts


# -- answers and scores ---------------------------------------------------------------------------


def test_01_an_answer_outside_the_quick_set_scores_nothing():
    asked = [question("S1-1", quick=True), question("S1-2", quick=True), question("S1-3")]
    tiny = questionnaire(shift("S1", *asked))
    quick = workspace(OPEN, form=Form.QUICK)
    with_, without = (responses(f"S1-1 S1-2 S1-3\nfront*6 2 3 {last}") for last in (5, "-"))
    assert assess(tiny, with_, quick) == assess(tiny, without, quick)
    assert "S1-3" not in assess(tiny, with_, quick).questions


def test_02_all_at_level_one_is_a_score_of_one_and_pulls_its_domain_down():
    tiny = questionnaire(shift("S1"), shift("S2"))
    table = "S1-1 S1-2 S1-3 S2-1 S2-2 S2-3\nfront*6 1 1 1 3 3 3"
    found = assess(tiny, responses(table), workspace(OPEN))
    lowest, other = found.shifts
    assert (lowest.figure.value, lowest.level, lowest.figure.n) == (1, 1, 6)
    assert (lowest.tally.answered, lowest.tally.unanswered) == (18, 0)
    assert other.figure.value == 3
    assert next(d for d in found.domains if d.id == "hr").figure.value is not None
    overall = [tier.figure.value for tier in found.tiers if tier.figure.value is not None]
    assert overall == [2]


def test_02_skipped_questions_are_no_part_of_the_mean_nor_of_its_divisor():
    tiny = questionnaire(shift("S1", *(question(f"S1-{n}") for n in (1, 2, 3, 4))))
    found = assess(tiny, responses("S1-1 S1-2 S1-3 S1-4\nfront*6 2 3 4 -"), workspace(OPEN))
    (only,) = found.shifts
    assert (only.figure.value, only.scored, only.questions) == (3, 3, 4)
    assert only.tally.unanswered == 6


def test_03_each_question_that_someone_left_open_stands_in_the_report(demo):
    _, _, found, page = demo
    listed = page.split('id="open"')[1].split("</section>")[0]
    rows = dict(re.findall(r'<th scope="row">([\w-]+)</th>.*?>(\d+)</td></tr>', listed))
    tallies = {id_: score.tally for id_, score in found.questions.items() if score.tally}
    left_open = {id_: each.unanswered for id_, each in tallies.items() if each.unanswered}
    assert left_open
    assert {id_: int(rows[id_]) for id_ in left_open} == left_open


def test_04_every_bar_of_answers_agrees_with_the_answer_files(demo):
    folder, _, found, page = demo
    on_disk = levels_on_disk(folder)
    counts = ", ".join(rf"{number}: (\d+)" for number in range(1, 6))
    bars = re.findall(rf"<title>([\w-]+): [^<:]*? {counts}", page)
    shown = {id_ for id_, score in found.questions.items() if score.distribution}
    assert {id_ for id_, *_ in bars} == shown
    for id_, *counts in bars:
        assert [*map(int, counts)] == [on_disk[id_][number] for number in range(1, 6)], id_
        assert sum(map(int, counts)) == found.questions[id_].figure.n


@pytest.mark.parametrize("written", ["3,5", "0,33", "1.000,5"])
def test_05_a_decimal_comma_is_never_read_as_a_larger_number(tmp_path, written):
    folder = scans.make_scan(tmp_path / "scan")
    path = folder / "servicescan.yaml"
    target = f"targets: {{S1: '{written}'}}"
    settings = path.read_text("utf-8").replace("# targets: {S1: 3}", target)
    assert written in settings
    path.write_text(settings, "utf-8")
    with pytest.raises(BadFiles) as refusal:
        read_scan(folder)
    (problem,) = refusal.value.problems
    assert problem.code.word == "wrong-value"
    assert problem.location.line == settings[: settings.index(written)].count("\n") + 1


def test_06_weights_stand_in_the_questionnaire_and_in_no_answer_file(demo):
    folder, *_ = demo
    keys = set()
    for path in (folder / "responses").glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        keys |= content.keys() | {key for answer in content["answers"].values() for key in answer}
    assert not keys & {"weight", "weights", "score", "points", "value"}
    people = responses("S1-1 S1-2 S1-3\nfront*6 1 1 5")
    plain, heavy = (
        questionnaire(shift("S1", question("S1-1"), question("S1-2"), question("S1-3", weight=w)))
        for w in (Fraction(1), Fraction(2))
    )
    scores = [assess(q, people, workspace(OPEN)).shifts[0].figure.value for q in (plain, heavy)]
    assert scores == [Fraction(7, 3), 3]


def test_07_every_id_in_the_report_is_one_that_the_appendix_explains(demo):
    _, scan, _, page = demo
    appendix = page.split('id="appendix"')[1]
    words = re.sub(r"<[^>]+>", " ", page)
    named = set(re.findall(r"\b(?:S\d{1,2}-\d|[BC]\d{1,2})\b", words))
    assert len(named) == len(scan.questionnaire.questions)
    assert all(re.search(rf"</span>{id_} \w", appendix) for id_ in named)


@pytest.mark.parametrize("extra", ['"score": 4', '"total": 12', '"weight": 3'])
def test_08_a_result_inside_an_answer_file_is_refused_and_never_believed(sound, extra):
    text = """{"questionnaire": "sound", "version": "1", "day": "2026-11-22", %s,
        "respondent": {"code": "7k2m", "audience": "lead"}, "answers": {"S1-1": {"level": 3}}}"""
    with pytest.raises(BadFiles, match="is not known here"):
        list(parse_responses(text % extra, "in.json", sound))


def test_09_levels_and_words_have_no_hole_and_no_overlap():
    every = [Fraction(hundredths, 100) for hundredths in range(100, 501)]
    labels = [level(score, [score]) for score in every]
    assert labels == [hundredths // 100 for hundredths in range(100, 501)]
    for low in every[::7]:
        found = border(float(low), float(low) + 0.995)
        assert found is None or low <= found <= low + 1


def test_09_each_spread_has_one_word_and_wider_never_sounds_closer():
    order = [Agreement.AGREED, Agreement.VARIED, Agreement.DIVIDED]
    seen = []
    for far in range(25):
        for near in range(25):
            counts = (far, near, 8, near, far)
            deviation, word = spread(counts), agreement(counts)
            assert deviation is not None
            printed = rounded(deviation)
            assert word is order[(printed > Decimal("0.7")) + (printed > Decimal("1.1"))]
            seen.append((deviation, order.index(word)))
    assert [place for _, place in sorted(seen)] == sorted(place for _, place in seen)
    assert {place for _, place in seen} == {0, 1, 2}


# -- files and reports ----------------------------------------------------------------------------


def test_10_figures_come_from_the_answer_files_alone(demo, tmp_path):
    """Nothing is kept between two looks: a folder of settings and responses is the whole scan."""
    folder, scan, found, _ = demo
    bare = tmp_path / "bare"
    (bare / "responses").mkdir(parents=True)
    for path in (folder / "servicescan.yaml", *(folder / "responses").glob("*.json")):
        (bare / path.relative_to(folder)).write_bytes(path.read_bytes())
    before = scans.content(bare)
    again = read_scan(bare)
    people = read_responses(bare, again.questionnaire)
    assert assess(again.questionnaire, people, again.workspace) == found
    assert scans.content(bare) == before
    assert scan.workspace == again.workspace


def test_11_every_section_has_words_in_every_language(demo):
    *_, page = demo
    sections = re.findall(r"<section\b[^>]*>(.*?)</section>", page, re.DOTALL)
    assert len(sections) > 30
    for section in sections:
        words = re.sub(r"<[^>]+>", " ", section).split()
        assert len(words) > 20, section[:200]
        for heading in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", section, re.DOTALL):
            assert re.sub(r"<[^>]+>", "", heading).strip(), section[:200]


def test_12_a_colleague_gets_the_same_outcome_from_the_files(demo, tmp_path):
    """Written here, read in another folder by the same rules, under another name of the client."""
    folder, scan, found, _ = demo
    copied = [
        one
        for path in (folder / "responses").glob("*.json")
        for one in parse_responses(path.read_text("utf-8"), path.name, scan.questionnaire)
    ]
    scans.save(tmp_path, copied)
    there = read_responses_of(tmp_path, scan)
    assert assess(scan.questionnaire, there, replace(scan.workspace, client="Other")) == found


def read_responses_of(folder, scan):
    (folder / "servicescan.yaml").write_text(
        f"questionnaire: {scan.questionnaire.id}\nversion: '{scan.questionnaire.version}'\n"
        "client: Other\nlanguage: en\naudiences: {leadership: {}}\n",
        "utf-8",
    )
    return read_responses(folder, scan.questionnaire)


def plain(value):
    """YAML as an editor hands it to a schema: numbers and truth are no longer text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if value in ("true", "false"):
        return value == "true"
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d+", value) else value


def judged(path, name):
    """What the schema for editors says about a file."""
    whole = schemas()[name]
    return breaches(plain(read_document(path).value), whole, whole)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in QUESTIONNAIRES.rglob("*.yaml") if "demo" not in path.parts),
    ids=lambda path: path.name,
)
def test_14_what_ships_is_right_for_the_program_and_for_editors(path):
    assert judged(path, schema_of(path)) == []
    folder = path.parent.parent if path.parent.name == "shifts" else path.parent
    assert check_questionnaire(folder)[1] == []


def schema_of(path):
    if path.parent.name == "shifts":
        return "shift.schema.json"
    return "questionnaire.schema.json" if path.stem == "questionnaire" else "lens.schema.json"


#: problems of shape: those of meaning (an id that nobody has) no schema can see
SHAPE = ("unknown-key", "missing-key", "wrong-type", "wrong-value", "missing-language")


@pytest.mark.parametrize("example", SHAPE)
def test_14_what_the_program_refuses_in_shape_editors_refuse_too(example):
    folder = TESTS / "broken" / example
    files = [path for path in folder.rglob("*.yaml") if path.name != "servicescan.yaml"]
    assert any(judged(path, schema_of(path)) for path in files)
    assert check_questionnaire(folder)[1]


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.append.__globals__ }}",
        "{% set _ = words.append('x') %}",
    ],
)
def test_15_a_template_reaches_nothing_outside_its_values(tmp_path, code):
    (tmp_path / "page.html.j2").write_text(code, "utf-8")
    with pytest.raises(UserError, match="is unsafe"):
        render_page("page.html.j2", {"words": ["a"]}, Language.EN, tmp_path)


def test_15_the_shipped_templates_name_no_address_to_fetch():
    for path in theme().rglob("*.j2"):
        assert not re.search(r'(?:src|href)="(?!#|report\.css|data:|\{\{)', path.read_text("utf-8"))


def test_18_a_mean_names_its_rule_and_shows_its_parts(demo):
    _, scan, found, page = demo
    rule = {
        Language.NL: "Eerst het gemiddelde per doelgroep, dan het gemiddelde van de doelgroepen",
        Language.EN: "First the mean per audience, then the mean of the audiences",
    }[scan.workspace.language]
    assert rule in page
    appendix = page.split('id="appendix"')[1]
    for id_, score in found.questions.items():
        item = appendix.split(f"</span>{id_} ")[1].split("</div>")[0]
        parts = {figure.n for figure in score.by_audience.values() if figure.value is not None}
        assert all(f"({n})" in item for n in parts), id_

"""One large table: the same figures as its rows one by one, and every wrong cell named."""

import json
import random
from dataclasses import replace

import pytest

from scans import make_scan
from servicescan.model.assessment import Withheld
from servicescan.model.questionnaire import Seat
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group, Thresholds, Workspace
from servicescan.problems import BadFiles, Code
from servicescan.scoring.answers import Answers
from servicescan.scoring.assess import Outcome
from servicescan.scoring.survey import Survey, assess_survey, groups_of, mirrors_of
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.survey_table import SurveyTable
from servicescan.storage.tables import parse_table

FIFTY = Thresholds(mean=50, distribution=50, comments=50, visible_group=50)
CELLS = ["1", "2", "3", "3", "4", "5", "dk", "na: no", ""]


@pytest.fixture(scope="module")
def questionnaire():
    return read_questionnaire("service-excellence")


def table(questionnaire, sizes, seed=1):
    """Random answers, each group to what it is asked."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = [",".join(["code", "audience", "day", *(q.id for q in questionnaire.questions)])]
    for audience, size in sizes.items():
        for number in range(size):
            cells = [
                chance.choice(CELLS) if audience in q.audiences else ""
                for q in questionnaire.questions
            ]
            lines.append(",".join([f"{audience[:2]}{number}", audience, "2026-11-22", *cells]))
    return "\n".join(lines)


def counted(path, questionnaire, workspace):
    rows = SurveyTable(path, questionnaire, workspace.form)
    form = workspace.form
    counts = rows.counts(groups_of(questionnaire, form), mirrors_of(questionnaire, form))
    return assess_survey(Survey(questionnaire, counts, workspace))


def same(one, other):
    assert (one.value, one.n, one.withheld) == (other.value, other.n, other.withheld)
    assert one.low == pytest.approx(other.low, abs=1e-9)
    assert one.high == pytest.approx(other.high, abs=1e-9)


@pytest.mark.parametrize("form", Form)
def test_every_figure_is_that_of_the_rows_one_by_one(questionnaire, tmp_path, form):
    sizes = {"leadership": 60, "hr": 30, "process_owner": 70, "front_line": 120, "partner": 55}
    workspace = Workspace(
        questionnaire="service-excellence",
        version="1.0.0",
        client="Groot",
        language=Language.NL,
        audiences={id_: Group(invited=3 * size) for id_, size in sizes.items()},
        form=form,
        thresholds=FIFTY,
    )
    words = table(questionnaire, sizes)
    path = tmp_path / "answers.csv"
    path.write_text(words)
    found = counted(path, questionnaire, workspace)
    rows = parse_table(words, "answers.csv", questionnaire, {"language": "nl"})
    people = [row.response for row in rows.rows]
    expected = Outcome(Answers(questionnaire, people, workspace)).unaudited()
    for id_, score in expected.questions.items():
        same(found.questions[id_].figure, score.figure)
        for audience, figure in score.by_audience.items():
            same(found.questions[id_].by_audience[audience], figure)
        plain = replace(found.questions[id_], figure=score.figure, by_audience=score.by_audience)
        assert replace(plain, evidence=score.evidence) == score
    for mine, theirs in zip(found.shifts, expected.shifts, strict=True):
        same(mine.figure, theirs.figure)
        for audience, figure in theirs.by_audience.items():
            same(mine.by_audience[audience], figure)
        for part, other in zip(mine.by_domain, theirs.by_domain, strict=True):
            same(part.figure, other.figure)
        drawn = {"figure": theirs.figure, "by_domain": theirs.by_domain, "border": theirs.border}
        assert replace(mine, **drawn) == theirs
    for name in ("domains", "tiers", "elements"):
        for mine, theirs in zip(getattr(found, name), getattr(expected, name), strict=True):
            same(mine.figure, theirs.figure)
    for name in ("participation", "firmest", "order", "advice", "respondents", "tally"):
        assert getattr(found, name) == getattr(expected, name)
    assert found.attention.shifts == expected.attention.shifts


EVERYBODY = {"leadership": 110, "hr": 105, "process_owner": 100, "front_line": 130, "partner": 115}


def a_workspace(form=Form.FULL):
    return Workspace(
        questionnaire="service-excellence",
        version="1.0.0",
        client="Groot",
        language=Language.NL,
        audiences={},
        form=form,
        thresholds=FIFTY,
    )


def both_ways(questionnaire, path, words, form=Form.FULL):
    """The assessment of a table, and that of its rows one by one."""
    path.write_text(words)
    rows = parse_table(words, "answers.csv", questionnaire, {"language": "nl"})
    people = [row.response for row in rows.rows]
    expected = Outcome(Answers(questionnaire, people, a_workspace(form))).unaudited()
    return counted(path, questionnaire, a_workspace(form)), expected


@pytest.mark.parametrize("form", Form)
def test_policy_and_practice_lie_as_far_apart_as_person_by_person(questionnaire, tmp_path, form):
    words = table(questionnaire, EVERYBODY, seed=4)
    found, expected = both_ways(questionnaire, tmp_path / "answers.csv", words, form)
    assert any(gap.difference for gap in expected.perception)
    for name in ("perception", "discuss"):
        for mine, theirs in zip(getattr(found, name), getattr(expected, name), strict=True):
            assert mine.low == pytest.approx(theirs.low, abs=1e-9)
            assert mine.high == pytest.approx(theirs.high, abs=1e-9)
            assert replace(mine, low=theirs.low, high=theirs.high) == theirs


def test_a_seat_does_not_give_away_a_group_that_is_hidden(questionnaire, tmp_path):
    words = table(questionnaire, {**EVERYBODY, "hr": 30})
    found, expected = both_ways(questionnaire, tmp_path / "answers.csv", words)
    of_hr = {q.id for q in questionnaire.questions if "hr" in q.audiences}
    hidden = [gap for gap in found.perception if of_hr & {*gap.questions}]
    assert hidden
    assert all(gap.difference is gap.policy.value is gap.pairs is None for gap in hidden)
    assert {gap.policy.withheld for gap in hidden} == {Withheld.PROTECTS_OTHERS}
    assert any(expected.perception[found.perception.index(gap)].difference for gap in hidden)
    assert any(gap.difference for gap in found.perception if gap not in hidden)
    assert not any(of_hr & {*gap.questions} for gap in found.discuss)


def test_a_question_that_one_seat_left_open_is_not_compared(questionnaire, tmp_path):
    mirror, *_ = mirrors_of(questionnaire, Form.FULL)
    seats = {audience.id: audience.seat for audience in questionnaire.audiences}
    heading, *lines = table(questionnaire, EVERYBODY).split("\n")
    place = heading.split(",").index(mirror[0])
    cells = [line.split(",") for line in lines]
    opened = [
        [*row[:place], "", *row[place + 1 :]] if seats[row[1]] is Seat.PRACTICE else row
        for row in cells
    ]
    words = "\n".join([heading, *(",".join(row) for row in opened)])
    found, expected = both_ways(questionnaire, tmp_path / "answers.csv", words)
    (mine,) = [gap for gap in found.perception if mirror[1] in gap.questions]
    (theirs,) = [gap for gap in expected.perception if mirror[1] in gap.questions]
    assert mine.questions == theirs.questions == mirror[1:]
    assert mine.difference == theirs.difference


def test_groups_of_fewer_than_fifty_stay_hidden(questionnaire, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(table(questionnaire, {"leadership": 49, "front_line": 200}))
    workspace = Workspace(
        questionnaire="service-excellence",
        version="1.0.0",
        client="Groot",
        language=Language.NL,
        audiences={},
    )
    found = counted(path, questionnaire, workspace)
    leaders = [s.by_audience["leadership"] for s in found.shifts if "leadership" in s.by_audience]
    assert leaders
    assert all(figure.value is None for figure in leaders)
    assert all(shift.figure.n >= 50 for shift in found.shifts if shift.figure.value)


def test_one_answer_of_an_audience_leaves_no_margin(questionnaire, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(table(questionnaire, {"front_line": 200}) + "\nx1,leadership,2026-11-22,,,,1")
    workspace = Workspace(
        questionnaire="service-excellence",
        version="1.0.0",
        client="Groot",
        language=Language.NL,
        audiences={},
    )
    first = counted(path, questionnaire, workspace).shifts[0].figure
    assert first.value is not None
    assert first.low is None


@pytest.mark.parametrize("silent", [{"leadership"}, {"leadership", "front_line"}])
def test_a_question_left_open_moves_no_margin(questionnaire, tmp_path, silent):
    """By all of one audience, or by everybody."""
    (first, *_) = [q for q in questionnaire.shifts[0].questions if "leadership" in q.audiences]
    heading, *lines = table(questionnaire, {"leadership": 60, "front_line": 200}).split("\n")
    place = heading.split(",").index(first.id)
    cells = [line.split(",") for line in lines]
    opened = [[*row[:place], "", *row[place + 1 :]] if row[1] in silent else row for row in cells]
    words = "\n".join([heading, *(",".join(row) for row in opened)])
    path = tmp_path / "answers.csv"
    path.write_text(words)
    workspace = Workspace(
        questionnaire="service-excellence",
        version="1.0.0",
        client="Groot",
        language=Language.NL,
        audiences={},
        thresholds=FIFTY,
    )
    rows = parse_table(words, "answers.csv", questionnaire, {"language": "nl"})
    people = [row.response for row in rows.rows]
    expected = Outcome(Answers(questionnaire, people, workspace)).unaudited().shifts[0].figure
    found = counted(path, questionnaire, workspace).shifts[0].figure
    assert found.low is not None
    same(found, expected)


@pytest.fixture
def scan(tmp_path):
    return make_scan(tmp_path / "scan", language=Language.EN)


def test_a_table_longer_than_its_pieces_is_counted_whole(questionnaire, tmp_path):
    """With line ends inside quotation marks, wherever a piece may end."""
    import polars as pl

    unit = '"Zorg\n""Noord""\n' + 90 * "x" + '"'
    lines = (f"front_line,{unit},{n % 5 + 1},{n % 4 + 1}" for n in range(45_000))
    path = tmp_path / "answers.csv"
    one, two, *_ = [q.id for q in questionnaire.questions if "front_line" in q.audiences]
    path.write_text(f'audience,"unit\n",{one},{two}\n' + "\n".join(lines))
    assert path.stat().st_size > 5_000_000
    heard = []
    rows = SurveyTable(path, questionnaire, Form.FULL, lambda *seen: heard.append(seen))
    counts = rows.counts(groups_of(questionnaire, Form.FULL))
    assert counts.levels[one]["front_line"] == (9_000,) * 5
    assert counts.pairs["front_line"][one, two] == (45_000, 135_000, 112_500, 337_500)
    assert len(heard) > 1
    assert heard[-1] == (45_000, 1.0)
    assert heard == sorted(heard)
    table = pl.read_csv(path)
    table.rename({"unit\n": "unit"}).write_parquet(tmp_path / "answers.parquet")
    other = SurveyTable(tmp_path / "answers.parquet", questionnaire, Form.FULL)
    assert other.counts(groups_of(questionnaire, Form.FULL)) == counts


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_empty_rows_are_nobody(questionnaire, tmp_path, end):
    path = tmp_path / "answers.csv"
    rows = ["\ufeffaudience;S1-1", "front_line;3", "", ";", 'Front line;"4"', "", ""]
    path.write_bytes(end.join(rows).encode())
    counts = SurveyTable(path, questionnaire, Form.FULL).counts([])
    assert counts.people == {"front_line": 2}
    assert counts.levels["S1-1"]["front_line"] == (0, 0, 1, 1, 0)
    path.write_bytes(end.join([*rows, ";5"]).encode())
    with pytest.raises(BadFiles) as refused:
        SurveyTable(path, questionnaire, Form.FULL).counts([])
    assert [problem.code for problem in refused.value.problems] == [Code.UNKNOWN_AUDIENCE]


def test_a_quotation_mark_without_an_end_does_not_fill_the_memory(run, scan, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text('audience,unit,S1-1\nfront,"x,3\n' + "front,y,3\n" * 1_000_000)
    ended = run("survey", path, "-w", scan)
    assert ended.code == 1
    assert "quotation mark" in ended.err


def test_after_twenty_wrong_cells_reading_stops(questionnaire, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("audience,S1-1\n" + "nobody,3\n" * 30)
    with pytest.raises(BadFiles) as refused:
        SurveyTable(path, questionnaire, Form.FULL).counts([])
    assert [problem.location.line for problem in refused.value.problems] == [*range(2, 22)]


def test_answers_of_whom_it_was_not_asked_are_named(questionnaire, tmp_path):
    (own, *_) = [q for q in questionnaire.questions if q.audiences == ("leadership",)]
    path = tmp_path / "answers.csv"
    path.write_text(f"audience,{own.id}\nleadership,3\nfront_line,\nfront_line,na\n")
    with pytest.raises(BadFiles) as refused:
        SurveyTable(path, questionnaire, Form.FULL).counts([])
    (problem,) = refused.value.problems
    assert (problem.code, problem.location.line) == (Code.NOT_ASKED, 4)


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ([1.0, None, float("nan"), 5.0], []),
        ([1.5, 0.0, 6.0, 300.0], [2, 3, 4, 5]),
        ([1, 5, 0, 256], [4, 5]),
        (["1", " 2 ", "", "  "], []),
        (["DK", "na: geen idee", "N", "d"], []),
        (["03", "+3", "3: omdat", "x"], [2, 3, 4, 5]),
        ([True, None, False, None], [2, 4]),
    ],
)
def test_cells_of_any_kind(questionnaire, tmp_path, cells, wrong):
    import polars as pl

    path = tmp_path / "answers.parquet"
    (asked, *_) = [q for q in questionnaire.questions if "front_line" in q.audiences]
    pl.DataFrame({"audience": ["front_line"] * 4, asked.id: cells}).write_parquet(path)
    rows = SurveyTable(path, questionnaire, Form.FULL)
    if wrong:
        with pytest.raises(BadFiles) as refused:
            rows.counts([])
        assert [problem.location.line for problem in refused.value.problems] == wrong
    else:
        counts = rows.counts([])
        given = sum(counts.levels[asked.id]["front_line"]) + sum(counts.others[asked.id])
        assert given == sum(bool(str(cell or "").strip(" na")) for cell in cells)


def test_every_cell_that_is_no_answer_is_named(run, scan, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(
        "audience;B1;S1-1\nfront;3;2\nfront;1 (gisteren);6\nnobody;1;1\nFront line;3,5;4\n"
    )
    ended = run("survey", path, "-w", scan)
    assert ended.code == 1
    assert f"{path}:3" in ended.err
    assert "B1 = 1 (gisteren)" in ended.err
    assert "S1-1 = 6" in ended.err
    assert "B1 = 3,5" in ended.err
    assert f"{path}:4" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("audience,S1-9\nfront,3\n", "S1-9"),
        ("S1-1\n3\n", "audience"),
        ("audience,unit\nfront,x\n", "No column is a question"),
        ("audience,S1-1\nfront,3,4,5\n", "cannot be read as a table"),
    ],
)
def test_a_table_with_another_heading_is_refused(run, scan, tmp_path, words, said):
    path = tmp_path / "answers.csv"
    path.write_text(words)
    ended = run("survey", path, "-w", scan)
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err


def test_a_file_that_is_not_there(run, scan, tmp_path):
    assert run("survey", tmp_path / "none.csv", "-w", scan).code == 1


def test_csv_and_parquet_give_the_same_outcome(run, scan, tmp_path):
    import polars as pl

    path = tmp_path / "answers.csv"
    rows = "\n".join(f"front,{n % 5 + 1},{n % 3 + 1},dk,3" for n in range(80))
    path.write_text(f"audience,S1-1,S1-2,S1-3,B1\n{rows}\n")
    pl.read_csv(path).write_parquet(tmp_path / "answers.parquet")
    ended = run("survey", path, "-w", scan, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out)["assessment"]["respondents"] == 80
    assert json.loads(ended.out)["thresholds"]["mean"] == 50
    assert run("survey", tmp_path / "answers.parquet", "-w", scan, "--json").out == ended.out
    shown = run("survey", path, "-w", scan)
    assert "every figure stands for 50 people or more" in " ".join(shown.out.split())


def test_a_part_of_the_outcome_is_shown_as_of_a_scan(run, questionnaire, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(table(questionnaire, {"leadership": 150, "front_line": 150}))
    folder = tmp_path / "whole"
    wishes = ("--client", "Groot", "--lang", "en", "--form", "full", "--term", "customer")
    assert run("new", folder, *wishes).code == 0
    shown = run("survey", path, "-w", folder, "--shift", "S1")
    assert "Those who decide: " in shown.out
    assert "shown or with data" not in shown.out
    assert run("survey", path, "-w", folder, "--shift", "S1", "--json").code == 2


def test_without_the_engine_it_says_how_to_get_it(run, scan, tmp_path, monkeypatch):
    monkeypatch.setattr("servicescan.storage.survey_table.find_spec", lambda _: None)
    ended = run("survey", tmp_path / "answers.csv", "-w", scan)
    assert ended.code == 1
    assert "pip install 'servicescan[survey]'" in ended.err


def test_small_scans_never_load_the_engine(start, scan):
    ended = start("status", "-w", scan, PYTHONPROFILEIMPORTTIME="1")
    assert "polars" not in ended.err

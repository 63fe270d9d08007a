"""Reference values of public statistics libraries, met by the product's own functions.

``vectors.json`` holds input, expected value and tolerance, and which library computed it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import pytest

import scans
from builders import OPEN, question, questionnaire, response, shift, voices, workspace
from servicescan import i18n
from servicescan.model.assessment import Withheld
from servicescan.model.questionnaire import Seat
from servicescan.model.response import Answer, Response, Status
from servicescan.model.rules import breaches
from servicescan.model.workspace import Group
from servicescan.problems import Code
from servicescan.scoring.agreement import r_wg
from servicescan.scoring.assess import assess
from servicescan.scoring.audit import Kind, Printed, to_withhold
from servicescan.scoring.change import holm, is_told_from_chance, paired, unpaired
from servicescan.scoring.codings import CODINGS, coded, sure_leaders
from servicescan.scoring.contest import Contest
from servicescan.scoring.disclosure import hidden_groups
from servicescan.scoring.gaps import sides
from servicescan.scoring.intervals import (
    interval,
    jackknife_error,
    t_quantile,
    t_tails,
    welch,
    welch_error,
)
from servicescan.scoring.levels import level
from servicescan.scoring.permutation import relabelled, share_of_pairs
from servicescan.scoring.priorities import Ambition, in_order
from servicescan.scoring.scores import (
    Voice,
    audience_means,
    mark,
    mean,
    person_score,
    question_score,
    weighted_mean,
)
from servicescan.scoring.sums import Sums
from servicescan.storage.workspace import more_than_invited

_FILE = Path(__file__).parent / "vectors.json"
VECTORS = {
    vector["id"]: vector for vector in json.loads(_FILE.read_text(encoding="utf-8"))["vectors"]
}
#: person scores of P03 times this are whole numbers, so that they can stand in for levels
SCALE = 20


def vector(id_: str) -> tuple[Any, Any]:
    return VECTORS[id_]["input"], VECTORS[id_]["expected"]


def near(id_: str, value: Any) -> Any:
    """The expected value, with the vector's own tolerance."""
    return pytest.approx(value, abs=VECTORS[id_]["tolerance"])


def fractions(values: Sequence[float]) -> list[Fraction]:
    """Decimals as they are written, exact."""
    return [Fraction(str(value)) for value in values]


def items_of(answers: Mapping[str, Any]) -> list[Voice]:
    """The people of P30, P31 and P34 as voices; null, DK and NA are no level."""
    return [
        Voice(
            audience=person["role"],
            levels={str(n): x for n, x in enumerate(person["items"]) if isinstance(x, int)},
        )
        for person in answers.values()
    ]


def test_p01_mark_of_a_level():
    given, expected = vector("P01")
    marks = [mark(Fraction(text)) for text in given["levels"]]
    assert marks == [Fraction(text) for text in expected["exact"]]
    assert [str(i18n.rounded(value)) for value in marks] == expected["display_1dp_half_up"]


def test_p02_person_score_needs_coverage():
    given, expected = vector("P02")
    for person, answers in given["respondents"].items():
        applicable = [None if x == "DK" else x for x in answers if x != "NA"]
        score = expected["score"][person]
        assert person_score(applicable, Fraction(given["min_coverage"])) == (
            None if score is None else Fraction(score)
        )


def test_p03_equal_audiences_not_equal_people():
    given, expected = vector("P03")
    people = {
        id_: Voice(audience=given["role"][id_], levels={"Q": int(Fraction(score) * SCALE)})
        for id_, score in given["person_scores"].items()
    }
    everyone = list(people.values())
    means = {a: value / SCALE for a, (value, _) in audience_means("Q", everyone).items()}
    equal_role = question_score("Q", everyone)
    assert {a: float(value) for a, value in means.items()} == near("P03", expected["role_means"])
    assert equal_role is not None
    assert float(equal_role / SCALE) == near("P03", expected["equal_role"])
    assert float(mark(equal_role / SCALE)) == near("P03", expected["marks"]["equal_role"])

    # the averages below are not printed by the product: one total only (measurement.md 5)
    equal_person = mean(Fraction(score) for score in given["person_scores"].values())
    assert equal_person is not None
    assert float(equal_person) == near("P03", expected["equal_person"])
    assert float(mark(equal_person)) == near("P03", expected["marks"]["equal_person"])
    population = given["role_population"]
    weighted = weighted_mean((means[a], Fraction(population[a])) for a in means)
    assert weighted is not None
    assert float(weighted) == near("P03", expected["population_weighted"])


def test_p03_means_of_items_and_of_all_answers():
    people, _ = vector("P02")
    _, expected = vector("P03")
    columns = list(zip(*people["respondents"].values(), strict=True))
    items = [mean(x for x in column if isinstance(x, int)) for column in columns]
    of_items = mean(value for value in items if value is not None)
    pooled = mean(x for column in columns for x in column if isinstance(x, int))
    assert of_items is not None
    assert pooled is not None
    assert float(of_items) == near("P03", expected["mean_of_item_means_all_answers"])
    assert float(pooled) == near("P03", expected["pooled_mean_all_answers"])


def test_p05_and_p39_interval_with_finite_population():
    for id_, wanted in (
        ("P05", lambda e: (e["lo"], e["hi"])),
        ("P39", lambda e: e["level"]["fpc"]),
    ):
        given, expected = vector(id_)
        x, n = given["x"], len(given["x"])
        error = stdev(x) / sqrt(n) * sqrt(1 - n / given["N"])
        assert interval(fmean(x), (error, n - 1)) == near(id_, tuple(wanted(expected)))


def test_p05_and_p39_standard_error_is_what_the_jackknife_gives_for_one_question():
    for id_, error_of in (("P05", lambda e: e["se"]), ("P39", lambda e: _half(e) / t_quantile(11))):
        given, expected = vector(id_)
        people = voices(all=[{"Q": round(x * SCALE)} for x in given["x"]])
        error = jackknife_error({"Q": 1.0}, Sums(people), {"all": given["N"]})
        assert error is not None
        assert error[0] / SCALE == near(id_, error_of(expected))
        assert error[1] == len(given["x"]) - 1


def _half(expected: Any) -> float:
    low, high = expected["level"]["fpc"]
    return (high - low) / 2


def test_p04_and_p39_interval_of_an_endless_population():
    for id_, wanted in (
        ("P04", lambda e: (e["lo"], e["hi"])),
        ("P39", lambda e: e["level"]["plain"]),
    ):
        given, expected = vector(id_)
        people = voices(all=[{"Q": round(x * SCALE)} for x in given["x"]])
        error = jackknife_error({"Q": 1.0}, Sums(people), {})
        assert error is not None
        found = interval(fmean(given["x"]), (error[0] / SCALE, error[1]))
        assert found == near(id_, tuple(wanted(expected)))


def test_p06_equal_roles_with_finite_populations():
    given, expected = vector("P06")
    people = [
        Voice(audience=role, levels={"Q": round(x * SCALE)})
        for role, x in zip(given["role"], given["x"], strict=True)
    ]
    means = {a: float(value) / SCALE for a, (value, _) in audience_means("Q", people).items()}
    assert means == near("P06", expected["stratum_means"])
    assert fmean(means.values()) == near("P06", expected["equal_role_mean"])
    error, df = jackknife_error({"Q": 1.0}, Sums(people), given["role_population"]) or (0.0, 0)
    assert error / SCALE == near("P06", expected["equal_role_se"])
    assert df == expected["df"]
    # the population-weighted mean is not printed by the product: one total only


def test_p17_welch_interval_of_a_difference():
    given, expected = vector("P17")
    assert welch(given["x"], given["y"]) == near("P17", (expected["lo"], expected["hi"]))


def test_p17_exact_p_and_share_of_pairs():
    given, expected = vector("P17")
    one, two = fractions(given["x"]), fractions(given["y"])
    found = relabelled(one, two)
    assert found is not None
    assert float(found.p) == near("P17", expected["perm_p_exact"])
    assert found.p == found.smallest
    share = share_of_pairs(one, two)
    assert share is not None
    assert float(share) == near("P17", expected["vargha_delaney_A"])
    assert float(2 * share - 1) == near("P17", expected["cliffs_delta"])


def test_p17_welch_degrees_of_freedom_and_p():
    given, expected = vector("P17")
    error, df = welch_error(given["x"], given["y"]) or (0.0, 0.0)
    t = expected["diff"] / error
    assert (t, df) == near("P17", (expected["welch_t"], expected["welch_df"]))
    assert t_tails(t, df) == near("P17", expected["welch_p"])


@pytest.mark.parametrize("id_", ["P18", "P40"])
def test_p18_and_p40_change_of_the_same_people(id_):
    given, expected = vector(id_)
    both = zip(fractions(given["wave1"]), fractions(given["wave2"]), strict=True)
    change = paired(list(both))
    assert change is not None
    assert float(change.difference) == near(id_, expected["mean_change"])
    assert (change.low, change.high) == near(id_, (expected["lo"], expected["hi"]))
    assert change.p is not None
    assert float(change.p) == near(id_, expected["signflip_p_exact"])
    assert t_tails(expected["t"], len(given["wave1"]) - 1) == near(id_, expected["p"])


def test_p40_seven_people_cannot_be_told_from_chance_although_the_t_test_says_so():
    given, expected = vector("P40")
    change = paired(list(zip(fractions(given["wave1"]), fractions(given["wave2"]), strict=True)))
    assert change is not None
    assert expected["p"] < 0.05
    assert not is_told_from_chance(change.p)


def test_p19_change_of_people_who_cannot_be_paired():
    given, expected = vector("P19")
    one, two = fractions(given["wave1"]), fractions(given["wave2"])
    population = given["N1"], given["N2"]
    change = unpaired(one, two, population)
    assert change is not None
    assert float(change.difference) == near("P19", expected["diff"])
    assert (change.low, change.high) == near("P19", (expected["lo"], expected["hi"]))
    error = welch_error(given["wave1"], given["wave2"], population)
    assert error == near("P19", (expected["se"], expected["df"]))


def test_p20_ten_shifts_at_once():
    given, expected = vector("P20")
    looks = dict(enumerate(fractions(given["p"])))
    adjusted = holm({str(number): p for number, p in looks.items()})
    assert [float(p) for p in adjusted.values()] == near("P20", expected["holm_adjusted"])
    assert sum(map(is_told_from_chance, looks.values())) == 6
    assert sum(map(is_told_from_chance, adjusted.values())) == 1


def test_p23_gap_times_weight():
    given, expected = vector("P23")
    weights = [
        Ambition(wish=target, importance=importance, leverage=Fraction(1)).priority(score)
        for score, target, importance in zip(
            fractions(given["current"]),
            fractions(given["target"]),
            given["importance"],
            strict=True,
        )
    ]
    assert [float(weight) for weight in weights] == near("P23", expected["gap_weight"])
    by_id = dict(zip(given["ids"], weights, strict=True))
    assert sorted(by_id, key=lambda id_: -by_id[id_]) == expected["order_gap_weight"]

    # divided by effort here: effort is the recommendation's, and no part of a shift's priority
    per_effort = {
        id_: by_id[id_] / effort for id_, effort in zip(given["ids"], given["effort"], strict=True)
    }
    assert [float(value) for value in per_effort.values()] == near("P23", expected["wsjf"])
    assert sorted(per_effort, key=lambda id_: -per_effort[id_]) == expected["order_wsjf"]
    # the quadrants (expected["ipa"]) are deliberately not in the product: with the cross-hair
    # at the mean of the same few shifts, a shift changes quadrant because another one moved


def test_p24_what_must_come_first():
    given, expected = vector("P24")
    needs: dict[str, list[str]] = {}
    for before, after in given["needs"]:
        needs.setdefault(after, []).append(before)
    assert list(in_order(given["priority_order"], needs)) == expected


def test_p25_the_same_shift_stays_lowest_whoever_is_left_out():
    given, expected = vector("P25")
    shifts = [(question(f"S{n}"),) for n in range(4)]
    people = voices(all=[{f"S{n}": x for n, x in enumerate(row)} for row in given["x"]])
    sums = Sums(people)
    means = [sums.shift(questions) for questions in shifts]
    assert [float(mean_ or 0) for mean_ in means] == near("P25", expected["means"])
    lowest = [
        min(range(4), key=[sums.shift(questions, person) for questions in shifts].__getitem__)
        for person in people
    ]
    assert lowest == expected["lowest_when_left_out"]

    # the product names more than one shift: here all four have an equal wish, so three of four
    ids = ["S0", "S1", "S2", "S3"]
    wish = Ambition(wish=Fraction(5), importance=1, leverage=Fraction(1))
    contest = Contest(dict.fromkeys(ids, wish), dict(zip(ids, shifts, strict=True)), sums)
    found = contest.attention()
    assert f"S{expected['lowest']}" in found.shifts
    assert float(found.stays["S1"]) == expected["share_same_lowest"]


def test_p36_order_that_hangs_on_the_distances_between_levels():
    given, expected = vector("P36")
    people = voices(
        all=[dict(zip("ABC", row, strict=True)) for row in zip(*given.values(), strict=True)]
    )
    found = []
    for coding, name in zip(CODINGS, list(expected)[:3], strict=True):
        assert "-".join(map(str, coding)) == name
        sums = Sums(coded(people, coding))
        means = {key: sums.question(key) or Fraction(0) for key in "ABC"}
        assert {key: float(value) for key, value in means.items()} == near(
            "P36", expected[name]["means"]
        )
        assert sorted(means, key=means.__getitem__) == expected[name]["order_low_to_high"]
        found.append(means)
    assert sure_leaders("BAC", found[:2], 1) == ("B",)
    assert sure_leaders("BAC", found, 1) == ()


def test_p28_one_late_response_is_what_the_audit_refuses():
    """The two printed means give the newcomer away, and the audit lets only one of them through."""
    given, expected = vector("P28")
    first, second = given["n1"], given["n2"]
    total_1, total_2 = Fraction(given["mean1_printed"]), Fraction(given["mean2_printed"])
    half = Fraction(1, 20)
    assert float(second * total_2 - first * total_1) == near("P28", expected["point"])
    low, high = (
        float(second * (total_2 + side * half) - first * (total_1 - side * half))
        for side in (-1, 1)
    )
    assert [low, high] == near("P28", expected["interval"])
    fitting = [mark_ for mark_ in given["levels_as_marks"] if low <= mark_ <= high]
    assert fitting == expected["consistent_levels"]

    people = {n: frozenset([n]) for n in range(second)}
    earlier, later = (
        Printed(kind=Kind.SHIFT, key=n, row=dict.fromkeys(range(n), Fraction(1, n)))
        for n in (first, second)
    )
    assert to_withhold([later], people, 5) == set()
    assert len(to_withhold([earlier, later], people, 5)) == 1


#: statistics that the product does not have, see docs/scoring.md
P29_LEFT_OUT = {
    "alpha one item",
    "alpha zero variance",
    "Wilson n=0",
    "Krippendorff: all answers the same",
}


def p29_cases(folder):
    """Each edge case with what the product does about it: True when it is as it should be."""
    unheard = [
        response("front", {id_: Answer(status=Status.NOT_APPLICABLE, reason="no")})
        for id_ in ("S1-1", "S1-2", "S1-3")
    ]
    unscored = assess(questionnaire(), unheard, workspace(OPEN)).shifts[0]
    weightless = questionnaire(
        shift("S1", *(question(f"S1-{n}", weight=Fraction(0)) for n in (1, 2, 3)))
    )
    alike, alone = voices(front=[{"Q": 3}] * 5), voices(front=[{"Q": 3}])
    return {
        "t-interval n=1": jackknife_error({"Q": 1.0}, Sums(alone), {}) is None,
        "t-interval all equal": interval(3.0, jackknife_error({"Q": 1.0}, Sums(alike), {})) is None,
        "rwg one rater": r_wg((0, 0, 1, 0, 0)) is None,
        "all answers NA": (unscored.figure.value, unscored.figure.withheld)
        == (None, Withheld.NO_ANSWERS),
        "weights sum to 0": Code.NO_WEIGHT in {breach.code for breach in breaches(weightless)},
        "n > N": [problem.code for problem in more_than_invited(folder, two_of_the_front())]
        == [Code.MORE_THAN_INVITED],
    }


def two_of_the_front():
    return [scans.person("a"), scans.person("b")]


def test_p29_nothing_undefined_is_printed(tmp_path):
    given, _ = vector("P29")
    cases = p29_cases(scans.make_scan(tmp_path / "scan", audiences={"front": Group(invited=1)}))
    assert cases.keys() | P29_LEFT_OUT == set(given)
    assert [case for case, is_so in cases.items() if not is_so] == []


@pytest.fixture(scope="module")
def p30():
    """P30 as a scan: five questions in one shift, everything shown."""
    given, _ = vector("P30")
    people = given["answers"].items()
    asked = {n: {p["role"] for _, p in people if p["items"][n] is not None} for n in range(5)}
    tiny = questionnaire(
        shift("S1", *(question(f"S1-{n}", audiences=tuple(sorted(asked[n]))) for n in range(5)))
    )
    groups = {role: Group(invited=n) for role, n in given["role_population"].items()}
    answers = [spoken(id_, person) for id_, person in people]
    return assess(tiny, answers, workspace(OPEN, audiences=groups))


def spoken(code: str, person: Mapping[str, Any]) -> Response:
    other = {
        "DK": Answer(status=Status.DONT_KNOW),
        "NA": Answer(status=Status.NOT_APPLICABLE, reason="not here"),
    }
    answers = {
        f"S1-{n}": other.get(x) or Answer(level=x)
        for n, x in enumerate(person["items"])
        if x is not None
    }
    return response(person["role"], answers, code=code.lower())


def test_p30_question_scores(p30):
    given, expected = vector("P30")
    voices = items_of(given["answers"])
    for n, item in enumerate(expected["items"]):
        assert p30.questions[f"S1-{n}"].figure.value == Fraction(item["score"])
        means = audience_means(str(n), voices)
        assert {a: float(mean_) for a, (mean_, _) in means.items()} == near(
            "P30", item["audience_means"]
        )
        assert {a: count for a, (_, count) in means.items()} == item["n"]


def test_p30_shift_score_label_and_jackknife(p30):
    given, expected = vector("P30")
    (scored,) = p30.shifts
    assert float(scored.figure.value) == near("P30", expected["shift_score"])
    assert float(p30.questions[scored.lowest_question].figure.value) == near(
        "P30", expected["lowest_item"]
    )
    assert scored.level == expected["label_floor_and_cap"]
    people = items_of(given["answers"])
    error = jackknife_error(dict.fromkeys("01234", 1.0), Sums(people), given["role_population"])
    assert error is not None
    assert error[0] == near("P30", expected["jackknife_se"])
    assert error[1] == len(people) - len(given["role_population"])
    half = t_quantile(error[1]) * expected["jackknife_se"]
    assert (scored.figure.low, scored.figure.high) == pytest.approx(
        (expected["shift_score"] - half, expected["shift_score"] + half), abs=1e-6
    )


@pytest.mark.parametrize("id_", ["P31", "P34"])
def test_p31_and_p34_gap_on_shared_questions_only(id_):
    given, expected = vector(id_)
    seats = {given["roles"][0]: Seat.POLICY, given["roles"][1]: Seat.PRACTICE}
    people = [voice for voice in items_of(given["answers"]) if voice.audience in seats]
    both = sides(list("01234"), people, seats.__getitem__)
    assert both.questions == tuple(map(str, expected["mirror_items"]))
    assert both.difference is not None
    assert float(both.difference) == near(id_, expected["gap_on_mirror_items"])


def test_p32_remainder_rule():
    given, expected = vector("P32")
    for sizes, wanted in zip(given["groups"], expected, strict=True):
        minimum = dict.fromkeys(sizes, given["threshold"])
        hidden = hidden_groups(sizes, minimum)
        assert sorted(hidden) == wanted["hidden"]
        assert sorted(sizes.keys() - hidden.keys()) == wanted["shown"]
        assert (sum(sizes.values()) >= given["threshold"]) is wanted["total_shown"]


def test_p33_printed_figure_and_bar_agree():
    given, expected = vector("P33")
    for text, wanted in zip(given["x"], expected, strict=True):
        value = Fraction(text)
        assert str(i18n.rounded(value)) == wanted["printed"]
        assert i18n.reaches(value, Fraction(given["bar"])) is wanted["reaches_bar"]


def test_p35_level_from_exact_fractions():
    given, expected = vector("P35")
    for items, wanted in zip(given["items"], expected, strict=True):
        people = [
            Voice(audience=f"role{r}", levels={f"Q{i}": x})
            for i, roles in enumerate(items)
            for r, answers in enumerate(roles)
            for x in answers
        ]
        scores = [question_score(f"Q{i}", people) for i in range(len(items))]
        known = [score for score in scores if score is not None]
        shift_score = mean(known)
        assert shift_score == Fraction(wanted["shift"])
        assert min(known) == Fraction(wanted["lowest"])
        assert level(shift_score, known) == wanted["label"]


def test_every_vector_is_met_or_left_out_with_a_reason():
    """A test names each vector that it meets; docs/scoring.md says why the others are left out."""
    sources = "".join(path.read_text("utf-8") for path in _FILE.parent.rglob("test_*.py"))
    tests = "".join(re.findall(r"^def (test_p\d\d\w*)\(", sources, re.MULTILINE))
    met = {f"P{number}" for number in re.findall(r"p(\d\d)_", tests)}
    page = (_FILE.parent.parent / "docs" / "scoring.md").read_text("utf-8")
    left_out = re.findall(r"^\| (P\d\d) \| .+ \| .+ \|$", page, re.MULTILINE)
    assert sorted([*met, *left_out]) == sorted(VECTORS)
    assert len(VECTORS) == 40

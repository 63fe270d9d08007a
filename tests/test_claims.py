"""No report and no screen says more than the answers carry: measurement.md 2.3, both languages."""

import datetime
from dataclasses import replace
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from builders import lens, question, questionnaire, response, shift, workspace
from claims import Content, known_numbers, refused, strings_in, text_of, unfounded
from servicescan.cli import console, waves
from servicescan.cli.results.choice import Look, print_results
from servicescan.cli.results.words import Words
from servicescan.model.parts import texts_in
from servicescan.model.response import Answer, Evidence, Status
from servicescan.model.text import Language
from servicescan.model.workspace import CustomerMark, Form, Group, Thresholds
from servicescan.report import report_html
from servicescan.report import writer as report_writer
from servicescan.report.compose import compose
from servicescan.scoring.assess import assess
from servicescan.storage.demo import create_demo
from servicescan.storage.workspace import Scan, read_responses, read_scan

DAY = datetime.date(2026, 11, 22)
SCANS = 200
GROUPS = ("lead", "owner", "front", "front")
TINY = questionnaire(
    shift("S1"),
    shift("S2", *(question(f"S2-{n}", mirror=True, weight=Fraction(n)) for n in (1, 2, 3))),
    shift("S3", *(question(f"S3-{n}", mirror=True) for n in (1, 2, 3)), leans_on=("S1",)),
    basics=lens("B", question("B1", mirror=True)),
)
TINY = replace(TINY, id="tiny-questionnaire")


def faults(words, assessment, scan, language):
    """Refused claims and unfounded numbers in a text."""
    ours = content(scan, language, assessment.quotes).taken_out(words)
    known = known_numbers(assessment, scan.questionnaire, scan.workspace, DAY)
    return [*refused(ours, language, ours=True), *unfounded(ours, known)]


@cache
def content_of_tiny(language):
    scan, _ = any_scan(0)
    return Content(TINY, scan.workspace, language)


def content(scan, language, quotes):
    """What others wrote; the small questionnaire's is gathered once."""
    if scan.questionnaire is TINY:
        return content_of_tiny(language)
    return Content(scan.questionnaire, scan.workspace, language, quotes)


def on_screen(assessment, scan, language, capsys, *looks):
    """What the terminal shows for each look."""
    console.out.cache_clear()
    words = Words(assessment, scan, language)
    for look in looks:
        print_results(words, look)
    return capsys.readouterr().out


# -- the worked example ---------------------------------------------------------------------------


@pytest.fixture(params=list(Language))
def demo(request, tmp_path):
    language = request.param
    create_demo(tmp_path / "demo", language)
    scan = read_scan(tmp_path / "demo")
    responses = read_responses(tmp_path / "demo", scan.questionnaire)
    return language, scan, assess(scan.questionnaire, responses, scan.workspace)


def test_the_example_report_claims_nothing_that_it_cannot_carry(demo):
    language, scan, assessment = demo
    page = report_html(assessment, scan.questionnaire, scan.workspace, language=language, day=DAY)
    assert faults(text_of(page), assessment, scan, language) == []


def test_what_authors_wrote_claims_nothing_either(demo):
    language, scan, _ = demo
    terms = scan.questionnaire.customer_term(scan.workspace.customer_term).markers(language)
    written = "\n".join(t.in_(language, terms) for _, t in texts_in(scan.questionnaire))
    assert refused(written, language, ours=False) == []


def test_the_example_on_screen_claims_nothing_that_it_cannot_carry(demo, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    language, scan, assessment = demo
    looks = [Look(), Look(is_all=True)]
    looks += [Look(shift=each.id) for each in scan.questionnaire.shifts]
    looks += [Look(audience=each.id) for each in scan.questionnaire.audiences]
    looks += [Look(why=each.id) for each in scan.questionnaire.questions]
    looks += [Look(why=a.recommendation) for a in assessment.advice]
    words = on_screen(assessment, scan, language, capsys, *looks)
    assert faults(" ".join(words.split()), assessment, scan, language) == []


@pytest.mark.parametrize("language", list(Language))
def test_two_scans_that_are_the_same_claim_no_change(language, tmp_path, capsys, monkeypatch):
    """Neither better nor worse, and not "no difference" either: it cannot be told."""
    monkeypatch.setenv("COLUMNS", "400")
    console.out.cache_clear()
    for wave in ("old", "new"):
        create_demo(tmp_path / wave, language)
    waves.show(tmp_path / "old", tmp_path / "new", language, as_json=False)
    scan = read_scan(tmp_path / "new")
    ours = Content(scan.questionnaire, scan.workspace, language).taken_out(capsys.readouterr().out)
    assert len(ours.splitlines()) > len(scan.questionnaire.shifts)
    assert refused(ours, language, ours=True) == []


# -- many other scans -----------------------------------------------------------------------------


def anyone(chance, number):
    """A respondent who answers most questions, leaves some, and does not know others."""
    answers = {}
    leaning = chance.randint(1, 4)
    for asked in TINY.questions:
        what = chance.random()
        if what < 0.75:
            level = min(5, max(1, leaning + chance.randint(-1, 2)))
            answers[asked.id] = Answer(level=level, evidence=chance.choice(list(Evidence)))
        elif what < 0.85:
            answers[asked.id] = Answer(status=Status.DONT_KNOW)
        elif what < 0.9:
            answers[asked.id] = Answer(status=Status.NOT_APPLICABLE, reason="not here")
    return response(chance.choice(GROUPS), answers, code=f"r{number}")


def any_scan(seed):
    """Settings and answers of some organisation, from nobody to forty people."""
    chance = Random(seed)  # noqa: S311 - the same scans every time, and no secret
    invited = chance.choice([None, 40, 57])
    settings = workspace(
        Thresholds(mean=chance.choice([5, 6])),
        language=list(Language)[seed % 2],
        audiences=dict.fromkeys(GROUPS, Group(invited=invited)),
        form=chance.choice([Form.FULL, Form.FULL, Form.QUICK]),
        targets=chance.choice([{}, {"S1": Fraction("3.7"), "S2": Fraction(5)}]),
        importance=chance.choice([{}, {"S3": 3}]),
        customer_mark=chance.choice([None, CustomerMark(mark="7.4", source="survey", n=812)]),
        client="Elders BV",
    )
    people = [anyone(chance, number) for number in range(chance.choice([0, 1, 4, 9, 14, 25, 33]))]
    return Scan(workspace=settings, questionnaire=TINY), people


def test_two_hundred_scans_claim_nothing_that_they_cannot_carry(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    looks = [Look(), Look(is_all=True), Look(shift="S2"), Look(why="S2"), Look(audience="front")]
    for seed in range(SCANS):
        look = looks[seed % len(looks)]
        scan, people = any_scan(seed)
        language = scan.workspace.language
        found = assess(TINY, people, scan.workspace)
        view = compose(
            report_writer.Scan(
                assessment=found, questionnaire=TINY, workspace=scan.workspace, day=DAY
            ),
            language,
        )
        words = "\n".join(strings_in(view)) + on_screen(found, scan, language, capsys, look)
        assert faults(words, found, scan, language) == [], seed


# -- the check itself -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Listening leads to higher revenue.", Language.EN),
        ("The gap is due to control.", Language.EN),
        ("The change is statistically significant.", Language.EN),
        ("You are a nine organisation.", Language.EN),
        ("The organisation is certified.", Language.EN),
        ("This is the number one problem.", Language.EN),
        ("Your answers stay anonymous.", Language.EN),
        ("Everyone thinks so.", Language.EN),
        ("The sector average is higher.", Language.EN),
        ("Tenant satisfaction is 7.", Language.EN),
        ("This proves it.", Language.EN),
        ("There is no difference between them.", Language.EN),
        ("44% of the answers", Language.EN),
        ("44.5% (n = 20)", Language.EN),
        ("44% (n = 9)", Language.EN),
        ("44.5% of the 96 pairs", Language.EN),
        ("Luisteren leidt tot meer omzet.", Language.NL),
        ("Dankzij de training is het beter.", Language.NL),
        ("Een significante stijging.", Language.NL),
        ("U bent een negen.", Language.NL),
        ("De organisatie is gecertificeerd.", Language.NL),
        ("Dit is het grootste probleem.", Language.NL),
        ("Uw antwoorden zijn anoniem.", Language.NL),
        ("Iedereen vindt dat.", Language.NL),
        ("Het branchegemiddelde is hoger.", Language.NL),
        ("De klanttevredenheid is 7.", Language.NL),
        ("Dit bewijst het.", Language.NL),
        ("Er is geen verschil tussen beide.", Language.NL),
    ],
)
def test_a_claim_is_refused(claim, language):
    assert refused(claim, language, ours=True)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("88% of the 96 pairs, 44% (n = 12), 44.5% (n = 1,043)", Language.EN),
        ("88% van de 96 paren", Language.NL),
        ("The order is a proposal, not a ranking.", Language.EN),
        ("No clear difference.", Language.EN),
        ("A 95% t-interval; 44% (n = 1,043).", Language.EN),
        ("Geen duidelijk verschil.", Language.NL),
        ("De volgorde is een voorstel, geen rangorde.", Language.NL),
    ],
)
def test_what_may_be_said_is_left_alone(words, language):
    assert refused(words, language, ours=True) == []


def test_a_number_that_is_in_no_data_is_found():
    scan, people = any_scan(4)
    known = known_numbers(assess(TINY, people, scan.workspace), TINY, scan.workspace, DAY)
    assert unfounded("Score 3.777 (n = 91)", known) == [
        "3.777: Score 3.777 (n = 91)",
        "91: Score 3.777 (n = 91)",
    ]
    assert unfounded("Level 3, in 2026, of 3 shifts", known) == []

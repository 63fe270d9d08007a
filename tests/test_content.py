"""The shipped questionnaire keeps its promises (domain.md 7-10, measurement.md 5)."""

import difflib
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from servicescan import resources
from servicescan.model.questionnaire import ADVICE_DOMAINS, Domain
from servicescan.model.rules import texts_in
from servicescan.model.text import Language
from servicescan.storage.questionnaires import check_questionnaire, read_questionnaire

SHIPPED = "service-excellence"
#: the shifts' own names, and the mapping of words itself
NAMES = {"name", "from", "to", "customer_terms", "style"}


@pytest.fixture(scope="session")
def shipped():
    return read_questionnaire(SHIPPED)


def test_the_strict_check_finds_nothing():
    _, problems = check_questionnaire(resources.shipped("questionnaires", SHIPPED), strict=True)
    assert [str(problem) for problem in problems] == []


def test_there_are_63_questions_and_133_recommendations(shipped):
    assert [len(shift.questions) for shift in shipped.shifts] == [5] * 10
    assert (len(shipped.basics.questions), len(shipped.culture.questions)) == (3, 10)
    assert sum(len(block.recommendations) for block in shipped.blocks) == 133


def test_every_audience_is_asked_its_set(shipped):
    asked = {a.id: len(shipped.questions_for(a.id)) for a in shipped.audiences}
    assert asked == {
        "leadership": 26,
        "hr": 15,
        "process_owner": 25,
        "front_line": 37,
        "partner": 6,
    }


def test_the_quick_set_has_three_basics_and_one_question_per_shift_and_domain(shipped):
    assert sum(question.quick for question in shipped.questions) == 33
    assert all(question.quick for question in shipped.basics.questions)
    for shift in shipped.shifts:
        domains = Counter(question.domain for question in shift.questions if question.quick)
        assert domains == Counter(ADVICE_DOMAINS)


def test_every_shift_has_leadership_hr_and_process_questions_and_a_front_line_view(shipped):
    for shift in shipped.shifts:
        domains = {question.domain for question in shift.questions}
        assert {Domain.LEADERSHIP, Domain.HR, Domain.PROCESSES} <= domains
        assert any("front_line" in question.audiences for question in shift.questions)


def test_every_element_can_carry_a_number(shipped):
    questions = [question for shift in shipped.shifts for question in shift.questions]
    found = Counter(question.element for question in questions)
    assert set(found) == {element.id for element in shipped.elements}
    assert min(found.values()) >= 3


def test_shifts_lean_on_each_other_as_designed(shipped):
    assert {shift.id: shift.leans_on for shift in shipped.shifts} == {
        "S1": (),
        "S2": ("S1", "S8"),
        "S3": ("S1", "S5", "S7"),
        "S4": (),
        "S5": ("S1", "S4", "S6"),
        "S6": ("S1", "S4"),
        "S7": ("S4", "S8"),
        "S8": ("S4",),
        "S9": ("S1", "S6"),
        "S10": ("S6", "S9"),
    }


def test_a_mirror_question_speaks_to_each_seat_in_its_own_words(shipped):
    for question in shipped.questions:
        if question.mirror and "front_line" in question.audiences:
            own = question.ask.for_("front_line").words["nl"]
            others = [question.ask.for_(a).words["nl"] for a in question.audiences]
            assert others.count(own) == 1, question.id


def test_dutch_says_je_to_the_front_line_and_u_to_the_others(shipped):
    formal, familiar = r"\b(u|uw)\b", r"\b(je|jij|jouw|jullie)\b"
    for question in shipped.questions:
        for audience in question.audiences:
            words = question.ask.for_(audience).words["nl"]
            wrong = formal if audience == "front_line" else familiar
            assert not re.search(wrong, words, re.IGNORECASE), (question.id, audience, words)


def test_anchors_address_nobody_and_end_without_full_stop(shipped):
    address = {"nl": r"\b(u|uw|je|jij|jouw|jullie)\b", "en": r"\b(you|your)\b"}
    for question in shipped.questions:
        for anchor in question.anchors.values():
            for language, words in anchor.words.items():
                assert not words.endswith("."), (question.id, words)
                assert not re.search(address[language], words, re.IGNORECASE), words


def test_no_recommendation_repeats_another(shipped):
    advice = [found for block in shipped.blocks for found in block.recommendations]
    for language in Language:
        for one, two in combinations(advice, 2):
            for part in ("action", "first_step"):
                a, b = (getattr(each, part).words[language] for each in (one, two))
                alike = difflib.SequenceMatcher(None, a, b)
                if alike.quick_ratio() > 0.85:
                    assert alike.ratio() < 0.85, (one.id, two.id, part, a, b)


def test_dutch_and_english_are_two_texts(shipped):
    for path, text in texts_in(shipped):
        if len(text.words["nl"].split()) > 6:
            assert text.words["nl"] != text.words["en"], path


def _terms() -> list[str]:
    return [term.id for term in read_questionnaire(SHIPPED).customer_terms]


@pytest.mark.parametrize("term_id", _terms())
def test_every_sentence_holds_for_every_word_for_customer(shipped, term_id):
    term = shipped.customer_term(term_id)
    one = {"nl": term.nl["one"], "en": term.en["one"]}
    wrong = {
        "nl": rf"\b(het|dit|dat|elk|ieder|ons|welk|zulk) ({one['nl']})\b",
        "en": rf"\ban ({one['en']}s?)\b",
    }
    for path, text in texts_in(shipped):
        if NAMES & set(path):
            continue
        for language in Language:
            words = text.in_(language, term.markers(language))
            assert "{" not in words, (path, words)
            assert "  " not in words, (path, words)
            assert not re.search(wrong[language], words, re.IGNORECASE), (path, words)
            if term_id != "customer":
                own = {"nl": r"\bklant", "en": r"\bcustomer"}[language]
                assert not re.search(own, words, re.IGNORECASE), (path, words)


@pytest.mark.parametrize(
    ("term", "journey", "panel"),
    [
        ("customer", "klantreis", "klantenpanel"),
        ("client", "cliëntreis", "cliëntenpanel"),
        ("patient", "patiëntreis", "patiëntenpanel"),
        ("citizen", "inwonersreis", "inwonerspanel"),
        ("tenant", "huurdersreis", "huurderspanel"),
        ("student", "studentreis", "studentenpanel"),
        ("guest", "gastreis", "gastenpanel"),
    ],
)
def test_dutch_compounds(shipped, term, journey, panel):
    markers = shipped.customer_term(term).markers(Language.NL)
    assert f"{markers['klant-']}reis" == journey
    assert f"{markers['klanten']}panel" == panel


def test_the_names_of_the_ten_shifts_are_those_of_their_authors(shipped):
    source = Path(__file__).parent / "golden" / "ten-shifts.txt"
    own = shipped.customer_term("customer").markers(Language.NL)
    names = [shift.name.in_(Language.NL, own) for shift in shipped.shifts]
    assert names == source.read_text(encoding="utf-8").splitlines()
    for language in Language:
        credit = shipped.credit.words[language]
        assert "Thomassen" in credit
        assert "de Haan" in credit or "De Haan" in credit


def test_the_docs_give_the_counts_per_audience(shipped):
    page = (Path(__file__).parent.parent / "docs" / "questionnaire.md").read_text(encoding="utf-8")
    for audience in shipped.audiences:
        full = len(shipped.questions_for(audience.id))
        quick = len(shipped.questions_for(audience.id, quick=True))
        for language in Language:
            assert f"| {audience.name.words[language]} | {full} | {quick} |" in page

from dataclasses import replace

import pytest

from builders import lens, question, questionnaire, shift, text
from servicescan.model.questionnaire import CustomerTerm, Domain, advice_domain
from servicescan.model.recommendation import Step
from servicescan.model.text import Language, Text, Wording

TINY = questionnaire(
    shift("S1"),
    shift("S2", question("S2-1", audiences=("lead",), quick=True)),
    basics=lens("B", question("B1")),
    culture=lens("C", question("C1", audiences=("front",))),
)


def test_questions_are_asked_basics_first_and_culture_last():
    assert [asked.id for asked in TINY.questions] == ["B1", "S1-1", "S1-2", "S1-3", "S2-1", "C1"]


def test_audience_is_asked_its_own_questions_only():
    assert [asked.id for asked in TINY.questions_for("front")] == [
        *("B1", "S1-1", "S1-2", "S1-3", "C1")
    ]
    assert [asked.id for asked in TINY.questions_for("lead", quick=True)] == ["S2-1"]
    assert TINY.questions_for("nobody") == ()


def test_questionnaire_without_lenses():
    plain = questionnaire()
    assert plain.lenses == ()
    assert [asked.id for asked in plain.questions] == ["S1-1", "S1-2", "S1-3"]


def test_block_of_a_question():
    assert TINY.block_of("S2-1").id == "S2"
    assert TINY.block_of("C1").id == "C"
    with pytest.raises(KeyError):
        TINY.block_of("S9-9")


def test_audience_and_customer_term_by_id():
    assert TINY.audience("hr").id == "hr"
    assert TINY.customer_term("customer").id == "customer"
    with pytest.raises(KeyError):
        TINY.audience("board")
    with pytest.raises(KeyError):
        TINY.customer_term("guest")


def test_word_for_customer_in_each_language_with_capital_and_stem():
    patient = CustomerTerm(
        id="patient",
        nl={"one": "patiënt", "many": "patiënten", "stem": "patiënten"},
        en={"one": "patient", "many": "patients"},
    )
    dutch, english = patient.markers(Language.NL), patient.markers(Language.EN)
    sentence = Text({"nl": "{Klanten}: {klant-}reis van een {klant}", "en": "{Customers}"})
    assert sentence.in_(Language.NL, dutch) == "Patiënten: patiëntenreis van een patiënt"
    assert sentence.in_(Language.EN, english) == "Patients"


def test_advice_on_systems_is_advice_on_processes():
    assert advice_domain(Domain.SYSTEMS) is Domain.PROCESSES
    assert advice_domain(Domain.HR) is Domain.HR


def test_step_starts_at_its_first_level():
    assert [step.start for step in Step] == [1, 2, 3, 4]


def test_fingerprint_changes_with_wording_and_anchors_and_with_nothing_else():
    asked = question("S1-1")
    other_anchor = {**asked.anchors, 3: text("Something else")}
    other_words = Wording({Wording.EVERYONE: text("How else?")})
    assert len(asked.fingerprint) == 16
    assert replace(asked, anchors=other_anchor).fingerprint != asked.fingerprint
    assert replace(asked, ask=other_words).fingerprint != asked.fingerprint
    assert replace(asked, quick=True, weight=asked.weight * 2).fingerprint == asked.fingerprint


def test_fingerprint_stays_the_same_in_every_version_of_the_program():
    # kept in answer files: a change here makes every answer ever given look outdated
    assert question("S1-1").fingerprint == "4241026e11fdcb45"

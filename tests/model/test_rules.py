"""Each rule of a good questionnaire, with the place that it points at."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import lens, question, questionnaire, recommendation, shift, text
from servicescan.model.parts import texts_in
from servicescan.model.questionnaire import Domain, Level
from servicescan.model.recommendation import Step
from servicescan.model.rules import breaches
from servicescan.model.text import Text, Wording
from servicescan.problems import Code

WHOLE = questionnaire(
    shift("S1"),
    shift("S2", leans_on=("S1",)),
    basics=lens("B", question("B1", shifts=("S1",))),
    culture=lens("C", question("C1")),
)


def found(tiny):
    return [(breach.code, breach.path) for breach in breaches(tiny)]


def with_question(**changes):
    """One shift, of which the second question is not as it should be."""
    return questionnaire(
        shift("S1", question("S1-1"), question("S1-2", **changes), question("S1-3"))
    )


SECOND = ("shifts", 0, "questions", 1)


def test_whole_questionnaire_breaks_no_rule():
    assert found(WHOLE) == []
    assert found(questionnaire()) == []


def test_two_questions_with_one_id():
    tiny = questionnaire(shift("S1"), basics=lens("B", question("S1-1")))
    assert found(tiny) == [(Code.DUPLICATE_ID, ("basics", "questions", 0, "id"))]


def test_two_recommendations_with_one_id():
    (one,) = questionnaire().shifts
    twice = (*one.recommendations, one.recommendations[0])
    assert found(questionnaire(replace(one, recommendations=twice))) == [
        (Code.DUPLICATE_ID, ("shifts", 0, "recommendations", 12, "id"))
    ]


def test_two_shifts_with_one_id():
    other = (question("Q1"), question("Q2"), question("Q3"))
    advice = tuple(
        replace(each, id=f"again-{each.id}") for each in questionnaire().shifts[0].recommendations
    )
    tiny = questionnaire(shift("S1"), shift("S1", *other, recommendations=advice))
    assert found(tiny) == [(Code.DUPLICATE_ID, ("shifts", 1, "id"))]


def test_lens_with_the_id_of_a_shift():
    assert found(questionnaire(basics=lens("S1", question("B1")))) == [
        (Code.DUPLICATE_ID, ("basics", "id"))
    ]


@pytest.mark.parametrize("key", ["audiences", "domains", "tiers", "elements", "customer_terms"])
def test_named_thing_described_twice(key):
    once = getattr(WHOLE, key)
    twice = replace(WHOLE, **{key: (*once, once[0])})
    assert found(twice) == [(Code.DUPLICATE_ID, (key, len(once), "id"))]


@pytest.mark.parametrize("id_", ["", "a b", "vóór", "x" * 65, "a/b", "../x", "-", "a.b"])
def test_ids_that_cannot_be_used(id_):
    assert (Code.BAD_ID, (*SECOND, "id")) in found(with_question(id=id_))


@pytest.mark.parametrize("id_", ["S1-2", "a_b", "x" * 64, "7"])
def test_ids_that_can_be_used(id_):
    assert found(with_question(id=id_)) == []


@pytest.mark.parametrize(
    ("changes", "code", "inner"),
    [
        ({"audiences": ("lead", "board")}, Code.UNKNOWN_AUDIENCE, ("audiences", 1)),
        ({"element": "E9"}, Code.UNKNOWN_ELEMENT, ("element",)),
        ({"shifts": ("S1", "S9")}, Code.UNKNOWN_SHIFT, ("shifts", 1)),
        ({"weight": Fraction(-1)}, Code.NEGATIVE_WEIGHT, ("weight",)),
        ({"weight": Fraction(10**400)}, Code.OUT_OF_RANGE, ("weight",)),
        ({"mirror": True, "audiences": ("lead",)}, Code.LONELY_MIRROR, ("mirror",)),
    ],
    ids=["audience", "element", "shift", "negative", "heavy", "mirror"],
)
def test_question_that_names_or_weighs_wrongly(changes, code, inner):
    assert found(with_question(**changes)) == [(code, (*SECOND, *inner))]


def test_introduction_for_an_audience_that_does_not_exist():
    spoken = Wording({"lead": text("Hello"), "board": text("Welcome")})
    assert found(questionnaire(intro=spoken)) == [(Code.UNKNOWN_AUDIENCE, ("intro", "board"))]


def test_shift_that_names_what_does_not_exist():
    assert found(questionnaire(shift("S1", leans_on=("S8",)))) == [
        (Code.UNKNOWN_SHIFT, ("shifts", 0, "leans_on", 0))
    ]
    assert found(questionnaire(shift("S1", elements=("E1", "E2")))) == [
        (Code.UNKNOWN_ELEMENT, ("shifts", 0, "elements", 1))
    ]


def test_unknown_name_comes_with_the_known_ones_to_suggest_from():
    (breach,) = breaches(questionnaire(shift("S1", elements=("E2",))))
    assert breach.known == ("E1",)
    assert breach.details == {"id": "E2"}


def test_each_domain_and_tier_is_described():
    tiny = questionnaire(domains=WHOLE.domains[1:], tiers=WHOLE.tiers[:-1])
    assert found(tiny) == [(Code.MISSING_TOPIC, ("domains",)), (Code.MISSING_TOPIC, ("tiers",))]


def test_domain_that_the_program_does_not_know():
    marketing = replace(WHOLE.domains[0], id="marketing")
    tiny = questionnaire(domains=(*WHOLE.domains, marketing))
    assert found(tiny) == [(Code.WRONG_VALUE, ("domains", 4, "id"))]


def test_levels_are_one_to_five_everywhere():
    ladder = dict(WHOLE.levels)
    ladder[6] = Level(name=text("Six"), portrait=text("Too high"))
    del ladder[1]
    assert found(questionnaire(levels=ladder)) == [
        (Code.MISSING_ANCHOR, ("levels",)),
        (Code.UNKNOWN_LEVEL, ("levels", "6")),
    ]
    four = {level: text("…") for level in (1, 2, 3, 4)}
    assert found(questionnaire(shift("S1", levels=four))) == [
        (Code.MISSING_ANCHOR, ("shifts", 0, "levels"))
    ]
    assert found(with_question(anchors=four)) == [(Code.MISSING_ANCHOR, (*SECOND, "anchors"))]


def test_shift_of_two_questions_cannot_be_scored():
    tiny = questionnaire(shift("S1", question("S1-1"), question("S1-2")))
    (breach,) = breaches(tiny)
    assert (breach.code, breach.path) == (Code.TOO_FEW_QUESTIONS, ("shifts", 0, "questions"))
    assert breach.details == {"id": "S1", "count": 2}


def test_weights_that_are_all_nothing():
    nothing = [question(f"S1-{n}", weight=Fraction(0)) for n in (1, 2, 3)]
    assert found(questionnaire(shift("S1", *nothing))) == [
        (Code.NO_WEIGHT, ("shifts", 0, "questions"))
    ]
    (breach,) = breaches(replace(WHOLE, basics=lens("B", question("B1", weight=Fraction(0)))))
    assert (breach.path, breach.details["id"]) == (("basics", "questions"), "B")


def test_lens_without_questions_is_no_problem():
    assert found(questionnaire(culture=lens("C"))) == []


def test_wording_per_audience_covers_exactly_those_who_are_asked():
    spoken = Wording({"lead": text("U?"), "board": text("Zij?")})
    asked = with_question(audiences=("lead", "front"), ask=spoken)
    assert found(asked) == [
        (Code.MISSING_WORDING, (*SECOND, "ask")),
        (Code.UNKNOWN_AUDIENCE, (*SECOND, "ask", "board")),
    ]


def test_circle_of_shifts():
    leaning = {"S0": ("S2",), "S1": (), "S2": ("S1", "S4"), "S3": ("S2",), "S4": ("S3",)}
    shifts = (shift(id_, leans_on=needed) for id_, needed in leaning.items())
    (breach,) = breaches(questionnaire(*shifts))
    assert (breach.code, breach.path) == (Code.CYCLE, ("shifts", 2, "leans_on"))
    assert breach.details == {"ids": "S2, S3, S4"}  # S0 and S1 only hang on to it
    assert found(questionnaire(shift("S1", leans_on=("S1",)))) == [
        (Code.CYCLE, ("shifts", 0, "leans_on"))
    ]


def test_advice_for_each_domain_and_step():
    (one,) = questionnaire().shifts
    without = tuple(r for r in one.recommendations if (r.domain, r.step) != ("hr", "3-4"))
    (breach,) = breaches(questionnaire(replace(one, recommendations=without)))
    assert breach.code is Code.MISSING_RECOMMENDATION
    assert breach.path == ("shifts", 0, "recommendations")
    assert breach.details == {"id": "S1", "domain": "hr", "step": "3-4"}


@pytest.mark.parametrize("domain", ["marketing", Domain.SYSTEMS])
def test_advice_in_a_domain_that_has_none(domain):
    stray = recommendation("B1-R", domain, question="B1")
    basics = lens("B", question("B1"), recommendations=(stray,))
    (breach,) = breaches(questionnaire(basics=basics))
    assert (breach.code, breach.path) == (
        Code.WRONG_VALUE,
        ("basics", "recommendations", 0, "domain"),
    )
    assert breach.details["expected"] == "one of leadership, hr, processes"


def test_advice_of_a_shift_names_its_step():
    (one,) = questionnaire().shifts
    extra = recommendation("S1-x", Domain.HR)
    tiny = questionnaire(replace(one, recommendations=(*one.recommendations, extra)))
    assert found(tiny) == [(Code.MISSING_STEP, ("shifts", 0, "recommendations", 12))]


def test_level_five_has_words_for_each_domain():
    (one,) = questionnaire().shifts
    tiny = questionnaire(replace(one, maintain={Domain.HR: text("Keep")}))
    assert found(tiny) == [(Code.MISSING_RECOMMENDATION, ("shifts", 0, "maintain"))] * 2


def test_lens_answers_each_of_its_questions_and_no_other():
    stray = recommendation("B9-R", Domain.HR, question="B9")
    nobodys = recommendation("B0-R", Domain.HR)
    basics = lens("B", question("B1"), recommendations=(stray, nobodys))
    assert found(questionnaire(basics=basics)) == [
        (Code.UNKNOWN_QUESTION, ("basics", "recommendations", 0, "question")),
        (Code.UNKNOWN_QUESTION, ("basics", "recommendations", 1, "question")),
        (Code.MISSING_RECOMMENDATION, ("basics", "recommendations")),
    ]


def test_word_for_customer_without_all_its_forms():
    (term,) = WHOLE.customer_terms
    marked = with_question(anchors={level: text("{klantn}") for level in range(1, 6)})
    short = replace(term, id="guest", nl={"one": "gast", "many": " "}, en={"one": "guest"})
    assert found(replace(marked, customer_terms=(term, short))) == [
        (Code.MISSING_KEY, ("customer_terms", 1, "nl")),
        (Code.MISSING_KEY, ("customer_terms", 1, "nl")),
        (Code.MISSING_KEY, ("customer_terms", 1, "en")),
    ]


def test_markers_are_looked_for_in_every_text_and_language():
    wrong = Text({"nl": "Wat {klanten} van {customers} vinden", "en": "{klant}"})
    spoken = Wording(dict.fromkeys(("lead", "front"), wrong))
    tiny = with_question(audiences=("lead", "front"), ask=spoken)
    assert found(tiny) == [
        (Code.UNKNOWN_MARKER, (*SECOND, "ask", "lead")),
        (Code.UNKNOWN_MARKER, (*SECOND, "ask", "lead")),
        (Code.UNKNOWN_MARKER, (*SECOND, "ask", "front")),
        (Code.UNKNOWN_MARKER, (*SECOND, "ask", "front")),
    ]
    assert found(replace(tiny, customer_terms=())) == []


def test_every_text_has_the_path_that_leads_to_it():
    paths = [path for path, _ in texts_in(WHOLE)]
    assert len(set(paths)) == len(paths)
    for path in (
        ("title",),
        ("levels", "3", "name"),
        ("shifts", 1, "from"),
        ("shifts", 0, "questions", 2, "anchors", "5"),
        ("shifts", 0, "questions", 2, "ask", "everyone"),
        ("basics", "recommendations", 0, "kpi", "unit"),
        ("shifts", 0, "maintain", "hr"),
    ):
        assert path in paths


def test_step_of_a_recommendation_may_be_shared():
    (one,) = questionnaire().shifts
    second = recommendation("S1-second", Domain.HR, step=Step.ONE_TWO)
    assert found(questionnaire(replace(one, recommendations=(*one.recommendations, second)))) == []

"""Advice to authors, told only to those who ask for it."""

from dataclasses import replace

from builders import lens, question, questionnaire, recommendation, text
from servicescan.model.questionnaire import LEVELS, Domain, Style
from servicescan.model.style import matters
from servicescan.model.text import Text, Wording
from servicescan.problems import Code

GOOD = text("Every team asks each month")
STYLE = Style(
    vague={"nl": ("vaak",), "en": ("often",)},
    avoid={"nl": {"klant": "{klant}"}, "en": {"customer": "{customer}"}},
)


def found(code, **changes):
    """Paths at which a question with these changes has this matter of style."""
    asked = question("B1", anchors=dict.fromkeys(LEVELS, GOOD), **changes)
    tiny = questionnaire(basics=lens("B", asked), shifts=(), style=STYLE)
    return [breach.path for breach in matters(tiny) if breach.code is code]


def anchored(words):
    return dict.fromkeys(LEVELS, GOOD) | {3: words}


def with_anchor(words):
    asked = question("B1", anchors=anchored(words))
    return questionnaire(basics=lens("B", asked), shifts=(), style=STYLE)


AT_ANCHOR = ("basics", "questions", 0, "anchors", "3")


def test_anchor_has_five_to_thirty_words_in_each_language():
    tiny = with_anchor(Text({"nl": "Elk team vraagt", "en": "word " * 31}))
    breaches = [breach for breach in matters(tiny) if breach.code is Code.ANCHOR_LENGTH]
    assert [(breach.path, breach.details["count"]) for breach in breaches] == [
        ((*AT_ANCHOR, "nl"), 3),
        ((*AT_ANCHOR, "en"), 31),
    ]
    assert found(Code.ANCHOR_LENGTH) == []


def test_vague_word_is_found_as_a_word_and_whatever_its_case():
    words = Text({"nl": "Vaak vraagt een team iets", "en": "A team softens often asked questions"})
    breaches = [b for b in matters(with_anchor(words)) if b.code is Code.VAGUE_WORD]
    assert [breach.details["word"] for breach in breaches] == ["vaak", "often"]
    soft = text("A team softens what it asks")
    assert not [b for b in matters(with_anchor(soft)) if b.code is Code.VAGUE_WORD]


def test_word_for_customer_stands_as_a_marker():
    spoken = Wording({"lead": Text({"nl": "Welke klant?", "en": "Which {customer}?"})})
    assert found(Code.AVOIDED_WORD, ask=spoken) == [("basics", "questions", 0, "ask", "lead")]
    assert found(Code.AVOIDED_WORD) == []


def test_names_keep_their_own_words():
    tiny = questionnaire(
        shifts=(), basics=lens("B", question("B1"), name=text("De klant")), style=STYLE
    )
    assert not [breach for breach in matters(tiny) if breach.code is Code.AVOIDED_WORD]


def test_questionnaire_without_words_to_avoid():
    tiny = replace(with_anchor(text("Often a customer is asked")), style=None)
    codes = {breach.code for breach in matters(tiny)}
    assert not codes & {Code.VAGUE_WORD, Code.AVOIDED_WORD}


def test_questions_and_recommendations_are_complete():
    keys = [
        (breach.path, breach.details["key"])
        for breach in matters(questionnaire(shifts=(), basics=lens("B", question("B1"))))
        if breach.code is Code.MISSING_KEY
    ]
    at = ("basics", "questions", 0)
    assert keys[:3] == [(at, "help"), (at, "probe"), (at, "evidence")]
    assert ("basics", "recommendations", 0) in dict(keys)
    whole = {key: text("Said") for key in ("why", "day_60", "day_90", "owner", "pitfall")}
    advice = recommendation("B1-R", Domain.HR, question="B1", avoid_when=text("Never"), **whole)
    asked = question("B1", help=text("h"), probe=text("p"), evidence=text("e"))
    tiny = questionnaire(shifts=(), basics=lens("B", asked, recommendations=(advice,)))
    assert not [breach for breach in matters(tiny) if breach.code is Code.MISSING_KEY]


def test_audience_that_is_asked_too_little_has_no_voice():
    asked = [question(f"B{n}", audiences=("lead", "front")) for n in range(5)]
    asked[0] = replace(asked[0], audiences=("lead",))
    tiny = questionnaire(shifts=(), basics=lens("B", *asked))
    thin = [breach for breach in matters(tiny) if breach.code is Code.THIN_AUDIENCE]
    assert [(breach.path[1], breach.details["count"]) for breach in thin] == [
        *((1, 0), (2, 0), (3, 4), (4, 0))
    ]

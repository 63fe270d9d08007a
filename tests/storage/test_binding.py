"""Plain values to the model: how each kind of value is read and refused."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import pytest

from servicescan.model.text import Language, Text, Wording
from servicescan.problems import Code
from servicescan.storage.binding import bind
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import parse_document


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    id: str
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    name: Text | None = None
    ask: Wording | None = None
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    from_: str = ""
    flag: bool = False
    count: int = 0
    share: Fraction = Fraction(0)
    by_level: dict[int, Text] | None = None
    by_colour: dict[Colour, int] | None = None


def bound(text):
    document = parse_document(text, "w.yaml")
    value = bind(Whole, document)
    assert not document.problems, [*map(str, document.problems)]
    return value


def refused(text):
    """``code line:column message`` of each problem."""
    document = parse_document(text, "w.yaml")
    assert bind(Whole, document) is None
    return [
        f"{p.code.word} {p.location.line}:{p.location.column} {p.message}"
        for p in document.problems
    ]


def test_declared_type_decides_what_a_text_becomes():
    whole = bound("""
        from: "017"
        flag: yes
        count: 12
        share: 1/3
        parts: [{id: no}, {id: 1_000, colour: blue}]
        by_level: {1: laag, 2: hoog}
        by_colour: {blue: 3}
    """)
    assert whole == Whole(
        from_="017",
        flag=True,
        count=12,
        share=Fraction(1, 3),
        parts=(Part(id="no"), Part(id="1_000", colour=Colour.BLUE)),
        by_level={1: Text.same("laag"), 2: Text.same("hoog")},
        by_colour={Colour.BLUE: 3},
    )


@pytest.mark.parametrize("words", ["no", "017", "1_000", "~", "null", "2026-11-22"])
def test_texts_and_ids_stay_what_was_typed(words):
    whole = bound(f"name: {words}\npart: {{id: {words}}}\nask: {{nl: {words}, en: {words}}}\n")
    assert whole.name == Text.same(words)
    assert whole.part.id == words
    assert whole.ask.for_("anyone").in_(Language.EN) == words


def test_text_per_language_and_wording_per_audience():
    whole = bound("""
        name: {nl: Naam, en: Name}
        ask:
          lead: {nl: U?, en: You?}
          front: Same for all
    """)
    assert whole.name.in_(Language.EN) == "Name"
    assert whole.ask.for_("lead").in_(Language.NL) == "U?"
    assert whole.ask.for_("front").in_(Language.EN) == "Same for all"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("flg: 1", "unknown-key 1:1 “flg” is not known here. Did you mean “flag”?"),
        (
            "part: {id: x, size: 1}",
            "unknown-key 1:15 “size” is not known here. Use id, colour.",
        ),
        ("part:\n  colour: red", "missing-key 1:1 “id” is missing. Add it."),
        ("flag: maybe", "wrong-value 1:1 “maybe” is not possible here. Use true or false."),
        ("count: 1.5", "wrong-value 1:1 “1.5” is not possible here. Use a whole number."),
        ("count: [1]", "wrong-type 1:1 Expected a whole number here. Change the value."),
        ("share: half", "wrong-value 1:1 “half” is not possible here. Use a number."),
        ("from: [a]", "wrong-type 1:1 Expected a text here. Change the value."),
        ("part: x", "wrong-type 1:1 Expected keys with values here. Change the value."),
        ("part:", "wrong-type 1:1 Expected keys with values here. Change the value."),
        ("parts: x", "wrong-type 1:1 Expected a list here. Change the value."),
        ("by_level: [a]", "wrong-type 1:1 Expected keys with values here. Change the value."),
        (
            "by_level: {one: a}",
            "wrong-value 1:12 “one” is not possible here. Use a whole number.",
        ),
        ("by_level: {1: a, 01: b}", "duplicate-key 1:18 “01” occurs twice here. Keep one of them."),
        (
            "by_colour: {bleu: 1}",
            (
                "wrong-value 1:13 “bleu” is not possible here. Use one of red, blue."
                " Did you mean “blue”?"
            ),
        ),
        (
            "parts:\n- id: a\n- {id: b, colour: rd}",
            "wrong-value 3:11 “rd” is not possible here. Use one of red, blue. Did you mean “red”?",
        ),
        ("name: {nl: Naam}", "missing-language 1:1 The text is missing in en. Add it."),
        (
            "name: {nl: a, en: b, fr: c}",
            "unknown-language 1:1 “fr” is not a language here. Use nl and en.",
        ),
        ("name: ' '", "empty-text 1:1 The text is empty. Write it, or remove the key."),
        (
            "name: [a]",
            "wrong-type 1:1 Expected a text, or a text per language here. Change the value.",
        ),
        (
            "name: {nl: {a: b}, en: c}",
            "wrong-type 1:1 Expected a text under nl here. Change the value.",
        ),
        ("ask: {}", "missing-language 1:1 The text is missing in nl, en. Add it."),
        ("ask: {lead: ''}", "empty-text 1:1 The text is empty. Write it, or remove the key."),
        ("- a", "wrong-type 1:1 Expected keys with values here. Change the value."),
    ],
)
def test_sentence_and_place_of_what_does_not_fit(text, problem):
    assert refused(text) == [problem]


def test_all_problems_are_found_at_once():
    found = refused("flag: maybe\ncount: many\nname: {nl: a}\nparts: [{id: a}, {}]\nxyz: 1\n")
    assert sorted(line.split(" ")[0] for line in found) == [
        *("missing-key", "missing-language", "unknown-key", "wrong-value", "wrong-value")
    ]


def test_what_seems_to_be_missing_in_an_unread_file_is_no_problem_of_its_own():
    document = parse_document("part: {colour: 'red", "w.yaml")
    assert bind(Part, document) is None
    assert [problem.code for problem in document.problems] == [Code.BAD_YAML]


def test_value_that_is_bound_already_stays_as_it_is():
    document = parse_document("", "w.yaml")
    document.value = {"name": Text.same("a"), "ask": Wording({"lead": Text.same("b")})}
    whole = bind(Whole, document)
    assert (whole.name, whole.ask) == (Text.same("a"), Wording({"lead": Text.same("b")}))


def test_nearest_word_is_suggested_only_when_it_is_near():
    assert near("leadershp", ["hr", "leadership"]) == " Did you mean “leadership”?"
    assert near("x", ["hr", "leadership"]) == ""
    assert near("x", []) == ""

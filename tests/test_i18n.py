import ast
import datetime
import string
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import servicescan
from servicescan import resources
from servicescan.i18n import Speaker, reaches, rounded, typographic
from servicescan.model.questionnaire import CustomerTerm
from servicescan.model.text import Language, Text

DUTCH, ENGLISH = Speaker(Language.NL), Speaker(Language.EN)
PATIENT = CustomerTerm(
    id="patient",
    nl={"one": "patiënt", "many": "patiënten", "stem": "patiënten"},
    en={"one": "patient", "many": "patients"},
)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (Fraction(13, 4), 1, "3.3"),  # Python's own round gives 3.2
        (Fraction("2.25"), 1, "2.3"),
        (Fraction("-0.25"), 1, "-0.3"),
        (Fraction("5.449"), 1, "5.4"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(5, 2), 0, "3"),
        (4.35, 1, "4.3"),  # as a binary fraction it lies just below
    ],
)
def test_rounding_is_half_up(value, decimals, printed):
    assert str(rounded(value, decimals)) == printed


@given(st.fractions(0, 10, max_denominator=10**6), st.integers(0, 3))
def test_rounding_happens_once_from_the_exact_value(value, decimals):
    exact = Fraction(floor(value * 10**decimals + Fraction(1, 2)), 10**decimals)
    assert Fraction(rounded(value, decimals)) == exact


@given(st.fractions(1, 10), st.fractions(1, 10))
def test_number_and_sentence_about_the_bar_agree(value, bar):
    assert reaches(value, bar) is (rounded(value) >= rounded(bar))


@given(st.fractions(1, 5, max_denominator=1000))
def test_a_score_never_reads_as_a_level_that_it_has_not_reached(score):
    printed = Fraction(ENGLISH.score(score))
    assert floor(printed) == floor(score)
    assert abs(printed - score) <= Fraction(1, 20)
    assert DUTCH.score(score) == ENGLISH.score(score).replace(".", ",")


def test_numbers_are_written_as_the_language_writes_them():
    assert DUTCH.number(Fraction(13, 4)) == "3,3"
    assert ENGLISH.number(Fraction(13, 4)) == "3.3"
    assert DUTCH.number(3, 0) == "3"
    assert DUTCH.number(Fraction(5, 2), 2) == "2,50"
    assert (DUTCH.whole(1043), ENGLISH.whole(1043)) == ("1.043", "1,043")


def test_small_shares_are_counted_and_large_ones_are_percentages():
    assert DUTCH.share(7, 9) == "7 van de 9"
    assert ENGLISH.share(7, 9) == "7 of 9"
    assert ENGLISH.share(99, 99) == "99 of 99"
    assert DUTCH.share(52, 1043) == "5% (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}1.043)"
    assert ENGLISH.share(0, 200).startswith("0% ")


def test_few_are_not_called_none():
    assert ENGLISH.share(1, 1000).startswith("less than 1%")
    assert DUTCH.share(1, 1000).startswith("minder dan 1%")


def test_days_and_months():
    day = datetime.date(2026, 3, 2)
    assert (DUTCH.day(day), ENGLISH.day(day)) == ("2 maart 2026", "2 March 2026")
    assert (DUTCH.month(day), ENGLISH.month(day)) == ("Maart 2026", "March 2026")


def test_words_of_the_program():
    assert DUTCH._("{part} of {whole}", part=1, whole=2) == "1 van de 2"
    assert DUTCH._("Nobody has translated this") == "Nobody has translated this"
    assert ENGLISH.plural("{n} question", "{n} questions", 1) == "1 question"
    assert ENGLISH.plural("{n} question", "{n} questions", 1200) == "1,200 questions"


def test_word_for_customer_is_filled_in():
    speaker = Speaker(Language.NL, PATIENT.markers(Language.NL))
    assert speaker.say(Text({"nl": "Wat {klanten} zeggen", "en": ""})) == "Wat patiënten zeggen"
    assert speaker._("{Klanten} first") == "Patiënten first"


def test_text_of_a_user_is_never_taken_for_a_marker():
    assert ENGLISH._("{client}: {n}", client="{n} {__class__}", n=3) == "{n} {__class__}: 3"


# -- translations ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with resources.shipped("translations", "nl.po").open("rb") as file:
        return read_po(file, locale="nl")


def test_the_quick_reader_agrees_with_babel(catalogue):
    speaker = Speaker(Language.NL)
    said = {message.id: message.string for message in catalogue if message.id}
    assert speaker._catalogue == said  # noqa: SLF001 - English needs no catalogue


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_translations_keep_the_fields_of_the_original(catalogue):
    markers = {**PATIENT.markers(Language.NL), **PATIENT.markers(Language.EN)}.keys()
    for message in catalogue:
        if message.id:
            lost = (fields(message.id) ^ fields(message.string)) - markers
            assert not lost, f"{message.id!r} -> {message.string!r}"
            assert fields(message.string) & markers <= PATIENT.markers(Language.NL).keys()


def spoken(path: Path) -> set[str]:
    """The literal words that a module says through ``_`` and ``plural``."""
    calls = (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    )
    return {
        argument.value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"_", "plural"}
        for argument in call.args[: 2 if call.func.attr == "plural" else 1]
        if isinstance(argument, ast.Constant)
    }


def test_everything_the_program_says_is_translated(catalogue):
    source = Path(servicescan.__file__).parent
    said = set().union(*(spoken(path) for path in source.rglob("*.py")))
    assert said, "no words were found: the search itself is broken"
    assert sorted(words for words in said if not _translated(catalogue, words)) == []


def _translated(catalogue: Catalog, words: str) -> bool:
    found = catalogue.get(words)
    return bool(found and found.string and not found.fuzzy)


@pytest.mark.parametrize(
    ("words", "english", "dutch"),
    [
        ("'Fine' is the norm", "“Fine” is the norm", "‘Fine’ is the norm"),
        ("managers' own, don't", "managers’ own, don’t", "managers’ own, don’t"),
        ("elke dag 's avonds", "elke dag ’s avonds", "elke dag ’s avonds"),
        ("(n = 18)", "(n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}18)", None),
    ],
)
def test_words_are_set_as_a_printer_would(words, english, dutch):
    assert typographic(words, Language.EN) == english
    assert typographic(words, Language.NL) == (dutch or english)

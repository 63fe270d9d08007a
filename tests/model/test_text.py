import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicescan.model.text import Language, Text, Wording, visible


def test_marker_is_replaced_by_the_organisations_word():
    text = Text({"nl": "Wat {klanten} zeggen, {Klant}?", "en": "What {customers} say"})
    terms = {"klanten": "patiënten", "Klant": "Patiënt"}
    assert text.in_(Language.NL, terms) == "Wat patiënten zeggen, Patiënt?"


def test_unknown_marker_and_text_without_terms_stay_as_they_are():
    text = Text({"nl": "Wat {klnten} zeggen", "en": "{}"})
    assert text.in_(Language.NL, {"klanten": "gasten"}) == "Wat {klnten} zeggen"
    assert text.in_(Language.NL) == "Wat {klnten} zeggen"
    assert text.in_(Language.EN, {"klanten": "gasten"}) == "{}"


def test_same_words_in_every_language():
    assert [Text.same("%").in_(language) for language in Language] == ["%", "%"]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("gewoon\ttekst 😀 ë ع", "gewoon\ttekst 😀 ë ع"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("\x1b[31mrood", "\\x1b[31mrood"),
        ("nul\x00 bel\x07 \x9b", "nul\\x00 bel\\x07 \\x9b"),
        ("om\u202egekeerd", "om\\u202egekeerd"),
        ("\ufeffbegin", "\\ufeffbegin"),
        ("half \ud83d", "half \\ud83d"),
    ],
    ids=["plain", "line ends", "escape", "control", "bidi", "bom", "surrogate"],
)
def test_what_cannot_be_seen_is_spelled_out(typed, seen):
    assert visible(typed) == seen


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_visible_text_can_be_written_and_holds_no_control_character(words):
    shown = visible(words)
    shown.encode()
    assert not any(c < " " and c not in "\t\n" for c in shown)
    assert "\u2029" not in shown
    assert visible(shown) == shown


def test_each_audience_hears_its_own_wording():
    wording = Wording({"lead": Text.same("U?"), "front": Text.same("Jij?")})
    assert wording.for_("front").in_(Language.NL) == "Jij?"


def test_audience_without_its_own_wording_hears_the_first():
    everyone = Wording({Wording.EVERYONE: Text.same("Wie?")})
    assert everyone.for_("lead").in_(Language.NL) == "Wie?"
    assert Wording({"lead": Text.same("U?")}).for_("hr").in_(Language.NL) == "U?"

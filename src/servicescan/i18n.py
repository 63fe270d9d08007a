"""Words, numbers and days in the reader's language."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from servicescan import resources
from servicescan.model.text import Language, Text

#: numbers and days as they are written in the Netherlands and in Britain
_LOCALES = {Language.NL: "nl_NL", Language.EN: "en_GB"}


#: a message and its translation
_ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
#: from here on a count is written with separators
_SEPARATED = 1000
#: of a figure that stands just beside a level
MOST_DECIMALS = 4


def rounded(value: Fraction | float, decimals: int = 1) -> Decimal:
    """One rounding, half up, from the exact value: 3.25 gives 3.3 (measurement.md 1.6)."""
    exact = Fraction(value)
    step = Decimal(1).scaleb(-decimals)
    digits = Decimal(exact.numerator) / Decimal(exact.denominator)
    # zero has no sign: -0.04 is printed as 0.0
    return digits.quantize(step, ROUND_HALF_UP) + 0


def enough(value: Fraction | float, misleads: Callable[[Decimal], bool]) -> int:
    """Decimals of a figure: one, and more for as long as what is printed would mislead."""
    found = (n for n in range(1, MOST_DECIMALS) if not misleads(rounded(value, n)))
    return next(found, MOST_DECIMALS)


def places(score: Fraction | float) -> int:
    """Decimals of a score: one; more where that would lift it to a level it has not reached."""
    return enough(score, lambda shown: shown == int(score) + 1)


def reaches(value: Fraction, bar: Fraction) -> bool:
    """The printed figure is at or above the printed bar, so that text and number agree."""
    return rounded(value) >= rounded(bar)


#: an apostrophe inside a word, and before Dutch 's and 't
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<!\w)'(?=[nst]\b)")
_QUOTED = re.compile(r"""(?<!\w)(["'])(?=\S)((?:(?!\1).)*)\1(?!\w)""")
_QUOTES = {Language.NL: r"‘\2’", Language.EN: r"“\2”"}
_PEOPLE = re.compile(r"\bn = (?=\d)")


def typographic(words: str, language: Language = Language.EN) -> str:
    """As a printer sets it: dilemma’s, “so” (in Dutch ‘zo’), and "n = 18" on one line."""
    quoted = _QUOTED.sub(_QUOTES[language], _APOSTROPHE.sub("’", words)).replace("'", "’")
    return _PEOPLE.sub("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}", quoted)


class Speaker:
    """Speaks one language, with one organisation's word for customer."""

    def __init__(self, language: Language, terms: Mapping[str, str] | None = None) -> None:
        """``terms``: marker -> word, from ``CustomerTerm.markers``."""
        self.language = language
        self.terms = terms or {}
        self._locale = _LOCALES[language]
        self._catalogue = _catalogue(language)

    def say(self, text: Text) -> str:
        """The questionnaire's words, the word for customer filled in."""
        return text.in_(self.language, self.terms)

    def _(self, message: str, **parts: object) -> str:
        """The program's words: English in the code, other languages from translations/.

        The word for customer may be used like in the questionnaire: {customers}, {klanten}.
        """
        words = self._catalogue.get(message) or message
        return words.format_map({**self.terms, **parts})

    def plural(self, one: str, many: str, count: int, **parts: object) -> str:
        """``one`` or ``many`` by count, which is also filled in as {n}."""
        return self._(one if count == 1 else many, n=self.whole(count), **parts)

    def listed(self, words: Sequence[str]) -> str:
        """Things in a row: a, b and c."""
        if len(words) < 2:  # noqa: PLR2004 - one thing needs no "and"
            return "".join(words)
        return self._("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])

    def number(self, value: Fraction | float, decimals: int = 1) -> str:
        """3.25 -> "3,3" in Dutch, "3.3" in English."""
        from babel.numbers import format_decimal

        pattern = "0" + ("." + "0" * decimals if decimals else "")
        return str(format_decimal(rounded(value, decimals), pattern, locale=self._locale))

    def score(self, value: Fraction | float) -> str:
        """A score never reads as a level that it has not reached: 1.96 stays 1.96."""
        return self.number(value, places(value))

    def whole(self, value: int) -> str:
        """A count, with separators where the language has them."""
        if 0 <= value < _SEPARATED:
            return str(value)
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self._locale))

    def share(self, part: int, whole: int) -> str:
        """A share: 7 of 9 for small groups, 5% (n = 1,043) from a hundred on."""
        hundred = 100
        if whole < hundred:
            return self._("{part} of {whole}", part=part, whole=whole)
        from babel.numbers import format_percent

        percent = rounded(Fraction(part, whole), 2)
        words = str(format_percent(percent, "0%", locale=self._locale))
        if part and not percent:
            words = self._(
                "less than {share}", share=format_percent(0.01, "0%", locale=self._locale)
            )
        return f"{words} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{self.whole(whole)})"

    def day(self, day: datetime.date) -> str:
        """22 november 2026."""
        from babel.dates import format_date

        return str(format_date(day, "long", locale=self._locale))

    def month(self, day: datetime.date) -> str:
        """November 2026, with a capital: it stands alone on the cover."""
        from babel.dates import format_date

        words = str(format_date(day, "MMMM y", locale=self._locale))
        return words[0].upper() + words[1:]


@cache
def _catalogue(language: Language) -> Mapping[str, str]:
    """The program's words in a language; English is in the code itself.

    The file is as gettext has it, each text on one line; reading it here and not with Babel saves
    a fifth of the program's start. A test holds the two beside each other.
    """
    if language is Language.EN:
        return {}
    content = resources.shipped("translations", f"{language}.po").read_text("utf-8")
    return {_unquoted(said): _unquoted(words) for said, words in _ENTRY.findall(content)}


def _unquoted(words: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], words)

"""One text in several languages."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MARKER = re.compile(r"\{([^{}]*)\}")


class Language(StrEnum):
    """The languages that the program speaks; Dutch first."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, in each of the languages it is written in."""

    words: Mapping[str, str]

    @classmethod
    def same(cls, words: str) -> "Text":
        """The same words in every language, for a name or a unit such as "%"."""
        return cls(dict.fromkeys(Language, words))

    def in_(self, language: Language, terms: Mapping[str, str] | None = None) -> str:
        """The words in this language, its markers such as ``{klant}`` replaced by ``terms``.

        An unknown marker stays as it is: the questionnaire check reports it.
        """
        words = self.words[language]
        if not terms:
            return words
        return MARKER.sub(lambda found: terms.get(found[1], found[0]), words)


#: control characters, and the ones that reorder or hide what stands around them
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)


def visible(words: str) -> str:
    """User text safe to show: line ends are plain, what cannot be seen is spelled out.

    An escape sequence becomes readable text; nothing is dropped. U+2028 and U+2029 become
    line ends, because the second one stops WeasyPrint 70 (measurement.md 3.2).
    """
    plain = re.sub("\r\n?|\u2028|\u2029|\x85", "\n", words)
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), plain)


def cleaned(words: str) -> str:
    """Typed words, fit to keep: composed letters, nothing that cannot be seen, no space around."""
    return visible(unicodedata.normalize("NFC", words)).strip()


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words: the same for everyone, or one text per audience."""

    texts: Mapping[str, Text]
    #: the audience key under which one wording for everyone is kept
    EVERYONE = "everyone"

    def for_(self, audience: str) -> Text:
        """The words for this audience; an audience without its own hears the first wording."""
        return self.texts.get(audience) or next(iter(self.texts.values()))

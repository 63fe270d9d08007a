"""Letters that the typefaces of a theme lack, written with letters they have."""

import html
import re
import unicodedata
from functools import cache
from pathlib import Path

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Zs"}
#: of skin; they stand behind an emoji and say nothing alone
_SHADES = "🏻🏼🏽🏾🏿"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def spelled(page: str, theme: Path) -> str:
    """A page of HTML in which every letter can be printed with the theme's own typefaces.

    A letter of another script or an emoji is written in Latin letters, or else by its number.
    Any other typeface would be one that this computer happens to have: another file on another
    computer, and an empty box where it has none, which PDF/UA and PDF/A forbid.
    Source: ISO 14289-1, 7.21.8; ISO 19005-3, 6.2.11.8.
    """
    known = _letters(theme / "fonts")
    lacking = {letter for letter in set(page) if ord(letter) not in known and _is_seen(letter)}
    return page.translate({ord(letter): _stand_in(letter) for letter in lacking}) if known else page


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and not _SELECTORS.match(letter)


def _stand_in(letter: str) -> str:
    """In the alphabet of HTML as well: a broad < may not begin a tag."""
    from anyascii import anyascii

    if letter in _SHADES:
        return ""
    words = anyascii(letter) or letter.encode("unicode_escape").decode()
    return html.escape(words)


@cache
def _letters(fonts: Path) -> frozenset[int]:
    """The numbers of the letters that all typefaces in a folder have."""
    from fontTools.ttLib import TTFont

    found = []
    for path in fonts.glob("*.[ot]tf"):
        with TTFont(path, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found) if found else frozenset()

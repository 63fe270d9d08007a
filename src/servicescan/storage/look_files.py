"""The look in the settings of a scan: colours that can be read, a logo that is only a picture."""

import re
from collections.abc import Iterator
from pathlib import Path

from servicescan.model.colour import HOPELESS, PAPER, contrast, is_colour
from servicescan.model.look import Look, Picture
from servicescan.problems import Code
from servicescan.storage.marked_yaml import Path_

MAX_LOGO_BYTES = 1_000_000
_STARTS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
#: what could make a drawing fetch, run or include something
_REFERENCE = re.compile(
    rb"<!|<script|<style|<foreignobject|<image|<use|<iframe|href|url\s*\(|@import|\bon[a-z]+\s*=",
    re.IGNORECASE,
)

_Breach = tuple[Code, Path_, dict[str, object]]


def look_breaches(look: Look, folder: Path) -> Iterator[_Breach]:
    """What is wrong with the look of the scan in this folder."""
    for name in ("main", "accent"):
        colour = getattr(look, name)
        if colour and not is_colour(colour):
            yield Code.BAD_COLOUR, ("look", name), {"value": colour, "reason": "is no colour"}
        elif colour and contrast(colour, PAPER) < HOPELESS:
            details = {"value": colour, "reason": "is too light to be read on paper"}
            yield Code.BAD_COLOUR, ("look", name), dict(details)
    if look.main and look.main.upper() == look.accent.upper():
        details = {"value": look.accent, "reason": "is the main colour as well"}
        yield Code.BAD_COLOUR, ("look", "accent"), dict(details)
    reason = look.logo and _why_no_logo(look.logo, folder)
    if reason:
        yield Code.BAD_LOGO, ("look", "logo"), {"name": look.logo, "reason": reason}


def read_logo(look: Look, folder: Path) -> Picture | None:
    """The logo; None when there is none, or when it is not right (see ``look_breaches``)."""
    if not look.logo or _why_no_logo(look.logo, folder):
        return None
    content = (folder / look.logo).read_bytes()
    return Picture(suffix=_kind(content), content=content)


def _why_no_logo(name: str, folder: Path) -> str:
    """What is wrong with a logo, as the second half of a sentence; nothing when it is right."""
    if "\0" in name or not (folder / name).resolve().is_relative_to(folder.resolve()):
        return "is outside the folder of the scan"
    path = folder / name
    if not path.is_file():
        return "is not there"
    if path.stat().st_size > MAX_LOGO_BYTES:
        return "is larger than 1 MB"
    return _why_no_picture(path.read_bytes())


def _why_no_picture(content: bytes) -> str:
    kind = _kind(content)
    if not kind:
        return "is no PNG, JPEG or SVG"
    if kind == ".svg" and _REFERENCE.search(content):
        return "refers to something else"
    return ""


def _kind(content: bytes) -> str:
    """What the bytes say they are; nothing when it is none of the three."""
    for start, suffix in _STARTS.items():
        if content.startswith(start):
            return suffix
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    return ".svg" if head.startswith(b"<svg") else ""

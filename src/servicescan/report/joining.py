"""Two tagged PDFs become one: what the second holds goes behind the first before it is written.

Works on the objects of pydyf, WeasyPrint's own library, which its ``finisher`` is given. The two
were laid out as halves of one report, so their page numbers are right already; what is made to
agree here is what a file has once: pages, tags, bookmarks, anchors. Source: ISO 32000-1, 7 and 14.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf

from servicescan.report.halves import ELSEWHERE

#: what the second refers to in the first: its page tree, its top tag, its bookmarks, the last of
#: them at the top, and the last below that one
_PAGES, _TAGS, _BOOKMARKS, _LAST, _LAST_BELOW = -1, -2, -3, -4, -5
_REFERENCE = re.compile(rb"(-?\d+) 0 R")
#: a number that only the first knows: of an object, or a key for a page or link among the tags.
#: No object has this character in it, except inside streams.
_OPEN = re.compile(rb"\x00([OK])(-?\d+)\x00")
_STREAM = b"\nstream\n"


#: bookmarks beside each other: the first, the last, and how many with those below them
Bookmarks = tuple[bytes, bytes, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one PDF gives to another, its numbers left open."""

    #: number, content, whether it is a stream
    objects: tuple[tuple[int, bytes, bool], ...]
    pages: tuple[int, ...]
    #: the tags at the top, in reading order
    tags: tuple[bytes, ...]
    #: key of a page or link -> the tags of what is on it
    keys: tuple[tuple[int, bytes], ...]
    #: those below the chapter that the first half began
    below: Bookmarks | None
    #: those of chapters that begin here
    bookmarks: Bookmarks | None
    #: name -> place
    anchors: tuple[tuple[str, bytes], ...]


class _Written(pydyf.Object):  # type: ignore[misc] # pydyf ships no types
    """An object as bytes."""

    def __init__(self, number: int | None, data: bytes, *, is_stream: bool) -> None:
        super().__init__()
        self.number = number
        self._data, self._is_stream = data, is_stream

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return not self._is_stream


def settle(pdf: Any) -> None:  # noqa: ANN401 - pydyf ships no types
    """Make every object bytes now: pydyf asks twice for them, for the identifier and the file."""
    pdf.objects[1:] = [
        _Written(each.number, each.data, is_stream=not each.compressible)
        for each in pdf.objects[1:]
    ]


def link_inside(pdf: Any) -> None:  # noqa: ANN401
    """Let links to the other half lead inside the file."""
    for each in pdf.objects:
        target = _target(each) if isinstance(each, dict) else ""
        if target.startswith(ELSEWHERE):
            del each["A"]
            each["Dest"] = each["Contents"] = pydyf.String(target.removeprefix(ELSEWHERE))


def _target(found: dict[str, Any]) -> str:
    """Where a link to outside leads."""
    action = found.get("A") if found.get("Subtype") == "/Link" else None
    return str(action["URI"].string) if action else ""


# -- the second -----------------------------------------------------------------------------------


def taken_from(pdf: Any, *, inside: bool) -> Part:  # noqa: ANN401
    """What a PDF gives to the one before it; nothing else can be done with it afterwards.

    ``inside``: it begins inside the last chapter of the first, and its first bookmark names it.
    """
    root, document, keys, bookmarks = _tops(pdf)
    shared = {pdf.pages.number: _PAGES, document.number: _TAGS, bookmarks.number: _BOOKMARKS}
    first = _at(pdf, bookmarks["First"])
    if inside:
        shared[first.number] = _LAST
        _at(pdf, first["First"])["Prev"] = b"%d 0 R" % _LAST_BELOW
    else:
        first["Prev"] = b"%d 0 R" % _LAST
    alone = {0, pdf.catalog.number, root.number, keys.number, _number(pdf.catalog["Metadata"])}

    def opened(found: Any) -> bytes:  # noqa: ANN401
        found = _opened(found, shared)
        return found if isinstance(found, bytes) else bytes(found.data)

    def run(start: bytes, end: bytes, count: int) -> Bookmarks:
        return opened(start), opened(end), count

    begins = first.get("Next") if inside else bookmarks["First"]
    known = first["Count"] + 1 if inside else 0
    return Part(
        objects=tuple(
            (each.number, opened(each), not each.compressible)
            for each in pdf.objects
            if each.number not in {*shared, *alone}
        ),
        pages=tuple(pdf.pages["Kids"][::3]),
        tags=tuple(map(opened, document["K"])),
        keys=tuple((key, opened(tags)) for key, tags in _pairs(keys["Nums"])),
        below=run(first["First"], first["Last"], first["Count"]) if inside else None,
        bookmarks=run(begins, bookmarks["Last"], bookmarks["Count"] - known) if begins else None,
        anchors=tuple((name.string, opened(place)) for name, place in _anchors(pdf)),
    )


def _opened(found: Any, shared: dict[int, int]) -> Any:  # noqa: ANN401
    """The same with every number open that only the first PDF knows."""
    if isinstance(found, dict):
        for key, value in found.items():
            found[key] = _own(key, _opened(value, shared))
    elif isinstance(found, list):
        found[:] = [_opened(each, shared) for each in found]
    elif isinstance(found, pydyf.Stream):
        _opened(found.extra, shared)
    elif type(found) is bytes and _REFERENCE.fullmatch(found):
        number = _number(found)
        return b"\x00O%d\x00" % shared.get(number, number)
    return found


def _own(key: str, value: Any) -> Any:  # noqa: ANN401
    """What both PDFs have under the same name gets another one."""
    if key in {"StructParents", "StructParent"}:
        return b"\x00K%d\x00" % value
    if key == "ID":
        return _second(value)
    if key == "Headers":
        return pydyf.Array(map(_second, value))
    if key in {"BaseFont", "FontName"}:  # six capitals in front tell parts of one font apart
        return b"/Y" + value[2:] if value.startswith(b"/Z") else b"/Z" + value[2:]
    return value


def _second(name: Any) -> Any:  # noqa: ANN401
    return pydyf.String(f"second-{name.string}")


# -- the first ------------------------------------------------------------------------------------


def join(pdf: Any, part: Part) -> None:  # noqa: ANN401
    """Put a part behind the pages of a PDF."""
    _, document, keys, bookmarks = _tops(pdf)
    last = _at(pdf, bookmarks["Last"])
    numbers = {_PAGES: pdf.pages.number, _TAGS: document.number}
    numbers |= {_BOOKMARKS: bookmarks.number, _LAST: last.number}
    numbers[_LAST_BELOW] = _number(last.get("Last", bookmarks["Last"]))
    start = len(pdf.objects)
    numbers |= {number: start + n for n, (number, _, _) in enumerate(part.objects)}
    used = len(keys["Nums"]) // 2

    def number(found: re.Match[bytes]) -> bytes:
        meant = int(found[2])
        return b"%d 0 R" % numbers[meant] if found[1] == b"O" else b"%d" % (used + meant)

    def closed(data: bytes) -> bytes:
        return _OPEN.sub(number, data)

    for _, data, is_stream in part.objects:
        head, mark, content = data.partition(_STREAM) if is_stream else (data, b"", b"")
        pdf.add_object(_Written(None, closed(head) + mark + content, is_stream=is_stream))
    pdf.pages["Count"] += len(part.pages)
    for page in part.pages:
        pdf.pages["Kids"].extend([numbers[page], 0, "R"])
    document["K"].extend(map(closed, part.tags))
    for key, tags in part.keys:
        keys["Nums"].extend([used + key, closed(tags)])
    for holder, more in ((last, part.below), (bookmarks, part.bookmarks)):
        if more:
            first, end, count = more
            _at(pdf, holder["Last"])["Next"] = closed(first)
            holder["Last"] = closed(end)
            holder["Count"] += count
    bookmarks["Count"] += part.below[2] if part.below else 0
    _join_anchors(pdf, [(name, closed(place)) for name, place in part.anchors])


def _join_anchors(pdf: Any, more: list[tuple[str, bytes]]) -> None:  # noqa: ANN401
    """All anchors, sorted by name as a name tree must be."""
    found = dict([*more, *((name.string, place) for name, place in _anchors(pdf))])
    names = pydyf.Array()
    for name in sorted(found):
        names.extend([pydyf.String(name), found[name]])
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["Dests"] = pydyf.Dictionary(
        {"Names": names}
    )


# -- reading --------------------------------------------------------------------------------------


def _tops(pdf: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401
    """The root of the tags, the tag over all others, the keys of pages and links, the bookmarks."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    tops = (root["K"][0], root["ParentTree"], pdf.catalog["Outlines"])
    return root, *(_at(pdf, each) for each in tops)


def _anchors(pdf: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    return _pairs(pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", []))


def _at(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _pairs(items: list[Any]) -> Iterator[tuple[Any, Any]]:
    each = iter(items)
    return zip(each, each, strict=True)

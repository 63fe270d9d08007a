"""YAML text to plain values, with the place of every value.

Every scalar stays text, so that ``no`` is an answer and not False; the declared type decides
what it becomes. Built from parser events, because the C composer crashes on deep nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from servicescan.problems import Code, Location, Problem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path_: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """Plain values, where each of them stands, and what was wrong while reading."""

    value: Plain = field(default_factory=dict)
    #: path of keys and positions -> place of the value; for a key in a mapping: of the key
    places: dict[Path_, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: files not read to their end: what seems to be missing there is no problem of its own
    unread: set[str] = field(default_factory=set)

    def place(self, path: Path_) -> Location:
        """Where a value stands; a missing one is reported at its parent."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(""))

    def graft(self, path: Path_, other: "Document") -> None:
        """Take over the places and problems of a document that was put at this path."""
        self.places |= {path + inner: place for inner, place in other.places.items()}
        self.problems += other.problems
        self.unread |= other.unread

    def give_up(self, problem: Problem) -> None:
        """Note a problem that ends the reading of its file."""
        self.problems.append(problem)
        self.unread.add(problem.location.path)


class _Stop(Exception):  # noqa: N818 - ends the reading of one document
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_document(path: Path) -> Document:
    """Read one YAML file; problems are collected, nothing is raised."""
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return _failed(name, Code.TOO_LARGE, limit=f"{MAX_BYTES // 1_000_000} MB")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return _failed(name, Code.MISSING_FILE)
    except UnicodeDecodeError:
        return _failed(name, Code.NOT_UTF8)
    except OSError as error:
        return _failed(name, Code.UNREADABLE_FILE, reason=error.strerror or "unknown")
    return parse_document(text, name)


def parse_document(text: str, name: str) -> Document:
    """Parse YAML text; ``name`` is how problems call the file."""
    document = Document(places={(): Location(name, 1, 1)})
    try:
        _Builder(document, name, yaml.parse(text, Loader=_LOADER)).build()
    except _Stop as stop:
        document.give_up(stop.problem)
    except yaml.reader.ReaderError as error:
        # the C parser counts bytes and the other one characters: rather look for it
        position = text.index(chr(error.character))
        line = text.count("\n", 0, position) + 1
        where = Location(name, line, position - text.rfind("\n", 0, position))
        details = {"character": f"U+{error.character:04X}"}
        document.give_up(Problem(code=Code.BAD_CHARACTER, location=where, details=details))
    except yaml.MarkedYAMLError as error:
        reason = (error.problem or error.context or "unreadable").strip()
        mark = error.problem_mark or error.context_mark
        if "end of stream" in reason:  # of an open quote or bracket: say where it opened
            mark = error.context_mark or mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        document.give_up(Problem(code=Code.BAD_YAML, location=where, details={"reason": reason}))
    return document


def _failed(name: str, code: Code, **details: object) -> Document:
    where = Location(name)
    document = Document(places={(): where})
    document.give_up(Problem(code=code, location=where, details=details))
    return document


class _Builder:
    """Turns parser events into plain values, noting places on the way."""

    def __init__(self, document: Document, name: str, events: Iterator[yaml.Event]) -> None:
        self.document = document
        self.name = name
        self.events = events

    def build(self) -> None:
        values = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)
        roots = (event for event in self.events if isinstance(event, values))
        for number, event in enumerate(roots):
            if number:
                raise self._stop(event, Code.BAD_YAML, reason="a second document starts here")
            self.document.value = self._value(event, ())

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.name, mark.line + 1, mark.column + 1) if mark else Location(self.name)

    def _stop(self, event: yaml.Event, code: Code, **details: object) -> _Stop:
        return _Stop(Problem(code=code, location=self._at(event), details=details))

    def _require_plain(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._stop(event, Code.ALIAS)
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._stop(event, Code.TAG)

    def _value(self, event: yaml.Event, path: Path_) -> Plain:
        self._require_plain(event)
        if len(path) >= MAX_DEPTH:
            raise self._stop(event, Code.TOO_DEEP, limit=MAX_DEPTH)
        self.document.places.setdefault(path, self._at(event))
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path_) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path_) -> dict[str, Plain]:
        items: dict[str, Plain] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._stop(key, Code.BAD_KEY)
            self._require_plain(key)
            if key.value == "<<" and not key.style:  # in quotation marks it is a word
                raise self._stop(key, Code.MERGE_KEY)
            inner = (*path, key.value)
            if key.value in items:
                self.document.problems.append(
                    Problem(
                        code=Code.DUPLICATE_KEY,
                        location=self._at(key),
                        details={"key": key.value},
                    )
                )
                self._value(next(self.events), (*path, key.value, "(again)"))
                continue
            self.document.places[inner] = self._at(key)
            items[key.value] = self._value(next(self.events), inner)
        return items

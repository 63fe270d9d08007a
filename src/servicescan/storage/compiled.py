"""Questionnaires that were checked before, as JSON in the user's cache folder.

Reading YAML and checking every rule takes a quarter of a second; a person who comes to answer
questions need not wait for it. An entry is found by the content of the questionnaire's files and of
the program's own rules; it holds nothing that is not in those files, and it may go at any time.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from servicescan import model
from servicescan.problems import UserError
from servicescan.storage.saving import write_safely

#: what a sound questionnaire is, in this version of the program
_RULES = ("questionnaire.py", "recommendation.py", "rules.py", "text.py")
#: entries of other questionnaires and older versions that may stay
_KEPT = 8
#: no questionnaire is this long (see marked_yaml)
_MAX_BYTES = 20_000_000


def key_of(files: Iterable[Path]) -> str:
    """What an entry is found by; empty when the files cannot be read."""
    digest = hashlib.sha256()
    rules = (Path(model.__path__[0]) / name for name in _RULES)
    try:
        for path in (*rules, *files):
            if path.stat().st_size > _MAX_BYTES:
                return ""
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"\0{path.name}\0{content}".encode("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return digest.hexdigest()


def fetch(key: str) -> object:
    """The plain value of a questionnaire that was found sound; None when none is kept."""
    place = _place(key)
    if place is None:
        return None
    try:
        check, _, content = place.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != check:
            return None
        found: object = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None
    return found


def keep(key: str, value: object) -> None:
    """Keep the plain value of a sound questionnaire; without a place to keep it, do nothing."""
    place = _place(key)
    if place is None:
        return
    content = json.dumps(value, ensure_ascii=False)
    check = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    with suppress(OSError, UserError):
        write_safely(place, f"{check}\n{content}")
        entries = sorted(place.parent.glob("*.json"), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[:-_KEPT]:
            entry.unlink(missing_ok=True)


def _place(key: str) -> Path | None:
    folder = _folder() if key else None
    return folder / f"{key}.json" if folder else None


def _folder() -> Path | None:
    """The user's cache folder, as each system has it."""
    own = os.environ.get("XDG_CACHE_HOME") or (
        os.environ.get("LOCALAPPDATA") if os.name == "nt" else None
    )
    if own and Path(own).is_absolute():
        return Path(own) / "servicescan"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    parts = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return home.joinpath(*parts, "servicescan")

"""File names for what is made per unit: safe everywhere, readable, and nobody's file before."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

#: letters of a name that are kept
LONGEST = 40


def plain_name(words: str) -> str:
    """Small letters, digits and hyphens; empty where nothing of the words is left."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = "".join(each if each.isalnum() else " " for each in bare).split()
    return "-".join(parts)[:LONGEST].strip("-")


def unit_files(
    folder: Path, stem: str, units: Iterable[str], endings: Iterable[str]
) -> dict[str, dict[str, Path]]:
    """Unit -> ending -> a new file; one name for all files of a unit, and no name twice."""
    kinds = tuple(endings)
    taken: set[str] = set()
    found: dict[str, dict[str, Path]] = {}
    for unit in units:
        name = first = f"{stem}-{plain_name(unit) or 'unit'}"
        number = 2
        while name in taken or any((folder / f"{name}.{kind}").exists() for kind in kinds):
            name = f"{first}-{number}"
            number += 1
        taken.add(name)
        found[unit] = {kind: folder / f"{name}.{kind}" for kind in kinds}
    return found

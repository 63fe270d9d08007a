"""A table of any length, a piece at a time: memory does not grow with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from servicescan.problems import BadFiles, Code, Location, Problem
from servicescan.storage.records import delimiter_of

if TYPE_CHECKING:
    import polars as pl

_PARQUET = (".parquet", ".pq")
#: how much of a table is in memory at a time
_BYTES, _ROWS = 4_000_000, 20_000


def pieces(path: Path) -> "Iterator[tuple[pl.DataFrame, float]]":
    """The rows in order, and after which part of the table they end (0..1).

    Raises:
        BadFiles: there is no such table, or a row has no end.
        polars.exceptions.PolarsError: it cannot be read.
    """
    if not path.is_file():
        raise BadFiles([Problem(code=Code.MISSING_FILE, location=Location(str(path), 1))])
    return _parquet(path) if path.suffix.lower() in _PARQUET else _csv(path)


def _parquet(path: Path) -> "Iterator[tuple[pl.DataFrame, float]]":
    import polars as pl

    frame = pl.scan_parquet(path, low_memory=True)
    rows = frame.select(pl.len()).collect().item() or 1
    for start in range(0, rows, _ROWS):
        piece = frame.slice(start, _ROWS).collect(engine="streaming")
        yield piece, min(1.0, (start + _ROWS) / rows)


def _csv(path: Path) -> "Iterator[tuple[pl.DataFrame, float]]":
    """Every piece under the heading of the table, so that all are read by the same rules."""
    import polars as pl

    size = path.stat().st_size
    heading, separator = b"", ","
    with path.open("rb") as file:
        for records in _records(path, file):
            words = heading + records
            if not heading:
                heading = records[: _first_end(records)]
                separator = delimiter_of(heading.decode("utf-8", "replace"))
            yield (
                pl.read_csv(words, infer_schema=False, separator=separator),
                min(1.0, file.tell() / (size or 1)),
            )


def _records(path: Path, file: BinaryIO) -> Iterator[bytes]:
    """Whole records, about four megabytes of them together; an empty file has an empty one."""
    left = file.read(_BYTES)
    while more := file.read(_BYTES):
        end = _last_end(left)
        if not end:
            reason = "A row is longer than four megabytes: a quotation mark may not be closed"
            place = Location(str(path), 1)
            details: dict[str, object] = {"reason": reason}
            raise BadFiles([Problem(code=Code.BAD_TABLE, location=place, details=details)])
        yield left[:end]
        left = left[end:] + more
    yield left


def _first_end(words: bytes) -> int:
    """Where the first record ends: at a line end that stands between no quotation marks."""
    end = words.find(b"\n") + 1
    while end and words.count(b'"', 0, end) % 2:
        end = words.find(b"\n", end) + 1
    return end or len(words)


def _last_end(words: bytes) -> int:
    """Where the last whole record ends; 0 where none does."""
    end = words.rfind(b"\n") + 1
    marks = words.count(b'"', 0, end)
    while end and marks % 2:
        before = words.rfind(b"\n", 0, end - 1) + 1
        marks -= words.count(b'"', before, end)
        end = before
    return end

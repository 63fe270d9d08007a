"""A text with cells between separators, taken apart."""

import csv
import io
import re
from collections.abc import Iterator

from servicescan.problems import BadFiles, Code, Location, Problem

_DELIMITERS = (",", ";", "\t")


def delimiter_of(heading: str) -> str:
    """What splits the first line of a table most."""
    return max(_DELIMITERS, key=heading.count)


def records_of(text: str, name: str) -> Iterator[list[str]]:
    """The records of the table; the delimiter is the one that splits the first line most.

    Raises:
        BadFiles: it is no table.
    """
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=([,;\t|])\r?", first)
    if told:
        text = rest
        yield []
    heading = text.partition("\n")[0]
    delimiter = told[1] if told else delimiter_of(heading)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        where = Location(name, reader.line_num + bool(told))
        details: dict[str, object] = {"reason": f"This is not a table ({error})"}
        problem = Problem(code=Code.BAD_TABLE, location=where, details=details)
        raise BadFiles([problem]) from None

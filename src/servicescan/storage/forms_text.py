"""Answers pasted into a mail: a marked block that survives what mail does to text."""

import base64
import binascii
import re
from collections.abc import Iterator

from servicescan.problems import BadFiles, Code, Location, Problem

#: mail programs change the dashes around these words, so only the words count
_BLOCK = re.compile(r"BEGIN SERVICESCAN\b(?P<body>.*?)(?P<end>END SERVICESCAN\b|\Z)", re.DOTALL)
_FOREIGN = re.compile(r"[^A-Za-z0-9+/]")


def holds_pasted(text: str) -> bool:
    """There is at least the beginning of a block in this text."""
    return _BLOCK.search(text) is not None


def pasted_responses(text: str, name: str) -> Iterator[str]:
    """The JSON of each block in a text, whatever stands around it.

    Quotation marks of a reply, other line ends and blanks inside a block do no harm.

    Raises:
        BadFiles: a block has no end, or letters of it are missing.
    """
    for block in _BLOCK.finditer(text):
        read = _json(block["body"]) if block["end"] else None
        if read is None:
            where = Location(name, text.count("\n", 0, block.start()) + 1)
            raise BadFiles([Problem(code=Code.DAMAGED, location=where)])
        yield read


def _json(body: str) -> str | None:
    """What the letters of a block say; None when some are missing."""
    letters = _FOREIGN.sub("", body)
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None

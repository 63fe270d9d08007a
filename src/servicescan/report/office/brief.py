"""What the report says, as short as a slide needs it."""

import re
from collections.abc import Sequence

from servicescan.report.charts import Drawing
from servicescan.report.pieces import Cell, Message, Turnout
from servicescan.report.writer import first_sentence

#: texts longer than this end sooner, at a full stop: the report has them in full
MOST = 210
_LABEL = re.compile(r">(\w+) [^<>]*</text>")


def titled(messages: Sequence[Message]) -> list[tuple[str, str]]:
    """Each title with its text under it."""
    return [
        part
        for message in messages
        for part in ((message.title, "strong"), (shortened(message.body), "plain"))
    ]


def only_n(people: str) -> str:
    """The number alone, in a column that is headed n."""
    return people.rpartition("\N{NO-BREAK SPACE}")[2]


def with_people(cell: Cell) -> str:
    """The number with the people behind it."""
    return f"{cell.words} ({cell.people})" if cell.people else cell.words


def counts(row: Turnout) -> tuple[str, str, str]:
    """Invited, took part, complete."""
    return row.invited, row.responses, row.complete


def shortened(words: str) -> str:
    """No more sentences than fit, and at least one."""
    if len(words) <= MOST:
        return words
    kept, stop, _rest = words[:MOST].rpartition(". ")
    return kept + stop.strip() if kept else first_sentence(words)


def unnamed(radar: Drawing) -> str:
    """The radar with numbers for names: it may be larger, and the table beside it has the names."""
    return _LABEL.sub(r">\1</text>", radar.svg)

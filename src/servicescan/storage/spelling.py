"""An answer in a word, as one types or writes it: 1 to 5, dk, or na with its reason."""

import re

from servicescan.model.response import Answer, Status

_SPELLED = re.compile(
    r"(?P<level>[1-5])(?:\s*:\s*(?P<why>.*))?|dk|d|(?P<na>na|n)(?:\s*:\s*(?P<reason>.*))?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)


def spelled(words: str, *, agrees: bool = False) -> Answer | None:
    """The answer that these words spell; None when they are no answer.

    Args:
        words: ``3``, ``dk``, ``na`` or ``na: reason``.
        agrees: a group speaks, whose level has its reason with it: ``3: reason``.
    """
    found = _SPELLED.fullmatch(words.strip())
    if found is None or (found["why"] and not agrees):
        return None
    if found["level"]:
        return Answer(level=int(found["level"]), reason=(found["why"] or "").strip())
    if found["na"]:
        return Answer(status=Status.NOT_APPLICABLE, reason=(found["reason"] or "").strip())
    return Answer(status=Status.DONT_KNOW)

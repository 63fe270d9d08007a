"""The nearest known word to one that is not known."""

from collections.abc import Iterable


def near(wanted: str, known: Iterable[object]) -> str:
    """A hint naming the nearest of the known words, or nothing."""
    import difflib  # only where something is wrong

    close = difflib.get_close_matches(wanted, [str(word) for word in known], n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""

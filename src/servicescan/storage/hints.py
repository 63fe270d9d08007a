"""What to write instead of a word that is not known."""

from collections.abc import Iterable

#: more words than this are no help
FEW = 8


def near(wanted: str, known: Iterable[object]) -> str:
    """A hint naming the nearest of the known words, or nothing."""
    import difflib  # only where something is wrong

    close = difflib.get_close_matches(wanted, [str(word) for word in known], n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""


def near_or_all(wanted: str, known: Iterable[str]) -> str:
    """A hint naming the nearest of the known words, or all when they are few, or nothing."""
    words = list(known)
    return near(wanted, words) or (f" Use {', '.join(words)}." if 0 < len(words) <= FEW else "")

"""Where the shipped questionnaires, report themes and translations are."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
#: a wheel carries them inside the package; in a checkout they lie at the top
_ROOTS = (_PACKAGE / "shipped", _PACKAGE.parent.parent)


def shipped(*parts: str) -> Path:
    """The shipped file or folder with this name, for example ``shipped("reports", "gap")``.

    Raises:
        FileNotFoundError: the installation is damaged; ``servicescan doctor`` says so.
    """
    for root in _ROOTS:
        place = root.joinpath(*parts)
        if place.exists():
            return place
    raise FileNotFoundError("/".join(parts))

"""The theme of one report: the shipped folder, over it a folder of the user's, over it the look."""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

from servicescan.model.colour import BLACK, WHITE, mixed, readable
from servicescan.model.look import Look, Paper, Picture
from servicescan.problems import UserError
from servicescan.report.charts import Drawing

#: what a theme may hold; other files in the folder are left alone
KINDS = {".css", ".j2", ".js", ".woff2", ".ttf", ".otf", ".png", ".jpg", ".jpeg", ".svg"}
MAX_FILES, MAX_BYTES = 200, 20_000_000
STYLES = ("report.css", "web.css")
#: shipped colour -> how it is made from the main colour, or from the accent
_FROM_MAIN = {
    "#0F766E": (WHITE, 0.0),
    "#9CCFC9": (WHITE, 0.6),
    "#4FB3A9": (WHITE, 0.4),
    "#7FD1C7": (WHITE, 0.6),
    "#E3ECEC": (WHITE, 0.88),
    "#B9D6D5": (WHITE, 0.7),
    "#84B8B7": (WHITE, 0.58),
    "#2F7D7C": (WHITE, 0.0),
    "#175E60": (BLACK, 0.3),
    "#9FB6B6": (WHITE, 0.45),
}
_FROM_ACCENT = {"#B45309": (WHITE, 0.0), "#F2B872": (WHITE, 0.5), "#F0D2B8": (WHITE, 0.72)}
T = TypeVar("T")


def palette(look: Look) -> dict[str, str]:
    """Shipped colour -> the colour of this look; only what changes."""
    found: dict[str, str] = {}
    for colour, shades in ((look.main, _FROM_MAIN), (look.accent, _FROM_ACCENT)):
        if colour:
            own = readable(colour)
            found |= {shipped: mixed(own, *how) for shipped, how in shades.items()}
    return found


def painted(value: T, colours: Mapping[str, str]) -> T:
    """The same view with every drawing in these colours."""
    if not colours:
        return value
    found: Any = value
    if isinstance(found, Drawing):
        found = Drawing(_repainted(found.svg, colours))
    elif isinstance(found, tuple):
        found = tuple(painted(each, colours) for each in found)
    elif is_dataclass(found) and not isinstance(found, type):
        inner = {each.name: getattr(found, each.name) for each in fields(found)}
        found = replace(found, **{name: painted(each, colours) for name, each in inner.items()})
    return cast("T", found)


def _repainted(words: str, colours: Mapping[str, str]) -> str:
    """All at once, so that a new colour is never painted over again."""
    return re.sub("|".join(colours), lambda shipped: colours[shipped[0]], words)


@contextmanager
def dressed(shipped: Path, look: Look, logo: Picture | None, own: Path | None) -> Iterator[Path]:
    """The folder to make the report with; the shipped one where nothing was asked.

    Raises:
        UserError: the user's folder is no theme.
    """
    if own is None and logo is None and look == Look(confidentiality=look.confidentiality):
        yield shipped
        return
    with TemporaryDirectory(prefix="servicescan-") as place:
        folder = Path(place)
        shutil.copytree(shipped, folder, dirs_exist_ok=True)
        if own:
            _lay_over(own, folder)
        if logo:
            (folder / f"logo{logo.suffix}").write_bytes(logo.content)
        _adapt(folder, look)
        yield folder


def _adapt(folder: Path, look: Look) -> None:
    """Colours and paper, in the style sheets."""
    colours = palette(look)
    for name in STYLES:
        style = folder / name
        if style.exists() and colours:
            style.write_text(_repainted(style.read_text("utf-8"), colours), "utf-8")
    if look.paper is Paper.LETTER:
        style = folder / "report.css"
        letter = (folder / "letter.css").read_text("utf-8")
        style.write_text(f"{style.read_text('utf-8')}\n{letter}", "utf-8")


def _lay_over(own: Path, folder: Path) -> None:
    """Files of the user's theme take the place of shipped ones, or come beside them."""
    if not own.is_dir():
        raise UserError(f"{own}: not a folder. Name a folder with a style sheet or templates.")
    found = [
        path
        for path in sorted(own.rglob("*"))
        if path.suffix.lower() in KINDS and path.is_file() and not path.is_symlink()
    ]
    if not any((folder / path.relative_to(own)).exists() for path in found):
        raise UserError(
            f"{own}: holds nothing that a report uses. "
            "Put a report.css in it, or a template such as parts/cover.html.j2."
        )
    if len(found) > MAX_FILES or sum(path.stat().st_size for path in found) > MAX_BYTES:
        raise UserError(f"{own}: too large for a theme. Keep it under 200 files and 20 MB.")
    for path in found:
        target = folder / path.relative_to(own)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)

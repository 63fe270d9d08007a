"""What this system must have, looked at one by one."""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from servicescan import resources
from servicescan.cli.console import out

#: narrower than this, the interview does not fit
MIN_WIDTH, MIN_HEIGHT = 80, 24
_PANGO = {
    "Linux": (
        "Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
        "Fedora: sudo dnf install pango. Arch: sudo pacman -S pango. Alpine: sudo apk add pango."
    ),
    "Darwin": "Homebrew: brew install pango.",
    "Windows": (
        "Install MSYS2, run “pacman -S mingw-w64-ucrt-x86_64-pango” in its shell, and set "
        r"WEASYPRINT_DLL_DIRECTORIES to C:\msys64\ucrt64\bin if MSYS2 is elsewhere."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    subject: str
    is_fine: bool
    finding: str
    remedy: str = ""


def all_checks(workspace: Path) -> Iterator[Check]:
    """Everything that the program needs, each with what was found."""
    yield _pango()
    yield _shipped_files()
    yield _fonts()
    yield _write_access(workspace)
    yield _encoding()
    yield _terminal()


def _pango() -> Check:
    """Whether the PDF library can load; tried in a process of its own, because it prints."""
    tried = subprocess.run(
        [sys.executable, "-c", "import weasyprint"],
        capture_output=True,
        check=False,
        text=True,
        errors="replace",
    )
    if tried.returncode == 0:
        return Check(subject="Pango", is_fine=True, finding="reports can be made")
    if "cannot load library" in tried.stderr:
        return Check(
            subject="Pango",
            is_fine=False,
            finding="missing; every command but “report” and “demo” works without it",
            remedy=_PANGO.get(platform.system(), _PANGO["Linux"]),
        )
    return Check(
        subject="WeasyPrint",
        is_fine=False,
        finding=tried.stderr.strip().rpartition("\n")[2] or "does not start",
        remedy="Install servicescan again in a new environment.",
    )


def _shipped_files() -> Check:
    wanted = (
        ("questionnaires", "service-excellence", "questionnaire.yaml"),
        ("reports", "gap"),
        ("translations", "nl.po"),
    )
    missing = []
    for parts in wanted:
        try:
            resources.shipped(*parts)
        except FileNotFoundError:
            missing.append("/".join(parts))
    return Check(
        subject="Shipped files",
        is_fine=not missing,
        finding=f"missing: {', '.join(missing)}" if missing else "complete",
        remedy="Install servicescan again.",
    )


def _fonts() -> Check:
    """Whether the report's own fonts are there and are fonts."""
    try:
        folder = resources.shipped("reports", "gap", "fonts")
        found = sorted(folder.glob("*.ttf"))
        bad = [font.name for font in found if font.read_bytes()[:4] != b"\x00\x01\x00\x00"]
    except OSError as error:
        found, bad = [], [str(error)]
    return Check(
        subject="Fonts",
        is_fine=bool(found) and not bad,
        finding=f"cannot be used: {', '.join(bad) or 'none found'}"
        if bad or not found
        else f"{len(found)} fonts of the report",
        remedy="Install servicescan again.",
    )


def _write_access(workspace: Path) -> Check:
    """Whether a file can be made in the workspace, or where it would come to stand."""
    place = workspace.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Check(
            subject="Folder",
            is_fine=False,
            finding=f"{place} cannot be written ({error.strerror})",
            remedy="Choose another folder with --workspace, or change its rights.",
        )
    return Check(subject="Folder", is_fine=True, finding=f"{place} can be written")


def _encoding() -> Check:
    encoding = out().encoding
    try:
        "ë€→●▓✓".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Check(
            subject="Encoding",
            is_fine=False,
            finding=f"{encoding} lacks letters and signs; plain stand-ins are drawn",
            remedy="Set PYTHONUTF8=1, or use a terminal and locale with UTF-8.",
        )
    return Check(subject="Encoding", is_fine=True, finding=encoding)


def _terminal() -> Check:
    """Whether the interview fits; output to a file or pipe is fine as well."""
    if not sys.stdout.isatty():
        return Check(subject="Terminal", is_fine=True, finding="none (a file or a pipe)")
    width, height = out().size
    colour = "without colour" if os.environ.get("NO_COLOR") else "with colour"
    return Check(
        subject="Terminal",
        is_fine=width >= MIN_WIDTH and height >= MIN_HEIGHT,
        finding=f"{width} by {height}, {colour}",
        remedy=f"Make the window at least {MIN_WIDTH} by {MIN_HEIGHT} for the interview.",
    )

"""The report as one page for a browser: nothing is fetched, everything is in the file."""

import base64
import hashlib
import re
from dataclasses import fields
from pathlib import Path

from servicescan.model.text import Language
from servicescan.report.dark import darkened, darkened_drawings
from servicescan.report.halves import css_text
from servicescan.report.html import render_page
from servicescan.report.view import ReportView

TEMPLATE = "web.html.j2"
#: what is dark already: the front and back of the cover
COVER = (".cover", ".back")
_FILE = re.compile(r"""(url\(|\bsrc=")([\w./-]+)""")
_KINDS = {
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}


def render_web(view: ReportView, theme: Path) -> str:
    """The report as one HTML page with its fonts, styles and script inside."""
    light, screen, script = (
        (theme / name).read_text("utf-8") for name in ("report.css", "web.css", "web.js")
    )
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    values["policy"] = _policy(script)
    page = _with_files(render_page(TEMPLATE, values, Language(view.language), theme), theme)
    styles = (
        _with_files(light, theme),
        f'@page {{ @bottom-left {{ content: "{css_text(view.running)}" }} }}',
        screen,
        "@media screen and (prefers-color-scheme: dark) {",
        darkened(light + screen, COVER),
        darkened_drawings(page, "main section:not(.cover)"),
        "}",
    )
    for tag, content in (("style", "\n".join(styles)), ("script", script)):
        page = page.replace(f"<{tag}></{tag}>", f"<{tag}>{content}</{tag}>", 1)
    return _scrollable(page)


def _policy(script: str) -> str:
    """What the browser may do: use what is in the file, and ask nothing of anyone."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        f"script-src 'sha256-{digest}'"
    )


def _with_files(words: str, theme: Path) -> str:
    """A style sheet or page with the theme's own files in it."""

    def inside(found: re.Match[str]) -> str:
        path = theme / found[2]
        kind = _KINDS.get(path.suffix.lower())
        if kind is None or ".." in path.parts or not path.is_file():
            return found[0]
        return f"{found[1]}data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"

    return _FILE.sub(inside, words)


def _scrollable(page: str) -> str:
    """Tables and figures in a box of their own; words of users have no tags, they are escaped."""
    for tag in ("table", "figure"):
        page = page.replace(f"<{tag}", f'<div class="scroll"><{tag}')
        page = page.replace(f"</{tag}>", f"</{tag}></div>")
    return page

"""A long report as two documents, each laid out by itself as if the other were there."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

#: how a link says that its target stands in the other half
ELSEWHERE = "elsewhere:"
#: names of counter styles: tells how many pages this half has, says the page, the pages in all
TOLD, PAGE, PAGES = "told", "page-of-all", "pages-of-all"
#: a shorter report, in characters of HTML, is made sooner by one process
LONG = 120_000
#: how much of the text is for the first half: the two are then done at about the same time
_SHARE = 0.52
_SECTION = re.compile(r"<section ")
_CHAPTER = re.compile(r'<section class="page[^>]* data-opens')
_SHIFT = re.compile(r'<section class="page spread"')
_RUNNING = re.compile(r'<div class="running">(.*?)</div>', re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_LINK = re.compile(r'\bhref="#([^"]*)"')
#: stands in the contents until the page is known
_UNKNOWN = "00"
_STYLE = f"""\
<style>
@page {{ @bottom-left {{ content: "%s" }} }}
@page {{ @bottom-right {{
  content: counter(pages, {TOLD}) counter(page, {PAGE}) " / " counter(pages, {PAGES})
}} }}
@page cover {{ @bottom-left {{ content: none }} @bottom-right {{ content: none }} }}
.contents a::after {{ content: attr(data-page) }}
</style>
</head>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """What each half holds, and what stands around it."""

    #: what the first begins with: cover and contents
    front: str
    first: str
    second: str
    #: the second begins inside the last chapter of the first
    inside: bool
    head: str
    end: str

    def documents(self) -> tuple[str, str]:
        """Both halves; the contents do not know their pages yet."""
        return self._document(self.first, self.first), self._document(self.second, self.second)

    def contents(self, pages: Mapping[str, int]) -> str:
        """Cover and contents alone, with the page of each anchor."""
        return self._document(self.front, self.first, pages)

    def pages_of_front(self, pages: Mapping[str, int]) -> int:
        """How many pages cover and contents took within the first half."""
        own = set(_ID.findall(self.front))
        return min(page for name, page in pages.items() if name not in own) - 1

    def _document(self, body: str, half: str, pages: Mapping[str, int] | None = None) -> str:
        here, known = set(_ID.findall(half)), pages or {}

        def link(found: re.Match[str]) -> str:
            name = found[1]
            mark = "#" if name in here else ELSEWHERE
            return f'href="{mark}{name}" data-page="{known.get(name, _UNKNOWN)}"'

        return self.head + _LINK.sub(link, body) + self.end


def cut(page: str) -> Halves | None:
    """The halves of a report; nothing where one process is quicker."""
    running = _RUNNING.search(page)
    if len(page) < LONG or not running:
        return None
    body, mark, end = page.rpartition("</body>")
    head, *sections = _sections(body)
    front = 1 + next((n for n, each in enumerate(sections) if 'class="contents"' in each), 0)
    second = _start_of_second(sections)
    if second <= front:
        return None
    inside = not _CHAPTER.match(sections[second])
    if inside:  # a chapter's bookmark holds those below it together until the two are joined
        sections[second] = sections[second].replace("<section", "<section data-opens", 1)
    return Halves(
        front="".join(sections[:front]),
        first="".join(sections[:second]),
        second="".join(sections[second:]),
        inside=inside,
        head=head.replace("</head>", _STYLE % css_text(html.unescape(running[1])), 1),
        end=mark + end,
    )


def _sections(body: str) -> list[str]:
    """What stands before the first section, and each section."""
    places = [found.start() for found in _SECTION.finditer(body)]
    return [body[a:b] for a, b in zip([0, *places], [*places, len(body)], strict=True)]


def _start_of_second(sections: list[str]) -> int:
    """The number of the section that begins the second half: a chapter or a shift; 0 for none."""
    before = list(accumulate(map(len, sections), initial=0))
    half = _SHARE * before[-1]
    starts = [n for n, each in enumerate(sections) if _CHAPTER.match(each) or _SHIFT.match(each)]
    return min(starts, key=lambda n: abs(before[n] - half), default=0)


def css_text(words: str) -> str:
    """Words inside quotes in a style sheet: what is not a letter or digit by its number."""
    return "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in words)

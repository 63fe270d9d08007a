"""The example's report against other ways to paper, and what a page costs in long reports."""

import datetime
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from servicescan.model.text import Language
from servicescan.report import report_html, theme
from servicescan.report.pdf import write_pdf
from servicescan.scoring.assess import assess
from servicescan.storage.demo import create_demo
from servicescan.storage.workspace import read_responses, read_scan

DAY = datetime.date(2026, 11, 22)
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
#: how often the body of the report is repeated: about 20, 50 and 200 pages
LENGTHS = (0.4, 1, 4)
_SECTION = '<section class="page'


class Papers:
    """The example's scan, and its report as one HTML page beside a copy of the theme."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        create_demo(folder / "demo", Language.NL)
        self.html = html_of(folder / "demo")
        self.page = folder / "report.html"
        self.page.write_text(self.html.replace('href="report.css"', f'href="{css()}"'), "utf-8")

    def commands(self) -> dict[str, list[str]]:
        """The command of each side; the first is the yardstick.

        The yardstick reads the same HTML, style sheet and fonts, and makes the same kind of file.
        """
        bare = [sys.executable, "-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/a-3a"]
        typst = self.folder / "report.typ"
        typst.write_text(as_typst(self.html), "utf-8")
        ours = [sys.executable, "-m", "servicescan", "report", "-w", str(self.folder / "demo")]
        return {
            "weasyprint, the same HTML, CSS and kind of PDF": [
                *bare, str(self.page), self.place("weasyprint")
            ],
            "servicescan report, all of the command": ours,
            "Chromium, the same HTML (no PDF/A, no PDF/UA)": [
                *CHROMIUM, f"--print-to-pdf={self.place('chromium')}", self.page.as_uri()
            ],
            "Typst, the same words, tables and charts": [
                sys.executable, "-c", _TYPST, str(typst), self.place("typst"), f"{theme()}/fonts"
            ],
        }  # fmt: skip

    def place(self, side: str) -> str:
        """Where a side writes its PDF."""
        return str(self.folder / f"{side}.pdf")

    def sizes(self) -> None:
        """Print how large the PDFs are."""
        print("\nSize of the PDF")
        for path in sorted(self.folder.rglob("*.pdf")):
            print(f"  {path.name:<44}{path.stat().st_size / 1e6:>10.2f} MB")

    def of_length(self, times: float) -> tuple[Callable[[], object], int]:
        """A turn that makes a PDF of so many times the body, and the number of its pages."""
        head, *sections = self.html.split(_SECTION)
        body, end = _SECTION.join(["", *sections]).split("</body>")
        part = len(sections) * times
        body = body * int(times) if times >= 1 else _SECTION.join(["", *sections[: int(part)]])
        page = f"{head}{body}</body>{end}"

        def turn() -> int:
            return write_pdf(page, theme(), self.folder / "long.pdf")

        return turn, turn()


def css() -> str:
    return (theme() / "report.css").as_uri()


def html_of(workspace: Path) -> str:
    """What servicescan hands to WeasyPrint."""
    scan = read_scan(workspace)
    responses = read_responses(workspace, scan.questionnaire)
    assessment = assess(scan.questionnaire, responses, scan.workspace)
    return report_html(
        assessment, scan.questionnaire, scan.workspace, language=Language.NL, day=DAY
    )


# -- the outer mark -------------------------------------------------------------------------------

_TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])
"""
_START = """
#set page(paper: "a4", margin: 18mm, numbering: "1 / 1")
#set text(font: "Source Sans 3", size: 9.5pt, lang: "nl")
#show heading: set text(font: "Source Serif 4")
#outline()
"""


def as_typst(html: str) -> str:
    """The words, tables and charts of the report as a Typst document: plain, but all of it."""
    charts: list[str] = []

    def kept(found: re.Match[str]) -> str:
        charts.append(found[0])
        return f"<chart>{len(charts) - 1}</chart>"

    page = re.sub(r"<svg.*?</svg>", kept, html, flags=re.DOTALL)
    reader = _Typst(charts)
    reader.feed(page[page.index("<body") :])
    return _START + "".join(reader.said)


class _Typst(HTMLParser):
    """HTML in, Typst out."""

    def __init__(self, charts: list[str]) -> None:
        super().__init__()
        self.charts, self.said, self.columns = charts, list[str](), 0
        self.words: list[str] = []
        self.cells: list[list[str]] = []
        self.in_chart = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "tr":
            self.cells.append([])
        self.in_chart = tag == "chart"

    def handle_data(self, data: str) -> None:
        if self.in_chart:
            svg = self.charts[int(data)].replace("\\", "\\\\").replace('"', '\\"')
            self.words.append(f'#image(bytes("{svg}"), format: "svg")')
            self.in_chart = False
        else:
            self.words.append(re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", data.replace("\n", " ")))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.cells[-1].append(f"[{self.taken()}]")
        elif tag == "table":
            rows, self.cells = self.cells, []
            width = max(map(len, rows), default=1)
            flat = [cell for row in rows for cell in [*row, *["[]"] * (width - len(row))]]
            self.said.append(f"\n#table(columns: {width}, {', '.join(flat)})\n")
        elif tag in {"h1", "h2", "h3"} and not self.cells:
            self.said.append(f"\n{'=' * int(tag[1])} {self.taken()}\n")
        elif tag in {"p", "li", "dt", "dd", "figure", "section"} and not self.cells:
            self.said.append(f"\n{self.taken()}\n")

    def taken(self) -> str:
        words, self.words = "".join(self.words).strip(), []
        return words

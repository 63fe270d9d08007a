"""HTML to PDF; the only place that knows WeasyPrint."""

import datetime
import gc
import io
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servicescan.problems import UserError
from servicescan.report.halves import PAGE, PAGES, TOLD
from servicescan.report.target import fresh
from servicescan.report.typeface import spelled

NO_PANGO = (
    "The PDF needs the Pango library, which is not on this computer. "
    "Run “servicescan doctor”: it says how to install it."
)


#: WeasyPrint makes one claim per file, the archival one (PDF/A-3a). This is the other: accessible
#: (PDF/UA-1), with the description that PDF/A asks for of every property that is not its own.
#: Source: ISO 14289-1, 5; ISO 19005-3, 6.6.2.3.
ACCESSIBLE = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"
ARCHIVAL = "pdf/a-3a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """Data that travels inside the PDF."""

    name: str
    description: str
    text: str
    day: datetime.date


def write_pdf(html: str, theme: Path, target: Path, enclosure: Enclosure | None = None) -> int:
    """Write the pages to ``target``, as PDF/A-3a and PDF/UA-1; returns their number.

    Raises:
        UserError: Pango is missing, or the file cannot be written.
    """
    with engine(theme) as layout, fresh(target) as place:
        document = layout.pages(html)
        layout.write(document, place, enclosure)
    return len(document.pages)


@contextmanager
def engine(theme: Path) -> Iterator["Layout"]:
    """WeasyPrint, ready for pages in this theme; it leaves nothing behind.

    Raises:
        UserError: Pango is missing.
    """
    load()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    try:
        with _collector_held():
            yield Layout(theme, fonts)
    finally:
        # the program leaves without taking objects apart, and this one has a folder to clear
        fonts.__del__()


def load() -> None:
    """Load WeasyPrint, which takes a while.

    Raises:
        UserError: Pango is missing.
    """
    try:
        # without Pango, WeasyPrint prints advice of its own beside our sentence
        with redirect_stdout(io.StringIO()), _no_compiler():
            import weasyprint  # noqa: F401
    except OSError as error:
        raise UserError(NO_PANGO) from error
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())


@contextmanager
def _no_compiler() -> Iterator[None]:
    """Keep Python from asking the C compiler, for half a second, where a library is.

    WeasyPrint tries some names of each library, and for a name that the system does not know
    Python starts the compiler and the linker, where a computer has them. No name needs them.
    """
    known = os.environ.get("PATH")
    if sys.platform != "linux" or known is None:  # others look through folders themselves
        yield
        return
    os.environ["PATH"] = os.devnull
    try:
        yield
    finally:
        os.environ["PATH"] = known


class Layout:
    """HTML in; pages, or a file, out."""

    def __init__(self, theme: Path, fonts: Any) -> None:  # noqa: ANN401
        self._theme, self._fonts = theme, fonts

    def pages(self, html: str, numbers: Any = None) -> Any:  # noqa: ANN401
        """The document laid out, with counter styles of one's own if need be."""
        import weasyprint

        page = weasyprint.HTML(
            string=spelled(html, self._theme),
            base_url=self._theme.resolve().as_uri() + "/",
            url_fetcher=_theme_only(self._theme),
        )
        return page.render(font_config=self._fonts, counter_style=numbers, pdf_variant=ARCHIVAL)

    def write(
        self,
        document: Any,  # noqa: ANN401
        place: Path | None,
        enclosure: Enclosure | None = None,
        finish: Callable[[Any], None] = lambda _pdf: None,
    ) -> None:
        """Write a document after ``finish`` has changed its objects; without a place, only that."""
        from servicescan.report.joining import settle

        def last(_document: Any, pdf: Any) -> None:  # noqa: ANN401
            _claim_both(pdf)
            _plain_spaces(pdf)
            finish(pdf)
            settle(pdf)
            if not place:
                raise _Enough

        enclosed = [_attachment(enclosure)] if enclosure else None
        with suppress(_Enough):
            document.write_pdf(place, pdf_variant=ARCHIVAL, finisher=last, attachments=enclosed)


class _Enough(Exception):  # noqa: N818 - no error
    """The objects were wanted, not the file."""


def _theme_only(theme: Path) -> Any:  # noqa: ANN401
    """What serves the theme's own files and nothing else: no network, no other folder."""
    from weasyprint.urls import URLFetcher

    class ThemeOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401
            allowed = theme.resolve().as_uri()
            if not url.startswith(f"{allowed}/") or "/.." in url:
                raise ValueError(f"not part of the theme: {url}")
            return super().fetch(url, headers)

    return ThemeOnly()


def _attachment(enclosure: Enclosure) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
    from weasyprint import Attachment

    made = datetime.datetime.combine(enclosure.day, datetime.time())
    return Attachment(
        string=enclosure.text,
        name=enclosure.name,
        description=enclosure.description,
        created=made,
        modified=made,
        relationship="Data",
    )


def _claim_both(pdf: Any) -> None:  # noqa: ANN401
    """Say in the metadata that the file is accessible, beside that it is archival."""
    number = int(pdf.catalog["Metadata"].split()[0])
    (metadata,) = pdf.objects[number].stream
    pdf.objects[number].stream = [metadata.replace(END, ACCESSIBLE + END)]


def _plain_spaces(pdf: Any) -> None:  # noqa: ANN401
    """Let what is copied or searched hold spaces as they are typed.

    A typeface draws both spaces with one glyph; WeasyPrint lets it stand for the first it meets,
    and for all text after it. In one half that may be the one that does not break.
    """
    for each in pdf.objects:
        lines = getattr(each, "stream", [])
        if b"begincmap" in lines:
            each.stream = [re.sub(b"> <00a0>$", b"> <0020>", line) for line in lines]


def counting(place_of: Callable[[int], tuple[int, int]]) -> Any:  # noqa: ANN401
    """Counter styles that count through both halves.

    WeasyPrint sets the page numbers after all pages are laid out. The first style it meets then
    says how many there are; ``place_of`` takes that to the other process, and gives how many
    stand before this half and how many there are in all.
    """
    from weasyprint.css.counters import CounterStyle

    class Numbers(CounterStyle):  # type: ignore[misc] # WeasyPrint ships no types
        before = in_all = 0

        def render_value(
            self, counter_value: int, counter_name: object = None, *more: object, **named: object
        ) -> str:
            if counter_name == TOLD:
                if not self.in_all:
                    self.before, self.in_all = place_of(counter_value)
                return ""
            if counter_name == PAGE:
                return str(self.before + counter_value)
            if counter_name == PAGES:
                return str(self.in_all)
            return str(super().render_value(counter_value, counter_name, *more, **named))

    return Numbers()


@contextmanager
def _collector_held() -> Iterator[None]:
    """Layout makes many objects that live until the end: collecting in between is lost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

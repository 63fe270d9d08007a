"""HTML to PDF; the only place that knows WeasyPrint."""

import gc
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from servicescan.problems import UserError
from servicescan.report.target import fresh

NO_PANGO = (
    "The PDF needs the Pango library, which is not on this computer. "
    "Run “servicescan doctor”: it says how to install it."
)


def write_pdf(html: str, theme: Path, target: Path) -> int:
    """Write the pages to ``target``; returns their number.

    Raises:
        UserError: Pango is missing, or the file cannot be written.
    """
    try:
        # without Pango, WeasyPrint prints advice of its own beside our sentence
        with redirect_stdout(io.StringIO()):
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
    except OSError as error:
        raise UserError(NO_PANGO) from error

    class ThemeOnly(URLFetcher):  # type: ignore[misc] # WeasyPrint ships no types
        """Serves the theme's own files and nothing else: no network, no other folder."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401
            allowed = theme.resolve().as_uri()
            if not url.startswith(f"{allowed}/") or "/.." in url:
                raise ValueError(f"not part of the theme: {url}")
            return super().fetch(url, headers)

    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    fonts = FontConfiguration()
    with _collector_held():
        document = weasyprint.HTML(
            string=html, base_url=theme.resolve().as_uri() + "/", url_fetcher=ThemeOnly()
        ).render(font_config=fonts)
        with fresh(target) as place:
            document.write_pdf(place, pdf_variant="pdf/ua-1")
    # the program leaves without taking objects apart, and this one has a folder to clear
    fonts.__del__()
    return len(document.pages)


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

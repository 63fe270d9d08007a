"""A report is made whatever a note holds: one that cannot be laid out makes way for a line."""

import html
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from servicescan.i18n import Speaker
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.html import render_html
from servicescan.report.pdf import Enclosure, write_pdf
from servicescan.report.together import Line, write_together
from servicescan.report.typeface import spelled
from servicescan.report.view import ReportView


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What came on paper."""

    #: 0 for a format without pages
    pages: int = 0
    #: the shifts of which a note gave way to a line
    left_out: tuple[str, ...] = ()
    #: some letters are not in the typefaces, and stand in Latin letters
    respelled: bool = False


def print_view(
    view: ReportView,
    theme: Path,
    target: Path,
    figures: Enclosure | None = None,
    helper: Line | None = None,
) -> Printed:
    """Write a view as PDF, with a helper if there is one.

    Raises:
        UserError: Pango is missing or the file cannot be written.
    """
    try:
        page = render_html(view, theme)
        pages = write_together(page, theme, target, figures, helper)
        return Printed(pages=pages, respelled=spelled(page, theme) != page)
    except UserError:
        raise
    except Exception:
        mended, left_out = _without_bad_notes(view, theme)
        if not left_out:  # then it is no note, but a fault of ours
            raise
    pages = write_pdf(render_html(mended, theme), theme, target, figures)
    return Printed(pages=pages, left_out=left_out)


def _without_bad_notes(view: ReportView, theme: Path) -> tuple[ReportView, tuple[str, ...]]:
    """The view with a line in the place of each bad note, and the shifts where that happened."""
    line = Speaker(Language(view.language))._("[A note stood here that cannot be printed.]")
    shifts = tuple(
        replace(s, quotes=tuple(q if _is_printable(q, theme) else line for q in s.quotes))
        for s in view.shifts
    )
    changed = (new.id for old, new in zip(view.shifts, shifts, strict=True) if new != old)
    return replace(view, shifts=shifts), tuple(changed)


def _is_printable(note: str, theme: Path) -> bool:
    """Whether a page with this note alone can be made."""
    page = (
        '<!doctype html><html lang="en"><title>x</title><link rel="stylesheet" href="report.css">'
        f"<blockquote><p>{html.escape(note)}</p></blockquote></html>"
    )
    with TemporaryDirectory() as folder:
        try:
            write_pdf(page, theme, Path(folder, "note.pdf"))
        except UserError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the report goes on without this note
            return False
    return True

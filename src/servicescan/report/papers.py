"""The same report in every format, all from one view."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from servicescan.model.formats import Format
from servicescan.model.text import Language, visible
from servicescan.problems import UserError
from servicescan.report import render_report, theme
from servicescan.report.compose import compose
from servicescan.report.dress import dressed
from servicescan.report.rescue import Printed
from servicescan.report.target import fresh
from servicescan.report.together import Line
from servicescan.report.writer import Scan, Writer

#: what the extra “office” brings, per format
_NEEDS = {
    Format.DOCX: ("docx", "pypdfium2"),
    Format.PPTX: ("pptx", "pypdfium2"),
    Format.XLSX: ("openpyxl",),
}


def check_libraries(format_: Format) -> None:
    """See to it that what makes this format is installed, before anything is written.

    Raises:
        UserError: it is not.
    """
    if not all(map(find_spec, _NEEDS.get(format_, ()))):
        raise UserError(
            f"--format {format_}: the libraries for office files are not installed. "
            "Install them with “pip install 'servicescan[office]'”, "
            "or choose --format pdf or --format html."
        )


def write_paper(
    format_: Format, scan: Scan, language: Language, target: Path, helper: Line | None = None
) -> Printed:
    """Write the report in a format; as PDF with a helper if there is one.

    Raises:
        UserError: a library is missing or the file cannot be written.
    """
    if format_ is Format.PDF:
        return render_report(scan, language, target, helper)
    with dressed(theme(), scan.workspace.look, scan.logo, scan.own_theme) as folder:
        content = _MAKERS[format_](scan, language, folder)
    with fresh(target) as place:
        place.write_bytes(content)
    return Printed()


def _web(scan: Scan, language: Language, folder: Path) -> bytes:
    from servicescan.report.web import render_web

    return render_web(compose(scan, language), folder).encode()


def _numbers(scan: Scan, language: Language, _folder: Path) -> bytes:
    from servicescan.report.office.numbers import Numbers
    from servicescan.report.office.sheets import workbook

    return _settled(workbook(Numbers(Writer(scan, language)).sheets()), scan, language)


def _document(scan: Scan, language: Language, folder: Path) -> bytes:
    from servicescan.report.html import render_html
    from servicescan.report.office.document import document, drawings
    from servicescan.report.office.pictures import pictures

    view = compose(scan, language)
    page = render_html(view, folder)
    found = pictures(drawings(page), folder)
    return _settled(document(page, found, str(language), view.running), scan, language)


def _slides(scan: Scan, language: Language, folder: Path) -> bytes:
    from servicescan.report.office.pictures import pictures
    from servicescan.report.office.slides import drawings, slides

    view = compose(scan, language)
    return _settled(slides(view, pictures(drawings(view), folder)), scan, language)


def _settled(content: bytes, scan: Scan, language: Language) -> bytes:
    """An office document with nothing about this computer in it."""
    from servicescan.report.office.bundle import Label, settled

    label = Label(
        title=f"{Writer(scan, language).say(scan.questionnaire.title)} · "
        + visible(scan.workspace.client),
        creator=visible(scan.workspace.consultant or scan.workspace.client),
        language=str(language),
        day=scan.day,
    )
    return settled(content, label)


_MAKERS: dict[Format, Callable[[Scan, Language, Path], bytes]] = {
    Format.HTML: _web,
    Format.DOCX: _document,
    Format.PPTX: _slides,
    Format.XLSX: _numbers,
}

"""The view as HTML; the only place that knows Jinja."""

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from traceback import extract_tb

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servicescan.i18n import Speaker, typographic
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.view import ReportView
from servicescan.report.writer import unbroken

TEMPLATE = "report.html.j2"
#: characters that the last line of a title or a paragraph has at least
LEAST_LINE = 16
#: a number before what it counts or its (n = …), a level before its number, a question before its
#: score
_COUNTED = re.compile(
    r"(?<!\S)(\d+(?:[.,]\d+)?) (?=[a-z(])|\b(level|niveau) (?=\d)|\b([A-Z]+\d+(?:-\d+)?) (?=\(\d)"
)


def render_html(view: ReportView, theme: Path) -> str:
    """The report as one HTML page."""
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    return render_page(TEMPLATE, values, Language(view.language), theme)


def render_page(
    template: str, values: Mapping[str, object], language: Language, theme: Path
) -> str:
    """A page of the theme; texts are escaped, templates come from the theme only."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(theme),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["closed"] = closed
    speaker = Speaker(language)

    def said(message: str) -> str:
        return typographic(speaker._(message))

    try:
        return environment.get_template(template).render(values, _=said)
    except TemplateError as error:
        raise UserError(
            f"{_place(error)}: {str(error.message).rstrip('.')}. Mend the template."
        ) from error


def closed(words: str, least: int = LEAST_LINE) -> str:
    """The words with the last few kept together and a number kept with what it counts.

    No line then ends a paragraph with one short word. Only the template knows how wide a
    column is: in a narrow one, less is kept together.
    """
    parts = _COUNTED.sub("\\1\\2\\3\N{NO-BREAK SPACE}", words).split(" ")
    last = [parts.pop()]
    while parts and len(" ".join(last)) < least and len(parts) > len(last):
        last.insert(0, parts.pop())
    if last[0] == "·":  # it ends a line and never begins one
        parts.append(last.pop(0))
    return " ".join((*parts, unbroken(" ".join(last))))


def _place(error: TemplateError) -> str:
    """Template and line, as far as Jinja knows them."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    found = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{Path(found[-1].filename).name}:{found[-1].lineno}" if found else "template"

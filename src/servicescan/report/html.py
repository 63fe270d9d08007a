"""The view as HTML; the only place that knows Jinja."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from traceback import extract_tb

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servicescan.i18n import Speaker, typographic
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.view import ReportView
from servicescan.report.writer import closed

TEMPLATE = "report.html.j2"


def render_html(view: ReportView, theme: Path) -> str:
    """The report as one HTML page."""
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    titles = {name: closed(words) for name, words in asdict(view.titles).items()}
    values["titles"] = replace(view.titles, **titles)
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
    speaker = Speaker(language)

    def said(message: str) -> str:
        return typographic(speaker._(message))

    try:
        return environment.get_template(template).render(values, _=said)
    except TemplateError as error:
        raise UserError(
            f"{_place(error)}: {str(error.message).rstrip('.')}. Mend the template."
        ) from error


def _place(error: TemplateError) -> str:
    """Template and line, as far as Jinja knows them."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    found = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return f"{Path(found[-1].filename).name}:{found[-1].lineno}" if found else "template"

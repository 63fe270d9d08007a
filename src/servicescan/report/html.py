"""The view as HTML; the only place that knows Jinja."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servicescan.i18n import Speaker, typographic
from servicescan.model.text import Language
from servicescan.report.view import ReportView

TEMPLATE = "report.html.j2"


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
    speaker = Speaker(language)

    def said(message: str) -> str:
        return typographic(speaker._(message))

    return environment.get_template(template).render(values, _=said)

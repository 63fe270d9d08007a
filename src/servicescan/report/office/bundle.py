"""The zip file around office documents: the same bytes every time, and nobody's name in it."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass
from html import escape

_CORE, _APP, _LINKS = "docProps/core.xml", "docProps/app.xml", "_rels/.rels"
_THUMBNAIL = re.compile(rb"<Relationship [^>]*/thumbnail\"[^>]*/>")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
#: a zip file knows no earlier day
_FIRST_DAY = datetime.date(1980, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a document says of itself: what stands in the settings, and nothing of this computer."""

    title: str
    creator: str
    language: str
    day: datetime.date


def settled(content: bytes, label: Label) -> bytes:
    """The document with our label, and every part of the same day."""
    day = max(label.day, _FIRST_DAY)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = {_CORE: _core(label), _APP: _app()}.get(name) or old.read(name)
            if "thumbnail" in name:
                continue  # a picture of the library's own template
            if name == _LINKS:
                part = _THUMBNAIL.sub(b"", part)
            about = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            about.external_attr = 0o600 << 16
            about.create_system = 3  # the same wherever it was made
            new.writestr(about, part, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _core(label: Label) -> bytes:
    day = f"{label.day.isoformat()}T00:00:00Z"
    when = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day}</dcterms:{{0}}>'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_METADATA}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(label.title)}</dc:title><dc:creator>{escape(label.creator)}</dc:creator>"
        f"<dc:language>{escape(label.language)}</dc:language>"
        f"{when.format('created')}{when.format('modified')}</cp:coreProperties>"
    ).encode()


def _app() -> bytes:
    made_by = "<Application>servicescan</Application>"
    return f'{_HEAD}<Properties xmlns="{_EXTENDED}">{made_by}</Properties>'.encode()

"""The figures inside a report: written by ``report``, read back here."""

import json
import logging
from pathlib import Path

from servicescan.problems import UserError


def read_enclosed(report: Path, name: str) -> dict[str, object]:
    """The data that a report carries under a name.

    Raises:
        UserError: the file cannot be read, is no PDF, or carries no such data.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        found = PdfReader(report).attachments.get(name, [])
        figures = json.loads(found[0]) if found else None
    except OSError as error:
        raise UserError(f"{report}: cannot be read ({error.strerror}). Check the name.") from error
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise UserError(f"{report}: is no complete PDF. Ask for the file again.") from error
    if not isinstance(figures, dict):
        raise UserError(
            f"{report}: carries no figures of a scan. "
            "Only reports that servicescan made can be read back."
        )
    return figures

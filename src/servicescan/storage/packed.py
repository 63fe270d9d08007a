"""One table packed in a ZIP file, as Google Forms hands it out."""

import zipfile
import zlib
from pathlib import Path

from servicescan.problems import BadFiles, Code, Location, Problem

#: what a table in a ZIP file is called
_TABLES = (".csv", ".tsv", ".txt")
#: what programs put in beside it
_BESIDE = ("__macosx/", ".ds_store")


def packed_table(path: Path, limit: int) -> bytes | None:
    """The one table in a ZIP file; None when the file holds something else, such as a spreadsheet.

    Args:
        path: a ZIP file.
        limit: the most bytes that it may unpack to.

    Raises:
        BadFiles: it holds several tables, too much, or cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [
                part
                for part in archive.infolist()
                if not part.is_dir() and not part.filename.lower().startswith(_BESIDE)
            ]
            if not parts or not all(part.filename.lower().endswith(_TABLES) for part in parts):
                return None
            if len(parts) > 1:
                reason = f"This ZIP file holds {len(parts)} tables; unpack it and collect each"
                raise _bad(path, Code.BAD_TABLE, reason=reason)
            with archive.open(parts[0]) as part:
                content = part.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError):
        return None
    except (RuntimeError, NotImplementedError):
        reason = "This ZIP file is encrypted or packed in an unusual way"
        raise _bad(path, Code.BAD_TABLE, reason=reason) from None
    if len(content) > limit:
        raise _bad(path, Code.TOO_LARGE, limit=f"{limit // 10**6} MB, unpacked", hint="")
    return content


def _bad(path: Path, code: Code, **details: object) -> BadFiles:
    return BadFiles([Problem(code=code, location=Location(str(path)), details=details)])

"""The originals of what was taken in, as they came, and which answers came from them."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from servicescan.model.response import Response
from servicescan.problems import UserError
from servicescan.storage.responses import format_response
from servicescan.storage.saving import remove_safely, write_bytes_safely, write_safely

INBOX = "inbox"
FORMAT = 1
_INDEX = "index.json"
#: makes codes of persons
_KEY = "key"
#: of the digests that name an original and recognise a response
_DIGITS = 16
#: endings that say no more than what kind of file it is
_ENDINGS = (".csv", ".json", ".tsv", ".txt", ".xlsx", ".yaml", ".zip")


@dataclass(slots=True)
class Inbox:
    """What is known about the originals of one workspace."""

    folder: Path
    #: name of an original -> the codes of the respondents in it
    originals: dict[str, set[str]] = field(default_factory=dict)
    #: code -> digest of the answers that came in and were taken; a person's own choice has none
    collected: dict[str, str] = field(default_factory=dict)

    def holds_as_it_came(self, response: Response) -> bool:
        """These very answers came in with a file, and nobody changed or chose them since."""
        return self.collected.get(response.respondent.code) == _digest_of(response)

    def note_collected(self, response: Response) -> None:
        """These answers stand in the workspace because a file brought them."""
        self.collected[response.respondent.code] = _digest_of(response)

    def keep_response(self, response: Response) -> Path:
        """Keep answers that make room for others.

        Raises:
            UserError: they cannot be written.
        """
        return self.keep(format_response(response).encode(), ".json", {response.respondent.code})

    def keep(self, content: bytes, ending: str, codes: set[str]) -> Path:
        """Keep an original, once; its name says nothing about who sent it.

        Raises:
            UserError: it cannot be written.
        """
        ending = ending.lower() if ending.lower() in _ENDINGS else ".txt"
        name = hashlib.sha256(content).hexdigest()[:_DIGITS] + ending
        path = self.folder / INBOX / name
        if not path.exists():
            write_bytes_safely(path, content)
        self.originals.setdefault(name, set()).update(codes)
        return path

    def strike(self, code: str) -> None:
        """Forget that this respondent was in anything, and the originals that are gone."""
        self.collected.pop(code, None)
        found = {name: codes - {code} for name, codes in self.originals.items()}
        inbox = self.folder / INBOX
        self.originals = {name: codes for name, codes in found.items() if (inbox / name).exists()}
        self.save()
        key = inbox / _KEY
        if not self.originals and key.exists():  # nothing is left that it could tell
            remove_safely(key)

    def save(self) -> None:
        """Write the list; without anything to say there is none.

        Raises:
            UserError: it cannot be written.
        """
        path = self.folder / INBOX / _INDEX
        if not self.originals and not self.collected:
            if path.exists():
                remove_safely(path)
            return
        plain = {
            "format": FORMAT,
            "originals": {name: sorted(codes) for name, codes in sorted(self.originals.items())},
            "collected": dict(sorted(self.collected.items())),
        }
        write_safely(path, json.dumps(plain, indent=0) + "\n")


def read_inbox(folder: Path) -> Inbox:
    """What is known about the originals; nothing where none were kept.

    Raises:
        UserError: the list is there and cannot be used.
    """
    path = folder / INBOX / _INDEX
    try:
        data = json.loads(path.read_bytes())
        if data["format"] > FORMAT:
            raise UserError(f"{path}: written by a newer servicescan. Update the program.")
        return Inbox(
            folder=folder,
            originals={
                str(name): set(map(str, codes)) for name, codes in data["originals"].items()
            },
            collected={str(code): str(digest) for code, digest in data["collected"].items()},
        )
    except FileNotFoundError:
        return Inbox(folder=folder)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise UserError(
            f"{path}: the list of originals cannot be read. Restore it from a back-up, or remove "
            "it: the answers that are here then stay, whatever comes in."
        ) from None


def read_secret(folder: Path) -> str:
    """What makes codes from whose answers an export says they are; empty where none is kept.

    Without it nobody can try out mail addresses until a code fits.

    Raises:
        UserError: it is there and cannot be read.
    """
    path = folder / INBOX / _KEY
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        raise UserError(f"{path}: cannot be read. Restore it from a back-up.") from None


def make_secret(folder: Path, *, keep: bool) -> str:
    """A new one, kept for the next exports of the same people unless this is a rehearsal.

    Raises:
        UserError: it cannot be written.
    """
    found = secrets.token_hex(_DIGITS)
    if keep:
        write_safely(folder / INBOX / _KEY, found + "\n")
    return found


def _digest_of(response: Response) -> str:
    return hashlib.sha256(format_response(response).encode()).hexdigest()[:_DIGITS]

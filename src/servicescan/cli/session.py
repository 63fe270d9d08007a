"""One respondent at the terminal: begin or go on, ask, save after every answer."""

import shlex
from pathlib import Path

from servicescan.cli.consensus import look_back
from servicescan.cli.console import is_interactive, out, say
from servicescan.cli.record import Record
from servicescan.cli.whose import Wishes, find_or_begin
from servicescan.i18n import Speaker
from servicescan.model.response import Kind, Response
from servicescan.storage.locks import held
from servicescan.storage.workspace import (
    read_scan,
)


def hold(folder: Path, wishes: Wishes) -> None:
    """Ask the open questions of one respondent.

    Raises:
        UserError: a wish is not possible, or the answers cannot be written.
        KeyboardInterrupt: Ctrl-C; every answer before it is on the disk.
    """
    scan = read_scan(folder)
    response = find_or_begin(folder, scan, wishes)
    record = Record(folder, scan, response)
    speaker = record.speaker(wishes.language or response.language)
    if record.is_consensus:
        look_back(record)
    with held(record.path):
        record.read_again()
        command = resume_command(folder, response)
        try:
            speaker = _converse(record, speaker, wishes)
        except (KeyboardInterrupt, EOFError):
            say()
            record.farewell(speaker, command)
            raise KeyboardInterrupt from None
        record.farewell(speaker, command)


def _converse(record: Record, speaker: Speaker, wishes: Wishes) -> Speaker:
    """Talk with whoever is there: eyes, ears, or lines from a pipe."""
    if not is_interactive():
        from servicescan.cli.listening import converse

        converse(record, speaker)
        return speaker
    from servicescan.cli.conversation import Conversation

    if wishes.is_plain or out().is_dumb_terminal:
        from servicescan.cli.plain import Reader

        with Reader() as reader:
            return Conversation(record, speaker, reader).hold()
    from servicescan.cli.keyboard import Keyboard
    from servicescan.cli.prompts import Screen

    with Screen(Keyboard()) as screen:
        return Conversation(record, speaker, screen).hold()


def resume_command(folder: Path, response: Response) -> str:
    """What to type to go on with these answers."""
    kind = " --consensus" if response.kind is Kind.CONSENSUS else ""
    return f"{command_for(folder, response.respondent.code)}{kind}"


def command_for(folder: Path, code: str) -> str:
    """What to type to go on with the answers under a code."""
    place = "" if folder == Path() else f" --workspace {shlex.quote(str(folder))}"
    return f"servicescan interview{place} --code {code}"

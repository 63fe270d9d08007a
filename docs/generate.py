"""Renews what is made from the code: docs/cli.md and all schemas. With --check it only compares."""

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer import Context
from typer.main import get_command

from servicescan.cli.app import app
from servicescan.cli.results.schema import results_schema
from servicescan.storage.questionnaires import schemas

CHECKOUT = Path(__file__).parent.parent
PROGRAM = "servicescan"
HEADING = """# Commands

Made from the program's own help by `make docs`; do not edit. Exit codes: 0 fine,
1 problems in your files, 2 wrong usage, 3 a fault in servicescan, 130 Ctrl-C.
"""


def cli() -> str:
    """Every command with its arguments and options."""
    return "\n".join([HEADING, *_command(get_command(app), PROGRAM, None)])


def _command(command: Any, name: str, parent: Context | None) -> Iterator[str]:  # noqa: ANN401 - Typer hides the type
    """One command, and the commands in it."""
    context = Context(command, info_name=name, parent=parent)
    inner = getattr(command, "commands", {})
    yield f"## {context.command_path}\n"
    yield f"{_one_line(command.help)}\n"
    if not inner:
        yield f"    {context.command_path} {' '.join(command.collect_usage_pieces(context))}\n"
    rows = [_row(parameter, context) for parameter in command.get_params(context)]
    table = [row for row in rows if row]
    if table:
        yield "\n".join(["| | |", "|---|---|", *table, ""])
    if command.epilog:
        yield f"{_epilog(command.epilog)}\n"
    for key, each in inner.items():
        yield from _command(each, key, context)


def _row(parameter: Any, context: Context) -> str | None:  # noqa: ANN401 - Typer hides the type
    """An argument or option as a row of the table; --help goes without saying."""
    record = parameter.get_help_record(context)
    if record is None or "--help" in parameter.opts:
        return None
    name, about = (_one_line(part).replace("|", r"\|") for part in record)
    return f"| `{name}` | {about} |"


def _epilog(words: str) -> str:
    """One example as a sentence, several as a block of code."""
    head, _, examples = words.removeprefix("\b\n").partition("\n")
    return f"{head}\n\n{textwrap.indent(examples, '  ')}" if examples else head


def _one_line(words: str | None) -> str:
    return " ".join((words or "").split())


def generated() -> dict[str, str]:
    """Path in the checkout -> what the file should hold."""
    found = {f"questionnaires/schemas/{name}": schema for name, schema in schemas().items()}
    found["docs/results.schema.json"] = results_schema()
    texts = {name: json.dumps(each, indent=2, ensure_ascii=False) for name, each in found.items()}
    return {"docs/cli.md": cli(), **{name: f"{words}\n" for name, words in texts.items()}}


def main(arguments: list[str]) -> int:
    """Write or compare; 1 when something is stale."""
    stale = 0
    for name, content in generated().items():
        path = CHECKOUT / name
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale += 1
        if "--check" in arguments:
            print(f"{name}: is not as the code would make it. Run “make docs”.")
        else:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"{name}: renewed")
    return int("--check" in arguments and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

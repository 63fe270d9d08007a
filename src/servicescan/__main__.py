"""The program's entrance, and the one place where errors become exit codes."""

import gc
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from servicescan.problems import UserError

if TYPE_CHECKING:
    from typer import TyperException

#: what the program tells its caller
FINE, PROBLEMS, WRONG_USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
#: new objects between two searches for rubbish: a report makes fewer, and leaves after it
_SELDOM = 500_000


def main() -> None:
    """Run the command line and leave with its exit code.

    Leaves at once: every file is closed by then, and taking the objects of a report apart one by
    one takes as long as several pages.
    """
    # most of what is made while modules load stays: looking for rubbish costs a tenth of the start
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a character gets a stand-in, never a crash
        with suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    os._exit(_flushed(run(sys.argv[1:])))


def _flushed(code: int) -> int:
    """The exit code once all output is out; a reader that closed the pipe is no problem."""
    try:
        if sys.stdout:  # there is none where the caller closed it
            sys.stdout.flush()
    except OSError as error:
        if code == FINE and not isinstance(error, BrokenPipeError):
            return _said(UserError(f"The output: {error.strerror}. Choose another place for it."))
    return code


def run(arguments: list[str]) -> int:
    """Run one command.

    Returns:
        0 fine, 1 problems in the user's files, 2 wrong usage, 3 a bug, 130 Ctrl-C.
    """
    import typer

    from servicescan.cli.app import app

    try:
        found = app(arguments, prog_name="servicescan", standalone_mode=False)
    except (UserError, typer.TyperException) as error:
        return _said(error)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as left:
        return _meant_by(left)
    except OSError as error:
        where = error.filename or "The output"
        return _said(UserError(f"{where}: {error.strerror}. Check the place and its rights."))
    except Exception:  # noqa: BLE001 - whatever it is, the user sees one sentence
        return _said(UserError(_kept_trace(), exit_code=BUG))
    return found if isinstance(found, int) else FINE


def _meant_by(left: SystemExit) -> int:
    """The exit code of a library that leaves; a reader that closed the pipe is no problem."""
    if isinstance(left.__context__, BrokenPipeError):
        return FINE
    return left.code if isinstance(left.code, int) else PROBLEMS


def _said(error: "UserError | TyperException") -> int:
    """Say what went wrong; wrong usage comes with the usage line."""
    from servicescan.model.text import visible

    said = io.StringIO()
    show = getattr(error, "show", None)
    if show:
        show(file=said)
    with suppress(OSError):
        print(visible(said.getvalue().rstrip() or str(error)), file=sys.stderr)  # noqa: T201 - the only words outside cli
    return error.exit_code


def _kept_trace() -> str:
    """Keep the trace in a private file; the sentence that names it."""
    import tempfile
    import traceback

    trace = traceback.format_exc()
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="servicescan-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(trace)
        return f"Something went wrong inside servicescan. Please send this file along: {name}"
    return "Something went wrong inside servicescan, and no log file could be written."


if __name__ == "__main__":
    main()

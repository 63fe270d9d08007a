"""Make something again whenever a file it is made from changes."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from servicescan.cli.console import say_line
from servicescan.problems import UserError

#: seconds between two looks at the folders
PAUSE = 0.5
#: what a report is made from; drafts, reports and other files in the folders do not count
_KINDS = {".yaml", ".json", ".css", ".j2", ".svg", ".png", ".jpg", ".jpeg", ".ttf", ".woff2"}
State = dict[Path, tuple[int, int]]


def watch(folders: Sequence[Path], make: Callable[[], object], pause: Callable[[], object]) -> None:
    """Call ``make`` after each change until Ctrl-C; a mistake is said and can be mended."""
    known = state(folders)
    try:
        while True:
            pause()
            found = state(folders)
            if found == known:
                continue
            try:
                make()
            except UserError as error:
                say_line(str(error))
            # what making it left behind is no change
            known = state(folders)
    except KeyboardInterrupt:
        return


def state(folders: Sequence[Path]) -> State:
    """Every file that counts, with when it was changed and how large it is."""
    return {path: stamp for folder in folders for path, stamp in _stamps(folder)}


def _stamps(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in folder.rglob("*"):
        if path.suffix not in _KINDS or path.name.startswith("."):
            continue
        try:
            found = path.stat()
        except OSError:  # gone between listing and looking: the next look shows it
            continue
        yield path, (found.st_mtime_ns, found.st_size)

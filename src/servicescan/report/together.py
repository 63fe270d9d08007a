"""Two processes make one report, each a half of its pages; one makes it where two cannot."""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, NoReturn

from servicescan.report.halves import Halves, cut
from servicescan.report.pdf import Enclosure, counting, engine, load, write_pdf
from servicescan.report.target import fresh

#: -P: nothing is loaded from the folder that the user happens to be in
_COMMAND = ("-P", "-c", "from servicescan.report.together import serve; serve()")
#: bytes that wait in a pipe, where a system lets us choose: half a report, so that neither process
#: stands still until the other has the time to read
_ROOM = 1 << 20
#: seconds that a helper gets to clear up after itself
_PATIENCE = 5.0


class Alone(Exception):  # noqa: N818 - no error: the report is made all the same
    """Two processes cannot make this report."""


class Line:
    """Between two processes of ours: what one sends, the other receives, in that order."""

    def __init__(self, here: IO[bytes], there: IO[bytes]) -> None:
        self.here, self.there = here, there

    def send(self, words: object) -> None:
        """Raises ``Alone`` when the other is gone."""
        try:
            pickle.dump(words, self.there)
            self.there.flush()
        except (OSError, ValueError) as error:
            raise Alone from error

    def receive(self) -> Any:  # noqa: ANN401
        """Waits for the other; raises ``Alone`` when it is gone."""
        try:
            return pickle.load(self.here)  # noqa: S301 - from a process of ours
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise Alone from error


@contextmanager
def helping(*, wanted: bool = True) -> Iterator[Line | None]:
    """The line to a helper for one report; none on one core, or where none can be started.

    The helper loads WeasyPrint while this process still counts, and goes when this one is done.
    """
    helper = None
    if wanted and sys.executable and cores() > 1:
        with suppress(OSError):
            helper = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, *_COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pipesize=_ROOM,
            )
    try:
        yield (
            Line(helper.stdout, helper.stdin) if helper and helper.stdout and helper.stdin else None
        )
    finally:
        if helper:
            _let_go(helper)


def cores() -> int:
    """How many processes this computer can run at once; it may allow us fewer than it has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _let_go(helper: subprocess.Popen[bytes]) -> None:
    """Stop a helper, whatever it is doing; it clears up after itself."""
    helper.terminate()
    for pipe in (helper.stdin, helper.stdout):
        with suppress(OSError):
            if pipe:
                pipe.close()
    try:
        helper.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def write_together(
    html: str, theme: Path, target: Path, enclosure: Enclosure | None, helper: Line | None
) -> int:
    """Write the pages as ``write_pdf`` does; with a helper, if there is one and it is worth it.

    Raises:
        UserError: Pango is missing, or the file cannot be written.
    """
    halves = cut(html) if helper else None
    if helper and halves:
        with suppress(Alone), fresh(target) as place:
            return _write_first(halves, theme, helper, place, enclosure)
    return write_pdf(html, theme, target, enclosure)


def _write_first(
    halves: Halves, theme: Path, helper: Line, place: Path, enclosure: Enclosure | None
) -> int:
    """Make the first half while the helper makes the second, and write both; gives the pages."""
    first, second = halves.documents()
    helper.send((second, theme, halves.inside))

    def place_of(pages: int) -> tuple[int, int]:
        in_all = pages + helper.receive()
        helper.send((pages, in_all))
        return 0, in_all

    def finish(pdf: Any) -> None:  # noqa: ANN401
        from servicescan.report.joining import join, link_inside

        link_inside(pdf)
        join(pdf, helper.receive())

    with engine(theme) as layout:
        numbers = counting(place_of)
        document = layout.pages(first, numbers)
        anchors = _anchors(document, 0) | helper.receive()
        front = layout.pages(halves.contents(anchors), numbers)
        if len(front.pages) != halves.pages_of_front(anchors):
            raise Alone
        pages = [*front.pages, *document.pages[len(front.pages) :]]
        layout.write(document.copy(pages), place, enclosure, finish)
    return int(numbers.in_all)


def serve() -> NoReturn:
    """Be a helper: make the second half of one report, and leave."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.disable()  # it leaves after one half: rubbish can stay where it is
    line = Line(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        load()  # while the other still counts
        html, theme, inside = line.receive()
        line.send(second_half(html, theme, line, inside=inside))
    finally:
        # without a word: the first is then alone, and meets the same fault itself
        os._exit(0)


def second_half(html: str, theme: Path, line: Line, *, inside: bool) -> Any:  # noqa: ANN401
    """Make the second half, which begins ``inside`` a chapter or not; gives what is joined."""
    from servicescan.report.joining import Part, link_inside, taken_from

    parts: list[Part] = []

    def place_of(pages: int) -> tuple[int, int]:
        line.send(pages)
        before, in_all = line.receive()
        return before, in_all

    def finish(pdf: Any) -> None:  # noqa: ANN401
        link_inside(pdf)
        parts.append(taken_from(pdf, inside=inside))

    with engine(theme) as layout:
        numbers = counting(place_of)
        document = layout.pages(html, numbers)
        line.send(_anchors(document, numbers.before))
        layout.write(document, None, finish=finish)
    return parts[0]


def _anchors(document: Any, before: int) -> dict[str, int]:  # noqa: ANN401
    """The page on which each anchor begins; WeasyPrint names it on the pages after that as well."""
    pages = list(enumerate(document.pages, before + 1))
    return {name: number for number, page in reversed(pages) for name in page.anchors}

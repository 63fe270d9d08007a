"""Many papers at once, on all cores: each worker process loads the layout engine once."""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from servicescan.model.formats import Format
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.papers import write_paper
from servicescan.report.rescue import Printed
from servicescan.report.together import cores
from servicescan.report.writer import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One file to make."""

    paper: Scan
    language: Language
    format: Format
    target: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of an order: a paper, or the sentence that says why not."""

    order: Order
    printed: Printed | None = None
    failure: str = ""


def press(orders: Sequence[Order], done: Callable[[Made], None]) -> None:
    """Make every file, and call ``done`` after each; the first that is ready comes first.

    Raises:
        UserError: a worker process was ended by something outside.
        KeyboardInterrupt: the workers have stopped, and no half file is left.
    """
    workers = min(cores(), len(orders))
    # started afresh: a copy of this process would hold its terminal and its locks
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_leave_tidily) as pool:
        try:
            with _deaf():
                asked = {pool.submit(_make, order): order for order in orders}
            for future in as_completed(asked):
                done(_taken(future, asked[future]))
        except BrokenProcessPool:
            raise UserError(
                "A process that made reports was ended from outside (too little memory?). "
                "The reports that were ready stand; make the others again."
            ) from None
        except BaseException:
            for worker in multiprocessing.active_children():
                worker.terminate()
            pool.shutdown(cancel_futures=True)
            raise


def _make(order: Order) -> Printed:
    """In a worker."""
    return write_paper(order.format, order.paper, order.language, order.target)


def _taken(future: Future[Printed], order: Order) -> Made:
    try:
        return Made(order=order, printed=future.result())
    except UserError as error:
        return Made(order=order, failure=str(error))


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that start now do not hear Ctrl-C: this one does, and ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave_tidily() -> None:
    """A worker that is told to end takes its unfinished files away."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        sys.exit()

    signal.signal(signal.SIGTERM, leave)

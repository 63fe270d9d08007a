"""Holding a file for one process, so that two never write it at the same time."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from servicescan.problems import UserError
from servicescan.storage.saving import PRIVATE, make_folder, remove_temporary

#: open the file itself, never what a link in its place points at
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    #: far behind what is written: the words before it can still be read by others
    _BYTE = 1 << 30

    def _lock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

    def _let_go(handle: int, lock: Path) -> None:
        """Windows removes no file that is open."""
        os.close(handle)
        with suppress(OSError):
            lock.unlink()

else:
    import errno
    import fcntl

    #: what a file system says that knows no locks: then there is nothing to ask
    _UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)

    def _lock(handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _UNKNOWN:
                raise

    def _let_go(handle: int, lock: Path) -> None:
        """Removed while it is ours: a moment later it may be somebody else's."""
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file for this process, and clear away what a process that died left beside it.

    The system itself frees the lock of a process that is gone, however it went.

    Raises:
        UserError: another running process holds it, or the folder cannot be written.
    """
    lock = path.with_name(f".{path.name}.lock")
    handle = _take(lock, path)
    try:
        remove_temporary(path)
        yield
    finally:
        _let_go(handle, lock)


def _take(lock: Path, path: Path) -> int:
    """The open lock, with our number in it for whoever comes next."""
    try:
        make_folder(lock.parent)
        while (handle := _locked(lock)) is None:
            pass  # its last holder removed it just now
    except BlockingIOError:
        holder = _holder(lock)
        who = f" (process {holder})" if holder else ""
        raise UserError(
            f"{path}: in use by another servicescan{who}. Close it there first."
        ) from None
    except OSError as error:
        raise UserError(
            f"{lock.parent}: cannot be written ({error.strerror}). Check the folder's rights."
        ) from error
    with suppress(OSError):  # a full disk: the number is only for the message
        os.truncate(handle, 0)
        os.write(handle, json.dumps({"process": os.getpid()}).encode())
    return handle


def _locked(lock: Path) -> int | None:
    """The lock, opened and ours; None when it is no longer the file of that name."""
    handle = os.open(lock, _FLAGS, PRIVATE)
    is_ours = False
    try:
        _lock(handle)
        with suppress(FileNotFoundError):
            is_ours = os.path.samestat(os.fstat(handle), lock.stat())
    finally:
        if not is_ours:
            os.close(handle)
    return handle if is_ours else None


def _holder(lock: Path) -> int | None:
    """The process that wrote the lock; None when the lock says nothing."""
    try:
        return int(json.loads(lock.read_bytes())["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

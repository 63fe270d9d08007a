"""The time, read once per command."""

import datetime
import os
import time

from servicescan.problems import UserError


def today() -> datetime.date:
    """The day on which the command runs; SOURCE_DATE_EPOCH, if set, says which.

    Raises:
        UserError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(fixed), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UserError(
            "SOURCE_DATE_EPOCH: not a number of seconds since 1970. Correct or unset it.",
            exit_code=2,
        ) from None


def seconds() -> float:
    """Seconds on a clock that never goes back; only differences mean something."""
    return time.monotonic()

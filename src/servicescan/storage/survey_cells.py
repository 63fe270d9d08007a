"""What stands in the cells of a survey, as small numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from servicescan.model.questionnaire import LEVELS
from servicescan.model.response import Status
from servicescan.storage.spelling import spelled

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    #: a row per person, a column per question
    Cells: TypeAlias = npt.NDArray[np.uint8]

#: a level is its own number
EMPTY, DONT_KNOW, NOT_APPLICABLE, WRONG, _UNREAD = 0, 6, 7, 8, 9
#: how many different numbers there are
KINDS = WRONG + 1


def cells_of(rows: "pl.DataFrame", questions: Sequence[str]) -> "Cells":
    """The cells under some questions; a bare level is read at once, all else as it is spelled."""
    import numpy as np
    import polars as pl

    kinds = rows.schema
    numbers = rows.select(_number(question, kinds[question]) for question in questions)
    cells = np.array(numbers.to_numpy(), order="F")
    unread = cells == _UNREAD
    rest = [
        rows[question].filter(pl.Series(unread[:, place])).cast(pl.String)
        for place, question in enumerate(questions)
        if unread[:, place].any()
    ]
    if rest:
        words = pl.concat([each.alias("") for each in rest])
        known = {word: _spelled(word) for word in words.unique()}
        cells.T[unread.T] = words.replace_strict(known, return_dtype=pl.UInt8).to_numpy()
    return cells


def _number(question: str, kind: "pl.DataType") -> "pl.Expr":
    """A level that stands there bare, whatever kind of column it is; else what is still to read."""
    import polars as pl

    cell = pl.col(question)
    if kind.is_numeric():
        is_empty = cell.is_null() | (cell.is_nan() if kind.is_float() else pl.lit(value=False))
        is_bare = cell.cast(pl.UInt8, strict=False) == cell
    else:
        cell = cell.cast(pl.String)
        length = cell.str.len_bytes().fill_null(0)
        is_empty, is_bare = length == 0, length == 1
    level = cell.cast(pl.UInt8, strict=False)
    return (
        pl.when(is_empty)
        .then(pl.lit(EMPTY, pl.UInt8))
        .when(is_bare & level.is_between(min(LEVELS), max(LEVELS)))
        .then(level)
        .otherwise(pl.lit(_UNREAD, pl.UInt8))
        .alias(question)
    )


def _spelled(words: str) -> int:
    answer = spelled(words)
    if answer is None:
        return WRONG if words.strip() else EMPTY
    if answer.level is not None:
        return answer.level
    return NOT_APPLICABLE if answer.status is Status.NOT_APPLICABLE else DONT_KNOW

"""What Polars calculates of the cells of a survey."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from servicescan.model.counts import Pull
from servicescan.model.questionnaire import LEVELS, Question

if TYPE_CHECKING:
    import polars as pl

AUDIENCE = "audience"
#: as in ``spelling.py``
_DONT_KNOW, _NOT_APPLICABLE = ["dk", "d"], r"^(?i:na|n)\s*(:|$)"


def words(question: str) -> str:
    """The column of a question's cells as words; the question's own column holds levels."""
    return f"{question} words"


def has_level(question: str) -> "pl.Expr":
    """A level was given."""
    import polars as pl

    return pl.col(question).is_between(min(LEVELS), max(LEVELS))


def kinds(question: Question) -> "dict[str, pl.Expr]":
    """How often a column holds each level, “don't know”, “not applicable”, or anything at all."""
    import polars as pl

    level, rest = pl.col(question.id), pl.col(words(question.id)).filter(is_other(question))
    return {
        **{str(number): (level == number).sum() for number in LEVELS},
        "dk": rest.str.to_lowercase().is_in(_DONT_KNOW).sum(),
        "na": rest.str.contains(_NOT_APPLICABLE).sum(),
        "other": rest.len(),
    }


def is_other(question: Question) -> "pl.Expr":
    """A cell with something in it that is no level."""
    import polars as pl

    cell = pl.col(words(question.id))
    return (cell != "").fill_null(value=False) & ~has_level(question.id).fill_null(value=False)


def is_wrong(question: Question) -> "pl.Expr":
    """A cell that is no answer, or the answer of somebody who was not asked."""
    import polars as pl

    cell = pl.col(words(question.id))
    known = cell.str.to_lowercase().is_in(_DONT_KNOW) | cell.str.contains(_NOT_APPLICABLE)
    is_asked = pl.col(AUDIENCE).is_in(list(question.audiences))
    return (is_other(question) & ~known) | ((cell != "") & ~is_asked)


def pulling(question: str, pulled: Mapping[str, Pull]) -> "pl.Expr":
    """What each person's answer pulls the question by; nothing without a level."""
    import polars as pl

    found = pl.lit(None, pl.Float64)
    for audience, each in pulled.items():
        by = each.factor * (each.mean - pl.col(question))
        found = pl.when(pl.col(AUDIENCE) == audience).then(by).otherwise(found)
    return pl.when(has_level(question)).then(found).fill_null(0.0)

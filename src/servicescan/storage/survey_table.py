"""A table of any number of respondents, counted by Polars without ever being in memory whole."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servicescan.model.counts import Counts, Group, Pull
from servicescan.model.questionnaire import LEVELS, Question, Questionnaire
from servicescan.model.workspace import Form
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.hints import near

if TYPE_CHECKING:
    import polars as pl

PARQUET = (".parquet", ".pq")
_FACTS = ("code", "audience", "unit", "language", "day")
_DELIMITERS = (",", ";", "\t")
_AUDIENCE, _ROW = "audience", "\N{NUMBER SIGN}"
#: problems named before reading stops
_MOST = 20


def check_engine() -> None:
    """See to it that Polars is installed.

    Raises:
        UserError: it is not.
    """
    if find_spec("polars") is None:
        raise UserError(
            "Large tables are counted by Polars, which is not installed. "
            "Install it with “pip install 'servicescan[survey]'”."
        )


class SurveyTable:
    """One table, CSV or Parquet with a row per respondent: counted in two passes over its rows."""

    def __init__(self, path: Path, questionnaire: Questionnaire, form: Form) -> None:
        """``form``: which questions count."""
        self.path, self.questionnaire = path, questionnaire
        self.asked = [q for q in questionnaire.questions if q.quick or form is Form.FULL]
        self.audiences = {
            spoken.casefold(): audience.id
            for audience in questionnaire.audiences
            for spoken in (audience.id, *audience.name.words.values())
        }

    def counts(self, groups: Collection[Group]) -> Counts:
        """Check every cell and count.

        Args:
            groups: sets of questions, to count who answered at least one of each.

        Raises:
            BadFiles: something is no answer; up to twenty cells are named.
        """
        with self._understood():
            return self._counts(self._frame(), [group for group in groups if group])

    def squares(
        self, pulled: Mapping[Group, Mapping[str, Sequence[Pull]]]
    ) -> dict[Group, dict[str, float]]:
        """Group -> audience -> sum over people of the square of what each pulls the mean by."""
        with self._understood():
            return self._squares(self._frame(), pulled)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What Polars has to say of a table, in our words."""
        import polars as pl

        try:
            yield
        except pl.exceptions.PolarsError as error:
            reason = f"It cannot be read as a table ({str(error).splitlines()[0]})"
            raise BadFiles([self._problem(Code.BAD_TABLE, reason=reason)]) from None

    # -- the table ----------------------------------------------------------------------------

    def _frame(self) -> "pl.LazyFrame":
        """All columns as words, named as we write them; levels as numbers beside them."""
        import polars as pl

        if not self.path.is_file():
            raise BadFiles([self._problem(Code.MISSING_FILE)])
        if self.path.suffix.lower() in PARQUET:
            frame = pl.scan_parquet(self.path).cast(pl.String)
        else:
            frame = pl.scan_csv(self.path, infer_schema=False, separator=self._delimiter())
        columns = frame.collect_schema().names()
        named = {column: self._name(column) for column in columns}
        self._require_columns(list(named.values()))
        here = [q for q in self.asked if q.id in named.values()]
        return (
            frame.rename(named)
            .with_columns(
                pl.col(_AUDIENCE)
                .str.strip_chars()
                .str.to_lowercase()
                .replace_strict(self.audiences, default=None),
                *(pl.col(q.id).str.strip_chars().alias(_words(q.id)) for q in here),
                *(pl.lit(None, pl.String).alias(_words(q.id)) for q in self.asked if q not in here),
            )
            .with_columns(
                pl.col(_words(q.id)).cast(pl.Int8, strict=False).alias(q.id) for q in self.asked
            )
        )

    def _delimiter(self) -> str:
        with self.path.open("rb") as file:
            heading = file.readline(1_000_000).decode("utf-8", "replace")
        return max(_DELIMITERS, key=heading.count)

    def _name(self, column: str) -> str:
        bare = column.strip().lstrip("\ufeff")
        known = {q.id.casefold(): q.id for q in self.questionnaire.questions}
        return known.get(bare.casefold(), bare.casefold() if bare.casefold() in _FACTS else bare)

    def _require_columns(self, columns: Sequence[str]) -> None:
        ids = [question.id for question in self.questionnaire.questions]
        known = [*_FACTS, *ids]
        problems = [
            self._problem(Code.UNKNOWN_KEY, column=place, key=column, hint=near(column, known))
            for place, column in enumerate(columns, 1)
            if column not in known
        ]
        if _AUDIENCE not in columns:
            problems.append(self._problem(Code.MISSING_KEY, key=_AUDIENCE))
        if not set(ids) & set(columns):
            reason = "No column is a question, such as S1-1"
            problems.append(self._problem(Code.BAD_TABLE, reason=reason))
        if problems:
            raise BadFiles(problems)

    def _problem(
        self, code: Code, row: int = 1, column: int | None = None, **details: object
    ) -> Problem:
        return Problem(code=code, location=Location(str(self.path), row, column), details=details)

    # -- first pass: counts -------------------------------------------------------------------

    def _counts(self, frame: "pl.LazyFrame", groups: Sequence[Group]) -> Counts:
        import polars as pl

        cells = {
            f"{question.id}={kind}": each.sum()
            for question in self.asked
            for kind, each in _kinds(question).items()
        }
        heard = {
            f"heard={number}": pl.any_horizontal(_has_level(id_) for id_ in sorted(group)).sum()
            for number, group in enumerate(groups)
        }
        people = {"people": pl.len(), "complete": self._is_complete().sum()}
        rows = (
            frame.group_by(_AUDIENCE)
            .agg(each.alias(name) for name, each in {**people, **cells, **heard}.items())
            .collect(engine="streaming")
            .to_dicts()
        )
        if any(row[_AUDIENCE] is None or self._is_wrong(row) for row in rows):
            raise BadFiles(self._wrong_cells(frame))
        return self._tidied({row[_AUDIENCE]: row for row in rows}, groups)

    def _is_complete(self) -> "pl.Expr":
        """Every question that this audience is asked has an answer, of whatever kind."""
        import polars as pl

        return pl.all_horizontal(
            ~pl.col(_AUDIENCE).is_in(list(question.audiences))
            | (pl.col(_words(question.id)).fill_null("") != "")
            for question in self.asked
        )

    def _is_wrong(self, row: Mapping[str, Any]) -> bool:
        return any(row[f"{question.id}=wrong"] for question in self.asked)

    def _tidied(self, rows: Mapping[str, Mapping[str, Any]], groups: Sequence[Group]) -> Counts:
        return Counts(
            people={audience: row["people"] for audience, row in rows.items()},
            complete={audience: row["complete"] for audience, row in rows.items()},
            levels={
                q.id: {
                    audience: tuple(row[f"{q.id}={level}"] for level in LEVELS)
                    for audience, row in rows.items()
                }
                for q in self.asked
            },
            others={
                q.id: (
                    sum(row[f"{q.id}=dk"] for row in rows.values()),
                    sum(row[f"{q.id}=na"] for row in rows.values()),
                )
                for q in self.asked
            },
            heard={
                group: {audience: row[f"heard={number}"] for audience, row in rows.items()}
                for number, group in enumerate(groups)
            }
            | {frozenset(): {}},
        )

    def _wrong_cells(self, frame: "pl.LazyFrame") -> list[Problem]:
        """The first cells that hold no answer, by row and question."""
        import polars as pl

        numbered = frame.with_row_index(_ROW, offset=2)
        found = []
        nobody = numbered.filter(pl.col(_AUDIENCE).is_null()).select(_ROW).head(_MOST).collect()
        for (row,) in nobody.rows():
            found.append(self._problem(Code.UNKNOWN_AUDIENCE, row, id="", hint=""))
        for question in self.asked:
            wrong = numbered.filter(_kinds(question)["wrong"])
            for row, cell in wrong.select(_ROW, _words(question.id)).head(_MOST).collect().rows():
                value = f"{question.id} = {cell}"
                found.append(self._problem(Code.LEVEL_OUT_OF_RANGE, row, value=value))
            if len(found) >= _MOST:
                break
        return found[:_MOST]

    # -- second pass: what each person pulls the means by ----------------------------------------

    def _squares(
        self, frame: "pl.LazyFrame", pulled: Mapping[Group, Mapping[str, Sequence[Pull]]]
    ) -> dict[Group, dict[str, float]]:
        import polars as pl

        audiences = sorted({audience for each in pulled.values() for audience in each})
        frames = [
            frame.filter(pl.col(_AUDIENCE) == audience).select(
                _square(each.get(audience, ())).alias(str(number))
                for number, each in enumerate(pulled.values())
            )
            for audience in audiences
        ]
        sums = [found.rows()[0] for found in pl.collect_all(frames, engine="streaming")]
        return {
            group: {
                audience: float(row[number] or 0)
                for audience, row in zip(audiences, sums, strict=True)
            }
            for number, group in enumerate(pulled)
        }


def _words(question: str) -> str:
    return f"{question} words"


def _has_level(question: str) -> "pl.Expr":
    import polars as pl

    return pl.col(question).is_between(min(LEVELS), max(LEVELS))


def _kinds(question: Question) -> "dict[str, pl.Expr]":
    """What a cell can hold: a level, “don't know”, “not applicable”, or something wrong."""
    import polars as pl

    level, words = pl.col(question.id), pl.col(_words(question.id)).fill_null("")
    spelled = words.str.to_lowercase()
    is_level = _has_level(question.id).fill_null(value=False)
    is_unknown = ~is_level & spelled.is_in(["dk", "d"])
    is_beside = ~is_level & spelled.str.contains(r"^(na|n)\s*(:|$)")
    is_asked = pl.col(_AUDIENCE).is_in(list(question.audiences))
    return {
        **{str(number): level == number for number in LEVELS},
        "dk": is_unknown,
        "na": is_beside,
        "wrong": (words != "") & ~((is_level | is_unknown | is_beside) & is_asked),
    }


def _square(pulled: Sequence[Pull]) -> "pl.Expr":
    """The sum over people of the square of what each pulls the mean by."""
    import polars as pl

    parts = [
        pl.when(_has_level(each.question))
        .then(each.factor * (each.mean - pl.col(each.question)))
        .otherwise(0.0)
        for each in pulled
    ]
    return pl.sum_horizontal(parts).pow(2).sum() if parts else pl.lit(0.0)

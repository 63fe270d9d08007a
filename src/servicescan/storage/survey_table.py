"""A table of any number of respondents, counted by Polars without ever being in memory whole."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from servicescan.model.counts import Counts, Group, Pull
from servicescan.model.questionnaire import LEVELS, Questionnaire
from servicescan.model.workspace import Form
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.hints import near
from servicescan.storage.records import delimiter_of
from servicescan.storage.survey_cells import (
    AUDIENCE,
    has_level,
    is_wrong,
    kinds,
    pulling,
    words,
)

if TYPE_CHECKING:
    import polars as pl

PARQUET = (".parquet", ".pq")
_FACTS = ("code", "audience", "unit", "language", "day")
_ROW = "\N{NUMBER SIGN}"
#: rows in memory at a time
_BATCH = 20_000
_PEOPLE = "people"
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

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        form: Form,
        on_rows: Callable[[int], None] = lambda _: None,
    ) -> None:
        """``form``: which questions count; ``on_rows`` hears of every batch that was read."""
        self.path, self.questionnaire, self.on_rows = path, questionnaire, on_rows
        self.asked = questionnaire.asked(quick=form is Form.QUICK)
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
        return self._counts([group for group in groups if group])

    def squares(
        self, groups: Collection[Group], pulled: Mapping[str, Mapping[str, Pull]]
    ) -> dict[Group, dict[str, float]]:
        """Group -> audience -> sum over people of the square of what each pulls it by.

        Groups with a question that is not among ``pulled`` are left out.
        """
        return self._squares([group for group in groups if group and group <= {*pulled}], pulled)

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
        """All columns as words, named as we write them."""
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
        return frame.rename(named)

    def _read(self, frame: "pl.LazyFrame") -> "pl.LazyFrame":
        """Levels as numbers, and what else stands in the cells as words beside them."""
        import polars as pl

        here = frame.collect_schema().names()
        return frame.with_columns(
            pl.col(AUDIENCE)
            .str.strip_chars()
            .str.to_lowercase()
            .replace_strict(self.audiences, default=None),
            *(
                (pl.col(q.id) if q.id in here else pl.lit(None, pl.String))
                .str.strip_chars()
                .alias(words(q.id))
                for q in self.asked
            ),
        ).with_columns(
            pl.col(words(q.id)).cast(pl.Int8, strict=False).alias(q.id) for q in self.asked
        )

    def _summed(
        self, wanted: "Mapping[str, pl.Expr]", columns: "Sequence[pl.Expr]" = ()
    ) -> "dict[str | None, Counter[str]]":
        """Audience -> sums over all its rows, a batch at a time; ``columns`` come first."""
        import polars as pl

        found: dict[str | None, Counter[str]] = {}
        with self._understood():
            for batch in self._frame().collect_batches(chunk_size=_BATCH, maintain_order=False):
                rows = (
                    self._read(batch.lazy())
                    .with_columns(columns)
                    .group_by(AUDIENCE)
                    .agg(each.alias(name) for name, each in {**wanted, _PEOPLE: pl.len()}.items())
                    .collect()
                )
                for row in rows.to_dicts():
                    found.setdefault(row.pop(AUDIENCE), Counter()).update(row)
                self.on_rows(batch.height)
        return found

    def _delimiter(self) -> str:
        with self.path.open("rb") as file:
            return delimiter_of(file.readline(1_000_000).decode("utf-8", "replace"))

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
        if AUDIENCE not in columns:
            problems.append(self._problem(Code.MISSING_KEY, key=AUDIENCE))
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

    def _counts(self, groups: Sequence[Group]) -> Counts:
        import polars as pl

        cells = {
            f"{question.id}={kind}": each
            for question in self.asked
            for kind, each in kinds(question).items()
        }
        heard = {
            f"heard={number}": pl.any_horizontal(has_level(id_) for id_ in sorted(group)).sum()
            for number, group in enumerate(groups)
        }
        rows = self._summed({"complete": self._is_complete().sum(), **cells, **heard})
        if any(audience is None or self._is_wrong(audience, row) for audience, row in rows.items()):
            with self._understood():
                raise BadFiles(self._wrong_cells(self._read(self._frame())))
        return self._tidied({audience or "": row for audience, row in rows.items()}, groups)

    def _is_complete(self) -> "pl.Expr":
        """Every question that this audience is asked has an answer, of whatever kind."""
        import polars as pl

        return pl.all_horizontal(
            ~pl.col(AUDIENCE).is_in(list(question.audiences))
            | (pl.col(words(question.id)).fill_null("") != "")
            for question in self.asked
        )

    def _is_wrong(self, audience: str, row: Mapping[str, int]) -> bool:
        """Something is no answer, or was answered by an audience that is not asked."""
        for question in self.asked:
            other, dont_know, beside = (row[f"{question.id}={k}"] for k in ("other", "dk", "na"))
            answers = sum(row[f"{question.id}={level}"] for level in LEVELS) + other
            if other != dont_know + beside or (answers and audience not in question.audiences):
                return True
        return False

    def _tidied(self, rows: Mapping[str, Mapping[str, int]], groups: Sequence[Group]) -> Counts:
        return Counts(
            people={audience: row[_PEOPLE] for audience, row in rows.items()},
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
        nobody = numbered.filter(pl.col(AUDIENCE).is_null()).select(_ROW).head(_MOST).collect()
        for (row,) in nobody.rows():
            found.append(self._problem(Code.UNKNOWN_AUDIENCE, row, id="", hint=""))
        for question in self.asked:
            wrong = numbered.filter(is_wrong(question))
            for row, cell in wrong.select(_ROW, words(question.id)).head(_MOST).collect().rows():
                value = f"{question.id} = {cell}"
                found.append(self._problem(Code.LEVEL_OUT_OF_RANGE, row, value=value))
            if len(found) >= _MOST:
                break
        return found[:_MOST]

    # -- second pass: what each person pulls the means by ----------------------------------------

    def _squares(
        self, groups: Sequence[Group], pulled: Mapping[str, Mapping[str, Pull]]
    ) -> dict[Group, dict[str, float]]:
        import polars as pl

        squares = {
            str(number): pl.sum_horizontal(sorted(group)).pow(2).sum()
            for number, group in enumerate(groups)
        }
        rows = self._summed(squares, [pulling(q, each).alias(q) for q, each in pulled.items()])
        return {
            group: {audience or "": row[str(number)] for audience, row in rows.items()}
            for number, group in enumerate(groups)
        }

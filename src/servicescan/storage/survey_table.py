"""A table of any number of respondents, counted without ever being in memory whole."""

from collections.abc import Callable, Collection, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from servicescan.model.counts import Counts, Group, Mirror
from servicescan.model.questionnaire import LEVELS, Questionnaire
from servicescan.model.workspace import Form
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.hints import near
from servicescan.storage.survey_cells import (
    DONT_KNOW,
    EMPTY,
    NOT_APPLICABLE,
    WRONG,
    cells_of,
)
from servicescan.storage.survey_pieces import pieces
from servicescan.storage.survey_tally import Tally

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from servicescan.storage.survey_cells import Cells

_AUDIENCE = "audience"
_FACTS = ("code", _AUDIENCE, "unit", "language", "day")
#: instead of the number of an audience: another word, or a row with nothing in it
_UNKNOWN, _BLANK = -1, -2
#: problems named before reading stops
_MOST = 20


def check_engine() -> None:
    """See to it that Polars and numpy are installed.

    Raises:
        UserError: one is not.
    """
    if not all(map(find_spec, ("polars", "numpy"))):
        raise UserError(
            "Large tables are counted by Polars, which is not installed. "
            "Install it with “pip install 'servicescan[survey]'”."
        )


class SurveyTable:
    """One table, CSV or Parquet with a row per respondent, read once."""

    def __init__(
        self,
        path: Path,
        questionnaire: Questionnaire,
        form: Form,
        on_rows: Callable[[int, float], None] = lambda *_: None,
    ) -> None:
        """``form``: which questions count; ``on_rows`` hears of rows read, and their share."""
        self.path, self.questionnaire, self.on_rows = path, questionnaire, on_rows
        self.asked = questionnaire.asked(quick=form is Form.QUICK)
        self.ids = [question.id for question in self.asked]
        self.audiences = {
            spoken.casefold(): number
            for number, audience in enumerate(questionnaire.audiences)
            for spoken in (audience.id, *audience.name.words.values())
        }
        #: which of the questions each audience is asked
        self.places = [
            [place for place, q in enumerate(self.asked) if audience.id in q.audiences]
            for audience in questionnaire.audiences
        ]

    def counts(self, groups: Collection[Group], mirrors: Sequence[Mirror] = ()) -> Counts:
        """Check every cell and count.

        Args:
            groups: sets of questions, to count who answered at least one of each.
            mirrors: questions of which the answers of a person are kept together.

        Raises:
            BadFiles: something is no answer; up to twenty cells are named.
        """
        wanted = [group for group in groups if group]
        tallies = [Tally([self.ids[p] for p in mine], wanted, mirrors) for mine in self.places]
        problems: list[Problem] = []
        before = 0
        for rows in self._pieces():
            people, cells = self._audiences(rows), cells_of(rows, self.ids)
            problems += self._problems(rows, people, cells, before)
            if len(problems) >= _MOST:
                break
            for number, tally in enumerate(tallies):
                tally.add(cells[people == number][:, self.places[number]])
            before += len(rows)
        if problems:
            raise BadFiles(problems[:_MOST])
        return self._counted(tallies, wanted, mirrors)

    # -- the table ----------------------------------------------------------------------------

    def _pieces(self) -> "Iterator[pl.DataFrame]":
        """Piece by piece, with columns named as we write them, and all that are asked."""
        import polars as pl

        read = 0
        try:
            for piece, share in pieces(self.path):
                named = {column: self._name(column) for column in piece.columns}
                self._require_columns(list(named.values()))
                rows = piece.rename(named)
                missing = [id_ for id_ in self.ids if id_ not in rows.columns]
                yield rows.with_columns(pl.lit(None, pl.String).alias(id_) for id_ in missing)
                read += len(rows)
                self.on_rows(read, share)
        except pl.exceptions.PolarsError as error:
            reason = f"It cannot be read as a table ({str(error).splitlines()[0]})"
            raise BadFiles([self._problem(Code.BAD_TABLE, reason=reason)]) from None

    def _audiences(self, rows: "pl.DataFrame") -> "npt.NDArray[np.int32]":
        """Row by row the number of the audience; less than 0 for none that is known."""
        import numpy as np
        import polars as pl

        spoken = rows[_AUDIENCE].cast(pl.String).str.strip_chars().str.to_lowercase()
        known = spoken.replace_strict(self.audiences, default=_UNKNOWN, return_dtype=pl.Int32)
        people = known.to_numpy()
        if (people >= 0).all():
            return people
        empty = pl.all_horizontal(pl.all().cast(pl.String).fill_null("") == "")
        return np.where(rows.select(empty).to_series().to_numpy(), _BLANK, people)

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

    # -- what is wrong --------------------------------------------------------------------------

    def _problem(
        self, code: Code, row: int = 1, column: int | None = None, **details: object
    ) -> Problem:
        return Problem(code=code, location=Location(str(self.path), row, column), details=details)

    def _problems(
        self, rows: "pl.DataFrame", people: "npt.NDArray[np.int32]", cells: "Cells", before: int
    ) -> list[Problem]:
        """The first rows without an audience, or with a cell that holds no answer of theirs."""
        import numpy as np

        is_asked = np.ones((len(self.places) + 1, len(self.ids)), bool)
        for number, mine in enumerate(self.places):
            is_asked[number] = np.isin(range(len(self.ids)), mine)
        #: the last row of ``is_asked``, for people of no audience, asks everything
        is_wrong = (cells == WRONG) | ((cells != EMPTY) & ~is_asked[people])
        wrong_rows = np.flatnonzero(is_wrong.any(axis=1) | (people == _UNKNOWN))[:_MOST].tolist()
        found = []
        for place in wrong_rows:
            row = before + place + 2  # counted from 1, below the heading
            if people[place] == _UNKNOWN:
                spoken = str(rows[_AUDIENCE][place] or "")
                hint = near(spoken, list(self.audiences))
                found.append(self._problem(Code.UNKNOWN_AUDIENCE, row, id=spoken, hint=hint))
            for number in np.flatnonzero(is_wrong[place]).tolist():
                question = self.ids[number]
                if cells[place, number] == WRONG:
                    cell = f"{question} = {rows[question][place]}"
                    found.append(self._problem(Code.LEVEL_OUT_OF_RANGE, row, value=cell))
                else:
                    asked_not = self.questionnaire.audiences[people[place]].id
                    found.append(
                        self._problem(Code.NOT_ASKED, row, question=question, audience=asked_not)
                    )
        return found

    # -- what was counted -----------------------------------------------------------------------

    def _counted(
        self, tallies: Sequence[Tally], groups: Sequence[Group], mirrors: Sequence[Mirror]
    ) -> Counts:
        everybody = zip(self.questionnaire.audiences, tallies, strict=True)
        heard_from = {audience.id: tally for audience, tally in everybody if tally.people}

        def many(question: str, kind: int) -> int:
            return sum(tally.kinds_of(question)[kind] for tally in heard_from.values())

        return Counts(
            people={audience: tally.people for audience, tally in heard_from.items()},
            complete={audience: tally.complete for audience, tally in heard_from.items()},
            levels={
                id_: {
                    audience: tuple(tally.kinds_of(id_)[min(LEVELS) : max(LEVELS) + 1])
                    for audience, tally in heard_from.items()
                    if id_ in tally.questions
                }
                for id_ in self.ids
            },
            others={id_: (many(id_, DONT_KNOW), many(id_, NOT_APPLICABLE)) for id_ in self.ids},
            heard={
                group: {audience: int(t.heard[n]) for audience, t in heard_from.items()}
                for n, group in enumerate(groups)
            }
            | {frozenset(): {}},
            pairs={audience: tally.pairs for audience, tally in heard_from.items()},
            patterns={
                mirror: {audience: t.patterns(mirror) for audience, t in heard_from.items()}
                for mirror in mirrors
            },
        )

"""A first proposal of what the columns of an export hold; a person confirms or corrects it."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from servicescan.model.questionnaire import Questionnaire
from servicescan.storage.headings import IGNORE, LONGEST, PERSON, Headings, named, plain, spoken
from servicescan.storage.mapping import (
    OPEN,
    UNDECIDED,
    ColumnMap,
    Days,
    level_said,
    levels_said,
    rows_under,
)
from servicescan.storage.saving import write_safely
from servicescan.storage.settings_text import quoted
from servicescan.storage.tables import tidy

_NAME = "collect-map"
#: how alike words must be to be proposed, and how far ahead of the next best
_ALIKE, _AHEAD = 0.75, 0.05
_SHARED_WORDS = 0.3
_FEW = 5
#: more different words than this are no list of choices
_MOST_VALUES = 40
#: of these the first column counts
_ONCE = ("day", "language", PERSON)
#: what LimeSurvey writes for a day that it did not record
_NO_DAY = "1980-01-01"
_UNSURE = {
    "weet niet", "weet ik niet", "geen idee", "ik weet het niet", "weet ik (nog) niet",
    "don't know", "i don't know", "don’t know", "i don’t know", "do not know", "not sure", "dk",
}  # fmt: skip
_BESIDE_THE_POINT = {
    "n.v.t", "nvt", "niet van toepassing", "not applicable",
}  # fmt: skip
_UNANSWERED = {"geen antwoord", "no answer", "-", "niet beantwoord", "not answered"}


def propose(
    records: Sequence[Sequence[str]], questionnaire: Questionnaire, audiences: Iterable[str]
) -> ColumnMap:
    """What the columns, cells and days seem to mean; ``?`` where nothing is near enough.

    Args:
        records: the table, its headings first.
        questionnaire: the questions that columns may answer.
        audiences: those that take part; the only one there is holds for every row.
    """
    known = Headings(questionnaire)
    place = known.place_in(records)
    headings = named(records[place] if records else [])
    rows_here = rows_under(records, place)
    cells = {
        heading: {tidy(row[number]) for row in rows_here if number < len(row)} - {""}
        for number, heading in enumerate(headings)
        if heading
    }
    groups = _groups(questionnaire)
    columns = _columns(cells, groups, known)
    taking_part = list(audiences)
    rows = {}
    if "audience" not in columns.values():
        rows["audience"] = taking_part[0] if len(taking_part) == 1 else UNDECIDED
    if "day" not in columns.values():
        rows["day"] = UNDECIDED
    values = _values(columns, cells, questionnaire, groups)
    days = _days(
        cell for heading, ours in columns.items() if ours == "day" for cell in cells[heading]
    )
    return ColumnMap(columns=columns, values=values, rows=rows, days=days)


def _columns(
    cells: Mapping[str, set[str]], groups: Mapping[str, str], known: Headings
) -> dict[str, str]:
    """Our name for each column, none twice."""
    columns: dict[str, str] = {}
    before = ""
    for heading, said in cells.items():
        ours = _column(heading, before, said, known)
        is_choice = ours == UNDECIDED and 0 < len(said) <= _MOST_VALUES
        if is_choice and {*map(plain, said)} <= {*groups}:
            ours = "audience"
        if ours in columns.values() and ours != IGNORE:  # the first of two days is the day
            ours = IGNORE if ours in _ONCE else UNDECIDED
        columns[heading] = before = ours
    if "code" in columns.values():  # a code says whose answers these are
        return {said: IGNORE if ours == PERSON else ours for said, ours in columns.items()}
    return columns


def _groups(questionnaire: Questionnaire) -> dict[str, str]:
    """The words for a group -> its id."""
    return {
        words: audience.id
        for audience in questionnaire.audiences
        for words in (audience.id, *spoken(audience.name, questionnaire))
    }


def _column(heading: str, before: str, cells: set[str], known: Headings) -> str:
    """Our name for a column: by what it says, or by words much alike."""
    if len(heading) > LONGEST:
        return UNDECIDED
    ours = known.find(heading, before) or _nearest(plain(heading), known.texts)
    if ours == "day" and all(cell.startswith(_NO_DAY) for cell in cells):
        return IGNORE
    return ours


def _nearest(words: str, texts: Mapping[str, set[str]]) -> str:
    """The one question whose words are much alike, and clearly more so than those of others."""
    wanted = set(words.split())
    shared = sorted(
        ((_share(wanted, set(text.split())), text) for text in texts), key=lambda each: each[0]
    )
    best: dict[str, float] = {}
    for share, text in shared[-4 * _FEW :]:
        if share >= _SHARED_WORDS:
            alike = difflib.SequenceMatcher(None, words, text).ratio()
            for id_ in texts[text]:
                best[id_] = max(alike, best.get(id_, 0))
    ranked = sorted(((alike, id_) for id_, alike in best.items()), reverse=True)
    if not ranked or ranked[0][0] < _ALIKE:
        return UNDECIDED
    is_clear = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _AHEAD
    return ranked[0][1] if is_clear else UNDECIDED


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _values(
    columns: Mapping[str, str],
    cells: Mapping[str, set[str]],
    questionnaire: Questionnaire,
    audiences: Mapping[str, str],
) -> dict[str, str]:
    """What cells say that is not ours, and what it seems to mean."""
    questions = {question.id: question for question in questionnaire.questions}
    found: dict[str, str] = {}
    for heading, ours in columns.items():
        if len(cells[heading]) > _MOST_VALUES:
            continue
        if ours == "audience":
            choices = {cell: _like(plain(cell), audiences) for cell in cells[heading]}
            found |= {c: meant for c, meant in choices.items() if plain(c) not in audiences}
        elif ours in questions:
            levels = levels_said(questions[ours], questionnaire)
            for cell in sorted(cells[heading]):
                if not level_said(cell, levels):
                    found[cell] = _answer(plain(cell), levels)
    return dict(sorted(found.items()))


def _answer(words: str, levels: Mapping[str, int]) -> str:
    if words in _UNSURE:
        return "dk"
    if words in _BESIDE_THE_POINT:
        return f"na: {words}"
    if words in _UNANSWERED:
        return OPEN
    return _like(words, {said: str(level) for said, level in levels.items()})


def _like(words: str, known: Mapping[str, str]) -> str:
    if re.match(r"\(?\d", words):  # a number with other words is for a person to judge
        return UNDECIDED
    close = difflib.get_close_matches(words, known, n=1, cutoff=0.85)
    return known[close[0]] if close else UNDECIDED


def _days(cells: Iterable[str]) -> Days:
    """The order in which days are written, where a day above 12 gives it away."""
    parts = [re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2}", cell) for cell in cells]
    pairs = [(int(part[1]), int(part[2])) for part in parts if part]
    months = 12
    if any(first > months for first, _ in pairs):
        return Days.DAY_FIRST
    if any(second > months for _, second in pairs):
        return Days.MONTH_FIRST
    return Days.YEAR_FIRST


# -- as a file ------------------------------------------------------------------------------------


def save_proposal(folder: Path, found: ColumnMap) -> Path:
    """Write a proposal beside the settings; an earlier one stays.

    Raises:
        UserError: it cannot be written.
    """
    path, number = folder / f"{_NAME}.yaml", 2
    content = format_map(found)
    while path.exists() and path.read_text("utf-8") != content:
        path, number = folder / f"{_NAME}-{number}.yaml", number + 1
    write_safely(path, content)
    return path


def format_map(found: ColumnMap) -> str:
    """A mapping as YAML, with what to do about it."""
    return "\n".join([*_lines(found), ""])


def _lines(found: ColumnMap) -> Iterator[str]:
    yield "# What the columns of an export hold: a question (S1-1, or “S1-1 note”), code, person,"
    yield "# audience, unit, day, language, or ignore. Replace each ? and use it with --map."
    if PERSON in found.columns.values():
        yield "# person: the same words are the same person, who then counts once. Only a code"
        yield "# made from them is taken over. With ignore, every row is somebody else."
    for name, pairs in (("columns", found.columns), ("values", found.values), ("rows", found.rows)):
        if name == "values" and pairs:
            yield "# what cells say: 1 to 5, dk, “na: reason”, the id of a group, or - for open"
        if name == "rows" and pairs:
            yield "# what holds for every row"
        if pairs:
            yield f"{name}:"
        for said, meant in pairs.items():
            yield f"  {quoted(said)}: {quoted(meant)}"
    yield "# how days are written: ymd, dmy or mdy"
    yield f"days: {found.days}"

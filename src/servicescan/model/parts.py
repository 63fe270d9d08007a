"""Every part of a questionnaire, with the path that leads to it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from servicescan.model.questionnaire import Lens, Question, Questionnaire, Shift
from servicescan.model.recommendation import Recommendation
from servicescan.model.text import Text, Wording

Path: TypeAlias = tuple[str | int, ...]


def blocks_in(questionnaire: Questionnaire) -> Iterator[tuple[Path, Shift | Lens]]:
    """Each shift and lens."""
    for number, shift in enumerate(questionnaire.shifts):
        yield ("shifts", number), shift
    for name in ("basics", "culture"):
        lens = getattr(questionnaire, name)
        if lens:
            yield (name,), lens


def questions_in(questionnaire: Questionnaire) -> Iterator[tuple[Path, Question]]:
    """Each question of each block."""
    for path, block in blocks_in(questionnaire):
        for number, question in enumerate(block.questions):
            yield (*path, "questions", number), question


def recommendations_in(questionnaire: Questionnaire) -> Iterator[tuple[Path, Recommendation]]:
    """Each recommendation of each block."""
    for path, block in blocks_in(questionnaire):
        for number, recommendation in enumerate(block.recommendations):
            yield (*path, "recommendations", number), recommendation


def texts_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of a questionnaire, or of a part of one."""
    if isinstance(value, Text):
        yield path, value
        return
    for key, part in _parts(value):
        yield from texts_in(part, (*path, key))


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    """What a value is made of, with the key or number of each part."""
    if isinstance(value, Wording):
        return list(value.texts.items())
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    if isinstance(value, tuple):
        return list(enumerate(value))
    names = getattr(value, "__dataclass_fields__", ())
    return [(name.rstrip("_"), getattr(value, name)) for name in names]

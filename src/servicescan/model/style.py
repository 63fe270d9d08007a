"""Advice to authors: how a good anchor and a complete recommendation are written.

The words to avoid belong to a language, so they stand in the questionnaire (``style``), not here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from servicescan.model.parts import Path, questions_in, recommendations_in, texts_in
from servicescan.model.questionnaire import Question, Questionnaire
from servicescan.model.rules import Breach
from servicescan.model.text import MARKER, Language
from servicescan.problems import Code

#: an anchor is one behaviour: more than a label, less than a story (domain.md 7.1)
ANCHOR_WORDS = range(5, 31)
#: fewer questions give an audience no voice of its own
MIN_PER_AUDIENCE = 5
_QUESTION_EXTRAS = ("help", "probe", "evidence")
_ADVICE_EXTRAS = ("why", "day_60", "day_90", "owner", "pitfall", "avoid_when")
#: proper names keep their own words
_NAMES = {"name", "from", "to", "credit", "customer_terms", "style", "trademark"}


def matters(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Every matter of style; problems only for who asks for strictness."""
    for rule in STYLE:
        yield from rule(questionnaire)


def concise_anchors(questionnaire: Questionnaire) -> Iterator[Breach]:
    """An anchor has 5 to 30 words in each language."""
    for path, words, language in _anchors(questionnaire):
        count = len(words.split())
        if count not in ANCHOR_WORDS:
            details = {"count": count, "language": str(language)}
            yield Breach(code=Code.ANCHOR_LENGTH, path=path, details=details)


def definite_anchors(questionnaire: Questionnaire) -> Iterator[Breach]:
    """An anchor names a rhythm, not "often"."""
    vague = questionnaire.style.vague if questionnaire.style else {}
    for path, words, language in _anchors(questionnaire):
        for word in vague.get(language, ()):
            if _holds(words, word):
                yield Breach(code=Code.VAGUE_WORD, path=path, details={"word": word})


def own_words(questionnaire: Questionnaire) -> Iterator[Breach]:
    """No word of the do-not-use list; the word for customer stands as a marker."""
    avoid = questionnaire.style.avoid if questionnaire.style else {}
    for path, text in texts_in(questionnaire):
        if _NAMES & set(path):
            continue
        for language in Language:
            bare = MARKER.sub("", text.words[language])
            for word, instead in avoid.get(language, {}).items():
                if _holds(bare, word):
                    details = {"word": word, "instead": instead}
                    yield Breach(code=Code.AVOIDED_WORD, path=path, details=details)


def complete_questions(questionnaire: Questionnaire) -> Iterator[Breach]:
    """A question has help, a probe, and what evidence to ask for."""
    for path, question in questions_in(questionnaire):
        yield from _missing(path, question, _QUESTION_EXTRAS)


def complete_recommendations(questionnaire: Questionnaire) -> Iterator[Breach]:
    """A recommendation says why, what follows, who owns it, and when not to do it."""
    for path, recommendation in recommendations_in(questionnaire):
        yield from _missing(path, recommendation, _ADVICE_EXTRAS)


def heard_audiences(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Every audience is asked enough to have a voice."""
    asked: Counter[str] = Counter(
        audience for question in questionnaire.questions for audience in question.audiences
    )
    for number, audience in enumerate(questionnaire.audiences):
        if asked[audience.id] < MIN_PER_AUDIENCE:
            details = {
                "id": audience.id,
                "count": asked[audience.id],
                "minimum": MIN_PER_AUDIENCE,
            }
            yield Breach(code=Code.THIN_AUDIENCE, path=("audiences", number, "id"), details=details)


def _anchors(questionnaire: Questionnaire) -> Iterator[tuple[Path, str, Language]]:
    for path, question in questions_in(questionnaire):
        yield from _anchors_of(path, question)


def _anchors_of(path: Path, question: Question) -> Iterator[tuple[Path, str, Language]]:
    for level, anchor in question.anchors.items():
        for language in Language:
            yield (*path, "anchors", str(level), str(language)), anchor.words[language], language


def _holds(words: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE))


def _missing(path: Path, value: object, names: tuple[str, ...]) -> Iterator[Breach]:
    for name in names:
        if getattr(value, name) is None:
            yield Breach(code=Code.MISSING_KEY, path=path, details={"key": name})


STYLE: tuple[Callable[[Questionnaire], Iterator[Breach]], ...] = (
    concise_anchors,
    definite_anchors,
    own_words,
    complete_questions,
    complete_recommendations,
    heard_audiences,
)

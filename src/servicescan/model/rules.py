"""What a good questionnaire obeys: each rule yields where it is broken, and how."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from servicescan.model.parts import Path, blocks_in, questions_in, recommendations_in, texts_in
from servicescan.model.questionnaire import ADVICE_DOMAINS, LEVELS, Domain, Questionnaire, Tier
from servicescan.model.recommendation import Step
from servicescan.model.text import MARKER, Language, Wording
from servicescan.problems import Code

#: a shift with fewer scored questions gets no number
MIN_QUESTIONS = 3
MIN_MIRROR_AUDIENCES = 2
#: more than anybody needs to tell questions apart, and safe to calculate with
MAX_WEIGHT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule broken at a path of the questionnaire."""

    code: Code
    path: Path
    details: Mapping[str, object] = field(default_factory=dict)
    #: for an unknown id: the ids that exist, to suggest the nearest
    known: tuple[str, ...] = ()


def breaches(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Every breach of every rule that a questionnaire must obey to be used."""
    for rule in RULES:
        yield from rule(questionnaire)


def _unknown(code: Code, path: Path, id_: str, known: Iterable[str]) -> Iterator[Breach]:
    names = tuple(known)
    if id_ not in names:
        yield Breach(code=code, path=path, details={"id": id_}, known=names)


def unique_ids(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Whatever is referred to by its id has one of its own."""
    groups: list[list[tuple[Path, str]]] = [
        [(path, question.id) for path, question in questions_in(questionnaire)],
        [(path, advice.id) for path, advice in recommendations_in(questionnaire)],
        [(path, block.id) for path, block in blocks_in(questionnaire)],
    ]
    groups += [
        [((key, n), named.id) for n, named in enumerate(getattr(questionnaire, key))]
        for key in ("audiences", "domains", "tiers", "elements", "customer_terms")
    ]
    if not _is_usable(questionnaire.id):
        yield Breach(code=Code.BAD_ID, path=("id",), details={"id": questionnaire.id})
    for group in groups:
        seen: set[str] = set()
        for path, id_ in group:
            if id_ in seen:
                yield Breach(code=Code.DUPLICATE_ID, path=(*path, "id"), details={"id": id_})
            if not _is_usable(id_):
                yield Breach(code=Code.BAD_ID, path=(*path, "id"), details={"id": id_})
            seen.add(id_)


def _is_usable(id_: str) -> bool:
    longest = 64
    plain = id_.replace("-", "").replace("_", "")
    return 0 < len(id_) <= longest and plain.isascii() and plain.isalnum()


def known_references(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Audiences, elements and shifts that are named exist."""
    audiences = [audience.id for audience in questionnaire.audiences]
    elements = [element.id for element in questionnaire.elements]
    shifts = [shift.id for shift in questionnaire.shifts]
    for path, question in questions_in(questionnaire):
        for number, audience in enumerate(question.audiences):
            at = (*path, "audiences", number)
            yield from _unknown(Code.UNKNOWN_AUDIENCE, at, audience, audiences)
        yield from _unknown(Code.UNKNOWN_ELEMENT, (*path, "element"), question.element, elements)
        for number, shift in enumerate(question.shifts):
            yield from _unknown(Code.UNKNOWN_SHIFT, (*path, "shifts", number), shift, shifts)
    for audience in questionnaire.intro.texts.keys() - {Wording.EVERYONE}:
        yield from _unknown(Code.UNKNOWN_AUDIENCE, ("intro", audience), audience, audiences)
    for number, shift_ in enumerate(questionnaire.shifts):
        for place, needed in enumerate(shift_.leans_on):
            at = ("shifts", number, "leans_on", place)
            yield from _unknown(Code.UNKNOWN_SHIFT, at, needed, shifts)
        for place, element in enumerate(shift_.elements):
            at = ("shifts", number, "elements", place)
            yield from _unknown(Code.UNKNOWN_ELEMENT, at, element, elements)


def described_topics(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Every domain and tier is described, and nothing else."""
    for key, kind, topics, wanted in (
        ("domains", "Domain", questionnaire.domains, list(Domain)),
        ("tiers", "Tier", questionnaire.tiers, list(Tier)),
    ):
        present = [topic.id for topic in topics]
        for id_ in wanted:
            if id_ not in present:
                details = {"kind": kind, "id": str(id_)}
                yield Breach(code=Code.MISSING_TOPIC, path=(key,), details=details)
        for number, topic in enumerate(present):
            yield from _wrong((key, number, "id"), topic, wanted)


def _wrong(path: Path, value: str, wanted: Sequence[str]) -> Iterator[Breach]:
    if value not in wanted:
        details = {"value": value, "expected": "one of " + ", ".join(wanted)}
        yield Breach(code=Code.WRONG_VALUE, path=path, details=details, known=tuple(wanted))


def complete_levels(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Levels 1 to 5, each described: the ladder, portraits of shifts, anchors of questions."""
    ladders: list[tuple[Path, Mapping[int, object]]] = [(("levels",), questionnaire.levels)]
    ladders += [
        (("shifts", n, "levels"), shift.levels) for n, shift in enumerate(questionnaire.shifts)
    ]
    ladders += [
        ((*path, "anchors"), question.anchors) for path, question in questions_in(questionnaire)
    ]
    for path, ladder in ladders:
        for level in LEVELS:
            if level not in ladder:
                yield Breach(code=Code.MISSING_ANCHOR, path=path, details={"level": level})
        for level in ladder.keys() - set(LEVELS):
            at = (*path, str(level))
            yield Breach(code=Code.UNKNOWN_LEVEL, path=at, details={"level": level})


def scorable(questionnaire: Questionnaire) -> Iterator[Breach]:
    """At least three questions a shift, weights from 0 to 100 and not all zero."""
    for path, block in blocks_in(questionnaire):
        weights = [question.weight for question in block.questions]
        details = {"id": block.id, "count": len(weights)}
        if path[0] == "shifts" and len(weights) < MIN_QUESTIONS:
            yield Breach(code=Code.TOO_FEW_QUESTIONS, path=(*path, "questions"), details=details)
        if weights and not any(weights):
            yield Breach(code=Code.NO_WEIGHT, path=(*path, "questions"), details=details)
    for path, question in questions_in(questionnaire):
        if question.weight < 0:
            yield Breach(code=Code.NEGATIVE_WEIGHT, path=(*path, "weight"))
        if question.weight > MAX_WEIGHT:
            details = {"value": "This weight", "expected": f"0 to {MAX_WEIGHT}"}
            yield Breach(code=Code.OUT_OF_RANGE, path=(*path, "weight"), details=details)


def mirrors(questionnaire: Questionnaire) -> Iterator[Breach]:
    """A mirror question has two audiences; a wording per audience covers them all."""
    for path, question in questions_in(questionnaire):
        if question.mirror and len(question.audiences) < MIN_MIRROR_AUDIENCES:
            yield Breach(code=Code.LONELY_MIRROR, path=(*path, "mirror"))
        spoken = question.ask.texts.keys()
        if Wording.EVERYONE in spoken:
            continue
        for audience in question.audiences:
            if audience not in spoken:
                details = {"audience": audience}
                yield Breach(code=Code.MISSING_WORDING, path=(*path, "ask"), details=details)
        for audience in spoken - set(question.audiences):
            at = (*path, "ask", audience)
            yield from _unknown(Code.UNKNOWN_AUDIENCE, at, audience, question.audiences)


def no_circles(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Leaning on is a way down: no shift leads back to itself."""
    leans_on = {shift.id: shift.leans_on for shift in questionnaire.shifts}
    left = dict(leans_on)
    # neither those that lean on nothing that is left, nor those that nothing left leans on
    while free := [
        id_
        for id_, needed in left.items()
        if not set(needed) & left.keys() or not any(id_ in left[other] for other in left)
    ]:
        for id_ in free:
            del left[id_]
    if left:
        first = next(n for n, shift in enumerate(questionnaire.shifts) if shift.id in left)
        details = {"ids": ", ".join(left)}
        yield Breach(code=Code.CYCLE, path=("shifts", first, "leans_on"), details=details)


def advice_domains(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Advice is for leadership, HR or processes."""
    for path, advice in recommendations_in(questionnaire):
        yield from _wrong((*path, "domain"), advice.domain, ADVICE_DOMAINS)


def complete_advice(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Every shift has advice for leadership, HR and processes at each of the four steps."""
    for number, shift in enumerate(questionnaire.shifts):
        found = Counter((advice.domain, advice.step) for advice in shift.recommendations)
        for domain in ADVICE_DOMAINS:
            for step in Step:
                if not found[domain, step]:
                    details = {"id": shift.id, "domain": str(domain), "step": str(step)}
                    at = ("shifts", number, "recommendations")
                    yield Breach(code=Code.MISSING_RECOMMENDATION, path=at, details=details)
        for place, advice in enumerate(shift.recommendations):
            if advice.step is None:
                at_step = ("shifts", number, "recommendations", place)
                yield Breach(code=Code.MISSING_STEP, path=at_step)
        for domain in ADVICE_DOMAINS:
            if domain not in shift.maintain:
                at_maintain = ("shifts", number, "maintain")
                details = {"id": shift.id, "domain": str(domain), "step": "5"}
                yield Breach(code=Code.MISSING_RECOMMENDATION, path=at_maintain, details=details)


def lens_advice(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Each question of a lens has its recommendation."""
    for name in ("basics", "culture"):
        lens = getattr(questionnaire, name)
        if not lens:
            continue
        answered = [advice.question for advice in lens.recommendations]
        asked = [question.id for question in lens.questions]
        for number, id_ in enumerate(answered):
            at = (name, "recommendations", number, "question")
            yield from _unknown(Code.UNKNOWN_QUESTION, at, id_ or "", asked)
        for id_ in asked:
            if id_ not in answered:
                details = {"id": id_, "domain": "its question", "step": "any"}
                at_all = (name, "recommendations")
                yield Breach(code=Code.MISSING_RECOMMENDATION, path=at_all, details=details)


def complete_terms(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Each word for customer has the forms that its markers need."""
    for number, term in enumerate(questionnaire.customer_terms):
        for language, forms in (("nl", ("one", "many", "stem")), ("en", ("one", "many"))):
            words = getattr(term, language)
            for form in forms:
                if not words.get(form, "").strip():
                    at = ("customer_terms", number, language)
                    yield Breach(code=Code.MISSING_KEY, path=at, details={"key": form})


def known_markers(questionnaire: Questionnaire) -> Iterator[Breach]:
    """Markers such as {klant} are ones that the words for customer can fill."""
    if not questionnaire.customer_terms or any(complete_terms(questionnaire)):
        return
    known = {
        language: tuple(questionnaire.customer_terms[0].markers(language)) for language in Language
    }
    for path, text in texts_in(questionnaire):
        for language in Language:
            for marker in MARKER.findall(text.words.get(language, "")):
                if marker not in known[language]:
                    details = {"marker": marker, "language": str(language)}
                    yield Breach(
                        code=Code.UNKNOWN_MARKER, path=path, details=details, known=known[language]
                    )


RULES: tuple[Callable[[Questionnaire], Iterator[Breach]], ...] = (
    unique_ids,
    known_references,
    described_topics,
    complete_levels,
    scorable,
    mirrors,
    no_circles,
    advice_domains,
    complete_advice,
    lens_advice,
    complete_terms,
    known_markers,
)

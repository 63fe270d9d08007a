"""What is asked: questionnaire, shifts, questions with five anchors, and who is asked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from servicescan.model.recommendation import Recommendation
from servicescan.model.text import Language, Text, Wording

LEVELS = (1, 2, 3, 4, 5)
#: seconds that one question takes as long as nothing else is known (domain.md 7.2: 45 to 60)
PACE = 50


class Domain(StrEnum):
    """The four domains a question or recommendation belongs to."""

    LEADERSHIP = "leadership"
    HR = "hr"
    PROCESSES = "processes"
    SYSTEMS = "systems"


#: Advice is given in three domains; questions on systems draw on the advice for processes.
ADVICE_DOMAINS = (Domain.LEADERSHIP, Domain.HR, Domain.PROCESSES)


def advice_domain(domain: Domain) -> Domain:
    """The domain whose advice answers a question of this domain."""
    return Domain.PROCESSES if domain is Domain.SYSTEMS else domain


class Tier(StrEnum):
    """The level of steering a question looks at (source document 003)."""

    STRATEGIC = "strategic"
    TACTICAL = "tactical"
    OPERATIONAL = "operational"


class Seat(StrEnum):
    """Where an audience sits: it makes the policy, or it lives with it."""

    POLICY = "policy"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One of the five steps of the ladder."""

    name: Text
    portrait: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group that answers for itself."""

    id: str
    name: Text
    who: Text
    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A named heading with a sentence of explanation: a domain, a tier, an element."""

    id: str
    name: Text
    about: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTerm:
    """The word an organisation uses for customer.

    ``nl`` has one, many and stem (for compounds: patiënt + reis); ``en`` has one and many.
    """

    id: str
    nl: Mapping[str, str]
    en: Mapping[str, str]

    def markers(self, language: Language) -> dict[str, str]:
        """Marker -> word, for ``Text.in_``; a marker with a capital gives a word with one."""
        if language is Language.NL:
            words = {"klant": self.nl["one"], "klanten": self.nl["many"], "klant-": self.nl["stem"]}
        else:
            words = {"customer": self.en["one"], "customers": self.en["many"]}
        return words | {_capital(marker): _capital(word) for marker, word in words.items()}


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]


PLAIN_TERM = CustomerTerm(
    id="customer",
    nl={"one": "klant", "many": "klanten", "stem": "klant"},
    en={"one": "customer", "many": "customers"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked, with the behaviour that describes each level."""

    id: str
    audiences: tuple[str, ...]
    domain: Domain
    tier: Tier
    element: str
    ask: Wording
    #: level 1..5 -> behaviour
    anchors: Mapping[int, Text]
    #: asked of those who make the policy and of those who live with it, over the same anchors
    mirror: bool = False
    #: part of the quick scan
    quick: bool = False
    weight: Fraction = Fraction(1)
    help: Text | None = None
    #: what an interviewer asks next
    probe: Text | None = None
    #: what to ask to see
    evidence: Text | None = None
    #: shifts a lens question sheds light on
    shifts: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The id as forms of other programs can name a field: ``S1_1``."""
        name = self.id.replace("-", "_")
        return name if name[0].isalpha() else f"q_{name}"

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change when the question's wording or anchors change.

        Kept with every answer, so that an answer to another text is noticed and not scored.
        """
        said = {
            "ask": {audience: dict(text.words) for audience, text in self.ask.texts.items()},
            "anchors": {str(level): dict(text.words) for level, text in self.anchors.items()},
        }
        canonical = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One of the ten paradigm shifts, from -> to."""

    id: str
    name: Text
    from_: Text
    to: Text
    about: Text
    #: ids of the shifts that this one builds on
    leans_on: tuple[str, ...]
    #: ISO 23592 elements it mainly belongs to (a mapping, no claim of conformity)
    elements: tuple[str, ...]
    #: where it leads, as a noun inside a sentence; without one, ``to`` serves
    theme: Text | None = None
    #: level 1..5 -> what one sees at that level
    levels: Mapping[int, Text]
    questions: tuple[Question, ...]
    recommendations: tuple[Recommendation, ...]
    #: advice domain -> what to keep doing at level 5
    maintain: Mapping[Domain, Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A block of questions outside the shifts: the basics check, the culture lens."""

    id: str
    name: Text
    about: Text
    questions: tuple[Question, ...]
    recommendations: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Words that authors of this questionnaire avoid, per language."""

    #: adverbs that say "often" where a rhythm belongs
    vague: Mapping[str, tuple[str, ...]]
    #: word -> what to write instead
    avoid: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """The shipped set of shifts and questions, with id and version."""

    id: str
    version: str
    title: Text
    subtitle: Text
    about: Text
    credit: Text
    trademark: Text
    levels: Mapping[int, Level]
    audiences: tuple[Audience, ...]
    domains: tuple[Topic, ...]
    tiers: tuple[Topic, ...]
    elements: tuple[Topic, ...]
    customer_terms: tuple[CustomerTerm, ...]
    #: what a respondent reads first; an audience without its own reads the first one
    intro: Wording
    sector_notes: tuple[Topic, ...] = ()
    style: Style | None = None
    shifts: tuple[Shift, ...] = ()
    basics: Lens | None = None
    culture: Lens | None = None

    @property
    def lenses(self) -> tuple[Lens, ...]:
        """The basics check and the culture lens, as far as this questionnaire has them."""
        return tuple(lens for lens in (self.basics, self.culture) if lens)

    @property
    def blocks(self) -> tuple["Shift | Lens", ...]:
        """All that holds questions, in the order in which it is asked: basics, shifts, culture."""
        first: tuple[Shift | Lens, ...] = (self.basics,) if self.basics else ()
        last: tuple[Shift | Lens, ...] = (self.culture,) if self.culture else ()
        return first + self.shifts + last

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question in the order in which it is asked."""
        return tuple(question for block in self.blocks for question in block.questions)

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that change when any question's wording or anchors change."""
        canonical = " ".join(f"{question.id}={question.fingerprint}" for question in self.questions)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def asked(self, *, quick: bool = False) -> tuple[Question, ...]:
        """The questions that are asked of anybody; ``quick`` keeps only the quick set."""
        return tuple(question for question in self.questions if question.quick or not quick)

    def questions_for(self, audience: str, *, quick: bool = False) -> tuple[Question, ...]:
        """The questions this audience is asked; ``quick`` keeps only the quick set."""
        return tuple(each for each in self.asked(quick=quick) if audience in each.audiences)

    def block_of(self, question_id: str) -> "Shift | Lens":
        """The shift or lens a question belongs to; KeyError when nobody asks it."""
        for block in self.blocks:
            if any(question.id == question_id for question in block.questions):
                return block
        raise KeyError(question_id)

    def audience(self, audience_id: str) -> Audience:
        """The audience with this id; KeyError when there is none."""
        return {audience.id: audience for audience in self.audiences}[audience_id]

    def customer_term(self, term_id: str) -> CustomerTerm:
        """The word for customer with this id; KeyError when there is none.

        Whatever the id, a questionnaire without such words says customer.
        """
        if not self.customer_terms:
            return PLAIN_TERM
        return {term.id: term for term in self.customer_terms}[term_id]

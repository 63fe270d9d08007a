"""What our own texts may not claim, and numbers that are in no data (measurement.md 2.3).

A check on us and not a feature: it reads what a report or a terminal says, in both languages. The
words of authors are checked where they write (``style`` in questionnaire.yaml).
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from html import unescape
from itertools import accumulate
from math import ceil

from servicescan import __version__
from servicescan.i18n import MOST_DECIMALS, Speaker, rounded, typographic
from servicescan.model.assessment import Assessment, Figure, Quote, Tally
from servicescan.model.parts import texts_in
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.text import Language, visible
from servicescan.model.workspace import Workspace
from servicescan.report.charts import Drawing
from servicescan.report.shift_view import MAX_QUOTE_CHARACTERS
from servicescan.report.writer import first_sentence

# -- phrases --------------------------------------------------------------------------------------

_OUTCOMES = r"(?:revenue|turnover|profit|NPS|satisfaction|loyalty|sick leave)"
_UITKOMSTEN = r"(?:omzet|winst|NPS|\w*tevredenheid|loyaliteit|verzuim)"
_MORE = r"(?:\w+ )?(?:more|less|higher|lower|better|rising|a|the)? ?(?:\w+ )?"
_MEER = r"(?:\w+ )?(?:meer|minder|hogere|lagere|betere|stijgende|een|de)? ?(?:\w+ )?"
#: nobody may say this, neither we nor an author
REFUSED = {
    Language.EN: {
        "a cause": rf"\b(?:leads? to|results? in|causes|drives|ensures) {_MORE}{_OUTCOMES}",
        "an untested significance": r"\bsignifican(?:t|tly|ce)\b",
        "a conformity": r"\b(?:certified|certification|accredited|compliant|complies with)\b",
        "an ISO level": r"\bISO[ -]?(?:level|maturity|score)",
        "a rank": r"\b(?:number one|ranks? (?:first|last)|biggest problem|in last place)\b",
        "a nine": r"\b(?:you are|organi[sz]ation is) a (?:nine|9|ten|10)\b",
        "a customer's view": r"\b(?:customer|patient|guest|tenant)s? satisfaction (?:is|stands)\b",
        "anonymity": r"\banonym(?:ous|ously|ity)\b",
        "everyone": r"\beveryone (?:thinks|agrees|says|believes)\b",
        "a borrowed figure": r"\b80 ?% of (?:boards|companies|firms|leaders)",
    },
    Language.NL: {
        "a cause": rf"\b(?:leidt tot|leiden tot|zorgt voor|geeft) {_MEER}{_UITKOMSTEN}",
        "an untested significance": r"\bsignifican(?:t|te|tie)\b",
        "a conformity": r"\b(?:gecertificeerd|certificering|geaccrediteerd|voldoet aan ISO)\b",
        "an ISO level": r"\bISO-?(?:score|volwassenheid)",
        "a rank": r"\b(?:nummer (?:een|één)|grootste probleem|op de laatste plaats)\b",
        "a nine": r"\b(?:u bent|organisatie is) een (?:negen|9|tien|10)\b",
        "a customer's view": r"\b\w*tevredenheid (?:is|staat op)\b",
        "anonymity": r"\banoniem\b|\banonimiteit\b",
        "everyone": r"\biedereen (?:vindt|denkt|zegt|is het)\b",
        "a borrowed figure": r"\b80 ?% van de (?:besturen|bedrijven|directies)",
    },
}
#: advice may speak of causes and comparisons; a finding may not
OURS = {
    Language.EN: {
        "a cause": r"\b(?:leads? to|results? in|caus(?:e|es|ed)|due to|thanks to)\b",
        "a proof": r"\b(?:prov(?:e|es|en|ed)|demonstrates?|guarantees?)\b",
        "a benchmark": r"\bbenchmark|\b(?:sector|industry) average|other organi[sz]ations",
        "no difference": r"\bno difference\b|\bthe same as last\b",
        "a reliability": r"\balpha\b|\breliab\w+",
        "a rank": r"\brank(?:s|ed|ing)?\b|\bworst\b|\bbest (?:team|group|department)",
        "an improvement": r"\b(?:improved|has risen|has fallen|got (?:better|worse))\b",
    },
    Language.NL: {
        "a cause": r"\b(?:leid(?:t|en) tot|veroorza\w+|dankzij|door toedoen van)\b",
        "a proof": r"\b(?:bewijst|bewezen|aangetoond|garandeert)\b",
        "a benchmark": r"\bbenchmark|\b(?:branche|sector)gemiddelde|andere organisaties",
        "no difference": r"\bgeen verschil\b",
        "a reliability": r"\balfa\b|\bbetrouwba\w+",
        "a rank": r"\brang\w*|\bslechtst\w*|\bbeste (?:team|groep|afdeling)",
        "an improvement": r"\b(?:verbeterd|is gestegen|is gedaald)\b",
    },
}
#: a percentage says of how many, at least ten; decimals need a hundred
_PERCENT = re.compile(
    r"(?<!\w)(\d+(?:[.,]\d+)?)\s?%(?:\s(?:\(n\s=|of the|van de)\s(?P<whole>\d[\d.,]*))?"
)
TEN, HUNDRED = 10, 100
#: part of a percentage's surroundings -> why it needs no people behind it
_NO_SHARE = {"95": "the level of an interval, chosen and not counted"}


def refused(words: str, language: Language, *, ours: bool) -> list[str]:
    """The claims in a text that no scan can carry; ``ours`` adds what a finding may not say."""
    patterns = [*REFUSED[language].items(), *(OURS[language].items() if ours else ())]
    found = [
        f"{kind}: {_around(words, hit)}"
        for kind, pattern in patterns
        for hit in re.finditer(pattern, words, re.IGNORECASE)
        if not _is_denied(words, hit)
    ]
    return found + (list(_thin_shares(words)) if ours else [])


def _around(words: str, hit: re.Match[str]) -> str:
    return " ".join(words[max(0, hit.start() - 50) : hit.end() + 50].split())


def _is_denied(words: str, hit: re.Match[str]) -> bool:
    """Said to be not so: "The order is a proposal, not a ranking"."""
    before = words[max(0, hit.start() - 24) : hit.start()]
    return bool(
        re.search(
            r"\b(?:no|not|never|without|geen|niet|nooit|zonder)\b[^.]*$", before, re.IGNORECASE
        )
    )


def _thin_shares(words: str) -> Iterator[str]:
    for hit in _PERCENT.finditer(words):
        whole = int(re.sub(r"\D", "", hit["whole"] or "") or 0)
        needed = TEN if hit[1].isdigit() else HUNDRED
        if hit[1] not in _NO_SHARE and whole < needed:
            yield f"a percentage of too few, or of nobody knows how many: {_around(words, hit)}"


# -- reading what is printed ----------------------------------------------------------------------


def text_of(html: str) -> str:
    """What a reader sees or hears of a page or a drawing; attributes that are read aloud, too."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    heard = re.findall(r'\b(?:aria-label|alt|title)="([^"]*)"', bare)
    return unescape("\n".join([re.sub(r"<[^>]+>", "\n", bare), *heard]))


def strings_in(value: object) -> Iterator[str]:
    """Every finished string of a view, and the words in its drawings."""
    if isinstance(value, Drawing):
        yield text_of(value.svg)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))


#: shorter texts of others are taken out as whole words only
SHORT = 8


class Content:
    """What others wrote: the questionnaire's texts, the client's settings, people's own words."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        workspace: Workspace,
        language: Language,
        quotes: tuple[Quote, ...] = (),
    ) -> None:
        terms = questionnaire.customer_term(workspace.customer_term).markers(language)
        written = {text.in_(language, terms) for _, text in texts_in(questionnaire)}
        written |= {workspace.client, workspace.consultant}
        written |= {quote.words[:MAX_QUOTE_CHARACTERS] for quote in quotes}
        printed = written | {typographic(visible(words), language) for words in written}
        printed |= {first_sentence(words) for words in printed}
        printed = {_plain(words) for words in printed}
        printed |= {f(words[0]) + words[1:] for words in printed if words for f in _CASES}
        self.long = sorted((words for words in printed if len(words) >= SHORT), key=_longest)
        self.short = _whole({words for words in printed if 1 < len(words) < SHORT})
        blocks = questionnaire.blocks
        ids = {block.id for block in blocks} | {q.id for q in questionnaire.questions}
        ids |= {recommendation.id for block in blocks for recommendation in block.recommendations}
        self.ids = _whole(ids | {element.id for element in questionnaire.elements})

    def taken_out(self, words: str) -> str:
        """The words that are ours; § stands where others speak, ids included."""
        words = _plain(words)
        for text in self.long:
            words = words.replace(text, "§")
        return self.ids.sub("§", self.short.sub("§", words))


_CASES = (str.upper, str.lower)


def _plain(words: str) -> str:
    """The words without what keeps them on one line."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def _longest(words: str) -> tuple[int, str]:
    return -len(words), words


def _whole(texts: set[str]) -> re.Pattern[str]:
    """Any of these texts, as whole words."""
    either = "|".join(map(re.escape, sorted(texts, key=_longest)))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


# -- numbers --------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?!\w)")
#: printed number -> why it is not in the data
CONSTANTS = {
    "0": "nothing of something, and the zero that an interval excludes",
    **dict.fromkeys("12345", "levels, and steps between them"),
    "95": "the level of the intervals",
    "0.05": "five in a hundred: the level of the tests",
    **dict.fromkeys(("0.7", "1.1", "1.4"), "bounds of the three words for agreement"),
    "0.5": "a difference that is worth naming, in levels",
    "0.2": "what leverage grows by",
    "10": "actions for the first ninety days",
    "23592": "the standard that the elements come from",
    "100": "cases that a p is told in",
    **dict.fromkeys(("30", "31", "60", "61", "90"), "days of the road map"),
}


def unfounded(words: str, known: set[str]) -> list[str]:
    """Numbers in our own words that stand in no data and are no constant."""
    return [
        f"{hit[0]}: {_around(words, hit)}"
        for hit in _NUMBER.finditer(words)
        if hit[0].replace(",", ".") not in known | CONSTANTS.keys()
    ]


def known_numbers(
    assessment: Assessment, questionnaire: Questionnaire, workspace: Workspace, day: datetime.date
) -> set[str]:
    """Every number that this outcome allows to print, with a decimal point in all languages."""
    exact = [*_numbers_in(assessment), *_numbers_in(workspace)]
    exact += [question.weight for question in questionnaire.questions]
    exact += [*_half_widths(assessment)]
    counts = {int(value) for value in exact if value == int(value)} | set(_counts(assessment))
    counts |= set(_sizes(questionnaire))
    found = {
        str(rounded(abs(value), places))
        for value in set(exact)
        for places in range(MOST_DECIMALS + 1)
    }
    found |= {str(count) for count in counts} | {f"{count:,}".replace(",", ".") for count in counts}
    found |= {str(percent) for percent in _percentages(assessment)}
    dates = [day, *(day + datetime.timedelta(days=30 * months) for months in (1, 2, 3))]
    found |= {str(part) for each in dates for part in (each.day, each.month, each.year)}
    settings = [__version__, workspace.version, *(vars_of(workspace.customer_mark))]
    return found | {part.replace(",", ".") for text in settings for part in _NUMBER.findall(text)}


def vars_of(value: object) -> list[str]:
    return [str(getattr(value, field.name)) for field in fields(value)] if value else []


def _numbers_in(value: object) -> Iterator[Fraction]:
    """Every number in a value of the model."""
    if isinstance(value, bool | str) or value is None:
        return
    if isinstance(value, int | float | Fraction):
        yield Fraction(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _numbers_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _numbers_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers_in(getattr(value, field.name))


def _half_widths(found: Assessment) -> Iterator[Fraction]:
    """How far the margin of a shift or a group of questions reaches to each side."""
    for score in (*found.shifts, *found.domains, *found.tiers, *found.elements):
        if score.figure.low is not None and score.figure.high is not None:
            yield (Fraction(score.figure.high) - Fraction(score.figure.low)) / 2


def _counts(found: Assessment) -> Iterator[int]:
    """What is counted while writing: people in all, and things with or without a figure."""
    parts = found.participation
    for name in ("invited", "responses", "complete"):
        yield sum(getattr(part, name) or 0 for part in parts)
    yield sum(1 for part in parts if part.responses)
    tallies = [score.tally for score in found.questions.values() if score.tally]
    yield sum(1 for tally in tallies if tally.unanswered or tally.dont_know)
    for tally in (found.tally, *tallies):
        yield from (tally.unanswered, tally.asked - tally.unanswered)
    for figures in _families(found):
        reasons = Counter(figure.withheld for figure in figures)
        yield from (len(figures), len(figures) - reasons[None], *reasons.values())
    yield from _backed(found)
    for reasons in (found.evidence, *(s.evidence for s in found.questions.values() if s.evidence)):
        yield from accumulate(reasons.values())
        yield reasons.get("shown", 0) + reasons.get("data", 0)
    for gap in found.perception:
        yield gap.policy.n * gap.practice.n
        yield ceil(round((gap.p or 0) * 1000) / 10)
    for listed in (
        found.advice,
        found.perception,
        found.divided,
        found.discuss,
        found.basics_first,
    ):
        yield from range(len(listed) + 1)


def _backed(found: Assessment) -> Iterator[int]:
    """Per shift or lens, the answers that carry evidence and all of which it is known."""
    blocks: dict[str, Counter[str]] = {}
    for id_, score in found.questions.items():
        block = id_.partition("-")[0] if "-" in id_ else id_.rstrip("0123456789")
        blocks.setdefault(block, Counter()).update(score.evidence or {})
    for graded in blocks.values():
        yield from (graded.total(), graded["shown"] + graded["data"])


def _families(found: Assessment) -> Iterator[list[Figure]]:
    """Figures that are counted together: all of a kind, those of one shift, those of one group."""
    scores = (*found.shifts, *found.questions.values())
    shifts = [score.figure for score in found.shifts]
    questions = [score.figure for score in found.questions.values()]
    groups = [figure for score in scores for figure in score.by_audience.values()]
    yield from (shifts, questions, groups, [*shifts, *questions, *groups])
    for shift in found.shifts:
        own = [s.figure for id_, s in found.questions.items() if id_.startswith(f"{shift.shift}-")]
        yield [shift.figure, *shift.by_audience.values(), *own]
    for part in found.participation:
        asked = (score.by_audience.get(part.audience) for score in found.questions.values())
        yield [figure for figure in asked if figure]


def _sizes(questionnaire: Questionnaire) -> Iterator[int]:
    yield len(questionnaire.questions)
    yield from range(len(questionnaire.shifts) + 1)
    yield from (len(block.questions) for block in questionnaire.blocks)


def _percentages(found: Assessment) -> Iterator[int]:
    """Shares of a hundred answers or more, as they are printed."""
    speaker = Speaker(Language.EN)
    pairs: list[tuple[int, int]] = []
    for tally in (found.tally, *(s.tally for s in found.questions.values() if s.tally)):
        pairs += _shares(tally)
    graded = sum(found.evidence.values())
    pairs.append((found.evidence.get("shown", 0) + found.evidence.get("data", 0), graded))
    for gap in found.perception:
        if gap.pairs is not None:
            yield from (int(rounded(share * HUNDRED, 0)) for share in (gap.pairs, 1 - gap.pairs))
    for part, whole in pairs:
        if whole >= HUNDRED:
            yield from map(int, re.findall(r"(\d+)%", speaker.share(part, whole)))


def _shares(tally: Tally) -> Iterable[tuple[int, int]]:
    given = tally.asked - tally.unanswered
    return (
        (tally.answered, tally.asked),
        (tally.unanswered, tally.asked),
        (tally.dont_know, given),
        (tally.dont_know, tally.asked),
        (tally.not_applicable, tally.asked),
    )

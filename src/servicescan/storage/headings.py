"""What a heading of another program's export stands for, as far as its own words tell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from servicescan.model.questionnaire import PLAIN_TERM, Questionnaire
from servicescan.model.text import Language, Text
from servicescan.storage.tables import BESIDE, FACTS, tidy

IGNORE = "ignore"
#: whose answers these are: the same words are the same person, and the words are not kept
PERSON = "person"
#: no heading is longer, and no form has more of them
LONGEST, MOST = 1_000, 2_000
#: a title and an explanation may stand above the headings
_TITLE_ROWS = 20
#: signs that nobody sees and programs add: directions of reading, joins, marks of order
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MAIL = (
    "email", "e-mail", "e-mailadres", "emailadres", "email address", "e-mail address",
    "respondent email", "responder email", "username", "gebruikersnaam",
)  # fmt: skip
_PERSONAL = (
    *_MAIL, "name", "naam", "first name", "last name", "voornaam", "achternaam", "full name",
    "your name", "uw naam", "ipaddr", "ip address", "ip-adres", "ip adres", "phone",
    "phone number", "phonenumber", "telefoon", "telefoonnummer", "mobiel", "_submitted_by",
    "employee number", "personeelsnummer", "date of birth", "geboortedatum", "deviceid",
    "attribute_1", "subscriberid", "simserial", "_geolocation",
)  # fmt: skip
_USUAL = {
    "day": (
        "timestamp", "tijdstempel", "completion time", "tijd van voltooien", "voltooiingstijd",
        "submitdate", "date submitted", "datum ingestuurd", "datum ingediend", "_submission_time",
        "datum", "date", "dag", "day", "end", "today",
    ),
    "audience": ("audience", "doelgroep", "groep", "group"),
    "unit": ("unit", "team", "afdeling", "department"),
    "code": ("code", "respondentcode", "token", "access code", "toegangscode"),
    "language": ("language", "taal", "startlanguage", "start language", "starttaal", "begintaal"),
    PERSON: _MAIL,
    IGNORE: (
        *(words for words in _PERSONAL if words not in _MAIL), "id", "start time", "begintijd",
        "last modified time", "tijd van laatste wijziging", "lastpage", "last page",
        "laatste pagina", "seed", "startdate", "date started", "datum gestart", "startdatum",
        "datestamp", "date last action", "datum laatste actie", "refurl", "referrer url",
        "response id", "antwoord id", "antwoord-id", "start", "score", "total points",
        "totaal aantal punten", "quiz feedback", "feedback quiz", "total time", "totale tijd",
    ),
}  # fmt: skip
_KNOWN = {words: ours for ours, all_ in _USUAL.items() for words in all_}
#: what programs keep for themselves: times per question, marks, points of a quiz
_OWN_USE = re.compile(
    r"_.*|(?:formhub|meta)/.*|(?:interview|grouptime\d*|[a-z]+\d\w*)time|grouptime\d+"
    r"|(?:question|group) time: .*|(?:points|punten|feedback) [-\u2013] .*"
)
_NOTE = re.compile(
    r"(?:(?:uw |your )?(?:toelichting|opmerking(?:en)?|comments?|explanation|remarks?)"
    r"|licht uw antwoord toe|waarom\b.{0,40}|why\b.{0,40})[ _]*\(?\d*\)?"
)
_COMMENTS = ("comment", "comments", "toelichting", "opmerking")
#: ``G01Q02. ``, ``3) ``, ``[B1] `` before the words of a question
_NUMBER = re.compile(r"\[?[a-z]{0,4}\d[\w-]{0,12}\]?[.:)]?\s+")


def plain(words: str) -> str:
    """Words without capitals, wide blanks, unseen signs, and signs at their end."""
    return " ".join(shown(words).casefold().split()).rstrip(" .;:?!*")


def shown(words: str) -> str:
    """A heading or a cell on one line, as one sees it."""
    return " ".join(_UNSEEN.sub("", tidy(words)).split())


def spoken(text: Text, questionnaire: Questionnaire) -> Iterator[str]:
    """A text in each language and with each word for customer, without what forms change."""
    for term in (PLAIN_TERM, *questionnaire.customer_terms):
        for language in Language:
            yield plain(text.in_(language, term.markers(language)))


def own_names(questionnaire: Questionnaire) -> list[str]:
    """The columns that a table of ours may have."""
    ids = [question.id for question in questionnaire.questions]
    return [*FACTS, *ids, *(f"{id_} {kind}" for id_ in ids for kind in BESIDE)]


def is_personal(heading: str) -> bool:
    """The column says who somebody is."""
    return plain(heading) in _PERSONAL


class Headings:
    """The headings that are understood for one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.own = {name.casefold() for name in own_names(questionnaire)}
        self._ids = [(question.id, _written(question.id)) for question in questionnaire.questions]
        #: the words of a question -> the questions with these words
        self.texts: dict[str, set[str]] = {}
        for question in questionnaire.questions:
            for text in question.ask.texts.values():
                for words in spoken(text, questionnaire):
                    self.texts.setdefault(words, set()).add(question.id)

    def find(self, heading: str, before: str = "") -> str | None:
        """Our name for a column: by what is usual, by id, or by its very words.

        Args:
            heading: what stands above the column.
            before: our name of the column to its left, on which this one may be a comment.
        """
        if len(heading) > LONGEST:
            return None
        words = plain(heading)
        ways = list(_ways(words))
        if usual := next((_KNOWN[way] for way in ways if way in _KNOWN), None):
            return usual
        if _OWN_USE.fullmatch(words):
            return IGNORE
        for id_, pattern in self._ids:
            if found := pattern.search(words):
                return _with_rest(id_, words[found.end() :])
        if before in dict(self._ids) and _NOTE.fullmatch(words):
            return f"{before} note"
        exact = next((self.texts[way] for way in ways if way in self.texts), set())
        return min(exact) if len(exact) == 1 else None

    def understood(self, cells: Sequence[str]) -> int:
        """How many of these cells are headings that say something."""
        return sum(self.find(cell) is not None for cell in cells if cell.strip())

    def place_in(self, records: Sequence[Sequence[str]]) -> int:
        """The place of the headings: the first row with words, unless that is a title."""
        filled = [n for n, cells in enumerate(records) if any(map(str.strip, cells))]
        if not filled:
            return 0
        first = filled[0]
        if sum(shown(cell).casefold() in self.own for cell in records[first]) > 1:
            return first
        best = max(filled[:_TITLE_ROWS], key=lambda n: (self.understood(records[n]), -n))
        return best if self.understood(records[best]) > 1 else first


def named(cells: Sequence[str]) -> list[str]:
    """Headings as one sees them, each with a name of its own."""
    seen: Counter[str] = Counter()
    found = []
    for cell in cells:
        name = shown(cell)
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return found


def _ways(words: str) -> Iterator[str]:
    """A heading with and without the group, the list and the number that programs put before it."""
    whole = re.search(r"\[([^\[\]]+)\]$", words)
    for way in (words, words.rpartition("/")[2].strip(), whole[1] if whole else words):
        yield way
        yield _NUMBER.sub("", way, count=1)


def _written(id_: str) -> re.Pattern[str]:
    """An id as other programs write it: S1-1, S1_1, S11."""
    signs = map(re.escape, re.split(r"[-_]", id_.casefold()))
    return re.compile(rf"(?<![a-z0-9]){'[-_. ]?'.join(signs)}(?![a-z0-9])")


def _with_rest(id_: str, rest: str) -> str:
    """The question, or what stands beside its answer when the heading goes on to say so."""
    kind = rest.strip(" _-.:[]()/")
    if kind in _COMMENTS:
        return f"{id_} note"
    return f"{id_} {kind}" if kind in BESIDE else id_

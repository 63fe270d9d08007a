"""What can be wrong with a user's files, said as: where, what is wrong, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; a place that is not known is left out, never invented."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


class Code(Enum):
    """Every kind of problem: a readable word and the sentence for it."""

    # files
    MISSING_FILE = ("missing-file", "This file is missing. Create it or choose another folder.")
    UNREADABLE_FILE = ("unreadable-file", "This file cannot be read ({reason}). Check its rights.")
    NOT_UTF8 = ("not-utf8", "This is not UTF-8 text. Save the file as UTF-8.")
    TOO_LARGE = (
        "too-large",
        "This file is larger than {limit}. Split it or remove what is extra.{hint}",
    )
    TOO_DEEP = (
        "too-deep",
        "Nested more than {limit} deep. Use fewer brackets or less indentation.",
    )
    BAD_YAML = (
        "bad-yaml",
        "This is not valid YAML: {reason}. Mend the line or put quotes around the text.",
    )
    ALIAS = ("yaml-alias", "Anchors and aliases (& and *) are not used here. Write the text out.")
    TAG = ("yaml-tag", "Tags (!…) are not used here. Remove the tag.")
    MERGE_KEY = ("yaml-merge", "Merge keys (<<) are not used here. Write the keys out.")
    DUPLICATE_KEY = ("duplicate-key", "“{key}” occurs twice here. Keep one of them.")
    BAD_KEY = ("bad-key", "A key must be plain text. Write it as one word before the colon.")
    BAD_CHARACTER = ("bad-character", "Holds an invisible character ({character}). Remove it.")
    # shape
    UNKNOWN_KEY = ("unknown-key", "“{key}” is not known here.{hint}")
    MISSING_KEY = ("missing-key", "“{key}” is missing. Add it.")
    WRONG_TYPE = ("wrong-type", "Expected {expected} here. Change the value.")
    WRONG_VALUE = ("wrong-value", "“{value}” is not possible here. Use {expected}.{hint}")
    MISSING_LANGUAGE = ("missing-language", "The text is missing in {languages}. Add it.")
    UNKNOWN_LANGUAGE = ("unknown-language", "“{key}” is not a language here. Use nl and en.")
    EMPTY_TEXT = ("empty-text", "The text is empty. Write it, or remove the key.")
    # rules of a good questionnaire
    DUPLICATE_ID = ("duplicate-id", "The id “{id}” is used before. Give each its own.")
    BAD_ID = ("bad-id", "“{id}” is not a usable id. Use letters, digits, - and _, at most 64.")
    UNKNOWN_AUDIENCE = ("unknown-audience", "There is no audience “{id}”.{hint}")
    UNKNOWN_ELEMENT = ("unknown-element", "There is no element “{id}”.{hint}")
    UNKNOWN_SHIFT = ("unknown-shift", "There is no shift “{id}”.{hint}")
    UNKNOWN_QUESTION = ("unknown-question", "There is no question “{id}”.{hint}")
    MISSING_ANCHOR = (
        "missing-anchor",
        "The anchor for level {level} is missing. Describe levels 1 to 5.",
    )
    UNKNOWN_LEVEL = ("unknown-level", "There is no level {level}. Levels are 1 to 5.")
    NEGATIVE_WEIGHT = ("negative-weight", "A weight is 0 or more. Use 1 for normal.")
    NO_WEIGHT = ("no-weight", "All weights of {id} are 0. Give at least one question weight.")
    TOO_FEW_QUESTIONS = (
        "too-few-questions",
        "{id} has {count} questions. A shift needs at least 3 to be scored.",
    )
    LONELY_MIRROR = (
        "lonely-mirror",
        "A mirror question needs at least two audiences. Add one or remove “mirror”.",
    )
    MISSING_WORDING = ("missing-wording", "There is no wording for {audience}. Add it under “ask”.")
    CYCLE = (
        "leans-on-cycle",
        "These shifts lean on each other in a circle: {ids}. Remove one link.",
    )
    MISSING_RECOMMENDATION = (
        "missing-recommendation",
        "{id} has no recommendation for {domain}, step {step}. Add one.",
    )
    MISSING_STEP = (
        "missing-step",
        "A shift's recommendation needs a step, such as 1-2. Add “step”.",
    )
    MISSING_TOPIC = (
        "missing-topic",
        "{kind} “{id}” is not described. Add it to questionnaire.yaml.",
    )
    UNKNOWN_MARKER = ("unknown-marker", "“{{{marker}}}” is not a marker in {language}.{hint}")
    # style: advice to authors, problems only with --strict
    ANCHOR_LENGTH = (
        "anchor-length",
        "{count} words in {language}. An anchor is one behaviour: use 5 to 30 words.",
    )
    VAGUE_WORD = (
        "vague-word",
        "“{word}” is vague in an anchor. Name a rhythm, such as every month.",
    )
    AVOIDED_WORD = (
        "avoided-word",
        "“{word}” is not used in this questionnaire. Write “{instead}”.",
    )
    THIN_AUDIENCE = ("thin-audience", "{id} is asked {count} questions. Ask at least {minimum}.")
    # workspace
    UNKNOWN_QUESTIONNAIRE = ("unknown-questionnaire", "There is no questionnaire “{id}”.{hint}")
    OTHER_VERSION = (
        "other-version",
        "Made for version {found} of the questionnaire; version {expected} is used here. "
        "Keep what belongs to version {found} in a scan of its own.",
    )
    OTHER_QUESTIONNAIRE = (
        "other-questionnaire",
        "Answers to questionnaire “{found}”; this workspace uses “{expected}”. Collect it elsewhere.",
    )
    UNKNOWN_TERM = ("unknown-customer-term", "There is no word for customer “{id}”.{hint}")
    OUT_OF_RANGE = ("out-of-range", "{value} is out of range. Use {expected}.")
    THRESHOLD_TOO_LOW = (
        "threshold-too-low",
        "{value} is too low to protect people. Use {minimum} or more.",
    )
    BAD_COLOUR = (
        "bad-colour",
        "“{value}” {reason}. Use six hexadecimal digits of a colour that stands out, such as #0F766E.",
    )
    BAD_LOGO = (
        "bad-logo",
        "The logo “{name}” {reason}. Use a PNG, JPEG or SVG of at most 1 MB in the folder of the scan.",
    )
    # responses
    BAD_JSON = (
        "bad-json",
        "This is not a valid response file: {reason}. Restore it from the sender.",
    )
    DAMAGED = (
        "damaged",
        "The control total does not match: the file was cut off or changed. Restore it.",
    )
    NEWER_FORMAT = (
        "newer-format",
        "Written by a newer servicescan (format {found}). Update the program.",
    )
    BAD_CODE = (
        "bad-code",
        "“{code}” is not a usable respondent code. Use letters, digits and - (no name, no citizen number).",
    )
    LEVEL_OUT_OF_RANGE = ("level-out-of-range", "“{value}” is not an answer. Use 1 to 5, dk or na.")
    NOT_ASKED = (
        "not-asked",
        "{question} is not asked of {audience}. Remove the answer or correct the audience.",
    )
    MISSING_REASON = ("missing-reason", "“Not applicable” needs a reason. Add it.")
    MISSING_AGREEMENT = (
        "missing-agreement",
        "A level that a group agrees on needs its reason. Add it, such as “{level}: reason”.",
    )
    DUPLICATE_RESPONDENT = (
        "duplicate-respondent",
        "Respondent {code} is here already ({other}). Kept once; compare the two.",
    )
    OTHER_ANSWERS = (
        "other-answers",
        "Other answers of respondent {code} are here already ({other}), and stay. "
        "To take these instead, collect this file with --replace {code}.",
    )
    MORE_THAN_INVITED = (
        "more-than-invited",
        "{found} responses of {audience}, but {invited} invited. Correct the number in servicescan.yaml.",
    )
    FOREIGN_COLUMNS = (
        "foreign-columns",
        "The columns are those of another program. Say what they hold in a file, and give it with --map.",
    )
    BAD_TABLE = ("bad-table", "{reason}. Correct the table.")

    def __init__(self, word: str, sentence: str) -> None:
        self.word = word
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, at one place."""

    code: Code
    location: Location
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return self.code.sentence.format_map({"hint": "", **self.details})

    def __str__(self) -> str:
        return on_one_line(f"{self.location}: {self.message}")


def on_one_line(words: str) -> str:
    """Words from outside, which may hold line ends, so that they cannot pass for a line of ours."""
    return words.replace("\r", "\\r").replace("\n", "\\n")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a reader meets them: by file, line and column."""
    return sorted(
        problems,
        key=lambda p: (p.location.path, p.location.line or 0, p.location.column or 0, p.code.word),
    )


class UserError(Exception):
    """Something expected went wrong: where, what, and what to do about it.

    Attributes:
        exit_code: 1 for a problem in the user's files or surroundings, 2 for wrong usage.
    """

    def __init__(self, message: str, *, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class BadFiles(UserError):  # noqa: N818 - reads as what it is
    """The user's files hold problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        count = len(self.problems)
        total = f"{count} problem{'s' * (count != 1)}."
        super().__init__("\n".join([*map(str, self.problems), total]))

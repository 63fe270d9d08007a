"""A form for ODK, KoboToolbox and Enketo (XLSForm), in both languages at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from servicescan.forms.blank import Blank, Voice
from servicescan.forms.spreadsheet import new_book, packed, put
from servicescan.forms.words import grades
from servicescan.model.questionnaire import Lens, Question, Shift
from servicescan.model.response import Evidence
from servicescan.model.text import Language, Text

Line: TypeAlias = dict[str, str]

_NAMES = {Language.NL: "Nederlands (nl)", Language.EN: "English (en)"}
_SURVEY = ("type", "name", "label", "hint", "required", "relevant", "appearance", "calculation")
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style")
_SPOKEN = ("label", "hint")


def render_xlsform(blank: Blank, language: Language) -> bytes:
    """The form, as the content of an XLSX file; ``language`` is the one it opens in.

    Raises:
        UserError: the extra that makes spreadsheets is not installed.
    """
    form = _Form(blank)
    book = new_book()
    for name, columns, lines in (
        ("survey", _SURVEY, list(form.survey())),
        ("choices", _CHOICES, list(form.choices())),
        ("settings", _SETTINGS, [form.settings(language)]),
    ):
        sheet = book.create_sheet(name)
        for column, heading in enumerate(_headings(columns), 1):
            put(sheet, 1, column, heading)
            for row, line in enumerate(lines, 2):
                if line.get(heading):
                    put(sheet, row, column, line[heading])
    return packed(book, form.voices[language].title, blank.day)


def _headings(columns: Sequence[str]) -> Iterator[str]:
    """The columns, with one per language for what is spoken."""
    for column in columns:
        if column in _SPOKEN:
            yield from (f"{column}::{name}" for name in _NAMES.values())
        else:
            yield column


class _Form:
    """The lines of the three sheets."""

    def __init__(self, blank: Blank) -> None:
        self.blank = blank
        self.voices = {language: Voice(blank, language) for language in Language}

    def _line(
        self, type_: str, name: str, say: Callable[[Voice], str] | None = None, **rest: str
    ) -> Line:
        return {"type": type_, "name": name, **(self._both("label", say) if say else {}), **rest}

    def _both(self, column: str, say: Callable[[Voice], str]) -> Line:
        """The same in each language; a reference to a field stays plain words."""
        said = {
            language: say(voice).replace("${", "$ {") for language, voice in self.voices.items()
        }
        return {f"{column}::{_NAMES[language]}": words for language, words in said.items()}

    # -- survey -----------------------------------------------------------------------------------

    def survey(self) -> Iterator[Line]:
        """What is asked, in order."""
        yield from self._hidden()
        yield self._line("note", "welcome", lambda voice: "\n\n".join(voice.intro()))
        yield self._line(
            "text", "invitation", lambda v: v._("Code from the invitation, if there is one")
        )
        yield self._line(
            "calculate",
            "code",
            calculation="if(string-length(${invitation}) > 0, ${invitation}, ${made_up})",
        )
        if self.blank.units:
            yield self._line("select_one units", "unit", lambda v: v._("Team or department"))
        for number, (block, questions) in enumerate(self.blank.parts, 1):
            yield self._line("begin group", f"part_{number}", _heading_of(block))
            for question in questions:
                yield from self._question(question)
            yield {"type": "end group"}

    def _hidden(self) -> Iterator[Line]:
        """What the answers belong to; nothing about the person or the telephone."""
        found = self.blank.questionnaire
        yield {"type": "today", "name": "day"}
        for name, value in (
            ("audience", self.blank.audience),
            ("questionnaire", found.id),
            ("version", found.version),
        ):
            yield self._line("calculate", name, calculation=f"'{value}'")
        yield self._line("calculate", "made_up", calculation="once(uuid())")

    def _question(self, question: Question) -> Iterator[Line]:
        """A screen: the question, and what may stand beside the answer."""
        field = question.field
        yield self._line(
            "begin group", f"screen_{field}", lambda _: question.id, appearance="field-list"
        )
        yield {
            **self._line(f"select_one {field}", field, lambda voice: voice.ask(question)),
            **(self._both("hint", lambda voice: voice.say(question.help)) if question.help else {}),
        }
        yield from self._beside(field)
        yield {"type": "end group"}

    def _beside(self, field: str) -> Iterator[Line]:
        """What may stand beside an answer, shown once it makes sense."""
        answer = f"${{{field}}}"
        yield self._line(
            "text",
            f"{field}_reason",
            lambda v: v._("Why does this question not apply?"),
            relevant=f"{answer} = 'na'",
            required="yes",
        )
        yield self._line(
            "select_one evidence",
            f"{field}_evidence",
            lambda v: v._("How is the answer backed?"),
            relevant=f"{answer} != '' and {answer} != 'na' and {answer} != 'dk'",
            appearance="minimal",
        )
        yield self._line(
            "text",
            f"{field}_note",
            lambda v: v._("Note: no names of people, nothing about anybody's health"),
            relevant=f"{answer} != ''",
            appearance="multiline",
        )
        yield self._line(
            "select_one quote",
            f"{field}_quote",
            lambda v: v._("May the report quote the note, without a name?"),
            relevant=f"string-length(${{{field}_note}}) > 0",
        )

    # -- choices and settings ---------------------------------------------------------------------

    def choices(self) -> Iterator[Line]:
        """What can be chosen."""
        for question in self.blank.questions:
            for level, text in sorted(question.anchors.items()):
                yield self._choice(question.field, str(level), _anchor(level, text))
            yield self._choice(question.field, "dk", lambda v: v._("don't know"))
            yield self._choice(question.field, "na", lambda v: v._("not applicable"))
        for grade in Evidence:
            yield self._choice("evidence", grade, _grade(grade))
        yield self._choice("quote", "yes", lambda v: v._("may be quoted"))
        yield self._choice("quote", "no", lambda v: v._("not to be quoted"))
        for unit in self.blank.units:
            # a name has no blanks; `collect` gives them back
            yield self._choice("units", "_".join(unit.split()), _plain(unit))

    def _choice(self, list_name: str, name: str, say: Callable[[Voice], str]) -> Line:
        return {"list_name": list_name, "name": name, **self._both("label", say)}

    def settings(self, language: Language) -> Mapping[str, str]:
        """What the form is called, and the language it opens in."""
        blank, voice = self.blank, self.voices[language]
        return {
            "form_title": f"{voice.title} · {voice.client} · {voice.whom}",
            "form_id": f"{blank.questionnaire.id}_{blank.audience}".replace("-", "_"),
            "version": f"{blank.day:%Y%m%d}",
            "default_language": _NAMES[language],
            "style": "pages",
        }


def _heading_of(block: Shift | Lens) -> Callable[[Voice], str]:
    return lambda voice: f"{block.id} · {voice.heading(block)}"


def _anchor(level: int, text: Text) -> Callable[[Voice], str]:
    return lambda voice: f"{level}. {voice.say(text)}"


def _grade(grade: Evidence) -> Callable[[Voice], str]:
    return lambda voice: grades(voice)[grade]


def _plain(words: str) -> Callable[[Voice], str]:
    return lambda _: words

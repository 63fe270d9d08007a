"""A form as a locked sheet: answers from a list, anchors in sight, nothing that calculates.

Two hidden rows tell `servicescan collect` what it is reading (docs/forms.md): the first holds
names and values in turn, the second names the columns.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from servicescan.forms.blank import Blank, Voice
from servicescan.forms.spreadsheet import new_book, packed, put
from servicescan.forms.words import grades
from servicescan.model.questionnaire import Question
from servicescan.model.response import Evidence
from servicescan.model.text import Language

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT = 1
#: key of a column -> its width in letters; the reader finds columns by these keys
COLUMNS = {
    "id": 7,
    "ask": 36,
    "help": 32,
    **{str(level): 27 for level in range(1, 6)},
    "answer": 19,
    "reason": 28,
    "note": 36,
    "quote": 20,
    "evidence": 28,
    "fingerprint": 4,
}
#: kind of row -> the cells that can be filled in
_OPEN = {"fact": ("answer",), "question": ("answer", "reason", "note", "quote", "evidence")}
#: columns in which a spreadsheet program must leave alone what is typed: "+31 6", "=", "1e5"
_LITERAL = ("reason", "note")
_TEXT = "@"
_PLACE = {key: number for number, key in enumerate(COLUMNS, 1)}
_HEAD = 3
_INK, _QUIET, _NOW, _LINE = "14213D", "566573", "0F766E", "D5DDE3"
_TINT, _BAND, _PAPER = "F3F6F7", "CFE7E4", "FFFFFF"
_LINE_HEIGHT, _TALLEST = 15.5, 400
#: what the list of one cell has room for
_MAX_LIST = 255


def render_workbook(blank: Blank, language: Language) -> bytes:
    """The form in one language, as the content of an XLSX file.

    Raises:
        UserError: the extra that makes spreadsheets is not installed.
    """
    voice = Voice(blank, language)
    book = new_book()
    _Intro(voice).write(book.create_sheet(voice._("Read first")))
    _Sheet(voice).write(book.create_sheet(voice._("Questions")))
    return packed(book, f"{voice.title} · {voice.client}", blank.day)


class _Intro:
    """The first sheet: why, for whom, and how."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def write(self, sheet: "Worksheet") -> None:
        from openpyxl.styles import Alignment, Font

        _ = self.voice._
        sheet.column_dimensions["A"].width = 100
        sheet.sheet_view.showGridLines = False
        how = (
            _("Choose an answer from the list beside each question on the next sheet."),
            _("Save the file and send it to whoever sent the invitation."),
        )
        lines = (self.voice.title, self.voice.client, self.voice.whom, *self.voice.intro(), *how)
        for row, words in enumerate(lines, 1):
            cell = put(sheet, row, 1, words)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            is_title = row == 1
            size = 20 if is_title else 12
            cell.font = Font(name="Calibri", size=size, bold=is_title, color=_INK)
            sheet.row_dimensions[row].height = _height(words, 100) * (2 if is_title else 1.2)
        sheet.protection.sheet = True


class _Sheet:
    """The sheet with the questions."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        _ = voice._
        self.answers = {
            **{str(level): str(level) for level in range(1, 6)},
            "dk": _("don't know"),
            "na": _("not applicable"),
        }
        self.quotes = {"yes": _("may be quoted"), "no": _("not to be quoted")}
        self.grades = grades(voice)

    def write(self, sheet: "Worksheet") -> None:
        self.sheet = sheet
        self._hidden_rows()
        self._heading()
        rows = list(self._rows())
        for row, (kind, cells) in enumerate(rows, _HEAD + 1):
            self._row(row, kind, cells)
        self._choices(_HEAD + 1, _HEAD + len(rows))
        self._looks()

    # -- content ----------------------------------------------------------------------------------

    def _hidden_rows(self) -> None:
        blank = self.voice.blank
        told = {
            "servicescan": str(FORMAT),
            "questionnaire": blank.questionnaire.id,
            "version": blank.questionnaire.version,
            "audience": blank.audience,
            "language": str(self.voice.language),
            "day": blank.day.isoformat(),
            **{f"word {key}": words for key, words in self._words().items()},
        }
        for column, words in enumerate((each for pair in told.items() for each in pair), 1):
            put(self.sheet, 1, column, words)
        for key, column in _PLACE.items():
            put(self.sheet, 2, column, key)

    def _words(self) -> dict[str, str]:
        """What an answer is called in this form."""
        given = {key: words for key, words in self.answers.items() if not key.isdigit()}
        return {**given, **self.quotes, **{str(grade): self.grades[grade] for grade in Evidence}}

    def _heading(self) -> None:
        _ = self.voice._
        names = {
            "id": "",
            "ask": _("Question"),
            "help": _("What is meant?"),
            **{str(level): str(level) for level in range(1, 6)},
            "answer": _("Answer"),
            "reason": _("Why does this question not apply?"),
            "note": _("Note: no names of people, nothing about anybody's health"),
            "quote": _("May the report quote the note, without a name?"),
            "evidence": _("How is the answer backed?"),
        }
        for key, words in names.items():
            put(self.sheet, _HEAD, _PLACE[key], words)

    def _rows(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What kind each row is, and the words in its cells."""
        voice, _ = self.voice, self.voice._
        yield "fact", {"id": "code", "ask": _("Code from the invitation, if there is one")}
        if voice.blank.units:
            yield "fact", {"id": "unit", "ask": _("Team or department")}
        yield (
            "fact",
            {"id": "day", "ask": _("Day of answering, such as {day}", day=voice.blank.day)},
        )
        for block, questions in voice.blank.parts:
            yield "part", {"ask": f"{block.id} · {voice.heading(block)}"}
            for question in questions:
                yield "question", self._question(question)

    def _question(self, question: Question) -> dict[str, str]:
        voice = self.voice
        anchors = {str(level): voice.say(text) for level, text in question.anchors.items()}
        return {
            "id": question.id,
            "ask": voice.ask(question),
            "help": voice.say(question.help),
            **anchors,
            "fingerprint": question.fingerprint,
        }

    # -- cells ------------------------------------------------------------------------------------

    def _row(self, row: int, kind: str, cells: dict[str, str]) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        for key, words in cells.items():
            put(self.sheet, row, _PLACE[key], words)
        hair = Side(style="hair", color=_QUIET)
        for key, column in _PLACE.items():
            cell = self.sheet.cell(row, column)
            side = "center" if key == "answer" else "left"
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
            bold = kind == "part" or key in ("ask", "answer")
            quiet = key in ("id", "help")
            color = _NOW if kind == "part" else _QUIET if quiet else _INK
            cell.font = Font(name="Calibri", size=9 if quiet else 11, bold=bold, color=color)
            cell.border = Border(top=Side(style="thin", color=_LINE))
            if key in _OPEN.get(kind, ()):
                if key in _LITERAL or cells["id"] == "code":
                    cell.number_format = _TEXT
                cell.protection = Protection(locked=False)
                cell.fill = PatternFill("solid", fgColor=_TINT)
                cell.border = Border(top=hair, bottom=hair, left=hair, right=hair)
        lines = (
            _height(words, COLUMNS[key]) for key, words in cells.items() if key != "fingerprint"
        )
        self.sheet.row_dimensions[row].height = min(_TALLEST, max(lines) + 6)

    def _choices(self, first: int, last: int) -> None:
        """Lists to choose from; what is not in the list is not taken."""
        from openpyxl.worksheet.datavalidation import DataValidation

        offered = {
            "answer": list(self.answers.values()),
            "quote": list(self.quotes.values()),
            "evidence": list(self.grades.values()),
        }
        for key, words in offered.items():
            rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            rule.error = self.voice._("Choose from the list.")
            rule.showErrorMessage = True
            self.sheet.add_data_validation(rule)
            for row in range(first, last + 1):
                if self.sheet.cell(row, _PLACE["fingerprint"]).value:
                    rule.add(self.sheet.cell(row, _PLACE[key]))
        self._unit_choice(first, last)

    def _unit_choice(self, first: int, last: int) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        units = self.voice.blank.units
        listed = ",".join(units)
        if len(listed) > _MAX_LIST or any(set(unit) & set(',"') for unit in units):
            return  # such names are typed
        for row in range(first, last + 1):
            if self.sheet.cell(row, _PLACE["id"]).value == "unit":
                rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
                self.sheet.add_data_validation(rule)
                rule.add(self.sheet.cell(row, _PLACE["answer"]))

    # -- looks ------------------------------------------------------------------------------------

    def _looks(self) -> None:
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter as letter
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.sheet
        for key, column in _PLACE.items():
            sheet.column_dimensions[letter(column)].width = COLUMNS[key]
            head = sheet.cell(_HEAD, column)
            head.font = Font(name="Calibri", size=11, bold=True, color=_PAPER)
            head.fill = PatternFill("solid", fgColor=_INK)
            head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[_HEAD].height = 64
        for row in (1, 2):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions[letter(_PLACE["fingerprint"])].hidden = True
        # the anchor that was chosen lights up
        given = letter(_PLACE["answer"])
        chosen = PatternFill("solid", bgColor=_BAND)
        for level in range(1, 6):
            anchors = letter(_PLACE[str(level)])
            area = f"{anchors}{_HEAD + 1}:{anchors}{sheet.max_row}"
            rule = FormulaRule(formula=[f'${given}{_HEAD + 1}&""="{level}"'], fill=chosen)  # type: ignore[no-untyped-call]
            sheet.conditional_formatting.add(area, rule)
        sheet.freeze_panes = f"{letter(_PLACE['1'])}{_HEAD + 1}"
        sheet.sheet_view.showGridLines = False
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{_HEAD}:{_HEAD}"


def _height(words: str, width: int) -> float:
    """Points that words need in a column of so many letters."""
    lines = sum(-(-len(line) // max(1, width - 3)) or 1 for line in words.split("\n"))
    return lines * _LINE_HEIGHT

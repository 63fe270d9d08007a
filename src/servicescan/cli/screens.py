"""What the interview looks like: a page of lines that fits the terminal."""

from collections.abc import Sequence

from rich.text import Text

from servicescan.cli.console import drawn, out, text
from servicescan.cli.draft import Draft, window
from servicescan.cli.page import Choice, Page
from servicescan.model.questionnaire import Question

_BAR = 20
_WIDEST = 100
_TALLEST = 24
#: below this many columns there is no room for a bar
_NARROW = 60
#: lines that a long note may take on the page; the field shows the rest
_TALL = 2
QUIET, STRONG = "dim", "bold"
#: a teal and an amber that can be read on white and on black alike (contrast 4.4 to 4.8)
CALM, LOUD = "color(30)", "color(130)"
BLANK = Text()


def width() -> int:
    """Columns that a page takes."""
    return min(out().width, _WIDEST)


def height() -> int:
    """Lines that a page may take; the last one of the terminal stays empty."""
    return max(3, out().height - 1)


def wrapped(words: str, indent: int = 1, first: str = "", style: str = "") -> list[Text]:
    """Words on as many lines as they need; ``first`` stands in the margin of the first."""
    lines = text(words, style).wrap(out(), max(8, width() - indent - 1))
    found = []
    for number, line in enumerate(lines):
        margin = first if number == 0 else ""
        whole = text(f"{margin:<{indent}}", style)
        line.rstrip()
        whole.append_text(line)
        found.append(whole)
    return found


def cropped(words: str, room: int) -> str:
    """Words on one line, the rest left out."""
    line = text(" ".join(words.splitlines()))
    line.truncate(max(1, room), overflow="ellipsis" if drawn("…") == "…" else "crop")
    return line.plain


def spread(left: str, right: str, style: str = "") -> Text:
    """Two texts at the two ends of a line; the left one gives way."""
    room = max(1, width() - text(right).cell_len - 3)
    line = text(f" {cropped(left, room)}", style)
    line.pad_right(max(1, width() - line.cell_len - text(right).cell_len - 1))
    line.append_text(text(right, style))
    return line


def put(lines: Sequence[Text]) -> None:
    """Clear the screen and draw, at once."""
    with out():
        out().clear()
        for line in lines[: height()]:
            out().print(line, no_wrap=True, overflow="crop")


def framed(top: Sequence[Text], middle: Sequence[Text], bottom: Sequence[Text], at: int) -> int:
    """Draw; a middle that does not fit shows the part around line ``at``; the part's first line."""
    parts = [list(top), list(middle), list(bottom)]
    at -= _squeeze(parts, at)
    top, middle, bottom = parts
    room = max(1, height() - len(top) - len(bottom))
    if len(middle) <= room:
        spare = min(out().height, _TALLEST) - 1 - len(top) - len(middle) - len(bottom)
        put([*top, *middle, *[BLANK] * spare, *bottom])
        return 0
    start = max(0, min(at, len(middle) - room))
    shown = list(middle[start : start + room])
    # a mark in the margin says that there is more
    if start:
        shown[0] = _marked(shown[0], "▲")
    if start + room < len(middle):
        shown[-1] = _marked(shown[-1], "▼")
    put([*top, *shown, *bottom])
    return start


def _squeeze(parts: list[list[Text]], at: int) -> int:
    """Blank lines give way where the terminal is low; how many before line ``at`` of the middle."""
    gone = 0
    for number in (1, 2, 0):
        part = parts[number]
        for place in reversed(range(len(part))):
            if sum(map(len, parts)) <= height():
                return gone
            if not part[place].plain:
                del part[place]
                gone += number == 1 and place < at
    return gone


def _marked(line: Text, sign: str) -> Text:
    marked = text(drawn(sign), QUIET)
    marked.append_text(line[1:] if line.plain[:1] == " " else line)
    return marked


class Sheet:
    """One page, drawn; ``highlight`` is the key of the answer that the arrows stand on."""

    def __init__(self, page: Page, highlight: str = "") -> None:
        self.page = page
        self.highlight = highlight
        #: line of the middle at which each answer starts
        self.starts: dict[str, int] = {}

    def draw(self, bottom: Sequence[Text] | None = None) -> None:
        """Show it; ``bottom`` takes the place of the keys."""
        question = self.page.interview.question
        middle = self._asked(question) if question else self._ending()
        below = [*self._status(), *(self._keys() if bottom is None else bottom)]
        room = height() - 2 - len(below)
        at = self.starts.get(self.highlight, 0) - room // 2 if self.highlight else 0
        framed([self._top(), BLANK], middle, [BLANK, *below], at)

    def _top(self) -> Text:
        """Who answers, and how far."""
        page, progress = self.page, self.page.interview.progress
        if width() < _NARROW:
            return spread(page.who, f"{page.count}  {page.left}")
        bar = _bar(progress.answered, progress.total, _BAR)
        return spread(page.who, f"{page.count}  {bar}  {page.left}")

    def _asked(self, question: Question) -> list[Text]:
        page = self.page
        asked = page.block(question)
        done = sum(each.id in page.interview.answers for each in asked)
        place = page.place(question)
        bar = f"{_bar(done, len(asked), len(asked))}  " if width() >= _NARROW else ""
        lines = [spread(page.about(question), f"{bar}{place}", CALM), BLANK]
        lines += [*wrapped(page.ask(question), style=STRONG), BLANK]
        for choice in page.levels(question):
            self.starts[choice.key] = len(lines)
            style, mark = self._style(choice)
            lines += wrapped(choice.words, 7, f"  {mark} {choice.key}", style)
        lines.append(BLANK)
        self.starts |= dict.fromkeys(("d", "n"), len(lines))
        return [*lines, *self._others(question)]

    def _style(self, choice: Choice) -> tuple[str, str]:
        mark = drawn("▸") if choice.is_given else " "
        if choice.key == self.highlight:
            return "reverse", mark if choice.is_given else ">"
        return STRONG if choice.is_given else "", mark

    def _others(self, question: Question) -> list[Text]:
        """The two answers that are no level; beside each other where there is room."""
        lines = []
        for choice in self.page.others(question):
            style, mark = self._style(choice)
            line = Text("  ")
            lines.append(line.append_text(text(f"{mark} {choice.key}  {choice.words}", style)))
        return lines if width() < _NARROW else [Text("      ").join(lines)]

    def _status(self) -> list[Text]:
        """What stands with this question, then what became of the last key."""
        lines: list[Text] = []
        for said in self.page.standing():
            found = wrapped(said.replace("\n", drawn(" · ")))
            if len(found) > _TALL:
                found = found[:_TALL]
                found[-1].append(drawn(" …"))
            lines += found
        if self.page.message:
            # trouble may be long, and its last words say what to do
            style = LOUD if self.page.record.trouble else CALM
            lines += wrapped(self.page.message, style=style)
        return lines or [BLANK]

    def _keys(self) -> list[Text]:
        """As many keys as fit on one line; help names them all."""
        last = {"?": self.page.speaker._("help"), "q": self.page.speaker._("stop")}
        end = "  ".join(f"{key} {words}" for key, words in last.items())
        line = ""
        for key, words in self.page.keys().items():
            longer = f"{line}{key} {words}  "
            if len(longer) + len(end) + 2 > width():
                break
            line = longer
        return [text(f" {line}{end}", QUIET)]

    def _ending(self) -> list[Text]:
        return [*wrapped(self.page.ending(), style=STRONG), BLANK]


def _bar(part: int, whole: int, cells: int) -> str:
    full = round(cells * part / max(1, whole))
    return drawn("▓" * full + "░" * (cells - full))


def field(prompt: str, draft: Draft, hint: str) -> list[Text]:
    """A place to type in: the words around the cursor, which stands in reverse."""
    room = max(1, height() // 3)
    rows, row, column = window(draft, field_width(), room)
    lines = wrapped(prompt, style=STRONG)
    for number, words in enumerate(rows):
        line = text(f" {drawn('│')} ", QUIET)
        if number == row:
            under = words[column : column + 1] or " "
            line.append_text(text(words[:column]))
            line.append_text(text(under, "reverse"))
            line.append_text(text(words[column + 1 :]))
        else:
            line.append_text(text(words))
        lines.append(line)
    return [*lines, *wrapped(hint, style=QUIET)]


def field_width() -> int:
    """Cells in a row of the field."""
    return max(4, width() - 5)

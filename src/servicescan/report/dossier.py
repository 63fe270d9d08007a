"""For the works council: what is collected, why, who sees it, how long, and with which rights."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from servicescan.i18n import Speaker, typographic
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.text import Language, visible
from servicescan.model.workspace import Form, Workspace
from servicescan.report.dossier_facts import not_recorded, recorded, rights, to_agree

TEMPLATE = "dossier.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One subject: paragraphs, then a table or a list."""

    title: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The whole document in one language."""

    language: str
    title: str
    client: str
    running: str
    day: str
    sections: tuple[Section, ...]
    trademark: str


def dossier(
    questionnaire: Questionnaire, workspace: Workspace, language: Language, day: datetime.date
) -> Dossier:
    """The promises of this scan, with its own numbers."""
    return _Clerk(questionnaire, workspace, Speaker(language)).dossier(day)


class _Clerk:
    """Writes the sections."""

    def __init__(
        self, questionnaire: Questionnaire, workspace: Workspace, speaker: Speaker
    ) -> None:
        self.questionnaire, self.workspace, self.speaker = questionnaire, workspace, speaker
        terms = {term.id: term for term in questionnaire.customer_terms}
        term = terms.get(workspace.customer_term)
        if term:
            self.speaker = Speaker(speaker.language, term.markers(speaker.language))

    def _(self, message: str, **parts: object) -> str:
        return typographic(self.speaker._(message, **parts))

    def dossier(self, day: datetime.date) -> Dossier:
        title, client = self._("Dossier for the works council"), visible(self.workspace.client)
        return Dossier(
            language=str(self.speaker.language),
            title=title,
            client=client,
            running=f"{client} · {title}",
            day=self.speaker.day(day),
            sections=tuple(self._sections()),
            trademark=self.speaker.say(self.questionnaire.trademark),
        )

    def _sections(self) -> Iterator[Section]:
        yield self._purpose()
        yield self._who()
        yield Section(
            title=self._("What is recorded, and why"),
            paragraphs=(self._("Everything that is kept of one respondent stands in this table."),),
            head=(self._("Field"), self._("What"), self._("Why")),
            rows=tuple(recorded(self._)),
        )
        yield Section(title=self._("What is not recorded"), points=tuple(not_recorded(self._)))
        yield self._eyes()
        yield self._thresholds()
        yield self._keeping()
        yield Section(title=self._("Rights of who takes part"), points=tuple(rights(self._)))
        yield self._limits()
        yield Section(
            title=self._("To be agreed and filled in"),
            head=(self._("Subject"), self._("Agreement")),
            rows=tuple((subject, "……………………………………") for subject in to_agree(self._)),
        )

    def _purpose(self) -> Section:
        client = visible(self.workspace.client)
        shifts = ", ".join(
            typographic(self.speaker.say(each.name)) for each in self.questionnaire.shifts
        )
        return Section(
            title=self._("What it is for"),
            paragraphs=(
                self._(
                    "{client} has its service examined: where does the organisation stand, "
                    "and what comes first? The outcome is about the organisation. It is not used "
                    "to judge people: not for appraisal, pay, promotion or dismissal.",
                    client=client,
                ),
                self._("Subjects: {shifts}.", shifts=shifts),
                self._(
                    "The works council has to consent to arrangements for handling personal data "
                    "of employees, and to arrangements that are meant for or suited to observing "
                    "them (Works Councils Act, article 27, paragraph 1, k and l). This dossier "
                    "says what happens with the data. It is no legal advice."
                ),
            ),
        )

    def _who(self) -> Section:
        quick = self.workspace.form is Form.QUICK
        rows = []
        for audience in self.questionnaire.audiences:
            if audience.id in self.workspace.audiences:
                invited = self.workspace.audiences[audience.id].invited
                asked = self.questionnaire.questions_for(audience.id, quick=quick)
                count = "–" if invited is None else self.speaker.whole(invited)
                name = typographic(self.speaker.say(audience.name))
                rows.append((name, count, self.speaker.whole(len(asked))))
        return Section(
            title=self._("Who is asked"),
            paragraphs=(
                self._(
                    "Taking part is voluntary. Every question can be skipped and everybody may "
                    "stop at any moment, without giving a reason and without any consequence."
                ),
            ),
            head=(self._("Group"), self._("Invited"), self._("Questions")),
            rows=tuple(rows),
        )

    def _eyes(self) -> Section:
        consultant = visible(self.workspace.consultant) or self._("the consultant")
        return Section(
            title=self._("Who sees what"),
            head=(self._("Who"), self._("Sees")),
            rows=(
                (self._("The respondent"), self._("the own answers, on request")),
                (consultant, self._("the answers under their codes, to hold the scan")),
                (
                    self._("Management and board"),
                    self._("the report only: figures of groups, never answers of one person"),
                ),
                (
                    self._("Others"),
                    self._(
                        "nothing; the program runs on one computer and has no connection "
                        "to the internet"
                    ),
                ),
            ),
        )

    def _thresholds(self) -> Section:
        bars, whole = self.workspace.thresholds, self.speaker.whole
        told = [
            typographic(self.speaker.say(audience.name))
            for audience in self.questionnaire.audiences
            if (group := self.workspace.audiences.get(audience.id)) and group.visible_as_group
        ]
        rows = [
            (self._("A mean"), whole(bars.mean)),
            (self._("How the answers are spread"), whole(bars.distribution)),
            (
                self._("Literal words, and only where the writer allows it"),
                whole(bars.comments),
            ),
        ]
        if told:
            names = ", ".join(told)
            head = self._("A group that was told so beforehand: {groups}", groups=names)
            rows.append((head, whole(bars.visible_group)))
        return Section(
            title=self._("From how many answers on something is shown"),
            paragraphs=(
                self._(
                    "All figures of a report are tested together, also with the reports made "
                    "before it: when figures could be combined to point at fewer people, the "
                    "program leaves some out and says so."
                ),
            ),
            head=(self._("What is shown"), self._("Answers needed")),
            rows=tuple(rows),
        )

    def _keeping(self) -> Section:
        months = self.workspace.retention
        said = self._("No term has been set yet: agree on one before anybody answers.")
        if months:
            said = self.speaker.plural(
                "Answers are kept for {n} month, counted from the day they were given. "
                "After that, one command removes them (servicescan purge).",
                "Answers are kept for {n} months, counted from the day they were given. "
                "After that, one command removes them (servicescan purge).",
                months,
            )
        return Section(
            title=self._("How long it is kept"),
            paragraphs=(
                said,
                self._(
                    "Of each report that is made, a list is kept of which figures were in it and "
                    "of how many answers they were made. It holds no answers, names or codes, and "
                    "serves to protect people when a next report is made."
                ),
            ),
        )

    def _limits(self) -> Section:
        return Section(
            title=self._("What this does not protect against"),
            points=(
                self._(
                    "The scan is confidential, not anonymous: who holds the answers could "
                    "sometimes recognise somebody by group, unit, day or words."
                ),
                self._(
                    "Somebody in a group knows the own answers, and so knows a little more about "
                    "the rest of that group."
                ),
                self._(
                    "A report that was handed over cannot be called back. Removed answers no "
                    "longer count in a next report, but stay part of the totals in an earlier one."
                ),
            ),
        )


def format_markdown(found: Dossier) -> str:
    """The dossier as Markdown."""
    lines = [f"# {found.title}", "", f"{_plain(found.client)} · {found.day}", ""]
    for section in found.sections:
        lines += [f"## {section.title}", ""]
        for paragraph in section.paragraphs:
            lines += [_plain(paragraph), ""]
        if section.rows:
            lines += [_row(section.head), _row(("---",) * len(section.head))]
            lines += [*map(_row, section.rows), ""]
        if section.points:
            lines += [*(f"- {_plain(point)}" for point in section.points), ""]
    return "\n".join([*lines, f"® {_plain(found.trademark)}"]) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(words: str) -> str:
    """Words that mean nothing to Markdown, whatever a client is called."""
    for sign in "\\`*_[]<>|#":
        words = words.replace(sign, f"\\{sign}")
    return words


def render_dossier(found: Dossier, target: Path) -> int:
    """Write the dossier as PDF; returns the number of pages.

    Raises:
        UserError: Pango is missing or the file cannot be written.
    """
    from servicescan.report import theme
    from servicescan.report.html import render_page
    from servicescan.report.pdf import write_pdf

    values = {field.name: getattr(found, field.name) for field in fields(found)}
    html = render_page(TEMPLATE, values, Language(found.language), theme())
    return write_pdf(html, theme(), target)

"""What is kept under one code, for the person who answered."""

import json
from pathlib import Path
from typing import Any

from servicescan.cli.console import emit, say, say_line
from servicescan.cli.removal import nothing_under
from servicescan.i18n import Speaker
from servicescan.model.questionnaire import Question
from servicescan.model.response import Answer, Evidence, Kind, Mode, Response, Status
from servicescan.model.text import Language
from servicescan.storage.ledger import read_ledger
from servicescan.storage.responses import format_response
from servicescan.storage.traces import kept_until, traces_of
from servicescan.storage.workspace import Scan, find_response, read_scan

FORMAT = 1


def show(folder: Path, code: str, language: Language | None, *, as_json: bool) -> None:
    """Print everything that is kept, readable or as JSON.

    Raises:
        UserError: nothing is kept under this code.
    """
    scan = read_scan(folder)
    response = find_response(folder, code, scan.questionnaire)
    files = [t.path.relative_to(folder).as_posix() for t in traces_of(folder, code, scan)]
    if response is None:
        raise nothing_under(folder, code)
    ledger = read_ledger(folder)
    mark = ledger.person(code)
    days = [issue.day for issue in ledger.issues if mark in issue.people]
    if as_json:
        emit(json.dumps(_plain(response, scan, files) | {"reports": days}, indent=2))
    else:
        _Reading(scan, response, language or scan.workspace.language).print(files, days)


def _plain(response: Response, scan: Scan, files: list[str]) -> dict[str, Any]:
    months = scan.workspace.retention
    return {
        "format": FORMAT,
        "files": files,
        "kept_until": kept_until(response, months).isoformat() if months else None,
        "response": json.loads(format_response(response)),
    }


class _Reading:
    """One response in words."""

    def __init__(self, scan: Scan, response: Response, language: Language) -> None:
        terms = {term.id: term for term in scan.questionnaire.customer_terms}
        term = terms.get(scan.workspace.customer_term)
        self.scan, self.response = scan, response
        self.speaker = Speaker(language, term.markers(language) if term else None)

    def print(self, files: list[str], days: list[str]) -> None:
        """The facts, and then answer by answer."""
        speaker, response = self.speaker, self.response
        say(speaker._("What is kept under {code}", code=response.respondent.code), "bold")
        for name, value in self._facts(files, days):
            if value:
                say_line(f"{name}: {value}")
        questions = {question.id: question for question in self.scan.questionnaire.questions}
        for id_, answer in response.answers.items():
            self._print_answer(questions[id_], answer)
        self._print_beside()

    def _facts(self, files: list[str], days: list[str]) -> list[tuple[str, str]]:
        _, response = self.speaker._, self.response
        audience = self.scan.questionnaire.audience(response.respondent.audience)
        months = self.scan.workspace.retention
        modes = {Mode.SELF: _("filled in alone"), Mode.INTERVIEW: _("in an interview")}
        kinds = {Kind.INDIVIDUAL: _("one person"), Kind.CONSENSUS: _("a group together")}
        until = _("not agreed: the settings name no “retention”")
        if months:
            until = self.speaker.day(kept_until(response, months))
        return [
            (_("Files"), ", ".join(files)),
            (_("Group"), self.speaker.say(audience.name)),
            (_("Unit"), response.respondent.unit),
            (_("Day"), response.day),
            (_("Language"), str(response.language)),
            (_("How it was answered"), f"{modes[response.mode]}, {kinds[response.kind]}"),
            (_("Kept until"), until),
            (_("Counted in reports of"), ", ".join(days)),
        ]

    def _print_answer(self, question: Question, answer: Answer) -> None:
        _ = self.speaker._
        audience = self.response.respondent.audience
        say()
        say(f"{question.id}  {self.speaker.say(question.ask.for_(audience))}", "bold")
        say(f"    {self._given(question, answer)}")
        if answer.note:
            permission = _("may be quoted") if answer.quote else _("not to be quoted")
            say("    " + _("Note ({permission}): {note}", permission=permission, note=answer.note))
        grades = {
            Evidence.NONE: "",
            Evidence.TOLD: _("told"),
            Evidence.SHOWN: _("shown"),
            Evidence.DATA: _("in figures"),
        }
        if grades[answer.evidence]:
            say("    " + _("Evidence: {grade}", grade=grades[answer.evidence]))

    def _print_beside(self) -> None:
        """What stands beside the answers; the interviewer's own notes too are about this person."""
        _, response = self.speaker._, self.response
        waiting = {id_: remark.note for id_, remark in response.waiting.items() if remark.note}
        parked = {str(number): topic for number, topic in enumerate(response.parked, 1)}
        for title, notes in (
            (_("Notes at questions without an answer"), waiting),
            (_("The interviewer's own notes"), response.private),
            (_("Topics put aside"), parked),
        ):
            if notes:
                say()
                say(title, "bold")
            for id_, note in notes.items():
                say(f"    {id_}  {note}")

    def _given(self, question: Question, answer: Answer) -> str:
        if answer.status is Status.DONT_KNOW:
            return self.speaker._("don't know")
        if answer.status is Status.NOT_APPLICABLE or answer.level is None:
            return self.speaker._("not applicable: {reason}", reason=answer.reason)
        words = f"{answer.level}  {self.speaker.say(question.anchors[answer.level])}"
        return f"{words} ({answer.reason})" if answer.reason else words

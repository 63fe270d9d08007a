"""The file behind a conversation."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from servicescan.cli.console import say_line
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.response import Kind, Mode, Response
from servicescan.model.text import Language, Wording
from servicescan.model.workspace import Form, minimum_for
from servicescan.problems import UserError
from servicescan.storage.responses import file_name, read_response, save_response
from servicescan.storage.workspace import Scan, response_path

if TYPE_CHECKING:
    from servicescan.model.assessment import QuestionScore


def speaker_for(scan: Scan, language: Language) -> Speaker:
    """Speaks a language with the organisation's word for customer."""
    terms = {term.id: term for term in scan.questionnaire.customer_terms}
    term = terms.get(scan.workspace.customer_term)
    return Speaker(language, term.markers(language) if term else None)


class Record:
    """What is said in a conversation, and where it is kept."""

    def __init__(self, folder: Path, scan: Scan, response: Response) -> None:
        self.folder = folder
        self.scan = scan
        #: what is on the disk, or a response without answers that is not there yet
        self.response = response
        self.path = response_path(folder, response)
        #: why what was said last is not on the disk; empty when it is
        self.trouble = ""
        #: in a consensus: what persons answered so far, question by question
        self.so_far: Mapping[str, QuestionScore] = {}

    @property
    def audience(self) -> str:
        """The group that the respondent speaks for."""
        return self.response.respondent.audience

    @property
    def is_consensus(self) -> bool:
        """A group answers after its talk."""
        return self.response.kind is Kind.CONSENSUS

    @property
    def is_asked(self) -> bool:
        """An interviewer asks and types, who may want to note things for later."""
        return self.is_consensus or self.response.mode is Mode.INTERVIEW

    @property
    def intro(self) -> Wording:
        """What a respondent reads first: the client's own words, if there are any."""
        return self.scan.workspace.intro or self.scan.questionnaire.intro

    @property
    def minimum(self) -> int:
        """From how many answers on this respondent's group is shown."""
        workspace = self.scan.workspace
        return minimum_for(self.audience, workspace.audiences, workspace.thresholds)

    def speaker(self, language: Language) -> Speaker:
        """Speaks with this organisation's word for customer."""
        return speaker_for(self.scan, language)

    def conversation(self) -> Interview:
        """Where the respondent is: at the first open question."""
        quick = self.scan.workspace.form is Form.QUICK
        questions = self.scan.questionnaire.questions_for(self.audience, quick=quick)
        return Interview.go_on(questions, self.response)

    def read_again(self) -> None:
        """Once we hold the file: somebody may have written it since it was read.

        Raises:
            BadFiles: the file cannot be used any more.
        """
        if self.path.is_file():
            found = read_response(self.path, self.scan.questionnaire)
            self.response = replace(found, mode=self.response.mode)

    def save(self, interview: Interview, language: Language) -> bool:
        """Put what was said on the disk; whether there was anything new.

        Raises:
            UserError: it cannot be written; what was there stands.
        """
        changed = interview.put_into(self.response)
        if changed == self.response and not self.trouble:
            return False
        self._write(self.path, replace(changed, language=language))
        return True

    def move(self, folder: Path, interview: Interview, language: Language) -> None:
        """Keep the answers in another folder from now on.

        Raises:
            UserError: they cannot be written there either, or it holds such a file already.
        """
        path = folder / file_name(self.response)
        if path.exists():
            raise UserError(f"{path}: exists already. Choose another folder.")
        self._write(path, replace(interview.put_into(self.response), language=language))
        self.path = path

    def _write(self, path: Path, changed: Response) -> None:
        try:
            self._require_folder(path)
            save_response(path, changed)
        except UserError as error:
            self.trouble = str(error)
            raise
        self.response, self.trouble = changed, ""

    def _require_folder(self, path: Path) -> None:
        """A drive that is gone must not come back as an empty folder."""
        if path.is_relative_to(self.folder) and not self.folder.is_dir():
            raise UserError(f"{path}: cannot be written ({self.folder} is gone).")

    def farewell(self, speaker: Speaker, command: str) -> None:
        """Say what is kept, and how to go on; ``command`` goes on."""
        progress = self.conversation().progress
        if not self.path.exists():
            say_line(speaker._("Nothing was answered, so nothing was saved."))
            return
        said = speaker._(
            "The answers are safe: {answered} of {total}, in {path}.",
            answered=progress.answered,
            total=progress.total,
            path=self.path,
        )
        say_line(said)
        home = response_path(self.folder, self.response)
        if self.path != home:
            say_line(speaker._("Put that file in its place once it can be: {path}", path=home))
        elif progress.open:
            say_line(speaker._("Go on later with: {command}", command=command))

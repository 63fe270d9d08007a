"""An outcome with the reports issued before it: read together, and recorded when it goes out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from servicescan.i18n import Speaker
from servicescan.model.assessment import Assessment
from servicescan.model.hidden import hidden_by_earlier
from servicescan.model.ledger import Issue, Ledger
from servicescan.model.response import Response
from servicescan.scoring.assess import assess
from servicescan.scoring.giving import given_away
from servicescan.storage.ledger import read_ledger, record
from servicescan.storage.workspace import Scan, read_responses, read_scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out of a scan, given what is out already."""

    folder: Path
    scan: Scan
    responses: Sequence[Response]
    ledger: Ledger
    assessment: Assessment

    def go_out(self, day: datetime.date) -> None:
        """Keep what this outcome gives away, for the audit of the next; invented people need none.

        Raises:
            UserError: the ledger cannot be written.
        """
        if not self.assessment.respondents:
            return
        issue = given_away(
            self.assessment,
            self.scan.questionnaire,
            self.responses,
            self.scan.workspace,
            self.ledger,
        )
        self.pass_on([issue], day)

    def pass_on(self, issues: Sequence[Issue], day: datetime.date) -> None:
        """Keep what goes out now."""
        if not self.scan.workspace.fictitious:
            dated = [replace(issue, day=day.isoformat()) for issue in issues]
            record(self.folder, self.ledger, dated)

    def remarks(self, speaker: Speaker) -> list[str]:
        """What the reports issued before leave out of this one."""
        found, days = [], sorted({issue.day for issue in self.ledger.issues})
        if self.assessment.late:
            found.append(
                speaker.plural(
                    "{n} person answered after the report of {day} and does not count yet: "
                    "the difference between the reports would show the answers. "
                    "From {needed} newcomers on they count.",
                    "{n} people answered after the report of {day} and do not count yet: "
                    "the difference between the reports would show the answers. "
                    "From {needed} newcomers on they count.",
                    self.assessment.late,
                    day=speaker.day(datetime.date.fromisoformat(days[-1])),
                    needed=self.scan.workspace.thresholds.mean,
                )
            )
        if hidden := hidden_by_earlier(self.assessment):
            found.append(
                speaker.plural(
                    "{n} figure is left out: together with an earlier report it would point "
                    "at a few people.",
                    "{n} figures are left out: together with an earlier report they would point "
                    "at a few people.",
                    hidden,
                )
            )
        return found


def read_outcome(folder: Path) -> Outcome:
    """Read the workspace and score it.

    Raises:
        UserError: something in it cannot be used.
    """
    scan = read_scan(folder)
    responses = read_responses(folder, scan.questionnaire)
    ledger = read_ledger(folder)
    return Outcome(
        folder=folder,
        scan=scan,
        responses=responses,
        ledger=ledger,
        assessment=assess(scan.questionnaire, responses, scan.workspace, ledger),
    )

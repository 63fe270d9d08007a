"""A consensus round: what persons answered so far, as far as it may be shown."""

from typing import TYPE_CHECKING

from servicescan.cli.console import drawn
from servicescan.i18n import Speaker
from servicescan.model.questionnaire import LEVELS, Question

if TYPE_CHECKING:
    from servicescan.cli.record import Record


def look_back(record: "Record") -> None:
    """Bring the answers of persons to the table, under the same protection as in the report.

    Raises:
        BadFiles: answers in the workspace cannot be used.
    """
    from servicescan.scoring.assess import assess
    from servicescan.storage.workspace import read_responses

    scan = record.scan
    responses = read_responses(record.folder, scan.questionnaire)
    record.so_far = assess(scan.questionnaire, responses, scan.workspace).questions


def told_so_far(record: "Record", question: Question, speaker: Speaker) -> str:
    """The distribution over the levels, or else how many answered."""
    score = record.so_far.get(question.id)
    if score is None:
        return speaker._("So far nobody answered this.")
    if score.tally is None:
        return speaker._(
            "Too few people were asked this to show what they answered: that takes {minimum}.",
            minimum=record.scan.workspace.thresholds.distribution,
        )
    if score.distribution is None:
        return speaker._(
            "So far {n} of {asked} people answered; their levels are shown from {minimum} on.",
            n=score.tally.answered,
            asked=score.tally.asked,
            minimum=record.scan.workspace.thresholds.distribution,
        )
    counts = zip(LEVELS, score.distribution, strict=True)
    said = ", ".join(drawn(f"{level}: {count}×") for level, count in counts)
    return speaker._("So far, by level: {counts}", counts=said)

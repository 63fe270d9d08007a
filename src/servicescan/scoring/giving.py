"""What an outcome gives away when it leaves the house."""

from collections.abc import Sequence

from servicescan.model.assessment import Assessment
from servicescan.model.ledger import Issue, Ledger
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.workspace import Workspace
from servicescan.scoring import exposure
from servicescan.scoring.answers import Answers
from servicescan.scoring.earlier import counted


def given_away(
    outcome: Assessment,
    questionnaire: Questionnaire,
    responses: Sequence[Response],
    workspace: Workspace,
    ledger: Ledger,
) -> Issue:
    """The figures of an outcome and the answers they are made of, to be kept in the ledger."""
    persons = counted(responses, workspace.thresholds.mean, ledger)
    return exposure.issued(outcome, Answers(questionnaire, persons, workspace), ledger)

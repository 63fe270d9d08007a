"""The whole assessment as JSON; docs/results-json.md describes it, docs/results.schema.json too."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction

from servicescan.model.assessment import Assessment
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.workspace import Form, Thresholds, Workspace

#: raised when a reader of an older version would misunderstand
FORMAT = 1
#: what the file is called inside a report
FILE = "assessment.json"
#: digits after the point in rounded figures
DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What `servicescan results --json` prints."""

    format: int
    questionnaire: str
    version: str
    client: str
    form: Form
    fictitious: bool
    thresholds: Thresholds
    assessment: Assessment


def format_results(
    assessment: Assessment, questionnaire: Questionnaire, workspace: Workspace
) -> str:
    """Every figure, exact and rounded; the same input gives the same text."""
    found = Results(
        format=FORMAT,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        client=workspace.client,
        form=workspace.form,
        fictitious=workspace.fictitious,
        thresholds=workspace.thresholds,
        assessment=assessment,
    )
    return json.dumps(_plain(found), indent=2)


def _plain(value: object) -> object:
    """The model's values as JSON has them; a fraction keeps its exact form."""
    if isinstance(value, Fraction):
        return {"exact": str(value), "rounded": round(float(value), DIGITS)}
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value

"""Each unit as if it were a scan of its own, and still together pointing at nobody.

The readers of these reports know each other. So they are audited as if one person holds all of
them, with every report that went out before (measurement.md 1.13): unit after unit, the largest
first, and what one tells counts as told for the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from servicescan.model.assessment import Assessment, Withheld
from servicescan.model.ledger import Issue, Ledger
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Kind, Response
from servicescan.model.workspace import Group, Workspace
from servicescan.scoring.assess import assess
from servicescan.scoring.disclosure import hidden_groups
from servicescan.scoring.earlier import counted
from servicescan.scoring.giving import given_away
from servicescan.scoring.units import unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A unit that gets a report, and what that gives away."""

    unit: str
    workspace: Workspace
    assessment: Assessment
    issue: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A unit that gets none."""

    unit: str
    #: too few answers, protects others, an earlier report, or too few questions
    why: Withheld
    #: how many more people have to answer; 0 where more answers alone do not help
    needed: int


def apart(
    questionnaire: Questionnaire,
    responses: Sequence[Response],
    workspace: Workspace,
    ledger: Ledger,
) -> Iterator[Shown | Kept]:
    """Every unit, the largest first: its outcome, or why it has none.

    Units under the threshold are hidden, and the next smallest until the hidden ones together
    reach it (``P32``); who named no unit counts as one more that is hidden.
    """
    members = _members(responses)
    enough = workspace.thresholds.mean
    sizes = {unit: len(counted(those, enough, ledger)) for unit, those in members.items()}
    hidden = _hidden(sizes, enough)
    known = ledger
    for unit in sorted(members.keys() - {""}, key=lambda unit: (-sizes[unit], unit)):
        if unit in hidden:
            yield Kept(unit=unit, why=hidden[unit], needed=max(0, enough - sizes[unit]))
            continue
        own = of_unit(workspace, unit)
        found = assess(questionnaire, members[unit], own, known)
        if why := _nothing_shown(found):
            yield Kept(unit=unit, why=why, needed=0)
            continue
        issue = given_away(found, questionnaire, members[unit], own, known)
        yield Shown(unit=unit, workspace=own, assessment=found, issue=issue)
        known = replace(known, issues=(*known.issues, issue))


def of_unit(workspace: Workspace, unit: str) -> Workspace:
    """The settings for one unit.

    Nobody counted how many of it were invited, no part of it was told that it would be shown as a
    group, and what customers gave as a mark was given to the whole.
    """
    return replace(
        workspace,
        client=f"{workspace.client} · {unit}",
        audiences=dict.fromkeys(workspace.audiences, Group()),
        customer_mark=None,
    )


def _members(responses: Sequence[Response]) -> dict[str, list[Response]]:
    """Unit -> who is in it; nameless those who named none."""
    found: dict[str, list[Response]] = {}
    for response in responses:
        if response.kind is Kind.INDIVIDUAL:
            found.setdefault(unit_of(response), []).append(response)
    return found


def _hidden(sizes: Mapping[str, int], enough: int) -> dict[str, Withheld]:
    """Which units get no report because of how many answered."""
    is_small = any(n < enough for n in sizes.values())
    # who named no unit is hidden anyway, and so goes first where others have to hide with somebody
    hidden = hidden_groups(sizes, dict.fromkeys(sizes, enough), {""} if is_small else ())
    nobody = {unit: Withheld.TOO_FEW_ANSWERS for unit, n in sizes.items() if not n}
    return hidden | nobody


def _nothing_shown(found: Assessment) -> Withheld | None:
    """Why no shift of a unit may be shown; None where one is."""
    if any(shift.figure.value is not None for shift in found.shifts):
        return None
    reasons = {shift.figure.withheld for shift in found.shifts}
    return next(why for why in reversed(Withheld) if why in reasons)

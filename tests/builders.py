"""Small frozen values for tests: a tiny questionnaire, and responses from a compact table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from servicescan.model.questionnaire import (
    ADVICE_DOMAINS,
    LEVELS,
    Audience,
    CustomerTerm,
    Domain,
    Lens,
    Level,
    Question,
    Questionnaire,
    Seat,
    Shift,
    Tier,
    Topic,
)
from servicescan.model.recommendation import Effort, Kpi, Recommendation, Step
from servicescan.model.response import Answer, Respondent, Response, Status
from servicescan.model.text import Language, Text, Wording
from servicescan.model.workspace import Group, Thresholds, Workspace
from servicescan.scoring.scores import Voice

#: audience -> seat; the first three make the policy, the others live with it
SEATS = {
    "lead": Seat.POLICY,
    "hr": Seat.POLICY,
    "owner": Seat.POLICY,
    "front": Seat.PRACTICE,
    "partner": Seat.PRACTICE,
}
#: nothing is withheld: for tests of arithmetic, not of disclosure
OPEN = Thresholds(mean=1, distribution=1, comments=1, visible_group=1)
_DOMAINS = {"1": Domain.LEADERSHIP, "2": Domain.HR, "3": Domain.PROCESSES}
_STATUS = {"dk": Status.DONT_KNOW, "na": Status.NOT_APPLICABLE}


def text(words: str) -> Text:
    return Text.same(words)


def _topic(id_: str) -> Topic:
    return Topic(id=id_, name=text(id_), about=text(f"About {id_}"))


def question(id_: str, **changes: Any) -> Question:
    """A question of everyone; ``S1-1`` is on leadership, ``-2`` on HR, ``-3`` on processes."""
    plain = Question(
        id=id_,
        audiences=tuple(SEATS),
        domain=_DOMAINS.get(id_[-1], Domain.LEADERSHIP),
        tier=Tier.TACTICAL,
        element="E1",
        ask=Wording({Wording.EVERYONE: text(f"How about {id_}?")}),
        anchors={level: text(f"{id_} at {level}") for level in LEVELS},
    )
    return replace(plain, **changes)


def recommendation(id_: str, domain: Domain, **changes: Any) -> Recommendation:
    plain = Recommendation(
        id=id_,
        domain=domain,
        action=text("Act"),
        first_step=text("Start"),
        effect=text("More"),
        kpi=Kpi(name=text("Share"), definition=text("Part of all"), unit=text("%")),
        effort=Effort.SMALL,
    )
    return replace(plain, **changes)


def shift(id_: str, *questions: Question, **changes: Any) -> Shift:
    """A shift with three questions, unless others are given, and all its recommendations."""
    plain = Shift(
        id=id_,
        name=text(f"Shift {id_}"),
        from_=text("old"),
        to=text("new"),
        about=text("What changes"),
        leans_on=(),
        elements=("E1",),
        levels={level: text(f"{id_} at {level}") for level in LEVELS},
        questions=questions or tuple(question(f"{id_}-{number}") for number in (1, 2, 3)),
        recommendations=tuple(
            recommendation(f"{id_}-{domain}-{step}", domain, step=step)
            for domain in ADVICE_DOMAINS
            for step in Step
        ),
        maintain={domain: text("Keep it up") for domain in ADVICE_DOMAINS},
    )
    return replace(plain, **changes)


def lens(id_: str, *questions: Question, **changes: Any) -> Lens:
    """A lens with a recommendation for each of its questions."""
    plain = Lens(
        id=id_,
        name=text(id_),
        about=text("Another look"),
        questions=questions,
        recommendations=tuple(
            recommendation(f"{asked.id}-R", asked.domain, question=asked.id) for asked in questions
        ),
    )
    return replace(plain, **changes)


def questionnaire(*shifts: Shift, **changes: Any) -> Questionnaire:
    """The tiny questionnaire: one shift of three questions, unless others are given."""
    plain = Questionnaire(
        id="tiny",
        version="1",
        title=text("Tiny"),
        subtitle=text("As small as can be"),
        about=text("For tests"),
        credit=text("Nobody"),
        trademark=text("None"),
        levels={n: Level(name=text(f"Level {n}"), portrait=text(f"At {n}")) for n in LEVELS},
        audiences=tuple(
            Audience(id=id_, name=text(id_), who=text(f"Those of {id_}"), seat=seat)
            for id_, seat in SEATS.items()
        ),
        domains=tuple(_topic(domain) for domain in Domain),
        tiers=tuple(_topic(tier) for tier in Tier),
        elements=(_topic("E1"),),
        customer_terms=(
            CustomerTerm(
                id="customer",
                nl={"one": "klant", "many": "klanten", "stem": "klant"},
                en={"one": "customer", "many": "customers"},
            ),
        ),
        intro=Wording({Wording.EVERYONE: text("Welcome")}),
        shifts=shifts or (shift("S1"),),
    )
    return replace(plain, **changes)


def workspace(thresholds: Thresholds = OPEN, **changes: Any) -> Workspace:
    """Settings of a scan in which nobody counted how many were invited."""
    plain = Workspace(
        questionnaire="tiny",
        version="1",
        client="Voorbeeld BV",
        language=Language.NL,
        audiences=dict.fromkeys(SEATS, Group()),
        thresholds=thresholds,
    )
    return replace(plain, **changes)


def responses(table: str) -> list[Response]:
    """Responses from a table of words; the first line holds the question ids.

    A cell is a level, ``dk``, ``na`` or ``-`` for unanswered. ``front*4`` stands for four people
    of the front line who answer alike::

                 S1-1  S1-2
        lead     3     dk
        front*4  na    -
    """
    head, *rows = (line.split() for line in table.strip().splitlines())
    found: list[Response] = []
    for name, *cells in rows:
        audience, _, people = name.partition("*")
        answers = {id_: _answer(cell) for id_, cell in zip(head, cells, strict=True) if cell != "-"}
        found += [
            response(audience, answers, code=f"r{len(found) + number}")
            for number in range(int(people or 1))
        ]
    return found


def response(audience: str, answers: Mapping[str, Answer], **changes: Any) -> Response:
    code = changes.pop("code", "r0")
    plain = Response(
        questionnaire="tiny",
        version="1",
        respondent=Respondent(code=code, audience=audience),
        day="2026-11-22",
        answers=answers,
    )
    return replace(plain, **changes)


def _answer(cell: str) -> Answer:
    if cell in _STATUS:
        return Answer(status=_STATUS[cell], reason="not here" if cell == "na" else "")
    return Answer(level=int(cell))


def voices(**answers: list[Mapping[str, int]]) -> list[Voice]:
    """Audience -> question -> level, one mapping for each person."""
    return [
        Voice(audience=audience, levels=levels)
        for audience, people in answers.items()
        for levels in people
    ]

"""Teams and departments: the same shifts, side by side.

Roll-up: per question the mean of all answers in the unit, then the (weighted) mean of the
questions. Only questions that every unit answered count, so that figures compare.
"""

from collections.abc import Sequence

from servicescan.model.assessment import Figure, UnitScore, Withheld
from servicescan.model.questionnaire import LEVELS, Question
from servicescan.model.response import Response
from servicescan.model.rules import MIN_QUESTIONS
from servicescan.scoring.answers import Answers
from servicescan.scoring.disclosure import protected_groups
from servicescan.scoring.scores import Voice, mean, weighted_mean

#: with everybody at the end of the scale the mean tells what each of them said
_ENDS = (min(LEVELS), max(LEVELS))


def unit_of(response: Response) -> str:
    """The unit's name; spaces that nobody meant make no other unit."""
    return " ".join(response.respondent.unit.split())


def unit_scores(answers: Answers) -> tuple[UnitScore, ...]:
    """Every unit on every shift, with those hidden that must be; the largest unit first."""
    members = _members(answers)
    if len(members) < 2:  # noqa: PLR2004 - one unit has nothing beside it
        return ()
    found: dict[str, dict[str, Figure]] = {unit: {} for unit in members}
    for shift, asked in common_questions(answers).items():
        figures = {unit: _figure(asked, voices) for unit, voices in members.items()}
        telling = {unit for unit, figure in figures.items() if figure.value in _ENDS}
        shown = protected_groups(figures, {}, answers.workspace.thresholds, telling)
        for unit, figure in shown.items():
            found[unit][shift] = figure
    scores = [
        UnitScore(unit=unit, respondents=len(members[unit]), by_shift=by_shift)
        for unit, by_shift in found.items()
    ]
    return tuple(sorted(scores, key=lambda score: (-score.respondents, score.unit)))


def common_questions(answers: Answers) -> dict[str, list[Question]]:
    """Shift -> its questions that count and that somebody in every unit answered."""
    heard = [
        {question for voice in voices for question in voice.levels}
        for voices in _members(answers).values()
    ]
    return {
        shift.id: [
            question
            for question in answers.asked_in(shift)
            if question.weight and all(question.id in each for each in heard)
        ]
        for shift in answers.questionnaire.shifts
    }


def _members(answers: Answers) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    for person, voice in zip(answers.persons, answers.voices, strict=True):
        if unit := unit_of(person):
            found.setdefault(unit, []).append(voice)
    return found


def _figure(asked: Sequence[Question], voices: Sequence[Voice]) -> Figure:
    """One unit on one shift, before anything is hidden."""
    if len(asked) < MIN_QUESTIONS:
        return Figure(withheld=Withheld.TOO_FEW_QUESTIONS)
    scores = ((mean(v.levels[q.id] for v in voices if q.id in v.levels), q.weight) for q in asked)
    means = [(score, weight) for score, weight in scores if score is not None]
    ids = {question.id for question in asked}
    return Figure(value=weighted_mean(means), n=sum(not ids.isdisjoint(v.levels) for v in voices))

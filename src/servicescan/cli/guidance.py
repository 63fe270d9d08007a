"""Texts around the questions: welcome, help, and the list of all questions."""

from servicescan.cli.console import drawn
from servicescan.cli.page import Page
from servicescan.cli.record import Record
from servicescan.cli.talk import Row
from servicescan.i18n import Speaker
from servicescan.interview import Interview
from servicescan.model.questionnaire import PACE
from servicescan.model.response import Status

Paragraphs = list[tuple[str, str]]
_SPACE = ("", "")
_SIGNS = {Status.DONT_KNOW: "d", Status.NOT_APPLICABLE: "n"}


def welcome(record: Record, speaker: Speaker) -> tuple[Paragraphs, str]:
    """What a respondent reads first, and how to go on."""
    total = record.conversation().progress.total
    count = speaker.plural("{n} question", "{n} questions", total)
    minutes = -(-total * PACE // 60)
    told = [
        speaker.say(record.scan.questionnaire.title),
        "",
        *(_about_consensus(speaker) if record.is_consensus else _intro(record, speaker)),
        "",
        drawn(speaker._("{count}, about {n} minutes.", count=count, n=minutes)),
        speaker._("Every answer is saved at once. Stop whenever needed, and go on later."),
        speaker._("Code of these answers: {code}", code=record.response.respondent.code),
    ]
    return [("", words) for words in told], speaker._("Press Enter to begin.")


def _about_consensus(speaker: Speaker) -> list[str]:
    return [
        speaker._(
            "A consensus round: first what each person answered, then the talk, then one "
            "level on which the group agrees, with the reason. The answers of persons stay."
        )
    ]


def _intro(record: Record, speaker: Speaker) -> list[str]:
    """Why, for whom, and from how many answers on a group is shown."""
    found = [speaker._("Read this out before the first question:")] if record.is_asked else []
    found.append(speaker.say(record.intro.for_(record.audience)))
    found.append(
        speaker._(
            "In the report a group is shown from {mean} answers on, "
            "quotations once {comments} people wrote a note.",
            mean=record.minimum,
            comments=record.scan.workspace.thresholds.comments,
        )
    )
    return found


def help_with(page: Page) -> tuple[Paragraphs, str]:
    """What is known about the question, and every key."""
    speaker, question = page.speaker, page.interview.question
    found: Paragraphs = []
    if question:
        for heading, told in (
            ("", question.help),
            (speaker._("To ask next"), question.probe),
            (speaker._("To ask to see"), question.evidence),
        ):
            if told:
                said = speaker.say(told)
                found += [("", f"{heading}: {said}" if heading else said), _SPACE]
    return found + _keys(page), speaker._("Press Enter to go on.")


def _keys(page: Page) -> Paragraphs:
    speaker = page.speaker
    found = [
        ("1-5", speaker._("the level that describes best what happens now")),
        ("d", speaker._("don't know; it never counts as level 1")),
        ("n", speaker._("not applicable, with a reason")),
        ("Enter", speaker._("leave open and go on; after ↑ or ↓, take that answer")),
        ("t, T", speaker._("add a note; T in your own editor")),
        ("e", speaker._("say how the answer is backed")),
        ("b, ←", speaker._("one question back; → goes on")),
        ("j", speaker._("jump to a question, with search")),
        ("r", speaker._("review everything, what is open first")),
        ("u", speaker._("undo the last change")),
        ("l", speaker._("switch between Dutch and English")),
    ]
    if page.record.is_asked:
        found += [
            ("p", speaker._("your own note, which never reaches a report")),
            ("k", speaker._("park a topic for later")),
        ]
    if page.record.trouble:
        found.append(("w", speaker._("save in another folder")))
    found.append(("q", speaker._("stop; everything is saved")))
    return [(drawn(key), drawn(words)) for key, words in found]


def list_of_questions(page: Page, *, is_review: bool) -> tuple[str, list[Row]]:
    """A heading, and a row for each question; a review begins with what is open."""
    speaker, interview = page.speaker, page.interview
    questions = list(interview.questions)
    if is_review:
        questions.sort(key=lambda question: question.id in interview.answers)
        heading = speaker._("{n} open of {total}.", n=interview.progress.open, total=len(questions))
    else:
        heading = speaker._("To which question?")
    if is_review and interview.parked:
        heading += " " + speaker._("Parked: {topics}.", topics="; ".join(interview.parked))
    rows = [
        Row(id=question.id, mark=_mark(interview, question.id), words=page.ask(question))
        for question in questions
    ]
    return heading, rows


def _mark(interview: Interview, id_: str) -> str:
    """What was answered, and whether a note stands with it."""
    answer = interview.answers.get(id_)
    if answer is None:
        return drawn("·") + ("t" if id_ in interview.waiting else "")
    return f"{answer.level or _SIGNS[answer.status]}{'t' if answer.note else ''}"

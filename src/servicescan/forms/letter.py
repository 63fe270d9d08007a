"""The mail that goes with a form: an invitation, and a reminder."""

import datetime
from dataclasses import dataclass

from servicescan.forms.blank import Voice
from servicescan.model.text import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one respondent, without a name or an address."""

    subject: str
    text: str


def letter(voice: Voice, code: str, deadline: datetime.date, *, reminder: bool) -> Letter:
    """Purpose, who sees what, what to do and until when, in the language of the voice."""
    _, day = voice._, voice.speaker.day(deadline)
    about = {"title": voice.title, "client": voice.client}
    invited, reminded = (
        _("Invitation: {title}, {client}", **about),
        _("Reminder: {title}, {client}", **about),
    )
    opening = _(
        "You were invited to this questionnaire, and it can still be filled in. Have you sent "
        "your answers, or would you rather not take part? Then leave this mail for what it is."
    )
    paragraphs = [
        _("Good day,"),
        *([opening] if reminder else []),
        *voice.intro(),
        _(
            "Open the form that comes with this mail, answer the questions and send back the "
            "file that you save at the end, no later than {day}.",
            day=day,
        ),
        _(
            "Your code is {code}. Type it where the form asks for it. Whoever sends this mail "
            "keeps apart which code went to whom; the report holds no codes and no names.",
            code=code,
        ),
        _("Thank you for your help.") + "\n" + _sender(voice),
    ]
    return Letter(
        subject=reminded if reminder else invited,
        text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
    )


def _sender(voice: Voice) -> str:
    return visible(voice.blank.workspace.consultant).strip() or voice.client

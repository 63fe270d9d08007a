"""What the page of a form says, beside the questions; {…} is filled in by the page itself."""

from servicescan.forms.blank import Voice
from servicescan.model.response import Evidence


def page_words(voice: Voice) -> dict[str, str]:
    """Every sentence and label of the page, under the name that its script uses."""
    return {**_around(voice), **_asking(voice), **_keeping(voice), **_ending(voice)}


def grades(voice: Voice) -> dict[str, str]:
    """How an answer is backed, for somebody who answers without an interviewer."""
    _ = voice._
    return {
        Evidence.NONE: _("nothing in particular"),
        Evidence.TOLD: _("I have heard it from others"),
        Evidence.SHOWN: _("I have seen it myself"),
        Evidence.DATA: _("there are figures or documents"),
    }


def _around(voice: Voice) -> dict[str, str]:
    _ = voice._
    return {
        "language": _("Language"),
        "to_content": _("To the question"),
        "begin": _("Begin"),
        "go_on": _("Go on"),
        "back": _("Back"),
        "next": _("Next"),
        "skip": _("Skip"),
        "overview": _("Overview"),
        "finish": _("Finish"),
        "progress": _("{part} of {whole} answered", part="{part}", whole="{whole}"),
        "left": _("± {n} min left", n="{n}"),
        "all_answered": _("everything answered"),
        "start": _("Start"),
        "about_you": _("Before the first question"),
        "code": _("Code from the invitation, if there is one"),
        "code_help": _("It shows who still needs a reminder, not who somebody is."),
        "bad_code": _("This is no usable code. Copy it from the invitation, or leave it empty."),
        "unit": _("Team or department"),
        "unit_none": _("rather not say"),
        "preferences": _("How the questions appear"),
        "one_at_a_time": _("One question at a time"),
        "all_on_a_page": _("All questions on one page"),
        "go_on_alone": _("After a choice, show the next question by itself"),
        "use_keys": _("Answer with keys"),
        "keys_help": _(
            "1 to 5 choose a level, d is don't know, n is not applicable, t opens the note; "
            "← and → go back and on, ↑ and ↓ walk through the answers, o opens the overview."
        ),
    }


def _asking(voice: Voice) -> dict[str, str]:
    _ = voice._
    return {
        "place": _("question {part} of {whole}", part="{part}", whole="{whole}"),
        "meaning": _("What is meant?"),
        "choose": _("What describes best what happens now?"),
        "dk": _("don't know"),
        "na": _("not applicable"),
        "why_na": _("Why does this question not apply?"),
        "need_reason": _("Give a reason, or choose another answer."),
        "clear": _("Clear this answer"),
        "add": _("Add a note or evidence"),
        "note": _("Note: no names of people, nothing about anybody's health"),
        "quote": _("The report may quote this note literally, without a name."),
        "evidence": _("How is the answer backed?"),
        "worth": _("For example: {evidence}", evidence="{evidence}"),
        **{f"evidence_{grade}": words for grade, words in grades(voice).items()},
    }


def _keeping(voice: Voice) -> dict[str, str]:
    _ = voice._
    return {
        "saved": _("Saved in this browser"),
        "not_saved": _(
            "This browser keeps nothing of a file like this one. Go on to the end in one go, "
            "or save the answers as a file in between."
        ),
        "not_saved_short": _("Not saved"),
        "other_tab": _("The answers were changed in another window; this one shows them now."),
        "found_one": _(
            "Begun answers stand in this browser: {part} of {whole}.",
            part="{part}",
            whole="{whole}",
        ),
        "somebody_else": _("Begin anew, for somebody else"),
        "erase_sure": _("This erases the answers from this browser. Is that right?"),
        "yes_erase": _("Yes, erase them"),
        "no_keep": _("No, keep them"),
        "open_file": _("Go on with answers that were saved as a file"),
        "bad_file": _("This file holds no answers to this form. Choose the file that was saved."),
        "file_taken": _("The answers from the file are here."),
    }


def _ending(voice: Voice) -> dict[str, str]:
    _ = voice._
    return {
        "open": _("open"),
        "open_one": _("1 question is still open"),
        "open_many": _("{n} questions are still open", n="{n}"),
        "to_open": _("To the first open question"),
        "no_reason": _("reason missing"),
        "with_note": _("with note"),
        "level": _("level {n}", n="{n}"),
        "done": _("Everything is answered"),
        "done_about": _("Looking back and changing is still possible."),
        "may_stay_open": _("Questions may stay open; what is there can be sent as it is."),
        "save": _("Save the answers"),
        "save_about": _(
            "This makes one small file in the downloads of this computer or phone. "
            "Send it to whoever sent the invitation, as an attachment to a mail."
        ),
        "file_made": _("Saved as {name}.", name="{name}"),
        "file_old": _("The answers have changed since they were saved. Save them again."),
        "mail": _("No file? Paste the answers into a mail"),
        "mail_about": _(
            "Copy this whole text, with its first and last line, into a mail to whoever "
            "sent the invitation. The letters hold the answers, nothing else."
        ),
        "mail_text": _("The answers as text"),
        "copy": _("Copy the text"),
        "copied": _("Copied"),
        "copy_by_hand": _("The text is selected; copy it with Ctrl-C, or hold it with a finger."),
        "erase": _("Erase the answers from this browser"),
        "erase_about": _("On a computer that others use too, erase them once they are sent."),
        "erased": _("The answers are erased from this browser."),
        "code_is": _("Code of these answers: {code}", code="{code}"),
        "look_back": _("All answers"),
    }

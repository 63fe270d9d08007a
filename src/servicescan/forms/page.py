"""A form as one HTML file: everything in it, nothing fetched, nothing sent."""

import base64
import hashlib
import json
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servicescan import resources
from servicescan.forms.blank import Blank, Voice
from servicescan.forms.words import page_words
from servicescan.model.questionnaire import PACE, Question
from servicescan.model.text import Language

TEMPLATE = "form.html.j2"
#: the script, in the order in which its parts build on each other
_SCRIPTS = ("reply.js", "draft.js", "drawing.js", "question.js", "pages.js", "form.js")
_FONTS = (
    ("Source Sans 3", 400, "SourceSans3-Regular.ttf.woff2"),
    ("Source Sans 3", 600, "SourceSans3-Semibold.ttf.woff2"),
    ("Source Serif 4", 600, "SourceSerif4-Semibold.ttf.woff2"),
)


def render_form(blank: Blank, language: Language) -> str:
    """The page, in both languages; ``language`` is the one it opens in."""
    looks = resources.shipped("reports", "forms")
    style = _fonts() + looks.joinpath("form.css").read_text("utf-8")
    script = _script(looks)
    voice = Voice(blank, language)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(looks),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(
        language=str(language),
        title=f"{voice.title} · {voice.client}",
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        form=_json(form_content(blank, language)),
        needs_browser={
            each: Voice(blank, each)._(
                "This form needs a browser. Save this file, then open it with Chrome, Edge, "
                "Firefox or Safari."
            )
            for each in Language
        },
    )


def form_content(blank: Blank, language: Language) -> dict[str, object]:
    """All that the page's script knows."""
    workspace, found = blank.workspace, blank.questionnaire
    return {
        "key": f"{found.id}|{found.version}|{blank.audience}|{workspace.client}",
        "questionnaire": found.id,
        "version": found.version,
        "audience": blank.audience,
        "language": str(language),
        "units": list(blank.units),
        "pace": PACE,
        "parts": [
            {"id": block.id, "questions": [_asked(question) for question in questions]}
            for block, questions in blank.parts
        ],
        "spoken": {str(each): _spoken(Voice(blank, each)) for each in Language},
    }


def _asked(question: Question) -> dict[str, str]:
    return {"id": question.id, "fingerprint": question.fingerprint}


def _spoken(voice: Voice) -> dict[str, object]:
    """Everything that is said in one language."""
    blank = voice.blank
    return {
        "title": voice.title,
        "client": voice.client,
        "audience": voice.whom,
        "who": voice.say(blank.questionnaire.audience(blank.audience).who),
        "intro": list(voice.intro()),
        "credit": voice.say(blank.questionnaire.credit),
        "words": page_words(voice),
        "parts": [
            {"heading": voice.heading(block), "name": voice.say(block.name)}
            for block, _ in blank.parts
        ],
        "questions": {
            question.id: {
                "ask": voice.ask(question),
                "help": voice.say(question.help),
                "evidence": voice.say(question.evidence),
                "anchors": [voice.say(text) for _, text in sorted(question.anchors.items())],
            }
            for question in blank.questions
        },
    }


def _json(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    words = json.dumps(value, ensure_ascii=False)
    return words.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(looks: Path) -> str:
    parts = "\n".join(looks.joinpath(name).read_text("utf-8") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


def _fonts() -> str:
    """The report's typefaces, as published, inside the page."""
    folder = resources.shipped("reports", "gap", "fonts")
    faces = []
    for family, weight, name in _FONTS:
        letters = base64.b64encode(folder.joinpath(name).read_bytes()).decode()
        faces.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            f"font-display: swap; src: url(data:font/woff2;base64,{letters}) }}\n"
        )
    return "".join(faces)


def _hash(content: str) -> str:
    """What the page's own policy lets through, and nothing else."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"

"""The settings of a scan as commented YAML, in the workspace's own language."""

import re
from collections.abc import Iterator
from fractions import Fraction

from servicescan.i18n import Speaker
from servicescan.model.look import Look
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.text import Text, Wording, visible
from servicescan.model.workspace import Workspace

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)


def format_workspace(workspace: Workspace, questionnaire: Questionnaire) -> str:
    """Settings that read back as the same workspace."""
    terms = {term.id: term for term in questionnaire.customer_terms}
    term = terms.get(workspace.customer_term)
    speaker = Speaker(workspace.language, term.markers(workspace.language) if term else None)
    parts = (
        _heading(workspace, questionnaire, speaker),
        _who_takes_part(workspace, questionnaire, speaker),
        _ambition(workspace, questionnaire, speaker),
        _protection(workspace, speaker),
        _appearance(workspace, speaker),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def quoted(words: str) -> str:
    """A YAML string in double quotes that reads back as exactly these words."""
    return '"' + "".join(map(_safe, words)) + '"'


def _safe(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - what two hexadecimal digits hold
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def _key(id_: str) -> str:
    return id_ if _PLAIN.fullmatch(id_) else quoted(id_)


def _number(value: Fraction) -> str:
    """3.5 where decimals can say it, else 10/3."""
    exact = float(value)
    return str(exact).removesuffix(".0") if Fraction(str(exact)) == value else quoted(str(value))


def _comment(words: str) -> str:
    return "# " + " ".join(visible(words).split())


def _heading(workspace: Workspace, questionnaire: Questionnaire, speaker: Speaker) -> Iterator[str]:
    yield _comment(speaker._("Settings of this scan. Lines that start with # are explanation."))
    yield f"questionnaire: {quoted(workspace.questionnaire)}"
    yield f"version: {quoted(workspace.version)}"
    yield ""
    yield f"client: {quoted(workspace.client)}"
    yield _comment(speaker._("Your own name or firm, as it stands on the cover."))
    yield f"consultant: {quoted(workspace.consultant)}"
    yield _comment(speaker._("The language of interview and report: nl or en."))
    yield f"language: {workspace.language}"
    yield _comment(speaker._("full: all questions; quick: the quick set, which is indicative."))
    yield f"form: {workspace.form}"
    if questionnaire.customer_terms:
        known = ", ".join(term.id for term in questionnaire.customer_terms)
        yield _comment(speaker._("Your word for customer: one of {known}.", known=known))
    yield f"customer_term: {_key(workspace.customer_term)}"
    yield _comment(
        speaker._("What a respondent reads first, in your own words; a text, or one per group.")
    )
    yield from _intro(workspace)
    if workspace.fictitious:
        yield _comment(speaker._("An invented organisation; every page of the report says so."))
        yield "fictitious: true"


def _intro(workspace: Workspace) -> Iterator[str]:
    if workspace.intro is None:
        yield '# intro: {nl: "…", en: "…"}'
        return
    texts = workspace.intro.texts
    if Wording.EVERYONE in texts:
        yield f"intro: {_languages(texts[Wording.EVERYONE])}"
        return
    yield "intro:"
    for audience, each in texts.items():
        yield f"  {_key(audience)}: {_languages(each)}"


def _languages(each: Text) -> str:
    return "{" + ", ".join(f"{key}: {quoted(words)}" for key, words in each.words.items()) + "}"


def _who_takes_part(
    workspace: Workspace, questionnaire: Questionnaire, speaker: Speaker
) -> Iterator[str]:
    yield _comment(speaker._("Who takes part, and how many people were invited."))
    yield _comment(
        speaker._(
            "visible_as_group: true only when the group was told, before answering, "
            "that it is shown from 3 answers on."
        )
    )
    names = {audience.id: speaker.say(audience.name) for audience in questionnaire.audiences}
    yield "audiences:"
    for id_, group in workspace.audiences.items():
        if id_ in names:
            yield f"  {_comment(names[id_])}"
        yield f"  {_key(id_)}:"
        count = group.invited
        yield "    # invited: 12" if count is None else f"    invited: {count}"
        yield f"    visible_as_group: {str(group.visible_as_group).lower()}"


def _ambition(
    workspace: Workspace, questionnaire: Questionnaire, speaker: Speaker
) -> Iterator[str]:
    yield _comment(
        speaker._("The level aimed at, 1 to 5, per shift. Without one: one level up, at most 4.")
    )
    example = questionnaire.shifts[0].id if questionnaire.shifts else "S1"
    yield from _mapping("targets", {k: _number(v) for k, v in workspace.targets.items()}, example)
    yield _comment(speaker._("How much a shift matters to you: 1 (normal), 2 or 3."))
    importance = {key: str(value) for key, value in workspace.importance.items()}
    yield from _mapping("importance", importance, example)
    yield _comment(speaker._("The mark that customers themselves gave, printed beside the scan."))
    mark = workspace.customer_mark
    if mark is None:
        yield '# customer_mark: {mark: "7.8", source: "…", n: 412}'
        return
    yield "customer_mark:"
    yield f"  mark: {quoted(mark.mark)}"
    yield f"  source: {quoted(mark.source)}"
    if mark.n is not None:
        yield f"  n: {mark.n}"


def _appearance(workspace: Workspace, speaker: Speaker) -> Iterator[str]:
    yield _comment(
        speaker._(
            "How the report looks: logo (PNG, JPEG or SVG in this folder), two colours, a line "
            "instead of “confidential”, paper (a4 or letter)."
        )
    )
    look = workspace.look
    if look == Look():
        yield '# look: {logo: logo.png, main: "#0F766E", accent: "#B45309", paper: a4}'
        return
    yield "look:"
    for name in ("logo", "main", "accent", "confidentiality"):
        if getattr(look, name):
            yield f"  {name}: {quoted(getattr(look, name))}"
    yield f"  paper: {look.paper}"


def _mapping(key: str, values: dict[str, str], example: str) -> Iterator[str]:
    if not values:
        yield f"# {key}: {{{example}: 3}}"
        return
    yield f"{key}:"
    for id_, value in values.items():
        yield f"  {_key(id_)}: {value}"


def _protection(workspace: Workspace, speaker: Speaker) -> Iterator[str]:
    yield _comment(
        speaker._(
            "How many answers must stand behind a figure. These may be raised, never lowered."
        )
    )
    yield "thresholds:"
    for name in ("mean", "distribution", "comments", "visible_group"):
        yield f"  {name}: {getattr(workspace.thresholds, name)}"
    yield _comment(
        speaker._(
            "Months that answers are kept, counted from the day they were given; "
            "“servicescan purge” removes what is older."
        )
    )
    kept = workspace.retention
    yield "# retention: 12" if kept is None else f"retention: {kept}"

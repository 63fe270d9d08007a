"""Every word of the program has its Dutch, with the same parts filled in, and no more than that."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).parent.parent
PARTS = re.compile(r"\{(\w+-?)\}")
#: the word for customer goes by another marker in each language
TERMS = {"customer", "customers", "klant", "klanten", "klant-"}


def catalogue() -> dict[str, str]:
    with (CHECKOUT / "translations" / "nl.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def in_code() -> Iterator[str]:
    for path in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from spoken(node)


def spoken(call: ast.Call) -> Iterator[str]:
    """The texts of ``_(…)``, ``plural(one, many, …)`` and their kin."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    count = {"_": 1, "_nobreak": 1, "plural": 2, "_plural": 2}.get(name, 0)
    for argument in call.args[:count]:
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def in_templates() -> Iterator[str]:
    for path in (CHECKOUT / "reports").rglob("*.j2"):
        yield from re.findall(r'_\("([^"]*)"\)', path.read_text("utf-8"))


def test_every_word_has_its_dutch():
    known = catalogue()
    missing = {words for words in (*in_code(), *in_templates()) if not known.get(words)}
    assert missing == set()


def test_dutch_fills_in_the_same_parts():
    for english, dutch in catalogue().items():
        parts = set(PARTS.findall(english)) - TERMS
        assert set(PARTS.findall(dutch)) - TERMS == parts, english


def test_no_dutch_is_left_over():
    used = {*in_code(), *in_templates()}
    assert sorted(set(catalogue()) - used) == []


def test_no_word_has_two_entries():
    written = (CHECKOUT / "translations" / "nl.po").read_text("utf-8")
    ids = re.findall(r'^msgid "(.+)"$', written, re.MULTILINE)
    assert sorted(ids) == sorted(set(ids))

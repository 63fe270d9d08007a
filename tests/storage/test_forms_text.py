"""A block pasted into a mail comes back whole, or is refused by its line."""

import base64
import quopri
import re
from dataclasses import replace

import pytest

from scans import person
from servicescan.model.response import Answer
from servicescan.problems import BadFiles, Code
from servicescan.storage.forms_text import holds_pasted, pasted_responses
from servicescan.storage.responses import format_response

NOTE = "“Zoë” says: 3 + 4 = 7, at the counter 😀"


def block(words: str) -> str:
    letters = base64.b64encode(words.encode()).decode().rstrip("=")
    lines = "\n".join(re.findall(".{1,64}", letters))
    return f"-----BEGIN SERVICESCAN-----\n{lines}\n-----END SERVICESCAN-----\n"


@pytest.fixture
def words() -> str:
    known = person("7k2m")
    return format_response(replace(known, answers={"S1-1": Answer(level=3, note=NOTE)}))


@pytest.mark.parametrize(
    "mangled",
    [
        lambda text: f"Hello,\n\nhere it is.\n\n{text}\nKind regards\nA.",
        lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", " "),
        lambda text: text.replace("-----", "\u2014\u2013"),
        lambda text: text.replace("\n", "\n\N{NO-BREAK SPACE}"),
        lambda text: quopri.encodestring(text.encode()).decode(),
    ],
    ids=["in a mail", "quoted", "windows", "one line", "dashes", "indented", "quoted-printable"],
)
def test_mail_does_no_harm_to_a_block(words, mangled):
    text = mangled(block(words))
    assert holds_pasted(text)
    assert list(pasted_responses(text, "mail.txt")) == [words]


def test_several_replies_in_one_file(words):
    assert list(pasted_responses(block(words) + "\n> on Monday:\n" + block("{}"), "m")) == [
        words,
        "{}",
    ]


@pytest.mark.parametrize("cut", [2, 3])
def test_a_block_that_was_cut_is_refused_by_its_line(words, cut):
    lines = ("Hello\n" + block(words)).splitlines()
    with pytest.raises(BadFiles) as bad:
        list(pasted_responses("\n".join(lines[: len(lines) - cut]), "mail.txt"))
    (problem,) = bad.value.problems
    assert (problem.code, problem.location.line) == (Code.DAMAGED, 2)


def test_an_ordinary_text_holds_no_block():
    assert not holds_pasted("code,audience,day\n7k2m,lead,2026-11-22\n")

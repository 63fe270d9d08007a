"""The HTML form in Firefox and in WebKit, on a screen as narrow as a small telephone's."""

from contextlib import ExitStack

import pytest

import webdriver
from handing_in import hand_in, plain
from servicescan.model.response import Answer, Evidence, Status
from servicescan.storage.workspace import read_scan
from webdriver import ENTER, LEFT, wait_for

pytestmark = pytest.mark.proof

# what keys can say, and what no key says
NOTE = ("Zoë zegt: “3 + 4 = 7” <b>\n=CMD() ", "😀")


class Person(webdriver.Visitor):
    """Somebody with a form on the screen."""

    def opens(self, address):
        self.driver("Navigate", url=address)
        return self.watched()

    def reloads(self):
        self.driver("Refresh")
        return self.watched()

    def watched(self):
        """From here on, every fault of the page is kept."""
        self.sees("(window.faults = [], addEventListener('error', e => faults.push(e.message)))")
        return self

    def fits(self):
        """Nothing sticks out to the right, and nothing went wrong."""
        assert self.sees("innerWidth") == webdriver.NARROW["width"]
        assert self.sees("document.documentElement.scrollWidth") <= webdriver.NARROW["width"]
        assert self.sees("window.faults") == []
        return self

    def asked(self):
        self.find(".question")
        return self.sees("document.querySelector('.question').dataset.id")

    def answers(self, *keys):
        """Each key brings the next question."""
        for key in keys:
            before = self.asked()
            self.presses(key)
            self.find(f'.question:not([data-id="{before}"]), .end')
        return self

    def pastes(self, words):
        """Into the field that has the attention."""
        assert self.sees(f"document.execCommand('insertText', false, '{words}')")

    def step(self, name):
        self.clicks(f"[data-step={name}]")
        return self

    def saves(self):
        """Save the answers at the end; the file that comes of it."""
        self.clicks(".end .begin .main")
        name = self.words("#made").split(" ")[-1].removesuffix(".")
        path = self.downloads / name
        wait_for(lambda: path.exists() and path.read_text("utf-8").endswith("}\n"))
        return path


@pytest.fixture(params=[webdriver.firefox, webdriver.webkit], ids=["firefox", "webkit"])
def sit_down(request, tmp_path, form):
    """Open a form; ``is_blocked``: the browser keeps nothing, by a setting of its own."""
    with ExitStack() as stack:

        def opened(*, is_blocked=False):
            folder = tmp_path / "browser"
            folder.mkdir()
            driver = stack.enter_context(request.param(folder, is_blocked=is_blocked))
            return Person(driver, folder).opens(form.as_uri())

        yield opened


@pytest.fixture
def form(scan_folder):
    from servicescan.__main__ import run

    assert run(["forms", "-w", str(scan_folder), "--audience", "front_line"]) == 0
    return scan_folder / "forms" / "front-line.html"


def test_answers_come_back_as_they_were_given(sit_down, scan_folder):
    person = sit_down().fits()
    questions = read_scan(scan_folder).questionnaire.questions_for("front_line")
    ids = [question.id for question in questions]
    person.clicks(".begin .main")
    person.answers("3", "d", "5").fits()
    # a note with leave to quote it, and evidence
    person.presses("t")
    typed, pasted = NOTE
    person.types(f"#note-{ids[3]}", typed.replace("\n", ENTER))
    person.pastes(pasted)
    person.clicks(".extra .quote")
    person.clicks(".anchor:nth-child(2)")
    person.clicks(f"#evidence-{ids[3]} [value=shown]")
    person.fits().step("next")
    # not applicable needs a reason
    person.presses("n", *"bestaat hier niet")
    person.fits().step("next")
    # half-way: reload, go on, go back and change, by key and by the browser's own button
    person.reloads()
    assert "5 van de 37" in person.words(".begun")
    person.clicks(".begin .main")
    person.answers("4", LEFT)
    assert person.asked() == ids[5]
    person.driver("Back")
    person.find(f'[data-id="{ids[6]}"]')
    person.driver("Back")
    person.find(f'[data-id="{ids[5]}"]')
    person.answers("2")
    person.clicks("#language")
    person.find("html[lang=en]")
    assert questions[6].ask.for_("front_line").words["en"].split()[0] in person.words(".ask")
    person.answers(*"1" * len(ids[6:-1]), "5")
    person.fits().step("look_back").fits().step("finish")
    (response,) = hand_in(scan_folder, person.saves())
    expected = {id_: Answer(level=1) for id_ in ids[6:-1]} | {
        ids[0]: Answer(level=3),
        ids[1]: Answer(status=Status.DONT_KNOW),
        ids[2]: Answer(level=5),
        ids[3]: Answer(level=2, note="".join(NOTE), quote=True, evidence=Evidence.SHOWN),
        ids[4]: Answer(status=Status.NOT_APPLICABLE, reason="bestaat hier niet"),
        ids[5]: Answer(level=2),
        ids[-1]: Answer(level=5),
    }
    assert plain(response) == expected
    assert response.language == "en"


def test_without_storage_the_form_says_so_and_goes_on_from_a_file(sit_down, scan_folder):
    person = sit_down(is_blocked=True)
    person.find(".warn")
    person.clicks(".begin .main")
    person.answers("3", "4").fits()
    assert "Niet bewaard" in person.words(".kept")
    person.step("overview").step("finish")
    saved = person.saves()
    # nothing is left but the file
    person.reloads().find(".begin")
    assert person.sees("document.querySelector('.begun')") is None
    person.clicks("details:has(input[type=file]) > summary")
    person.types("input[type=file]", str(saved))
    assert "2 van de 37" in person.words(".begun")
    person.clicks(".begin .main")
    person.answers("d").fits().step("overview").step("finish")
    saved.unlink()
    (response,) = hand_in(scan_folder, person.saves())
    assert [answer.level for answer in response.answers.values()] == [3, 4, None]

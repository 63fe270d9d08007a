"""A browser, and a form in it; everything the page asks for from elsewhere is held against it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from handing_in import hand_in
from servicescan.model.response import Response
from servicescan.storage.workspace import Scan, read_scan

CHECKOUT = Path(__file__).parent.parent.parent
DEMO = CHECKOUT / "questionnaires" / "service-excellence" / "demo" / "servicescan-nl.yaml"
#: storage that refuses, as browsers do for files in some settings
BLOCKED = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});
"""


@pytest.fixture
def scan_folder(tmp_path) -> Path:
    """The settings of the demo, without answers."""
    folder = tmp_path / "scan"
    folder.mkdir()
    shutil.copy(DEMO, folder / "servicescan.yaml")
    return folder


@dataclass
class Person:
    """Somebody with a form on the screen."""

    page: Any
    scan: Scan
    folder: Path
    address: str
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def begins(self) -> "Person":
        """From the welcome page to the first question."""
        self.page.click(".begin .main")
        return self

    def asked(self) -> str:
        """The id of the question on the screen."""
        return str(self.page.locator(".question").get_attribute("data-id"))

    def presses(self, *keys: str) -> "Person":
        """Press keys; an answer is given time to bring the next question."""
        for key in keys:
            before = self.asked()
            self.page.keyboard.press(key)
            if key in "12345d":
                self.page.locator(f'[data-id="{before}"]').wait_for(state="detached")
        return self

    def step(self, name: str) -> "Person":
        """Press a button at the foot of the page."""
        self.page.click(f"[data-step={name}]")
        return self

    def saves(self) -> Path:
        """Save the answers at the end; the file that comes of it."""
        with self.page.expect_download() as download:
            self.page.click(".end .begin .main")
        path = self.folder.parent / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def pastes(self) -> Path:
        """Copy the text for a mail; the mail as a file."""
        self.page.click("#mail summary")
        letters = self.page.locator("#pasted").input_value()
        path = self.folder.parent / "mail.txt"
        path.write_text(f"Dag,\n\nHierbij.\n\n{letters}\nGroet", "utf-8")
        return path

    def hands_in(self, *paths: Path) -> tuple[Response, ...]:
        """Files are collected; the responses that then stand in the scan."""
        return hand_in(self.folder, *paths)

    @cached_property
    def axe(self) -> Any:
        """The judge of accessibility."""
        from axe_playwright_python.sync_playwright import Axe

        return Axe()

    def violations(self) -> list[str]:
        """What axe-core has against the page as it is now."""
        found = self.axe.run(self.page).response["violations"]
        return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.fixture
def sit_down(browser, scan_folder) -> Iterator[Callable[..., Person]]:
    """Open a form of the demo; ``is_blocked``: storage refuses; the rest is for the browser."""
    from servicescan.__main__ import run

    people: list[Person] = []
    contexts = []

    def opened(audience: str = "front-line", *, is_blocked: bool = False, **wishes: Any) -> Person:
        if not (scan_folder / "forms").exists():
            assert run(["forms", "-w", str(scan_folder), "--unit", "Noord", "--unit", "Zuid"]) == 0
        context = browser.new_context(**wishes)
        contexts.append(context)
        if is_blocked:
            context.add_init_script(BLOCKED)
        page = context.new_page()
        page.set_default_timeout(5000)
        address = (scan_folder / "forms" / f"{audience}.html").as_uri()
        person = Person(page=page, scan=read_scan(scan_folder), folder=scan_folder, address=address)
        people.append(person)
        page.on("pageerror", lambda error: person.faults.append(str(error)))
        page.on("console", lambda said: person.faults.append(said.text))
        page.on("request", lambda request: person.requests.append(request.url))
        page.goto(person.address)
        return person

    yield opened
    for context in contexts:
        context.close()
    for person in people:
        assert person.faults == []
        others = {url for url in person.requests if not url.startswith(("data:font", "blob:"))}
        assert others == {person.address}

"""Firefox and WebKit as their makers let them be driven, without a library in between.

Firefox listens by itself (Marionette), WebKit through WebKitWebDriver; both know the commands
of WebDriver (https://www.w3.org/TR/webdriver2/), each in an envelope of its own.
"""

import json
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

#: seconds in which anything must happen
PATIENCE = 30.0
#: a window as narrow as a small telephone, in CSS pixels
NARROW = {"x": 0, "y": 0, "width": 360, "height": 740}
LEFT, DOWN, TAB, ENTER = "\ue012", "\ue015", "\ue004", "\ue007"

#: where a browser puts what is saved, in the folder that it is given
DOWNLOADS = "downloads"

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_MINI_BROWSERS = "webkit2gtk-4*/MiniBrowser"
#: command of WebDriver -> where it is sent over HTTP
_OVER_HTTP = {
    "Navigate": "/url",
    "Refresh": "/refresh",
    "Back": "/back",
    "ExecuteScript": "/execute/sync",
    "FindElement": "/element",
    "ElementClick": "/element/{id}/click",
    "ElementSendKeys": "/element/{id}/value",
    "PerformActions": "/actions",
    "SetTimeouts": "/timeouts",
    "SetWindowRect": "/window/rect",
}
#: preferences of Firefox: a port of its own choice, downloads without a question, any width
_QUIET_FIREFOX: dict[str, object] = {
    "marionette.port": 0,
    "browser.download.folderList": 2,
    "browser.helperApps.neverAsk.saveToDisk": "application/json",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.legacyUserProfileCustomizations.stylesheets": True,
}


class Driver(Protocol):
    """Whatever carries out a command of WebDriver."""

    def __call__(self, command: str, **parameters: object) -> Any: ...


def wait_for(look: Callable[[], Any]) -> Any:
    """What is found, as soon as there is something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < deadline, "it did not happen"
        threading.Event().wait(0.02)
    return found


class Visitor:
    """Somebody before a browser."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver = driver
        self.downloads = folder / DOWNLOADS
        driver("SetTimeouts", implicit=int(PATIENCE * 1000))
        driver("SetWindowRect", **NARROW)

    def find(self, css: str) -> str:
        """An element, as soon as it is there."""
        return str(self.driver("FindElement", using="css selector", value=css)[_ELEMENT])

    def clicks(self, css: str) -> None:
        """Scroll to something and click it."""
        element = self.find(css)
        self.sees(f'document.querySelector({json.dumps(css)}).scrollIntoView({{block: "center"}})')
        self.driver("ElementClick", id=element)

    def types(self, css: str, words: str) -> None:
        """Type into a field; into one for files, the path of a file."""
        self.driver("ElementSendKeys", id=self.find(css), text=words)

    def presses(self, *keys: str) -> None:
        """Keys, one by one, wherever the page has its attention."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.driver("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def sees(self, script: str) -> Any:
        """What an expression in the page comes to."""
        return self.driver("ExecuteScript", script=f"return {script}", args=[])

    def words(self, css: str) -> str:
        """What can be read in an element."""
        self.find(css)
        return str(self.sees(f"document.querySelector({json.dumps(css)}).innerText"))


# -- Firefox --------------------------------------------------------------------------------------


@contextmanager
def firefox(folder: Path, *, is_blocked: bool) -> Iterator[Driver]:
    """Firefox without a screen and with a profile of its own; ``is_blocked``: keeps nothing."""
    downloads, looks = folder / DOWNLOADS, folder / "chrome"
    downloads.mkdir()
    looks.mkdir()
    wishes = {**_QUIET_FIREFOX, "browser.download.dir": str(downloads)}
    if is_blocked:
        wishes["network.cookie.cookieBehavior"] = 2  # "block all cookies", as the settings say
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(wish)});" for name, wish in wishes.items()]
    (folder / "user.js").write_text("\n".join(lines), "utf-8")
    (looks / "userChrome.css").write_text(":root, body { min-width: 0 !important }", "utf-8")
    command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    with _running(command, HOME=str(folder)):
        told = folder / "MarionetteActivePort"
        port = int(wait_for(lambda: told.exists() and told.read_text("utf-8")))
        with closing(_Marionette(port)) as driver:
            yield driver


class _Marionette:
    """Firefox, that listens to whoever connects; see Marionette's Protocol in its docs."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE)
        self._heard = self._line.makefile("rb")
        self._count = 0
        self._hear()
        self("NewSession")

    def _hear(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._heard.read(1)
        return json.loads(self._heard.read(int(length[:-1])))

    def __call__(self, command: str, **parameters: object) -> Any:
        self._count += 1
        asked = json.dumps([0, self._count, f"WebDriver:{command}", parameters]).encode()
        self._line.sendall(b"%d:%b" % (len(asked), asked))
        _, _, error, result = self._hear()
        assert error is None, (command, parameters, error)
        return result.get("value", result)

    def close(self) -> None:
        self._heard.close()
        self._line.close()


# -- WebKit ---------------------------------------------------------------------------------------


@contextmanager
def webkit(folder: Path, *, is_blocked: bool) -> Iterator[Driver]:
    """WebKitGTK's MiniBrowser on a screen of its own; ``is_blocked``: keeps nothing."""
    downloads, looks = folder / DOWNLOADS, folder / "gtk-3.0"
    downloads.mkdir()
    looks.mkdir()
    (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n', "utf-8")
    # its buttons need more than 360 pixels otherwise
    smaller = "* { min-width: 0; padding: 0; margin: 0; font-size: 4px }"
    (looks / "gtk.css").write_text(smaller, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    browser = max(map(str, Path("/usr").glob(f"lib/*/{_MINI_BROWSERS}")))
    refusal = ["--enable-html5-local-storage=false"] if is_blocked else []
    wish = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation", *refusal]}}
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "GDK_BACKEND": "x11"}
    with (
        _screen() as display,
        _running(["WebKitWebDriver", f"--port={port}"], DISPLAY=display, **home),
    ):
        wait_for(lambda: _listens(port))
        with closing(_OverHttp(f"http://127.0.0.1:{port}/session", wish)) as driver:
            yield driver


class _OverHttp:
    """A driver that is spoken to as the standard says."""

    def __init__(self, address: str, wish: Mapping[str, object]) -> None:
        self._address = address
        made = self._send("POST", "", {"capabilities": {"alwaysMatch": wish}})
        self._address += f"/{made['sessionId']}"

    def _send(self, method: str, path: str, body: Mapping[str, object]) -> Any:
        asked = urllib.request.Request(  # noqa: S310 - this machine
            self._address + path, json.dumps(body).encode(), method=method
        )
        with urllib.request.urlopen(asked, timeout=2 * PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["value"]

    def __call__(self, command: str, **parameters: object) -> Any:
        return self._send("POST", _OVER_HTTP[command].format(**parameters), parameters)

    def close(self) -> None:
        self._send("DELETE", "", {})


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees; its name."""
    told, telling = os.pipe()
    size = ("-screen", "0", "1280x900x24")
    command = ["Xvfb", "-displayfd", str(telling), *size, "-nolisten", "tcp"]
    with os.fdopen(told) as line, _running(command, pass_fds=(telling,)):
        os.close(telling)
        yield f":{line.readline().strip()}"


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _running(command: list[str], pass_fds: tuple[int, ...] = (), **settings: str) -> Iterator[None]:
    """A program that is ended afterwards, and silent meanwhile."""
    assert shutil.which(command[0]), f"{command[0]} is missing; run .ci/proofs"
    silent = subprocess.DEVNULL
    surroundings = {**os.environ, **settings}
    with subprocess.Popen(
        command, stdout=silent, stderr=silent, env=surroundings, pass_fds=pass_fds
    ) as program:
        try:
            yield
        finally:
            program.terminate()
            program.wait(PATIENCE)

"""The look of a scan: what is refused, where, and what comes through."""

from pathlib import Path

import pytest

from scans import SOUND
from servicescan.model.look import Look, Paper
from servicescan.problems import BadFiles
from servicescan.storage.look_files import MAX_LOGO_BYTES, read_logo
from servicescan.storage.workspace import read_workspace

SETTINGS = (Path(__file__).parent.parent / "broken/bad-colour/servicescan.yaml").read_text("utf-8")
PLAIN = SETTINGS.replace("look: {main: teal}\n", "")
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n....."


@pytest.fixture
def scan(tmp_path):
    """A workspace that uses the questionnaire of the tests."""
    folder = tmp_path / "scan"
    folder.mkdir()

    def write(look: str) -> Path:
        words = PLAIN.replace("../../sound", SOUND.as_posix()) + look
        (folder / "servicescan.yaml").write_text(words, "utf-8")
        return folder

    write("")
    return write


def problems(folder: Path) -> list[tuple[str, int | None]]:
    with pytest.raises(BadFiles) as caught:
        read_workspace(folder)
    return [(problem.code.word, problem.location.line) for problem in caught.value.problems]


def test_a_whole_look_is_read(scan):
    folder = scan('look: {logo: a.svg, main: "#7A1F5C", accent: "#0066CC", paper: letter}\n')
    (folder / "a.svg").write_bytes(SVG)
    look = read_workspace(folder).look
    assert look == Look(logo="a.svg", main="#7A1F5C", accent="#0066CC", paper=Paper.LETTER)
    assert read_logo(look, folder).suffix == ".svg"


def test_without_a_look_nothing_changes(scan):
    folder = scan("")
    look = read_workspace(folder).look
    assert look == Look()
    assert read_logo(look, folder) is None


@pytest.mark.parametrize(
    "look",
    [
        'main: "#FFFFEE"',
        "main: blue",
        'accent: "#12345"',
        'main: "#0F766E", accent: "#0f766e"',
    ],
)
def test_a_colour_that_cannot_be_used_is_refused_at_its_place(scan, look):
    assert problems(scan(f"look: {{{look}}}\n")) == [("bad-colour", 8)]


@pytest.mark.parametrize(
    "content",
    [
        SVG.replace(b"<circle", b'<image href="http://example.org/x.png"/><circle'),
        SVG.replace(b"<circle", b"<script>1</script><circle"),
        SVG.replace(b"<circle", b'<circle fill="url( #a )"'),
        SVG.replace(b"<circle", b'<circle onload = "1"'),
        SVG.replace(b"<svg", b'<!DOCTYPE x [<!ENTITY a "b">]><svg'),
        b"GIF89a",
        b"",
        PNG + b"x" * MAX_LOGO_BYTES,
    ],
)
def test_a_logo_that_is_more_than_a_picture_is_refused(scan, content):
    folder = scan("look: {logo: a.svg}\n")
    (folder / "a.svg").write_bytes(content)
    assert problems(folder) == [("bad-logo", 8)]


@pytest.mark.parametrize("name", ["../a.png", "/etc/hostname", "none.png", '"a\\0.png"', "."])
def test_a_logo_comes_from_the_folder_of_the_scan(scan, name):
    folder = scan(f"look: {{logo: {name}}}\n")
    (folder.parent / "a.png").write_bytes(PNG)
    assert problems(folder) == [("bad-logo", 8)]


def test_a_link_out_of_the_folder_is_refused(scan):
    folder = scan("look: {logo: a.png}\n")
    (folder.parent / "a.png").write_bytes(PNG)
    (folder / "a.png").symlink_to(folder.parent / "a.png")
    assert problems(folder) == [("bad-logo", 8)]


@pytest.mark.parametrize(("content", "suffix"), [(PNG, ".png"), (b"\xff\xd8\xff..", ".jpg")])
def test_the_bytes_say_what_a_picture_is(scan, content, suffix):
    folder = scan("")
    (folder / "a.xyz").write_bytes(content)
    assert read_logo(Look(logo="a.xyz"), folder).suffix == suffix

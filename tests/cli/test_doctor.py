"""What this system lacks, and how to mend it."""

import re

import pytest

from servicescan import resources


def findings(outcome):
    """Subject -> sign."""
    lines = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
    return {line[2:].partition(":")[0]: line[0] for line in lines}


def test_where_all_is_well_every_line_says_so(run):
    ended = run("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert findings(ended) == dict.fromkeys(
        ("Pango", "Shipped files", "Fonts", "Folder", "Encoding", "Terminal"), "✓"
    )
    assert re.search(r"^✓ Fonts: \d+ fonts of the report$", ended.out, re.MULTILINE)
    assert "none (a file or a pipe)" in ended.out


def test_a_folder_that_does_not_exist_yet_is_looked_for_above(run, tmp_path):
    ended = run("doctor", "-w", "not/yet")
    assert ended.code == 0
    assert f"✓ Folder: {tmp_path} can be written" in ended.out


def test_a_folder_that_cannot_be_written(run, tmp_path):
    (tmp_path / "file").write_text("no folder")
    ended = run("doctor", "-w", "file/scan")
    assert ended.code == 1
    assert findings(ended)["Folder"] == "✗"
    assert f"{tmp_path / 'file'} cannot be written (" in ended.out
    assert "    Choose another folder with --workspace, or change its rights.\n" in ended.out


def test_an_encoding_without_our_letters(start):
    ended = start("doctor", PYTHONIOENCODING="ascii")
    assert ended.code == 1
    assert "x Encoding: ascii lacks letters and signs; plain stand-ins are drawn" in ended.out
    assert "    Set PYTHONUTF8=1, or use a terminal and locale with UTF-8." in ended.out


def test_a_pdf_library_that_does_not_start_for_another_reason(start, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise ImportError('half installed')", "utf-8")
    ended = start("doctor", PYTHONPATH=str(tmp_path))
    assert ended.code == 1
    assert "✗ WeasyPrint: ImportError: half installed" in ended.out
    assert "    Install servicescan again in a new environment." in ended.out


def test_an_installation_that_lost_its_files(run, tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    ended = run("doctor")
    assert ended.code == 1
    assert "✗ Shipped files: missing: questionnaires/service-excellence/" in ended.out
    assert "✗ Fonts: cannot be used: " in ended.out
    assert ended.out.count("    Install servicescan again.\n") == 2


def test_an_installation_with_a_broken_font(run, tmp_path, monkeypatch):
    fonts = tmp_path / "reports" / "gap" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "good.ttf").write_bytes(b"\x00\x01\x00\x00")
    (fonts / "bad.ttf").write_bytes(b"<html>")
    monkeypatch.setattr(resources, "_ROOTS", (tmp_path,))
    assert "✗ Fonts: cannot be used: bad.ttf\n" in run("doctor").out


@pytest.mark.parametrize(
    ("size", "sign", "code"), [((24, 80), "✓", 0), ((24, 79), "✗", 1), ((23, 80), "✗", 1)]
)
def test_a_terminal_must_be_large_enough_for_the_interview(sit_down, size, sign, code):
    ended = sit_down("doctor", size=size).leaves()
    assert ended.code == code
    assert f"{sign} Terminal: {size[1]} by {size[0]}, with colour" in ended.out


def test_a_terminal_without_colour_is_fine(sit_down, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    ended = sit_down("doctor").leaves()
    assert ended.code == 0
    assert "✓ Terminal: 80 by 24, without colour" in ended.out

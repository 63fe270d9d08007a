"""The report with a theme of one's own, and made again while its files are open."""

from dataclasses import replace
from pathlib import Path

import pytest

from scans import people, save
from servicescan.cli.watching import state, watch
from servicescan.problems import UserError

PLAIN = "<h1>{{ cover.client }} OWN</h1>"


@pytest.fixture
def answered(scan, monkeypatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    found = people("B1 S1-1 S1-2 S1-3\nlead*8 2 3 4 -\nfront*8 1 2 3 2")
    save(
        scan,
        (replace(r, respondent=replace(r.respondent, code=f"r{n}")) for n, r in enumerate(found)),
    )
    return scan


def test_a_theme_takes_the_place_of_a_template(run, answered, tmp_path):
    parts = tmp_path / "own" / "parts"
    parts.mkdir(parents=True)
    (parts / "cover.html.j2").write_text(PLAIN, "utf-8")
    ended = run("report", "-w", answered, "-o", "a.html", "--theme", tmp_path / "own")
    assert (ended.code, ended.err) == (0, "")
    assert " OWN</h1>" in (tmp_path / "a.html").read_text("utf-8")


def test_a_fault_in_a_theme_is_one_sentence_and_nothing_is_written(run, answered, tmp_path):
    (tmp_path / "own" / "parts").mkdir(parents=True)
    (tmp_path / "own" / "parts" / "cover.html.j2").write_text("\n{% if %}", "utf-8")
    ended = run("report", "-w", answered, "-o", "a.html", "--theme", tmp_path / "own")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("parts/cover.html.j2:2: ")
    assert not (tmp_path / "a.html").exists()


def test_the_look_of_the_scan_is_on_the_page_and_a_pale_colour_is_named(run, answered, tmp_path):
    (answered / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    with (answered / "servicescan.yaml").open("a", encoding="utf-8") as settings:
        settings.write('look: {logo: mark.svg, main: "#7FD1C7", confidentiality: Board only}\n')
    ended = run("report", "-w", answered, "-o", "a.html")
    assert (ended.code, ended.err) == (0, "")
    assert "#7FD1C7 is te licht voor tekst op papier; in plaats daarvan is #" in ended.out
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "Board only" in page
    assert 'class="logo" src="data:image/svg+xml' in page


class Pauses:
    """Does one thing at each pause, and then presses Ctrl-C."""

    def __init__(self, *acts) -> None:
        self.acts = list(acts)

    def __call__(self) -> None:
        if not self.acts:
            raise KeyboardInterrupt
        self.acts.pop(0)()


def test_each_change_makes_it_again_and_ctrl_c_ends_it(tmp_path, capsys):
    file, made = tmp_path / "servicescan.yaml", []
    file.write_text("a", "utf-8")

    def make() -> None:
        made.append(file.read_text("utf-8") if file.exists() else "gone")
        if made[-1] == "bbb":
            raise UserError("servicescan.yaml:1: wrong. Mend it.")

    pauses = Pauses(
        lambda: None,
        lambda: file.write_text("bbb", "utf-8"),
        lambda: (tmp_path / "notes.txt").write_text("no matter", "utf-8"),
        lambda: file.write_text("cc", "utf-8"),
        file.unlink,
    )
    watch([tmp_path], make, pauses)
    assert made == ["bbb", "cc", "gone"]
    assert capsys.readouterr().out == "servicescan.yaml:1: wrong. Mend it.\n"


def test_drafts_and_reports_do_not_count(tmp_path):
    for name in (".draft.json", "report.pdf", "notes.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    assert state([tmp_path]) == {}

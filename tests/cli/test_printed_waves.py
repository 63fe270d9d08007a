"""Two printed reports side by side: nothing but what they print is known."""

import json
import shutil
from dataclasses import replace

import pytest
from pypdf import PdfWriter

from scans import content, people, save


def answers(levels):
    rows = "\n".join(f"front {a} {b} {c}" for a, b, c in levels)
    return [
        replace(each, respondent=replace(each.respondent, code=f"p{n}"))
        for n, each in enumerate(people(f"S1-1 S1-2 S1-3\n{rows}"))
    ]


def printed(path, figures, **changes):
    """A PDF that carries these figures, as a report does."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("assessment.json", json.dumps(figures | changes).encode())
    writer.write(path)
    return path


@pytest.fixture
def two(run, scan, tmp_path):
    """A scan and the same one two levels higher, with the figures of both as PDFs."""
    before = [(1 + n % 2, 2 + n % 2, 1 + n % 3) for n in range(12)]
    found = []
    for name, rise in (("old", 0), ("new", 2)):
        folder = shutil.copytree(scan, tmp_path / name)
        save(folder, answers([(a + rise, b + rise, c + rise) for a, b, c in before]))
        found.append(json.loads(run("results", "-w", folder, "--json").out))
    return found


@pytest.fixture
def pdfs(two, tmp_path):
    return [printed(tmp_path / f"{n}.pdf", figures) for n, figures in enumerate(two)]


def shift(figures):
    return figures["assessment"]["shifts"][0]


def said(run, *arguments):
    ended = run("compare", *arguments, "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    return " ".join(ended.out.split())


def test_then_now_difference_and_verdict(run, pdfs):
    words = said(run, *pdfs)
    assert "Then: Gemeente Voorbeeld · sound 1 · 12 people answered." in words
    assert "S1 1.9 (1.7 to 2.2) n=12 → 3.9 (3.7 to 4.2) n=12 +2.0 (+1.7 to +2.3) · higher" in words
    assert "-2.0 (-2.3 to -1.7) · lower" in said(run, *reversed(pdfs))
    assert "0.0 (-0.3 to +0.3) · not distinguishable" in said(run, pdfs[0], pdfs[0])


def test_a_report_and_a_scan(run, pdfs, tmp_path):
    with_folder = said(run, pdfs[0], tmp_path / "new")
    assert with_folder == said(run, *pdfs)


def test_as_data(run, pdfs, tmp_path):
    found = json.loads(run("compare", *pdfs, "--json").out)
    (one,) = found["shifts"]
    assert found["from"] == "printed figures"
    assert one["difference"] == {"exact": "2", "rounded": 2.0}
    assert (one["is_clear"], one["differs"], one["old"]["n"]) == (True, None, 12)
    before = content(tmp_path / "new")
    assert json.loads(run("compare", pdfs[0], tmp_path / "new", "--json").out) == found
    assert content(tmp_path / "new") == before  # noted as passed on already, by the fixture


def test_what_is_hidden_stays_hidden(run, two, tmp_path):
    figures = two[1]
    nothing = {"value": None, "n": 0, "low": None, "high": None, "withheld": "too_few_answers"}
    shift(figures)["figure"] = nothing
    paths = [printed(tmp_path / f"{n}.pdf", each) for n, each in enumerate(two)]
    assert "n=12 → – too few answers to show" in said(run, *paths)
    (one,) = json.loads(run("compare", *paths, "--json").out)["shifts"]
    assert (one["difference"], one["is_clear"]) == (None, False)
    nothing["withheld"] = "protects_others"
    assert "n=12 → – not shown in a report" in said(
        run, paths[0], printed(tmp_path / "3.pdf", figures)
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"version": "2"}, "has another version now (1, 2)"),
        ({"form": "quick"}, "the other the quick set"),
    ],
)
def test_another_questionnaire_version_or_form_is_said_and_gives_no_verdict(
    run, two, tmp_path, changes, sentence
):
    old, new = printed(tmp_path / "a.pdf", two[0]), printed(tmp_path / "b.pdf", two[1], **changes)
    words = said(run, old, new)
    assert sentence in words
    assert "+2.0 (+1.7 to +2.3) · not comparable" in words
    (one,) = json.loads(run("compare", old, new, "--json").out)["shifts"]
    assert (one["is_clear"], one["differs"]) == (False, next(iter(changes)))


def test_other_questions_give_no_verdict(run, two, tmp_path):
    two[1]["assessment"]["questions"]["S1-2"]["tally"]["answered"] = 0
    paths = [printed(tmp_path / f"{n}.pdf", each) for n, each in enumerate(two)]
    assert "not comparable: not over the same questions" in said(run, *paths)


def test_a_shift_that_only_one_of_them_has(run, two, tmp_path):
    shift(two[1])["shift"] = "S2"
    paths = [printed(tmp_path / f"{n}.pdf", each) for n, each in enumerate(two)]
    words = said(run, *paths)
    assert "n=12 → – no answers S2 – → 3.9" in words


def test_two_questionnaires_are_not_compared(run, two, tmp_path):
    old = printed(tmp_path / "a.pdf", two[0])
    ended = run("compare", old, printed(tmp_path / "b.pdf", two[1], questionnaire="other"))
    assert ended.code == 1
    assert "made with two questionnaires, sound and other" in ended.err


@pytest.mark.parametrize("odd", ["1e999999999", "1/0", "9", "-3", 7, None, "NaN"])
def test_a_figure_that_is_none_is_refused(run, two, tmp_path, odd):
    shift(two[1])["figure"]["value"]["exact"] = odd
    path = printed(tmp_path / "b.pdf", two[1])
    ended = run("compare", path, path)
    assert (ended.code, ended.out) == (1, "")
    assert "its figures are not complete" in ended.err


def test_a_margin_that_is_no_level_is_refused(run, two, tmp_path):
    shift(two[1])["figure"]["low"] = float("nan")
    path = printed(tmp_path / "b.pdf", two[1])
    assert "its figures are not complete" in run("compare", path, path).err

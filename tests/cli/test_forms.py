"""`servicescan forms`: one per audience, nothing replaced unasked, nothing from elsewhere in it."""

import re

import pytest


def test_a_form_for_every_audience(run, scan):
    outcome = run("forms", "-w", scan)
    assert outcome.code == 0
    assert sorted(path.name for path in (scan / "forms").iterdir()) == ["front.html", "lead.html"]
    assert "front.html" in outcome.out


def test_only_for_one_audience(run, scan):
    assert run("forms", "-w", scan, "--audience", "lead").code == 0
    assert [path.name for path in (scan / "forms").iterdir()] == ["lead.html"]


def test_an_audience_that_takes_no_part_is_refused(run, scan):
    outcome = run("forms", "-w", scan, "--audience", "leed")
    assert outcome.code == 2
    assert "Did you mean “lead”?" in outcome.err
    assert not (scan / "forms").exists()


def test_another_form_is_replaced_only_when_told(run, scan):
    run("forms", "-w", scan, "--audience", "lead")
    path = scan / "forms" / "lead.html"
    first = path.read_bytes()
    assert run("forms", "-w", scan, "--audience", "lead").code == 0  # the same once more
    refused = run("forms", "-w", scan, "--audience", "lead", "--unit", "Noord")
    assert refused.code == 1
    assert "--replace" in refused.err
    assert path.read_bytes() == first
    assert run("forms", "-w", scan, "--audience", "lead", "--unit", "Noord", "--replace").code == 0
    assert "Noord" in path.read_text("utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_opens_in_the_language_asked_for(run, scan, language):
    run("forms", "-w", scan, "--lang", language)
    page = (scan / "forms" / "front.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page


def test_the_page_needs_nothing_from_elsewhere_and_says_nothing_of_this_computer(run, scan):
    run("forms", "-w", scan)
    page = (scan / "forms" / "front.html").read_text("utf-8")
    assert re.findall(r'(?:src|href)\s*=\s*"([^"#][^"]*)"', page) == []
    assert "default-src 'none'" in page
    assert str(scan) not in page


def test_words_of_the_client_cannot_end_the_page(run, scan):
    settings = scan / "servicescan.yaml"
    evil = "</script><script>alert(1)</script>"
    text = settings.read_text("utf-8").replace("Gemeente Voorbeeld", evil)
    settings.write_text(text, "utf-8")
    assert run("forms", "-w", scan).code == 0
    page = (scan / "forms" / "front.html").read_text("utf-8")
    assert evil not in page
    assert page.count("<script") == 2

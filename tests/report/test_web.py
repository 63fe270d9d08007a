"""The report as a web page: whole in one file, the same words, nothing asked of anyone."""

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape

import pytest

from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.web import render_web


@pytest.fixture(scope="session")
def page(demo, language) -> str:
    return render_web(compose(demo, language), theme())


def words(html: str, *elements: str) -> list[str]:
    """What a reader sees in these elements."""
    parts = [re.search(rf"<{e}\b.*?</{e}>", html, flags=re.DOTALL)[0] for e in elements]
    return re.sub(r"<[^>]+>", " ", " ".join(parts)).split()


def test_it_says_what_the_pdf_says(page, html):
    assert words(page, "header", "main") == words(html, "body")


def test_nothing_is_fetched(page):
    assert set(re.findall(r"https?://[^\"<> ]+", page)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\((\w+:)", page)) == {"data:"}
    assert not re.search(r"url\((?!data:)", page)
    assert not re.search(r"<(link|iframe|object|embed|base)\b|\ssrc=\"(?!data:)", page)


def test_the_browser_is_told_to_fetch_nothing_and_to_run_only_our_script(page):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1])
    script = re.search(r"<script>(.*?)</script>", page, flags=re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policy
    assert page.count("<script") == 1


def test_every_link_has_its_place(page):
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_every_table_and_figure_can_be_moved_sideways(page):
    for tag in ("table", "figure"):
        assert page.count(f"<{tag}") == page.count(f'<div class="scroll"><{tag}')


@pytest.mark.parametrize("nasty", ["</style><b>x", 'a"} * { display: none } \\', "</script>"])
def test_what_a_user_wrote_stays_text_in_the_page_and_in_its_style(demo, language, nasty):
    scan = replace(demo, workspace=replace(demo.workspace, client=nasty))
    made = render_web(compose(scan, language), theme())
    assert made.count("</style>") == made.count("</script>") == 1
    assert "<b>x" not in made
    styles = re.search(r"<style>(.*?)</style>", made, flags=re.DOTALL)[1]
    assert "* { display: none }" not in styles


def test_same_input_same_page(demo, language, page):
    assert render_web(compose(demo, language), theme()) == page

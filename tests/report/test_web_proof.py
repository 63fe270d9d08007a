"""The report in a browser as its reader meets it: on a desk and a phone, by day and by night."""

import re

import pytest

from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.web import render_web

pytestmark = pytest.mark.proof

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(demo, language, tmp_path_factory) -> str:
    file = tmp_path_factory.mktemp("web") / "report.html"
    file.write_text(render_web(compose(demo, language), theme()), "utf-8")
    return file.as_uri()


@pytest.fixture(
    params=[("light", DESK), ("dark", DESK), ("light", PHONE), ("dark", PHONE)],
    ids=["light-desk", "dark-desk", "light-phone", "dark-phone"],
)
def opened(browser, address, request):
    """The page, and all that it asked for or complained of."""
    scheme, size = request.param
    context = browser.new_context(color_scheme=scheme, viewport=size)
    page = context.new_page()
    page.heard = []
    page.on("request", lambda asked: page.heard.append(asked.url))
    page.on("console", lambda said: page.heard.append(said.text))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.goto(address)
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


def test_axe_finds_nothing(opened):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()


def test_the_page_asks_for_nothing_and_complains_of_nothing(opened, address):
    others = [heard for heard in opened.heard if not heard.startswith("data:")]
    assert others == [address]


def test_nothing_sticks_out_of_the_window(opened):
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_skips_to_the_report_and_on_to_what_moves_sideways(opened):
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    wide = opened.evaluate(
        "[...document.querySelectorAll('.scroll')].map(b => b.scrollWidth > b.clientWidth)"
    )
    stops = opened.evaluate("[...document.querySelectorAll('.scroll')].map(b => b.tabIndex === 0)")
    assert wide == stops
    if opened.viewport_size == PHONE:
        assert any(wide)


def test_paper_is_white_by_day_and_dark_by_night(opened):
    paper = opened.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red = int(re.search(r"\d+", paper)[0])
    dark = opened.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert red < 60 if dark else red == 255


def test_it_prints_like_the_pdf(browser, address, pdf):
    from io import BytesIO

    from pypdf import PdfReader

    page = browser.new_page()
    page.goto(address)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    made = PdfReader(pdf)
    assert abs(len(printed.pages) - len(made.pages)) <= 3
    assert printed.pages[0].mediabox.width == pytest.approx(made.pages[0].mediabox.width, abs=1)
    assert f"3 / {len(printed.pages)}" in printed.pages[2].extract_text()

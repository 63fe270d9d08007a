"""The page that is read when nothing else is stays one page."""

import re
from dataclasses import replace

import pytest

from servicescan.model.look import Look, Paper
from servicescan.report import theme
from servicescan.report.compose import compose
from servicescan.report.dress import dressed
from servicescan.report.html import render_html
from servicescan.report.pdf import engine
from servicescan.report.pieces import Message
from servicescan.report.view import ReportView
from servicescan.report.writer import Scan, Writer, first_sentence

MOST = 3


def longest(demo: Scan, language, levels: range) -> list[str]:
    """The longest first sentences of portraits, one for a shift."""
    each = [
        max((first_sentence(Writer(demo, language).say(shift.levels[n])) for n in levels), key=len)
        for shift in demo.questionnaire.shifts
    ]
    return sorted(each, key=len)[-MOST:]


def summary_only(html: str) -> str:
    head, _, rest = html.partition("<body")
    body = re.search('<section class="page summary".*?</section>', rest, re.DOTALL)
    assert body
    return f"{head}<body>{body[0]}</body></html>"


def fullest(demo: Scan, language) -> ReportView:
    """Three strengths and three gaps of the longest, each on a border."""
    view = compose(demo, language)
    border = {"nl": "Op de grens van niveau 2 en 3.", "en": "On the border of levels 2 and 3."}[
        language
    ]

    def told(kind: str, levels: range) -> tuple[Message, ...]:
        return tuple(
            Message(
                kind=kind, title="Outside-in organiseren · 3,4 (n = 33)", body=f"{words} {border}"
            )
            for words in longest(demo, language, levels)
        )

    found = replace(
        view.summary, strengths=told("strength", range(2, 5)), gaps=told("gap", range(1, 3))
    )
    return replace(view, summary=found)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_summary_takes_one_page_with_the_longest_texts(demo, language, paper):
    with dressed(theme(), Look(paper=paper), None, None) as folder, engine(folder) as layout:
        html = render_html(fullest(demo, language), folder)
        assert len(layout.pages(summary_only(html)).pages) == 1
        assert (
            len(layout.pages(summary_only(html.replace("</h1>", "<br>" * 30 + "</h1>"))).pages) > 1
        )

"""The report's page: every sentence in its own language, every user's word literal."""

import datetime
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from markupsafe import escape

from servicescan.model.assessment import Figure, Withheld
from servicescan.model.hidden import hidden_shifts
from servicescan.model.response import Answer, Respondent, Response
from servicescan.model.text import Language
from servicescan.model.workspace import Form, Group
from servicescan.report import report_html
from servicescan.scoring.assess import assess

DAY = datetime.date(2026, 11, 22)


def _words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _made(demo, responses, **changes) -> str:
    workspace = replace(demo.workspace, **changes)
    found = assess(demo.questionnaire, responses, workspace)
    return report_html(found, demo.questionnaire, workspace, language=workspace.language, day=DAY)


def test_no_marker_and_no_foreign_program_word_is_left(html, language):
    words = _words(html)
    assert not re.search(r"\{\w*-?\}", words)
    foreign = {
        Language.NL: ["Road map", "Decision asked", "Pitfall", "answered", "How sure"],
        Language.EN: ["Routekaart", "Gevraagd besluit", "Valkuil", "beantwoord", "Hoe zeker"],
    }
    for phrase in foreign[language]:
        assert phrase not in words


def test_numbers_are_written_as_the_language_does(demo, html, language):
    shift = next(s for s in demo.assessment.shifts if s.shift == "S7")
    printed = f"{float(shift.figure.value):.1f}"
    assert (printed.replace(".", ",") if language is Language.NL else printed) in html


def test_every_figure_of_a_shift_carries_its_people_and_margin(demo, html):
    for shift in demo.assessment.shifts:
        part = html.split(f' id="shift-{shift.shift}"')[1]
        head = _words(part.split("</section>")[0])
        assert str(shift.figure.n) in head
        assert re.search(r"\d[.,]\d (to|tot) \d[.,]\d", head)


def test_every_advice_names_the_answers_behind_it(demo, html):
    words = _words(html)
    for advice in demo.assessment.advice:
        assert advice.because or advice.is_derived
        assert advice.recommendation in words
        for trigger in advice.because:
            assert re.search(rf"{trigger.question} \(\d[.,]\d\)", words)


def test_all_questions_and_anchors_stand_in_the_appendix(demo, html, language):
    appendix = _words(html.split('id="appendix"')[1])
    for question in demo.questionnaire.questions:
        assert question.id in appendix
    term = demo.questionnaire.customer_term(demo.workspace.customer_term).markers(language)
    anchor = demo.questionnaire.shifts[6].questions[0].anchors[5].in_(language, term)
    assert anchor.replace("'", "’") in appendix


def test_basics_below_organised_come_before_all_other_advice(demo):
    assert demo.assessment.basics_first == ("B2",)
    first = next(advice for advice in demo.assessment.advice if advice.is_first)
    assert first.block == "B"


def test_the_example_says_that_it_is_invented(html, language):
    said = {Language.NL: "Fictieve organisatie", Language.EN: "Fictitious organisation"}
    assert said[language] in html


@pytest.mark.parametrize(
    "nasty",
    ["<script>alert(1)</script>", "{{ 7*7 }}", "{% include 'x' %}", "a \u2029 b", "[/] [red]"],
)
def test_what_a_user_wrote_is_shown_and_never_interpreted(demo, nasty):
    page = _made(demo, (), client=nasty)
    assert "<script>" not in page
    assert "\u2029" not in page
    assert str(escape(nasty.split("\u2029")[0].strip())) in page


def test_control_characters_are_spelled_out(demo):
    assert r"\x1b[31mred" in _made(demo, (), client="\x1b[31mred")


def _response(demo, code: str, level: int) -> Response:
    questions = demo.questionnaire.questions_for("leadership")
    return Response(
        questionnaire=demo.questionnaire.id,
        version=demo.questionnaire.version,
        respondent=Respondent(code=code, audience="leadership"),
        day="2026-11-01",
        answers={question.id: Answer(level=level, note="SECRET-NOTE") for question in questions},
    )


def test_one_response_gives_a_report_without_a_single_figure_of_it(demo):
    page = _made(demo, (_response(demo, "abc", 4),))
    assert "SECRET-NOTE" not in page
    summary = page.split('id="summary"')[1].split("</section>")[0]
    assert not re.search(r'class="num score strong">\d', summary)


def test_nobody_answered_gives_a_report_that_says_so(demo, language):
    said = {Language.NL: "Te weinig antwoorden", Language.EN: "Too few answers"}
    assert said[language] in _made(demo, ())


def test_the_quick_set_is_labelled_indicative(demo, language):
    said = {Language.NL: "indicatief", Language.EN: "indicative"}
    assert said[language] in _made(demo, (), form=Form.QUICK)


def test_notes_without_permission_never_reach_the_report(demo):
    assert demo.assessment.quotes
    assert len(demo.assessment.quotes) < 60
    people = [_response(demo, f"p{number}", 3) for number in range(12)]
    assert "SECRET-NOTE" not in _made(demo, tuple(people))


def test_unequal_weights_are_shown_beside_equal_ones(demo, html, language):
    said = {Language.NL: "als elke vraag even zwaar telde", Language.EN: "counted the same"}
    assert said[language] not in html
    first, *rest = demo.questionnaire.shifts
    heavy = replace(first.questions[0], weight=Fraction(3))
    first = replace(first, questions=(heavy, *first.questions[1:]))
    people = tuple(_response(demo, f"p{number}", 3) for number in range(6))
    shifts = replace(demo, questionnaire=replace(demo.questionnaire, shifts=(first, *rest)))
    page = _made(shifts, people, audiences={"leadership": Group(visible_as_group=True)})
    assert page.count(said[language]) > 1


def test_units_are_shown_with_their_people_their_rule_and_what_is_hidden(demo, html, language):
    rows = html.partition(
        {Language.NL: "Shift per afdeling", Language.EN: "Shift by unit"}[language]
    )[2].partition("</p>")[0]
    first, second = demo.assessment.units
    for unit in (first, second):
        people = f"(n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{unit.respondents})"
        assert f'{unit.unit} <span class="sign">{people}</span>' in rows
        for shifts in hidden_shifts(unit).values():
            assert f"({', '.join(shifts)})" in rows
    assert rows.count('class="level-') == sum(
        figure.value is not None for unit in (first, second) for figure in unit.by_shift.values()
    )


def test_what_an_earlier_report_keeps_out_is_said(demo, language):
    one, *others = demo.assessment.shifts
    hidden = replace(one, figure=Figure(withheld=Withheld.EARLIER_REPORT))
    found = replace(demo.assessment, late=3, shifts=(hidden, *others))
    page = report_html(found, demo.questionnaire, demo.workspace, language=language, day=DAY)
    said = {
        Language.NL: ("3 mensen hebben na een eerder rapport geantwoord", "1 cijfer is weggelaten"),
        Language.EN: ("3 people answered after an earlier report", "1 figure is left out"),
    }
    assert all(sentence in _words(page) for sentence in said[language])

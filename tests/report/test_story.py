"""One story: what is named first, what is asked to decide and what is planned say the same."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from servicescan.i18n import Speaker
from servicescan.model.assessment import Figure, Participation, PerceptionGap, Withheld
from servicescan.model.text import Language
from servicescan.report import report_html, theme
from servicescan.report.compose import compose
from servicescan.report.html import render_html
from servicescan.report.writer import Scan


@pytest.fixture(scope="module")
def view(demo, language):
    return compose(demo, language)


def changed(demo: Scan, language: Language, **parts):
    return compose(replace(demo, assessment=replace(demo.assessment, **parts)), language)


def bare(demo: Scan):
    """The shifts without a margin, except the first."""
    first, *others = demo.assessment.shifts
    return (first, *(replace(s, figure=replace(s.figure, low=None, high=None)) for s in others))


def test_every_shift_named_first_is_planned(demo, view):
    blocks = {action.block for action in view.road.actions}
    assert set(demo.assessment.attention.shifts) <= blocks


def test_the_decision_follows_the_action_table_and_says_what_comes_next(demo, view):
    steps = [step.id for step in view.summary.steps]
    assert steps == [action.id for action in view.road.actions if action.id in steps]
    told = {step.block for step in view.summary.steps}
    named = set(demo.assessment.attention.shifts)
    assert told & named
    assert all(shift in view.summary.steps_note for shift in named - told)


def test_a_step_that_takes_more_than_hours_says_so_where_it_is_decided(language, view):
    efforts = {step.id: step.effort for step in view.summary.steps}
    small = Speaker(language)._("quick win, within existing hours")
    assert {step.id for step in view.summary.steps if step.takes} == {
        id_ for id_, effort in efforts.items() if effort != small
    }
    page = render_html(view, theme()).split('class="steps"')[1].split("</table>")[0]
    assert all(step.takes in page for step in view.summary.steps)
    assert any(step.takes for step in view.road.actions)


def test_no_shift_stands_firmest_where_the_shifts_cannot_be_told_apart(demo, language):
    assert "firmest" in compose(demo, language).summary.headline or language is Language.NL
    found = changed(demo, language, shifts=bare(demo))
    order = " ".join(fact.body for fact in found.checks.method)
    summary = found.summary
    for words in (summary.headline, summary.strengths_title, found.map.notes[0].title, order):
        assert "irmest" not in words
        assert "stevigst" not in words
    assert found.summary.no_more.startswith(("It is too early", "Of de shifts"))


def test_a_title_counts_the_margins_where_some_are_missing(demo, language):
    said = changed(demo, language, shifts=bare(demo)).titles.sure
    wanted = "a margin for one of the ten shifts; where shown, the absent could"
    assert (wanted if language is Language.EN else "een marge voor één van de tien") in said


def test_where_nobody_knows_how_many_were_invited_no_margin_is_promised(demo, language):
    turnout = tuple(
        Participation(audience=p.audience, invited=None, responses=p.responses, complete=p.complete)
        for p in demo.assessment.participation
    )
    shifts = tuple(replace(s, if_absent=None) for s in demo.assessment.shifts)
    found = replace(demo.assessment, participation=turnout, shifts=shifts)
    page = report_html(found, demo.questionnaire, demo.workspace, language=language, day=demo.day)
    assert not re.search(">(Invited|Uitgenodigd|Whatever the absent|Wat afwezigen)", page)
    said = changed(demo, language, participation=turnout).titles.sure
    assert said.endswith(("how many were invited is not known", "is niet bekend"))


def test_domains_without_a_margin_are_not_compared(demo, language):
    hidden = tuple(
        replace(d, figure=replace(d.figure, low=None, high=None)) for d in demo.assessment.domains
    )
    said = changed(demo, language, domains=hidden).titles.heat
    assert said in (
        "Not every domain has a figure with a margin",
        "Niet elk domein heeft een cijfer met een marge",
    )


def seen(block: str, difference: str, low: float, high: float, p: float) -> PerceptionGap:
    above = Fraction(difference)
    return PerceptionGap(
        block=block,
        questions=(f"{block}-1",),
        policy=Figure(value=3 + above, n=6),
        practice=Figure(value=Fraction(3), n=16),
        difference=above,
        low=low,
        high=high,
        is_flagged=abs(above) >= Fraction(1, 2) and not low <= 0 <= high,
        p=p,
        pairs=Fraction(3, 4),
    )


def test_a_difference_lies_inside_its_own_margin_and_zero_has_no_sign(demo, language):
    gaps = (seen("S1", "-0.6", -1.3, 0.1, 0.2), seen("S2", "1.1", -0.02, 2.2, 0.2))
    found = changed(demo, language, perception=gaps)
    one, two = (s.mirror.replace(",", ".") for s in found.shifts if s.id in ("S1", "S2"))
    higher = "practice side scores 0.6 higher. but", "praktijkkant scoort 0.6 hoger. maar"
    assert any(words in one for words in higher)
    assert "\N{MINUS SIGN}0.1\N{NO-BREAK SPACE}" in one
    assert "1.3)" in one
    assert "\N{MINUS SIGN}0.02\N{NO-BREAK SPACE}" in two
    assert "\N{MINUS SIGN}0.0\N{NO-BREAK SPACE}" not in one + two


def test_a_title_names_only_what_the_lot_bears_out(demo, language):
    gaps = (seen("S1", "1.1", 0.5, 1.7, 0.001), seen("S7", "0.9", 0.1, 1.7, 0.08))
    found = changed(demo, language, perception=gaps)
    assert "empowerment" not in found.perception.title
    assert found.perception.rows[1].head.startswith(("Not certain", "Niet zeker"))
    unsure = changed(demo, language, perception=gaps[1:]).perception.title
    assert "empowerment" in unsure
    assert unsure.endswith(("it is not certain", "zeker is het niet"))


def test_a_large_difference_that_is_not_certain_is_named_as_such(demo, language):
    gaps = (seen("S1", "1.1", -0.2, 2.4, 0.2), seen("S7", "0.9", 0.1, 1.7, 0.001))
    found = changed(demo, language, perception=gaps).perception
    assert re.search(r"(not certain|niet zeker): S1\.", found.note)
    assert not re.search(r"(not certain|niet zeker): ", _noted(demo, language, gaps[1:]))


def _noted(demo: Scan, language: Language, gaps: tuple[PerceptionGap, ...]) -> str:
    return changed(demo, language, perception=gaps).perception.note


def test_a_strength_that_one_side_does_not_see_is_named_as_such(demo, language):
    seats = (seen("S8", "1.1", 0.5, 1.7, 0.001), seen("S1", "1.1", 0.5, 1.7, 0.001))
    said = changed(demo, language, perception=seats).summary.no_more
    assert said.endswith(
        ("Policy and practice differ on S8.", "S8 oordelen beleid en praktijk verschillend.")
    )
    assert not re.search(
        "differ|verschillend", changed(demo, language, perception=()).summary.no_more
    )


def test_a_difference_that_does_not_add_up_says_it_is_taken_before_rounding(demo, language):
    gap = replace(
        seen("S1", "0.94", 0.2, 1.7, 0.001),
        policy=Figure(value=Fraction("2.55"), n=6),
        practice=Figure(value=Fraction("1.61"), n=16),
    )
    (said,) = (s.mirror for s in changed(demo, language, perception=(gap,)).shifts if s.id == "S1")
    assert "2,6" in said.replace(".", ",")
    assert "before rounding" in said or "vóór afronding" in said


def test_page_one_counts_the_gaps_and_names_the_largest(demo, language):
    gaps = [seen(f"S{n}", f"{n}/5", 0.2, 2.0, 0.001) for n in (3, 4, 5, 6)]
    gaps.append(seen("S8", "-1", -1.5, -0.5, 0.001))
    said = changed(demo, language, perception=tuple(gaps)).summary.perception
    assert said.title.startswith(
        ("The policy side is more positive about four of the five", "De beleidskant is positiever")
    )
    assert len(said.lines) == 3
    assert all("n\N{NO-BREAK SPACE}= 6 | 16" in line for line in said.lines)


def test_an_english_reader_learns_what_a_nine_is(html, language):
    assert ("a nine is rare" in html) == (language is Language.EN)
    assert "negen is zeldzaam" not in html


def test_what_the_organisation_chose_itself_is_said(demo):
    told = {fact.head: fact.body for fact in compose(demo, Language.EN).checks.method}
    assert "target of S7 and S8 itself; elsewhere it is one level up" in told["Target and gap"]
    assert "3 for S7, 2 for S1 and S9, 1 for the others." in told["Order"]
    assert "target of S7 and S8 itself" in compose(demo, Language.EN).profile.note
    alike = tuple(replace(shift, importance=1) for shift in demo.assessment.shifts)
    nothing = replace(
        demo,
        assessment=replace(demo.assessment, shifts=alike),
        workspace=replace(demo.workspace, targets={}, importance={}),
    )
    told = {fact.head: fact.body for fact in compose(nothing, Language.EN).checks.method}
    assert told["Target and gap"].startswith("The organisation chose no targets itself")
    assert "gave every shift the same importance" in told["Order"]
    assert "The gap is the same for" in told["Order"]
    every = {shift.shift: Fraction(4) for shift in alike}
    chosen = replace(demo, workspace=replace(demo.workspace, targets=every))
    assert "chose every target itself" in compose(chosen, Language.EN).profile.note


def test_a_portrait_names_the_questions_that_it_does_not_fit(demo):
    pages = {shift.id: shift for shift in compose(demo, Language.EN).shifts}
    assert pages["S4"].unlike == "Questions below this level: S4-2 and S4-3"
    assert pages["S10"].unlike == "Questions above this level: S10-1"


def test_a_card_names_the_question_that_it_starts_above(demo):
    notes = {shift.id: shift.step_note for shift in compose(demo, Language.EN).shifts}
    assert "S2-4 is lower than the level from which its card starts" in notes["S2"]
    assert notes["S4"].startswith("S4-2 and S4-3 are lower than the level from which their card")
    assert "lower than the level" not in notes["S10"]


def test_a_card_names_the_question_that_is_already_where_it_leads(demo):
    notes = {shift.id: shift.step_note for shift in compose(demo, Language.EN).shifts}
    assert "S1-2 already stands at the level to which its card leads" in notes["S1"]
    assert "already" not in notes["S10"]


def test_the_summary_says_which_shift_equal_weights_would_put_first(demo):
    attention = demo.assessment.attention
    kept = attention.shifts[:2]
    other = replace(attention, equal=(*kept, "S3"))
    said = changed(demo, Language.EN, attention=other).summary.gaps_note
    assert said.endswith(f"With equal weights S3 would take the place of {attention.shifts[2]}.")
    same = replace(attention, equal=attention.shifts)
    assert "equal weights" not in changed(demo, Language.EN, attention=same).summary.gaps_note


def test_the_reasons_leave_out_an_importance_that_nobody_chose(demo):
    alike = tuple(replace(shift, importance=1) for shift in demo.assessment.shifts)
    said = changed(demo, Language.EN, shifts=alike).summary.gaps_note
    assert said.startswith("By gap and what leans on it; ")
    assert "chosen importance" in compose(demo, Language.EN).summary.gaps_note


def test_the_method_explains_no_figure_that_the_report_does_not_have(demo):
    def heads(**parts) -> set[str]:
        return {fact.head for fact in changed(demo, Language.EN, **parts).checks.method}

    assert {"Agreement", "Perception"} <= heads()
    apart = tuple(replace(gap, difference=None) for gap in demo.assessment.perception)
    assert "Perception" not in heads(perception=apart)
    few = {
        id_: replace(score, distribution=None, agreement=None)
        for id_, score in demo.assessment.questions.items()
    }
    assert "Agreement" not in heads(questions=few)


def test_the_map_speaks_of_a_border_only_where_every_shift_has_a_margin(demo):
    on_border = sum(shift.border == 3 for shift in demo.assessment.shifts)
    assert on_border
    assert "on its border" in compose(demo, Language.EN).titles.map
    assert "border" not in changed(demo, Language.EN, shifts=bare(demo)).titles.map


def test_the_lowest_basics_question_is_printed_in_full_on_the_summary(demo):
    first = compose(demo, Language.EN).summary.basics
    assert [line[:3] for line in first.lines] == ["B2 "]
    scores = {id_: demo.assessment.questions[id_].figure.value for id_ in ("B1", "B2")}
    assert scores["B2"] < scores["B1"]
    more = changed(demo, Language.EN, basics_first=("B1", "B2")).summary.basics
    assert more.lines == first.lines


def test_a_part_that_cannot_be_shown_is_not_said_to_lack_a_margin(demo, language):
    gone = Figure(withheld=Withheld.PROTECTS_OTHERS)
    first, *others = demo.assessment.tiers
    said = changed(demo, language, tiers=(replace(first, figure=gone), *others)).titles.groups
    assert said in ("Not every part can be shown", "Niet elk onderdeel kan worden getoond")
    bare = tuple(
        replace(t, figure=replace(t.figure, low=None, high=None)) for t in demo.assessment.tiers
    )
    said = changed(demo, language, tiers=bare).titles.groups
    assert said in (
        "Not every part has a figure with a margin",
        "Niet elk onderdeel heeft een cijfer met een marge",
    )


def test_a_map_with_holes_says_so(demo, language):
    found = demo.assessment.domains
    domains = tuple(replace(d, figure=replace(d.figure, low=None, high=None)) for d in found)

    def title(first: int) -> str:
        gone = Figure(withheld=Withheld.TOO_FEW_ANSWERS)
        shifts = tuple(
            replace(s, by_domain=tuple(replace(g, figure=gone) for g in s.by_domain))
            if n < first
            else s
            for n, s in enumerate(demo.assessment.shifts)
        )
        return changed(demo, language, domains=domains, shifts=shifts).titles.heat

    assert title(1) in (
        "Not every figure by domain can be shown",
        "Niet elk cijfer per domein is te tonen",
    )
    assert title(9) in (
        "Most figures by domain cannot be shown",
        "De meeste cijfers per domein zijn niet te tonen",
    )


def test_a_scored_shift_says_so_where_no_domain_can_be_shown(demo):
    first, *others = demo.assessment.shifts
    gone = Figure(withheld=Withheld.PROTECTS_OTHERS)
    bare_inside = tuple(replace(group, figure=gone) for group in first.by_domain)
    shifts = (replace(first, by_domain=bare_inside), *others)
    found = replace(demo.assessment, shifts=shifts)
    page = report_html(
        found, demo.questionnaire, demo.workspace, language=Language.EN, day=demo.day
    )
    section = page.partition('id="shift-S1"')[2].partition("</section>")[0]
    assert re.search(r"<h2>By domain</h2>\s*<p[^>]*>Not shown: [^<]*Systems\.</p>", section)


def test_a_finding_on_a_border_says_so_on_the_summary(demo):
    summary = compose(demo, Language.EN).summary
    told = {message.title.partition(" · ")[0]: message.body for message in summary.strengths}
    assert told["S4 Higher purpose"].endswith("On the border of levels 2 and 3.")
    assert "border" not in told["S8 Culture"]


def test_the_appendix_announces_no_figure_that_is_shown_for_no_question(demo):
    gone = Figure(withheld=Withheld.TOO_FEW_ANSWERS)
    few = {
        id_: replace(score, distribution=None, by_audience=dict.fromkeys(score.by_audience, gone))
        for id_, score in demo.assessment.questions.items()
    }
    said = changed(demo, Language.EN, questions=few).checks.appendix_note
    assert "answers per level can be shown for no question" in said
    assert "Where they may be shown" in compose(demo, Language.EN).checks.appendix_note


def test_the_note_under_bars_says_how_a_score_differs_where_audiences_do(demo):
    said = "A bar counts people; a score weighs audiences equally."
    assert said in compose(demo, Language.EN).shifts[0].question_note
    alone = tuple(part for part in demo.assessment.participation if part.audience == "front_line")
    assert alone
    one = changed(demo, Language.EN, participation=alone)
    assert all(said not in shift.question_note for shift in one.shifts)

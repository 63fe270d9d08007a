"""Which recommendations, and because of which answers (domain.md 7.5)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from builders import lens, question, shift
from servicescan.model.assessment import Advice, Trigger
from servicescan.model.questionnaire import Domain
from servicescan.model.recommendation import Effort, Step
from servicescan.scoring.recommend import Standing, choose_first, for_lens, for_shift


def advised(score="2.5", target="3.5", **scores):
    """Advice and upkeep for a shift with a question per domain: leadership, hr, processes."""
    standing = Standing(
        shift=shift("S1"),
        score=Fraction(score),
        target=Fraction(target),
        weight=Fraction(2),
        questions={id_.replace("_", "-"): Fraction(value) for id_, value in scores.items()},
    )
    return for_shift(standing)


def test_step_comes_from_the_domains_own_questions():
    advice, upkeep = advised(S1_1="1.9", S1_2="2", S1_3="3.4")
    assert [(each.domain, each.step) for each in advice] == [
        ("leadership", Step.ONE_TWO),
        ("hr", Step.TWO_THREE),
        ("processes", Step.THREE_FOUR),
    ]
    assert [each.recommendation for each in advice] == [
        *("S1-leadership-1-2", "S1-hr-2-3", "S1-processes-3-4")
    ]
    assert upkeep == []


def test_advice_names_the_answers_behind_it_and_what_it_is_worth():
    advice, _ = advised(S1_1="1.9", S1_2="2", S1_3="3.4")
    assert advice[0].because == (Trigger(question="S1-1", value=Fraction("1.9")),)
    assert not advice[0].is_derived
    assert advice[0].priority == (Fraction("3.5") - Fraction("1.9")) * 2


def test_domain_without_a_printable_question_follows_the_shift():
    advice, _ = advised(score="2.5", S1_1="1.9")
    derived = advice[1]
    assert (derived.domain, derived.step, derived.because) == ("hr", Step.TWO_THREE, ())
    assert derived.is_derived


def test_nothing_is_advised_at_or_above_the_target():
    advice, upkeep = advised(score="3.5", S1_1="3.5", S1_2="4.9", S1_3="3.4")
    assert [each.domain for each in advice] == ["processes"]
    assert upkeep == []


def test_domain_at_level_five_is_kept_up():
    advice, upkeep = advised(score="4.5", target="5", S1_1="5", S1_2="4.9", S1_3="4")
    assert [each.domain for each in advice] == ["hr", "processes"]
    assert {each.step for each in advice} == {Step.FOUR_FIVE}
    assert [(each.shift, each.domain) for each in upkeep] == [("S1", "leadership")]


def test_questions_on_systems_draw_on_advice_for_processes_lowest_first():
    asked = (
        question("S1-3", domain=Domain.PROCESSES),
        question("S1-4", domain=Domain.SYSTEMS),
        question("S1-5", domain=Domain.SYSTEMS),
    )
    standing = Standing(
        shift=shift("S1", *asked),
        score=Fraction(2),
        target=Fraction(4),
        weight=Fraction(1),
        questions={"S1-3": Fraction(3), "S1-4": Fraction(1), "S1-5": Fraction(2)},
    )
    processes = for_shift(standing)[0][2]
    assert [trigger.question for trigger in processes.because] == ["S1-4", "S1-5", "S1-3"]
    assert processes.step is Step.TWO_THREE


def test_lens_advises_on_questions_that_are_not_in_order_lowest_first():
    basics = lens("B", *(question(f"B{n}", domain=Domain.SYSTEMS) for n in (1, 2, 3, 4)))
    scores = {"B1": Fraction("2.9"), "B2": Fraction(3), "B3": Fraction(1)}
    advice = for_lens(basics, scores)
    assert [each.recommendation for each in advice] == ["B3-R", "B1-R"]
    assert [each.priority for each in advice] == [2, Fraction("0.1")]
    assert {(each.block, each.step, each.domain) for each in advice} == {("B", None, "processes")}
    assert advice[0].because == (Trigger(question="B3", value=Fraction(1)),)
    assert [(each.score, each.gap) for each in advice] == [
        (1, 2),
        (Fraction("2.9"), Fraction("0.1")),
    ]


def advice(id_, priority, block="S1"):
    return Advice(
        recommendation=id_,
        block=block,
        domain=Domain.HR,
        step=Step.ONE_TWO,
        because=(),
        is_derived=True,
        priority=Fraction(priority),
        effort=Effort.SMALL,
        score=Fraction(1),
        gap=Fraction(1),
    )


def first(chosen):
    return [each.recommendation for each in chosen if each.is_first]


def test_basics_go_first_then_what_has_the_highest_priority():
    chosen = choose_first([advice("B1-R", "0.1", "B")], [advice("low", 1), advice("high", 2)], ())
    assert [each.recommendation for each in chosen] == ["B1-R", "high", "low"]
    assert first(chosen) == ["B1-R", "high", "low"]


def test_at_most_three_of_a_shift():
    five = [advice(f"A{n}", 9 - n) for n in range(5)]
    assert first(choose_first([], [*five, advice("B0", 1, "S2")], ())) == ["A0", "A1", "A2", "B0"]


def test_at_most_ten_in_all_and_none_is_lost():
    many = [advice(f"{block}{n}", 10 - n, block) for block in "ABCD" for n in range(3)]
    chosen = choose_first([advice("B1-R", 1, "B1")], many, ())
    assert len(first(chosen)) == 10
    assert first(chosen)[0] == "B1-R"
    assert len(chosen) == 13


@pytest.mark.parametrize("order", [1, -1])
def test_equal_priorities_stand_in_order_of_id(order):
    equal = [advice("a", 1), advice("b", 1), replace(advice("c", 1), block="S2")][::order]
    assert [each.recommendation for each in choose_first([], equal, ())] == ["a", "b", "c"]


def test_every_shift_that_asks_for_attention_first_has_its_best_action_among_the_ten():
    many = [advice(f"{block}{n}", 10 - n, block) for block in "ABCD" for n in range(3)]
    late = [advice("E0", 2, "E"), advice("E1", 1, "E")]
    chosen = choose_first([], [*many, *late], ("A", "E"))
    assert len(first(chosen)) == 10
    assert "E0" in first(chosen)
    assert "E1" not in first(chosen)
    assert [each.priority for each in chosen] == sorted((a.priority for a in chosen), reverse=True)

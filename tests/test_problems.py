import re
import string
from dataclasses import replace

import pytest

from servicescan.problems import BadFiles, Code, Location, Problem, UserError, in_order

BY_WORD = {code.word: code for code in Code}


def test_place_says_what_is_known_and_invents_nothing():
    assert str(Location("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(Location("a.yaml", 3)) == "a.yaml:3"
    assert str(Location("a.yaml")) == "a.yaml"


def test_problem_says_where_what_and_what_to_do():
    problem = Problem(
        code=Code.UNKNOWN_SHIFT,
        location=Location("s.yaml", 4, 2),
        details={"id": "S11", "hint": " Did you mean “S1”?"},
    )
    assert str(problem) == "s.yaml:4:2: There is no shift “S11”. Did you mean “S1”?"
    assert replace(problem, details={"id": "S11"}).message == "There is no shift “S11”."


def test_words_of_the_user_are_shown_as_they_are():
    problem = Problem(
        code=Code.UNKNOWN_SHIFT, location=Location("s.yaml"), details={"id": "{id} [/] %s"}
    )
    assert problem.message == "There is no shift “{id} [/] %s”."


@pytest.mark.parametrize("word", sorted(BY_WORD))
def test_code_is_a_readable_word_and_its_sentences_end(word):
    code = BY_WORD[word]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word)
    assert code.sentence.endswith((".", "{hint}"))
    fields = [name for _, name, _, _ in string.Formatter().parse(code.sentence) if name]
    filled = Problem(code=code, location=Location("f"), details=dict.fromkeys(fields, "X"))
    assert "{X}" not in filled.message.replace("“{X}”", "")


def test_codes_have_a_word_and_a_sentence_of_their_own():
    assert len(BY_WORD) == len(Code)
    assert len({code.sentence for code in Code}) == len(Code)


def test_problems_stand_in_the_order_of_the_files():
    places = [
        *(Location("a.yaml"), Location("a.yaml", 2, 9), Location("a.yaml", 10, 1)),
        *(Location("b.yaml", 1, 1), Location("b.yaml", 1, 2)),
    ]
    problems = [Problem(code=Code.EMPTY_TEXT, location=place) for place in places]
    assert in_order(reversed(problems)) == problems


def test_all_problems_are_told_at_once_with_their_number():
    problems = [
        Problem(code=Code.EMPTY_TEXT, location=Location("a.yaml", line)) for line in (20, 3)
    ]
    error = BadFiles(problems)
    assert str(error).splitlines() == [
        "a.yaml:3: The text is empty. Write it, or remove the key.",
        "a.yaml:20: The text is empty. Write it, or remove the key.",
        "2 problems.",
    ]
    assert str(BadFiles(problems[:1])).endswith("\n1 problem.")
    assert error.exit_code == 1


def test_wrong_usage_has_its_own_exit_code():
    assert UserError("Name a folder.").exit_code == 1
    assert UserError("Name a folder.", exit_code=2).exit_code == 2

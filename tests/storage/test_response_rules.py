import pytest

from servicescan.storage.response_rules import is_usable_code
from servicescan.storage.responses import code_from, new_code


@pytest.mark.parametrize("code", ["7k2m", "a", "team-3", "0", "x" * 64, "123456789", "1234567"])
def test_usable_codes(code):
    assert is_usable_code(code)


@pytest.mark.parametrize(
    "code", ["", "-a", "Jan", "jan jansen", "j@b.nl", "x" * 65, "é", "a\n", "../a", "٣", "a_b"]
)
def test_codes_that_cannot_be_a_file_name_or_may_be_a_name(code):
    assert not is_usable_code(code)


@pytest.mark.parametrize("number", ["111222333", "123456782", "012345611", "12345611"])
def test_citizen_number_is_no_code(number):
    assert not is_usable_code(number)
    assert is_usable_code(f"x{number}")


def test_made_codes_are_usable():
    assert is_usable_code(new_code())
    assert is_usable_code(code_from("answers"))

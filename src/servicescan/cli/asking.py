"""Questions of a few words, one per line."""

from collections.abc import Mapping

from servicescan.cli.console import is_interactive, say
from servicescan.problems import UserError


def ask_words(question: str, option: str, default: str = "") -> str:
    """Ask for words until there are some; Enter takes the default.

    Raises:
        UserError: nobody can answer; the option to give is named.
    """
    while True:
        suffix = f"[{default}] " if default else ""
        given = _line(f"{question} {suffix}", option).strip() or default
        if given:
            return given


def ask_choice(question: str, option: str, choices: Mapping[str, str], default: str) -> str:
    """Ask for one of some words, each with its explanation.

    Raises:
        UserError: nobody can answer; the option to give is named.
    """
    say(question)
    width = max(map(len, choices))
    for choice, meaning in choices.items():
        say(f"  {choice:<{width}}  {meaning}")
    while True:
        given = ask_words(">", option, default)
        if given in choices:
            return given


def ask_count(question: str, option: str) -> int | None:
    """Ask for a number from 0 up; None for no answer.

    Raises:
        UserError: nobody can answer; the option to give is named.
    """
    while True:
        given = _line(f"{question}: ", option).strip()
        if not given:
            return None
        if given.isascii() and given.isdigit():
            return int(given)


def ask_yes(question: str, option: str) -> bool:
    """Whether the answer is yes, in Dutch or English; Enter is no.

    Raises:
        UserError: nobody can answer; the option to give is named.
    """
    return _line(f"{question} ", option).strip().casefold() in ("y", "yes", "j", "ja")


def _line(prompt: str, option: str) -> str:
    if not is_interactive():
        raise UserError(f"Nobody is here to answer. Give {option}.", exit_code=2)
    try:
        return input(prompt)
    except EOFError:
        raise UserError(f"No answer came. Give {option}.", exit_code=2) from None

"""Which way to look at the results was asked for, and whether what it names exists."""

from collections.abc import Iterable
from dataclasses import dataclass

from servicescan.cli.results.words import Words
from servicescan.problems import UserError
from servicescan.storage.hints import near

#: more ids than this are not listed in a message
FEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the options ask for; at most one of them."""

    shift: str = ""
    audience: str = ""
    why: str = ""
    is_units: bool = False
    is_all: bool = False
    is_json: bool = False

    def __post_init__(self) -> None:
        """Raise UserError when two ways to look are asked for at once."""
        chosen = [name for name, value in self._options().items() if value]
        if len(chosen) > 1:
            first, second = chosen[:2]
            raise UserError(f"{first} and {second} do not go together. Leave one out.", exit_code=2)

    def _options(self) -> dict[str, object]:
        return {
            "--shift": self.shift,
            "--audience": self.audience,
            "--why": self.why,
            "--units": self.is_units,
            "--all": self.is_all,
            "--json": self.is_json,
        }


def print_results(words: Words, look: Look) -> None:
    """The part of the outcome that was asked for; the summary when nothing was.

    Raises:
        UserError: it is about something that this scan does not have.
    """
    from servicescan.cli.results import audience, everything, shift, summary, units, why

    if look.is_all:
        everything.print_everything(words)
    elif look.is_units:
        units.print_units(words)
    elif look.shift:
        shift.print_shift(words, _known("shift", look.shift, words.shifts))
    elif look.audience:
        taking_part = [id_ for id_ in words.audiences if id_ in words.workspace.audiences]
        audience.print_audience(words, _known("group", look.audience, taking_part))
    elif look.why:
        lenses = [lens.id for lens in words.questionnaire.lenses]
        known = [*words.shifts, *lenses, *words.questions, *words.texts]
        why.print_why(words, _known("shift, question or recommendation", look.why, known))
    else:
        summary.print_summary(words)


def _known(kind: str, wanted: str, ids: Iterable[str]) -> str:
    """The id as it is written in the questionnaire; capitals do not matter.

    Raises:
        UserError: there is none, with the nearest one, or all of them when they are few.
    """
    known = {id_.casefold(): id_ for id_ in ids}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    hint = near(wanted.casefold(), known)
    for folded, id_ in known.items():
        hint = hint.replace(f"“{folded}”", f"“{id_}”")
    if not hint:
        some = list(known.values())[:FEW]
        hint = f" Use {', '.join(some)}{' …' if len(known) > FEW else ''}."
    raise UserError(f"There is no {kind} “{wanted}” in this scan.{hint}", exit_code=2)

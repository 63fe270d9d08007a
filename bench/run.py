"""What things cost, side by side in one run: the sides take turns, medians are shown.

Absolute figures drift from machine to machine and from hour to hour; the ratios hold. Processor
time is steadier on a busy machine; of a program that leaves its own processes behind (Chromium)
it misses a part, and then the time that passed says more.
"""

import datetime
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crowds import crowds
from keys import key_to_screen
from paper import LENGTHS, Papers

from servicescan.model.questionnaire import LEVELS, Questionnaire
from servicescan.model.response import Answer, Respondent, Response
from servicescan.model.text import Language
from servicescan.model.workspace import Group, Workspace
from servicescan.scoring.assess import assess
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import new_code, read_response, save_response
from sitting import Sitting, run_here

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "servicescan"]
START_ROUNDS = 15
REPORT_ROUNDS = 3
LENGTH_ROUNDS = 2
SCORING_ROUNDS = 3
SIZES = (10, 100, 1000)
DAY = datetime.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one turn took, in seconds."""

    processor: float
    passed: float


#: one turn of one side
Turn = Callable[[], Cost]


def of_command(*command: str) -> Turn:
    """A turn that runs a whole process."""

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    return partial(_cost, run)


def of_function(function: Callable[[], object]) -> Turn:
    """A turn that calls a function in this process."""
    return partial(_cost, function)


def _cost(function: Callable[[], object]) -> Cost:
    """What a call takes, with the processes that it waits for."""
    begin, before = time.perf_counter(), _processor()
    function()
    return Cost(_processor() - before, time.perf_counter() - begin)


def _processor() -> float:
    """Seconds of processor time so far, of this process and of those it waited for."""
    found = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in found)


def show(title: str, sides: Mapping[str, Turn], rounds: int) -> None:
    """Let the sides take turns and print a table; the first side is the yardstick."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name in list(costs):
            try:
                costs[name].append(sides[name]())
            except (subprocess.CalledProcessError, FileNotFoundError) as error:
                said = (getattr(error, "stderr", None) or b"").decode().strip() or str(error)
                print(f"\n{title}, {name}: left out. {said.splitlines()[-1]}")
                del costs[name]
    processor = {name: statistics.median(c.processor for c in each) for name, each in costs.items()}
    passed = {name: statistics.median(c.passed for c in each) for name, each in costs.items()}
    print(f"\n{title} (median of {rounds})")
    print(f"  {'':<48}{'processor time':>22}{'time that passed':>23}")
    for name in costs:
        columns = (
            f"{found[name] * 1000:>11.1f} ms{found[name] / next(iter(found.values())):>7.2f} x"
            for found in (processor, passed)
        )
        print(f"  {name:<48}" + " ".join(columns), flush=True)


def machine() -> None:
    """Say where and when."""
    cores = os.cpu_count()
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    day = datetime.datetime.now(tz=datetime.UTC).date()
    print(f"{day}, {platform.machine()}, {cores} cores, load before the start {busy}; ", end="")
    print(f"{platform.system()}, Python {platform.python_version()}", flush=True)


# -- start-up -------------------------------------------------------------------------------------


def of_first_screen(scan: Path) -> Turn:
    """A turn that starts an interview at a terminal, until its first screen is there."""

    def run() -> None:
        sitting = Sitting(scan, options=("--audience", "front_line"))
        sitting.process.expect_exact("Press Enter")
        sitting.ends()

    return partial(_cost, run)


def start_up(folder: Path) -> None:
    wishes = ("--client", "Bench", "--lang", "en", "--form", "full", "--term", "customer")
    run_here("new", folder, *wishes, "--audience", "front_line=20")
    sides = {
        "a minimal Typer program, one line": of_command(
            sys.executable, str(HERE / "minimal_typer.py")
        ),
        "servicescan --help": of_command(*PROGRAM, "--help"),
        "servicescan interview, its first screen": of_first_screen(folder),
        "python -c pass": of_command(sys.executable, "-c", "pass"),
    }
    show("Start-up", sides, START_ROUNDS)


# -- the report -----------------------------------------------------------------------------------


def report(folder: Path) -> None:
    """The example's report against WeasyPrint on the very same HTML, a browser and Typst."""
    try:
        papers = Papers(folder)
    except (ImportError, OSError) as missing:
        print(f"\nThe demo's report: left out, because a part is missing ({missing}).")
        return
    sides = {name: of_command(*command) for name, command in papers.commands().items()}
    show("The demo's report", sides, REPORT_ROUNDS)
    papers.sizes()
    lengths = {}
    for times in LENGTHS:
        turn, pages = papers.of_length(times)
        lengths[f"{pages} pages, per page"] = per(pages, of_function(turn))
    show("Longer reports, in one process", lengths, LENGTH_ROUNDS)


def per(number: int, turn: Turn) -> Turn:
    """A turn's time divided by a number of pages."""

    def part() -> Cost:
        found = turn()
        return Cost(found.processor / number, found.passed / number)

    return part


# -- scoring --------------------------------------------------------------------------------------


def scoring(folder: Path) -> None:
    """Reading and scoring made-up responses, a file each."""
    questionnaire = read_questionnaire("service-excellence")
    workspace = Workspace(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        client="Bench",
        language=Language.EN,
        audiences={audience.id: Group() for audience in questionnaire.audiences},
    )
    chance = random.Random(23592)  # noqa: S311 - made-up answers, the same every time
    reading: dict[str, Turn] = {}
    assessing: dict[str, Turn] = {}
    for size in SIZES:
        paths = [folder / str(size) / f"{number}.json" for number in range(size)]
        for number, path in enumerate(paths):
            save_response(path, made_up(questionnaire, number, chance))
        responses = [read_response(path, questionnaire) for path in paths]
        read_all = partial(read_each, paths, questionnaire)
        reading[f"{size:,} responses"] = of_function(read_all)
        assess_all = partial(assess, questionnaire, responses, workspace)
        assessing[f"{size:,} responses"] = of_function(assess_all)
    show("Reading", reading, SCORING_ROUNDS)
    show("Scoring", assessing, SCORING_ROUNDS)


def read_each(paths: Sequence[Path], questionnaire: Questionnaire) -> list[Response]:
    """What a command does with the files of a workspace."""
    return [read_response(path, questionnaire) for path in paths]


def made_up(questionnaire: Questionnaire, number: int, chance: random.Random) -> Response:
    """A complete response with chance answers; audiences take turns."""
    audience = questionnaire.audiences[number % len(questionnaire.audiences)].id
    return Response(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=Respondent(code=new_code(), audience=audience),
        day=DAY.isoformat(),
        answers={
            question.id: Answer(level=chance.choice(LEVELS), fingerprint=question.fingerprint)
            for question in questionnaire.questions_for(audience)
        },
    )


def main() -> None:
    machine()
    with tempfile.TemporaryDirectory() as folder:
        start_up(Path(folder) / "start")
        report(Path(folder))
        scoring(Path(folder))
        key_to_screen(Path(folder) / "keys")
        try:
            crowds(Path(folder))
        except (subprocess.CalledProcessError, ImportError) as error:
            print(f"  left out. {error}")


if __name__ == "__main__":
    main()

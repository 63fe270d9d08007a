"""What things cost, side by side in one run: the sides take turns, medians are shown.

Absolute figures drift from machine to machine and from hour to hour; the ratios hold.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from servicescan.model.questionnaire import LEVELS, Questionnaire
from servicescan.model.response import Answer, Respondent, Response
from servicescan.model.text import Language
from servicescan.model.workspace import Group, Workspace
from servicescan.scoring.assess import assess
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import new_code, read_response, save_response

HERE = Path(__file__).parent
PROGRAM = [sys.executable, "-m", "servicescan"]
START_ROUNDS = 15
REPORT_ROUNDS = 3
SCORING_ROUNDS = 3
SIZES = (10, 100, 1000)

#: one turn of one side; returns seconds of processor time
Turn = Callable[[], float]


def of_command(*command: str) -> Turn:
    """A turn that runs a whole process."""

    def turn() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return turn


def of_function(function: Callable[[], object]) -> Turn:
    """A turn that calls a function in this process."""

    def turn() -> float:
        begin = time.process_time()
        function()
        return time.process_time() - begin

    return turn


def show(title: str, sides: Mapping[str, Turn], rounds: int) -> None:
    """Let the sides take turns and print a table; the first side is the yardstick."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    try:
        for _ in range(rounds):
            for name, turn in sides.items():
                seconds[name].append(turn())
    except subprocess.CalledProcessError as error:
        print(f"\n{title}: left out. {' '.join(error.cmd)} said:\n{error.stderr.decode().strip()}")
        return
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    yardstick = next(iter(medians.values()))
    print(f"\n{title} (processor time, median of {rounds})")
    for name, median in medians.items():
        print(f"  {name:<44}{median * 1000:>10.1f} ms{median / yardstick:>9.2f} x")


# -- start-up -------------------------------------------------------------------------------------


def start_up() -> None:
    sides = {
        "a minimal Typer program --help": of_command(
            sys.executable, str(HERE / "minimal_typer.py"), "--help"
        ),
        "servicescan --help": of_command(*PROGRAM, "--help"),
        "python -c pass": of_command(sys.executable, "-c", "pass"),
    }
    show("Start-up", sides, START_ROUNDS)


# -- the report -----------------------------------------------------------------------------------


def report(folder: Path) -> None:
    """The demo's report against bare WeasyPrint on the very same HTML."""
    demo = folder / "demo"
    made = subprocess.run(
        [*PROGRAM, "demo", str(demo), "--lang", "nl"], check=False, capture_output=True, text=True
    )
    if made.returncode:
        print(f"\nReport: left out. servicescan demo said:\n{made.stderr.strip()}")
        return
    page = folder / "report.html"
    try:
        page.write_text(html_of(demo), "utf-8")
    except ImportError as missing:
        print(f"\nReport: left out, because a part is missing ({missing}).")
        return
    sides = {
        "bare WeasyPrint, the same HTML": of_command(
            sys.executable, "-m", "weasyprint", "--quiet", str(page), str(folder / "bare.pdf")
        ),
        "servicescan report": of_command(*PROGRAM, "report", "--workspace", str(demo)),
    }
    show("The demo's report", sides, REPORT_ROUNDS)


def html_of(demo: Path) -> str:
    raise ImportError(f"servicescan.report for {demo}")


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
    for size in SIZES:
        place = folder / str(size)
        paths = [place / f"{number}.json" for number in range(size)]
        for number, path in enumerate(paths):
            save_response(path, made_up(questionnaire, number, chance))
        read = [read_response(path, questionnaire) for path in paths]
        sides = {
            f"read {size}": of_function(
                lambda paths=paths: [read_response(path, questionnaire) for path in paths]
            ),
            f"score {size}": of_function(
                lambda read=read: assess(questionnaire, read, workspace)
            ),
        }
        show(f"{size:,} responses", sides, SCORING_ROUNDS)


def made_up(questionnaire: Questionnaire, number: int, chance: random.Random) -> Response:
    """A complete response with chance answers; audiences take turns."""
    audience = questionnaire.audiences[number % len(questionnaire.audiences)].id
    return Response(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=Respondent(code=new_code(), audience=audience),
        day="2026-11-22",
        answers={
            question.id: Answer(level=chance.choice(LEVELS), fingerprint=question.fingerprint)
            for question in questionnaire.questions_for(audience)
        },
    )


def main() -> None:
    start_up()
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder))
        scoring(Path(folder))


if __name__ == "__main__":
    main()

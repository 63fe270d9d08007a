"""What a large table costs, beside the same aggregation written directly in Polars."""

import subprocess
import sys
from pathlib import Path

from servicescan.storage.questionnaires import read_questionnaire
from sitting import run_here

CROWDS = (1_000, 100_000, 1_000_000)
CODE, LEVELS = "service-excellence", range(1, 6)
#: the floor: answers per level, question and audience, and nothing else
FLOOR = """
import sys, polars as pl
path = sys.argv[1]
is_csv = path.endswith(".csv")
frame = pl.scan_csv(path, infer_schema=False) if is_csv else pl.scan_parquet(path)
ids = [name for name in frame.collect_schema().names() if name not in ("code", "audience", "day")]
frame = frame.with_columns(pl.col(ids).cast(pl.Int8, strict=False))
found = frame.group_by("audience").agg(
    (pl.col(id_) == level).sum().alias(f"{id_}={level}") for id_ in ids for level in range(1, 6)
)
print(found.collect(engine="streaming").shape)
"""

#: a process starts with the memory of its parent on its account: the parent has to be small
WITNESS = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def crowds(folder: Path) -> None:
    """Print time and memory per number of respondents, ours and the floor in turn."""
    scan = folder / "crowd"
    wishes = ("--client", "Bench", "--lang", "en", "--form", "full", "--term", "customer")
    run_here("new", scan, *wishes)
    print("\nOne table of many respondents (processor time, largest memory)")
    for size in CROWDS:
        for suffix in ("csv", "parquet"):
            table = folder / f"{size}.{suffix}"
            _write(table, size)
            floor = _measured(sys.executable, "-c", FLOOR, str(table))
            ours = _measured(
                sys.executable, "-m", "servicescan", "survey", str(table), "-w", str(scan), "--json"
            )
            for name, (seconds, megabytes) in (("Polars directly", floor), ("survey", ours)):
                share, what = seconds / floor[0], f"{size:>9,} {suffix:<8}{name}"
                print(f"  {what:<44}{seconds:>9.2f} s{megabytes:>7.0f} MB{share:>8.2f} x")
            table.unlink()


def _write(path: Path, size: int) -> None:
    """Random answers, each audience to what it is asked."""
    import polars as pl

    questionnaire = read_questionnaire(CODE)
    audiences = [audience.id for audience in questionnaire.audiences]
    row = pl.int_range(size)
    frame = pl.select(
        pl.format("r{}", row).alias("code"),
        (row.hash(seed=1) % len(audiences))
        .replace_strict(dict(enumerate(audiences)))
        .alias("audience"),
        pl.lit("2026-11-22").alias("day"),
    )
    cells = [*map(str, LEVELS), "3", "2", "dk", "na: no", ""]
    filled = frame.with_columns(
        pl.when(pl.col("audience").is_in(list(question.audiences)))
        .then((row.hash(seed=number + 2) % len(cells)).replace_strict(dict(enumerate(cells))))
        .otherwise(pl.lit(""))
        .alias(question.id)
        for number, question in enumerate(questionnaire.questions)
    )
    if path.suffix == ".csv":
        filled.write_csv(path)
    else:
        filled.write_parquet(path)


def _measured(*command: str) -> tuple[float, float]:
    """Seconds of processor time and megabytes of one process."""
    found = subprocess.run(
        [sys.executable, "-c", WITNESS, *command], check=True, capture_output=True, text=True
    )
    status, seconds, kilobytes = found.stdout.split()
    if int(status):
        raise subprocess.CalledProcessError(int(status), command[:4])
    return float(seconds), float(kilobytes) / 1024

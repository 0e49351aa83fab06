"""How fast a history comes in and goes out, and its census is made, and in how much memory, at two
sizes."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from config import embedded
from script.benches import databases
from script.benches.history_files import write_history
from script.benches.report import Line, seconds

TODAY = date(2026, 11, 20)
CHILDREN, YEARS = 1500, 10
QUICK_CHILDREN, QUICK_YEARS = 40, 6
FEWER = 5  # the smaller size is so many times smaller
GOAL = 120.0  # seconds for 1,500 children with 10 years of history on 2 cores
GOAL_MEMORY = 1.5  # times as much for five times as many children
NAME = "bench_import"


@dataclass(frozen=True)
class Took:
    """`megabytes`: the most that the process held at any time."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Work:
    """So many children, in and out again, and the census of the year that ended before `TODAY`;
    `rows` in all files, which csv alone reads in `floor`."""

    children: int
    rows: int
    floor: float
    first: Took
    again: Took
    out: Took
    census: Took


def measure(data_dir: Path, *, is_quick: bool, children: int | None) -> Iterator[Line]:
    """`children`: how many, instead of those of a local authority."""
    years = QUICK_YEARS if is_quick else YEARS
    many = children or (QUICK_CHILDREN if is_quick else CHILDREN)
    data_dir.mkdir(parents=True, exist_ok=True)
    embedded.start(data_dir)
    fewer = _work(data_dir, many // FEWER, years)
    whole = _work(data_dir, many, years)
    for work in (fewer, whole):
        yield _line(work, f"{work.children:,} children, {years} years: in", work.first)
        # Nothing of it is new: if it takes longer, something is compared with everything else.
        yield _line(work, "the same files again", work.again, within=work.first.seconds)
        yield _line(work, "out again", work.out)
        yield _line(work, "the census of a year", work.census)
    yield _memory("in", fewer.first, whole.first)
    yield _memory("out", fewer.out, whole.out)
    yield _memory("census", fewer.census, whole.census)


def _work(data_dir: Path, children: int, years: int) -> Work:
    with tempfile.TemporaryDirectory(dir=data_dir) as place:
        given, out, census = (Path(place, name) for name in ("in", "out", "census.xml"))
        rows = write_history(given, children=children, years=years, today=TODAY)
        databases.make_anew(data_dir, NAME)
        first, again = (_run(data_dir, "import_ssd", str(given)) for _ in range(2))
        written = _run(data_dir, "export_ssd", str(out))
        told = _run(data_dir, "export_cin_census", f"--year={TODAY.year}", f"--out={census}")
        return Work(children, rows, _read(given), first, again, written, told)


def _line(work: Work, words: str, took: Took, *, within: float | None = None) -> Line:
    goal = within or GOAL * max(work.children / CHILDREN, 1)
    rate = f"{work.children / took.seconds:,.0f} children and {work.rows / took.seconds:,.0f} rows"
    return Line(
        "import",
        words,
        seconds(work.floor),
        seconds(took.seconds),
        took.seconds / work.floor,
        f"{goal:.0f} s",
        took.seconds <= goal,
        f"{rate} a second, {took.megabytes:.0f} MB at most. {work.rows:,} rows.",
    )


def _memory(words: str, small: Took, large: Took) -> Line:
    ratio = large.megabytes / small.megabytes
    return Line(
        "import",
        f"memory of {FEWER} times as many, {words}",
        f"{small.megabytes:.0f} MB",
        f"{large.megabytes:.0f} MB",
        ratio,
        f"{GOAL_MEMORY}x",
        ratio <= GOAL_MEMORY,
    )


def _read(folder: Path) -> float:
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass
    return time.perf_counter() - start


def _run(data_dir: Path, *command: str) -> Took:
    """In a process of its own, whose memory is its own."""
    around = databases.environment(data_dir, NAME)
    start = time.perf_counter()
    words = [sys.executable, "manage.py", *command]
    begun = subprocess.Popen(words, env=around, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(begun.pid, 0)
    if status:
        sys.exit(f"{' '.join(words)} failed.")
    return Took(time.perf_counter() - start, used.ru_maxrss / 1024)

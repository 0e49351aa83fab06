"""How fast a history comes in, and in how much memory, beside reading its files and no more."""

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
CHILDREN, FEW, YEARS = 1500, 300, 10
QUICK_CHILDREN, QUICK_FEW, QUICK_YEARS = 40, 8, 6
GOAL = 120.0  # seconds for 1,500 children with 10 years of history on 2 cores
GOAL_MEMORY = 1.5  # times as much for five times as many children
NAME = "bench_import"


@dataclass(frozen=True)
class Took:
    seconds: float
    megabytes: float


def measure(data_dir: Path, *, is_quick: bool) -> Iterator[Line]:
    children, few, years = (
        (QUICK_CHILDREN, QUICK_FEW, QUICK_YEARS) if is_quick else (CHILDREN, FEW, YEARS)
    )
    data_dir.mkdir(parents=True, exist_ok=True)
    embedded.start(data_dir)
    with tempfile.TemporaryDirectory() as place:
        smaller, whole = Path(place, "few"), Path(place, "all")
        write_history(smaller, children=few, years=years, today=TODAY)
        rows = write_history(whole, children=children, years=years, today=TODAY)
        floor = _read(whole)
        small = _import(data_dir, smaller)
        first = _import(data_dir, whole)
        again = _import(data_dir, whole, is_new=False)
    yield _line(f"{children} children, {years} years", floor, first, rows)
    yield _line("the same files again", floor, again, rows)
    ratio = first.megabytes / small.megabytes
    yield Line(
        "import",
        f"memory: {children} children over {few}",
        f"{small.megabytes:.0f} MB",
        f"{first.megabytes:.0f} MB",
        ratio,
        f"{GOAL_MEMORY}x",
        ratio <= GOAL_MEMORY,
    )


def _line(work: str, floor: float, took: Took, rows: int) -> Line:
    return Line(
        "import",
        work,
        seconds(floor),
        seconds(took.seconds),
        took.seconds / floor,
        f"{GOAL:.0f} s",
        took.seconds <= GOAL,
        f"{rows:,} rows, {rows / took.seconds:,.0f} a second; floor: csv alone reads the files.",
    )


def _read(folder: Path) -> float:
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass
    return time.perf_counter() - start


def _import(data_dir: Path, folder: Path, *, is_new: bool = True) -> Took:
    """In a process of its own, whose memory is its own."""
    if is_new:
        databases.make_anew(data_dir, NAME)
    around = databases.environment(data_dir, NAME)
    start = time.perf_counter()
    command = [sys.executable, "manage.py", "import_ssd", str(folder)]
    done = subprocess.Popen(command, env=around, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed.")
    return Took(time.perf_counter() - start, used.ru_maxrss / 1024)

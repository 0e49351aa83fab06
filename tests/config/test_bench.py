"""Every measurement runs, at a tiny size, and prints its line. None is timed here."""

import subprocess
import sys
from pathlib import Path

import pytest

from script.benches.report import Line, table

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_line_stands_beside_its_floor_with_its_note_below() -> None:
    line = Line("P1", "A list", "2.0 ms", "30.0 ms", 15.0, "12x", met=False, note="50 rows")
    assert table([line]).splitlines() == [
        "    Work    Floor   Measured  Ratio   Goal  Met",
        "P1  A list  2.0 ms  30.0 ms   15.00x  12x   no",
        "    50 rows",
    ]


@pytest.mark.parametrize("wrong", [["P9"], ["faults", "P1"]])
def test_what_cannot_be_measured_is_refused_before_anything_is_installed(wrong: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "script/bench", *wrong],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.full
def test_every_measurement_prints_its_ratio(tmp_path: Path) -> None:
    said = run("script/bench", "--quick", "--data", str(tmp_path / "bench"))
    lines = [line for line in said.splitlines() if line.endswith((" yes", " no"))]
    assert [line.split()[0] for line in lines] == [
        *("P3", "P3", "P3", "P1", "P1", "P2", "P2", "P2", "P2", "P2"),
        *("P4", "P5", "P6", "P6", "P7", "P7", "P7"),
        *["import"] * 11,
    ]
    assert all("x " in line for line in lines)


@pytest.mark.full
@pytest.mark.fault
def test_a_restore_to_a_moment_brings_back_every_row_and_the_whole_audit_chain() -> None:
    said = run("script/restore-drill")
    assert said.splitlines()[-1] == "The restore is good."

"""The full run, for script/bench: `python -m tests.faults.run [--saves N] [--kills N]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.stack import Stack
from tests.faults.survive import survive


def main() -> int:
    """Print what survived. Returns 0 when nothing was lost, doubled or unaccounted for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutant", default="", help="a design broken on purpose")
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="chairside-faults-") as folder,
        Stack(Path(folder), mutant=given.mutant) as stack,
    ):
        verdict = survive(stack, saves=given.saves, kills=given.kills, seed=given.seed)
    killed = ", ".join(f"{name.removeprefix('kill_')} {n}" for name, n in verdict.killed.items())
    print(f"F1  {verdict.acknowledged} saves acknowledged in {verdict.seconds:.0f} s")
    print(f"    killed: {killed}")
    print(
        f"    wrong: {verdict.wrong or 'nothing lost, doubled, without history, audit or audience'}"
    )
    return 0 if verdict.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())

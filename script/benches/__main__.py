"""The measuring itself: `python -m script.benches [--quick] P1 P2 ...`, with DATA_DIR set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from config import embedded
from script.benches import clocks, databases, figures, growing, importing, listing, packing, saving
from script.benches.hands import HandStopped
from script.benches.report import Line, table
from script.benches.sizes import FULL, QUICK, Size

Measure = Callable[[databases.Pair, Size], Iterator[Line]]
MEASURES: dict[str, Measure] = {
    "P1": listing.measure,
    "P2": growing.measure,
    "P4": clocks.measure_sweep,
    "P5": clocks.measure_holiday,
    "P6": saving.measure,
    "P7": packing.measure,
}
IMPORT, FIGURES = "import", "P3"
CHILDREN = "BENCH_CHILDREN"


def main() -> int:
    size = QUICK if "--quick" in sys.argv else FULL
    data = Path(os.environ["DATA_DIR"])
    was_up = embedded.is_up(data)
    try:
        lines = list(_measured(data, size, [name for name in MEASURES if name in sys.argv]))
    except HandStopped as error:
        sys.exit(str(error))
    finally:
        if not was_up:
            embedded.stop(data)
    print(f"\n{table(lines)}\n\n{_conditions()}", flush=True)
    return 0


def _measured(data: Path, size: Size, wanted: list[str]) -> Iterator[Line]:
    number = int(os.environ.get(CHILDREN, 0)) or None
    if FIGURES in sys.argv:
        print(f"  Measuring {FIGURES}", flush=True)
        yield from figures.measure(data, size, is_quick=size is QUICK, number=number)
    if wanted:
        pair = databases.prepare(data, size, lambda text: print(f"  {text}", flush=True))
    for name in wanted:
        print(f"  Measuring {name}", flush=True)
        yield from MEASURES[name](pair, size)
    if IMPORT in sys.argv:
        print(f"  Measuring {IMPORT}", flush=True)
        yield from importing.measure(data, is_quick=size is QUICK, children=number)


def _conditions() -> str:
    """How busy the machine was: others' work stretches both sides of a ratio, not alike."""
    load = os.getloadavg()[0]
    cores = os.cpu_count() or 1
    busy = " The machine is busy: trust the ratios, not the milliseconds." if load > cores else ""
    return f"{cores} cores, load {load:.1f}. Medians.{busy} What each line means: docs/bench.md"


if __name__ == "__main__":
    sys.exit(main())

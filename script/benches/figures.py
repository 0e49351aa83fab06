"""P3: a page of figures for all England, beside the kept months that it is made of, added up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from config import embedded
from script.benches import databases
from script.benches.hands import Hand
from script.benches.report import Line, milliseconds
from script.benches.sizes import Size

CHILDREN, YEARS = 50_000, 20
QUICK_CHILDREN, QUICK_YEARS = 200, 2
GOAL, GOAL_SECONDS, GOAL_FRESH = 3, 0.1, 5
ROUNDS = 5


def measure(data_dir: Path, size: Size, *, is_quick: bool, number: int | None) -> Iterator[Line]:
    """Facts of its own, made by SQL; nobody stands behind them. `number` of children on a plan,
    instead of those of England."""
    data_dir.mkdir(parents=True, exist_ok=True)
    embedded.start(data_dir)
    children, years = (QUICK_CHILDREN, QUICK_YEARS) if is_quick else (number or CHILDREN, YEARS)
    name = databases.made(data_dir, f"bench_facts_{children}_{years}")
    with Hand(databases.environment(data_dir, name)) as hand:
        facts = hand.do("facts", children=children, years=years)
        first = hand.do("rolled")
        took = hand.do("board", rounds=size.rounds)
        changed = hand.do("changes", rounds=min(size.rounds, ROUNDS))
        counted = hand.do("one_month_from_facts")
    floor = median(took["raw"])
    note = (
        f"{facts:,} facts; {took['queries']} queries; the sums that are kept, alone:"
        f" {milliseconds(median(took['sums']))}; one month of its {counted['lines']} lines"
        f" counted from the facts, and alike: {counted['seconds']:.1f} s;"
        f" all months not kept yet: {first:.0f} s"
    )
    figures, page = median(took["figures"]), median(took["page"])
    yield _line("Figures of the service page", floor, figures, f"{GOAL}x", figures <= GOAL * floor)
    goal = f"{GOAL_SECONDS * 1000:.0f} ms"
    yield _line("The whole page", floor, page, goal, page <= GOAL_SECONDS, note)
    real, raw = median(changed["real"]), median(changed["raw"])
    note = "three plans of two years end; floor: the rows of their facts"
    yield _line(
        "Kept in step with a change", raw, real, f"{GOAL_FRESH} s", real <= GOAL_FRESH, note
    )


def _line(work: str, floor: float, took: float, goal: str, met: bool, note: str = "") -> Line:
    return Line("P3", work, milliseconds(floor), milliseconds(took), took / floor, goal, met, note)

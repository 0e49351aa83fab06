"""How much is measured: enough to trust a median, or just enough to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`children` is the rehearsal size; the second database holds `times` as many.

    `deadlines` is how many are open in the third: as many as in England.
    """

    children: int
    times: int
    years: int
    rounds: int
    saves: int
    packs: int
    deadlines: int


FULL = Size(children=60, times=10, years=3, rounds=40, saves=60, packs=12, deadlines=124_000)
QUICK = Size(children=12, times=2, years=0, rounds=3, saves=3, packs=2, deadlines=2_000)

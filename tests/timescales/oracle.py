"""An independent calculation of England's working days: typed-in holidays and numpy's counting.

The days are typed from the GOV.UK list, not read from the package the code uses, and numpy counts
them, not our own walk.
"""

from __future__ import annotations

from datetime import date

import numpy as np

# Good Friday, Easter Monday, early May, spring, summer; then Christmas and New Year.
_DAYS = {
    2012: "0102 0406 0409 0507 0604 0605 0827 1225 1226",
    2013: "0101 0329 0401 0506 0527 0826 1225 1226",
    2014: "0101 0418 0421 0505 0526 0825 1225 1226",
    2015: "0101 0403 0406 0504 0525 0831 1225 1228",
    2016: "0101 0325 0328 0502 0530 0829 1226 1227",
    2017: "0102 0414 0417 0501 0529 0828 1225 1226",
    2018: "0101 0330 0402 0507 0528 0827 1225 1226",
    2019: "0101 0419 0422 0506 0527 0826 1225 1226",
    2020: "0101 0410 0413 0508 0525 0831 1225 1228",
    2021: "0101 0402 0405 0503 0531 0830 1227 1228",
    2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2024: "0101 0329 0401 0506 0527 0826 1225 1226",
    2025: "0101 0418 0421 0505 0526 0825 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
    2027: "0101 0326 0329 0503 0531 0830 1227 1228",
    2028: "0103 0414 0417 0501 0529 0828 1225 1226",
}
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)  # nothing is known here of days beyond
HOLIDAYS = [
    date(year, int(day[:2]), int(day[2:])) for year, days in _DAYS.items() for day in days.split()
]


def add(start: date, count: int, extra: tuple[date, ...] = ()) -> date:
    """The `count`-th working day after (before, when negative) `start`, by numpy."""
    days = np.array([*HOLIDAYS, *extra], dtype="datetime64[D]")
    roll = "backward" if count > 0 else "forward"
    found = np.busday_offset(np.datetime64(start), count, roll=roll, holidays=days)
    return found.astype(date)


def between(start: date, end: date, extra: tuple[date, ...] = ()) -> int:
    """Working days after `start` up to and including `end`, by numpy."""
    days = np.array([*HOLIDAYS, *extra], dtype="datetime64[D]")
    one = np.timedelta64(1, "D")
    return int(np.busday_count(np.datetime64(start) + one, np.datetime64(end) + one, holidays=days))

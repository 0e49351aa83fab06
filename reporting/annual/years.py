"""The year a report is about, as people write it, and what the report is called."""

from __future__ import annotations

import datetime as dt
import re

from people.models import Area
from reporting.period import Period, year_of

FIRST_YEAR = 1990


def parse_year(written: str, *, today: dt.date) -> Period:
    """The year to 31 March of "2025-26" or "2025/26". Raises ValueError, saying what to write."""
    found = re.fullmatch(r"(\d{4})[-/](\d{2})", written.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]) or int(found[1]) < FIRST_YEAR:
        raise ValueError(
            f"“{written}” is not a year. Write the year to 31 March as its two years: 2025-26."
        )
    year = year_of(dt.date(int(found[1]), 4, 1))
    if year.first > today:
        raise ValueError(f"The {year} has not begun.")
    return year


def title_of(year: Period, area: Area | None) -> str:
    of = f", {area.name}" if area else ""
    return f"Child protection conference service{of}: annual report {year.code}"


def file_year(year: Period) -> str:
    """2025-26, for addresses and names of files."""
    return year.code.replace("/", "-")

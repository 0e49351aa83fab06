"""What one cell says, or why it cannot be read. Pure functions of the text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from people.identifiers import (
    is_nhs_number,
    is_pupil_number,
    plain_nhs_number,
    plain_pupil_number,
)
from timescales.domain import today_in_london
from timescales.due import EARLIEST, LATEST

Reader = Callable[[str], Any]
YES = frozenset({"y", "yes", "1", "t", "true"})
NO = frozenset({"n", "no", "0", "f", "false"})
AHEAD = dt.timedelta(days=366)
BORN_SINCE = dt.date(1900, 1, 1)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.Z+]*)?$")
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: [\d:.]*)?$")


class BadValue(ValueError):
    """The message says what to do."""


def text(longest: int = 100) -> Reader:
    def read(value: str) -> str:
        tidy = " ".join(value.split())
        if len(tidy) > longest:
            raise BadValue(f"At most {longest} letters: shorten it.")
        return tidy

    return read


@lru_cache(maxsize=50_000)
def _day(value: str) -> dt.date:
    iso, british = ISO.match(value), BRITISH.match(value)
    if iso:
        year, month, day = map(int, iso.groups())
    elif british:
        day, month, year = map(int, british.groups())
    else:
        raise BadValue("Write the day as 2026-11-20 or 20/11/2026.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise BadValue("There is no such day: mend it in the case system.") from None


def _between(first: dt.date, value: str, last: dt.date, why: str) -> str:
    day = _day(value)
    if day < first:
        raise BadValue(f"The year is before {first.year}: mend it in the case system.")
    if day > last:
        raise BadValue(why)
    return day.isoformat()


def past_day(value: str) -> str:
    """The day something happened: not to come, and one the calendar knows."""
    why = "This day is still to come: mend it in the case system."
    return _between(EARLIEST, value, today_in_london(), why)


def birthday(value: str) -> str:
    why = "This day is still to come: a baby not yet born has an expected date."
    return _between(BORN_SINCE, value, today_in_london(), why)


def soon_day(value: str) -> str:
    """The day somebody takes a case over: it may be agreed for a day to come."""
    why = "This day is more than a year ahead: mend it in the case system."
    return _between(EARLIEST, value, today_in_london() + AHEAD, why)


def any_day(value: str) -> str:
    """A day that may be to come, as the one something is due by."""
    why = f"The year is after {LATEST.year}: mend it in the case system."
    return _between(EARLIEST, value, LATEST, why)


def flag(value: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise BadValue("Write Y or N.")


def code(*known: str) -> Reader:
    allowed = frozenset(known)

    def read(value: str) -> str:
        found = value.strip().upper()
        if found not in allowed:
            raise BadValue(f"Write one of {', '.join(known)}.")
        return found

    return read


def pupil_number(value: str) -> str:
    plain = plain_pupil_number(value)
    if not is_pupil_number(plain):
        raise BadValue("The first letter of this pupil number does not fit the rest: check it.")
    return plain


def nhs_number(value: str) -> str:
    plain = plain_nhs_number(value)
    if not is_nhs_number(plain):
        raise BadValue("This is no NHS number: ten digits, the last of which fits the others.")
    if len(set(plain)) == 1:  # its check digit fits, and it stands for one that is not known
        raise BadValue("This is no NHS number: the same digit ten times is nobody’s.")
    return plain


def outcomes(value: str) -> dict[str, str]:
    """The flags of an SSD outcome: names in capitals, values as Y or N."""
    try:
        found = json.loads(value)
    except ValueError:
        raise BadValue("This is not JSON: export the column again.") from None
    if not isinstance(found, dict):
        raise BadValue("This is not a JSON object: export the column again.")
    return {str(name).upper(): str(each)[:200] for name, each in found.items()}

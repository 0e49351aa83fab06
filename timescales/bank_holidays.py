"""England's bank holidays: the published list, and the statutory pattern beyond it.

Published: the list on GOV.UK, bundled with `govuk-bank-holidays` so that no network is needed.
Beyond it: the Banking and Financial Dealings Act 1971, schedule 1, with the days proclaimed every
year since (New Year's Day, early May, substitutes) and the common-law holidays (Good Friday,
Christmas Day). Royal events and moved days cannot be foreseen: those dates are provisional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from govuk_bank_holidays.bank_holidays import BankHolidays

from timescales.enums import DayKind
from timescales.working_days import Calendar, ClosedDay

DIVISION = BankHolidays.ENGLAND_AND_WALES
# Since 1978 the pattern has been what it is now; nobody books a conference after 2100.
FIRST_YEAR, LAST_YEAR = 1978, 2100
# What the pattern does not know from before the published list begins (London Gazette).
EARLIER_ADDED = {
    date(1981, 7, 29): "Royal wedding",
    date(1995, 5, 8): "Early May bank holiday (VE Day)",
    date(1999, 12, 31): "Millennium",
    date(2002, 6, 3): "Golden Jubilee",
    date(2002, 6, 4): "Spring bank holiday",
    date(2011, 4, 29): "Royal wedding",
}
EARLIER_REMOVED = (date(1995, 5, 1), date(2002, 5, 27))


@cache
def england() -> Calendar:
    """Every bank holiday in England from 1978 to 2100, published ones as published."""
    published = _published()
    first, last = min(published).year, max(published).year
    holidays = dict(published)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if not first <= year <= last:
            kind = DayKind.EXPECTED_HOLIDAY if year > last else DayKind.BANK_HOLIDAY
            holidays |= {day: ClosedDay(day, name, kind) for day, name in statutory_pattern(year)}
    _apply_earlier_changes(holidays)
    return Calendar(holidays=holidays, published_to=date(last, 12, 31))


def _published() -> dict[date, ClosedDay]:
    events = BankHolidays(use_cached_holidays=True).get_holidays(division=DIVISION)
    return {e["date"]: ClosedDay(e["date"], e["title"], DayKind.BANK_HOLIDAY) for e in events}


def _apply_earlier_changes(holidays: dict[date, ClosedDay]) -> None:
    for day in EARLIER_REMOVED:
        del holidays[day]
    for day, name in EARLIER_ADDED.items():
        holidays[day] = ClosedDay(day, name, DayKind.BANK_HOLIDAY)


def statutory_pattern(year: int) -> Iterator[tuple[date, str]]:
    """The bank holidays of `year` if nothing is proclaimed beyond the yearly custom."""
    new_year = date(year, 1, 1)
    yield _monday_if_weekend(new_year), "New Year’s Day"
    sunday = easter(year)
    yield sunday - timedelta(days=2), "Good Friday"
    yield sunday + timedelta(days=1), "Easter Monday"
    yield _monday_on_or_after(date(year, 5, 1)), "Early May bank holiday"
    yield _monday_on_or_after(date(year, 5, 25)), "Spring bank holiday"
    yield _monday_on_or_after(date(year, 8, 25)), "Summer bank holiday"
    yield from _christmas(year)


def _christmas(year: int) -> Iterator[tuple[date, str]]:
    """Christmas and Boxing Day; on a weekend each gets the next free weekday instead."""
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    substitutes = {5: (27, 28), 6: (27, 26), 4: (25, 28)}
    days = substitutes.get(christmas.weekday(), (christmas.day, boxing.day))
    yield date(year, 12, days[0]), "Christmas Day"
    yield date(year, 12, days[1]), "Boxing Day"


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _monday_if_weekend(day: date) -> date:
    return day if day.weekday() < 5 else _monday_on_or_after(day)

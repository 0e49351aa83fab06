"""The lists of conferences that need a date: each row in words, worked out once for the page.

Every word is escaped here and once, since many rows share a day, a state and a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from bookings.domain.office_calendar import OfficeCalendar, office_calendar
from conferences.domain.booking import working_days_to_limit
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference
from conferences.presenters.conference import STATE_COLOURS
from govuk.links import links_to
from govuk.templatetags.govuk import status_tag
from timescales.presenters import short_date


@dataclass(frozen=True, slots=True)
class Row:
    """`why` says why the date it has will not hold; `why_url` explains the one it is due by."""

    family: SafeString
    url: SafeString
    due: SafeString
    spare: SafeString
    state: SafeString
    kind: SafeString
    why: SafeString
    book_url: SafeString
    why_url: SafeString


def rows(conferences: Iterable[Conference], why: Mapping[int, str]) -> Iterator[Row]:
    """`why`: the reasons of those whose slot will not hold, by id."""
    limit = _limits(office_calendar())
    page, book = links_to("conferences:conference"), links_to("conferences:book")
    explained = links_to("conferences:why")
    for conference in conferences:
        pk, due_on = conference.pk, conference.due_on
        due, spare = limit(due_on)
        yield Row(
            family=escape(conference.family),
            url=page(pk),
            due=due,
            spare=spare,
            state=_state(conference.state),
            kind=_kind(conference.kind),
            why=escape(why[pk]) if pk in why else SafeString(),
            book_url=book(pk),
            why_url=explained(pk) if due_on else SafeString(),
        )


def _limits(calendar: OfficeCalendar) -> Callable[[date | None], tuple[SafeString, SafeString]]:
    """The day it is due by, and how long that is away, each day worked out once."""

    @cache
    def limit(due_on: date | None) -> tuple[SafeString, SafeString]:
        if due_on is None:
            return escape("No limit set"), SafeString()
        left = working_days_to_limit(due_on, calendar)
        return escape(short_date(due_on)), escape(spare(left))

    return limit


def spare(left: int) -> str:
    """“3 working days left”, “1 working day late”."""
    days = "1 working day" if abs(left) == 1 else f"{abs(left)} working days"
    return f"{days} left" if left >= 0 else f"{days} late"


@cache
def _state(state: str) -> SafeString:
    return status_tag(ConferenceState(state).label, STATE_COLOURS[state])


@cache
def _kind(kind: str) -> SafeString:
    return escape(ConferenceKind(kind).label)

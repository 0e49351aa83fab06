"""The lists of conferences that need a date: each row in words, worked out once for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

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

    family: str
    url: str
    due: str
    spare: str
    state: SafeString
    kind: str
    why: str
    book_url: str
    why_url: str


def rows(conferences: Iterable[Conference], why: Mapping[int, str]) -> Iterator[Row]:
    """`why`: the reasons of those whose slot will not hold, by id."""
    calendar = office_calendar()
    page, book = links_to("conferences:conference"), links_to("conferences:book")
    explained = links_to("conferences:why")
    for conference in conferences:
        yield Row(
            family=str(conference.family),
            url=page(conference.pk),
            due=short_date(conference.due_on) if conference.due_on else "No limit set",
            spare=spare(conference, calendar),
            state=_state(conference.state),
            kind=ConferenceKind(conference.kind).label,
            why=why.get(conference.pk, ""),
            book_url=book(conference.pk),
            why_url=explained(conference.pk) if conference.due_on else "",
        )


def spare(conference: Conference, calendar: OfficeCalendar) -> str:
    """“3 working days left”, “1 working day late”; nothing without a limit."""
    left = working_days_to_limit(conference, calendar)
    if left is None:
        return ""
    days = "1 working day" if abs(left) == 1 else f"{abs(left)} working days"
    return f"{days} left" if left >= 0 else f"{days} late"


@cache
def _state(state: str) -> SafeString:
    return status_tag(ConferenceState(state).label, STATE_COLOURS[state])

"""What a booking is for, in words and a link, for one reader: only the families they may see.

The diary below knows no family. A booking of a family the reader may not see says "Booked".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from bookings.models import Booking
from conferences.domain.queries import children_of
from conferences.models import Conference, ConferenceRequest
from people.domain.reading import list_all


@dataclass(frozen=True, slots=True)
class Label:
    """`url` leads to the conference or the request; empty when the reader may open neither."""

    words: str = "Booked"
    url: str = ""
    conference: Conference | None = None


def labels_for(bookings: Iterable[Booking], reader: User, *, verb: str) -> dict[int, Label]:
    """By the booking's id. Writes one audit event each for the conferences and requests shown."""
    rows = list(bookings)
    labels = dict.fromkeys((row.pk for row in rows), Label())
    labels |= _of_requests(rows, reader, verb)
    labels |= _of_conferences(rows, reader, verb)
    return labels


def _of_conferences(rows: list[Booking], reader: User, verb: str) -> dict[int, Label]:
    found = (
        Conference.objects.visible_to(reader)
        .filter(booking__in=rows)
        .select_related("family", "booking", "request")
    )
    if not found:
        return {}
    shown = list_all(found, by=reader, verb=verb, children=children_of(found))
    return {
        row.booking_id: Label(str(row), reverse("conferences:conference", args=[row.pk]), row)
        for row in shown
        if row.booking_id is not None
    }


def _of_requests(rows: list[Booking], reader: User, verb: str) -> dict[int, Label]:
    """A slot may be pencilled while the request is still being screened."""
    wanted = {row.about: row.pk for row in rows if row.about.startswith("request:")}
    keys = [about.removeprefix("request:") for about in wanted]
    if not keys:
        return {}
    found = (
        ConferenceRequest.objects.visible_to(reader)
        .filter(pk__in=[key for key in keys if key.isdecimal()])
        .select_related("family")
    )
    shown = list_all(found, by=reader, verb=verb, children=children_of(found))
    return {
        wanted[row.about]: Label(str(row), reverse("conferences:request", args=[row.pk]))
        for row in shown
    }

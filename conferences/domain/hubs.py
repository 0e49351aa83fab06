"""What hubs are to the packs: where a meeting was held, who sits there, and the printer there."""

from __future__ import annotations

from django.db.models.expressions import RawSQL

from accounts.models import User
from bookings.domain.hub_postings import hubs_of
from bookings.models import Hub
from disclosure.places import Place
from people.models.posting import postings_today

# As SQL, because it is part of what the navigation of every page asks.
ELSEWHERE = """
    SELECT meeting.record_id FROM conferences_conference meeting
    JOIN bookings_booking booking ON booking.id = meeting.booking_id
    JOIN bookings_conferenceroom room ON room.id = booking.room_id
    WHERE room.hub_id NOT IN (
        SELECT hub.id FROM bookings_hubposting sits JOIN bookings_hub hub ON hub.id = sits.hub_id
        WHERE hub.in_use AND sits.posting_id = ANY(%s))"""


class Hubs:
    """Registered as the places of `disclosure`, which knows no hub."""

    def everywhere(self) -> list[Place]:
        hubs = Hub.objects.filter(in_use=True)
        return [Place(key_of(hub.pk), hub.name, hub.printer, hub.address) for hub in hubs]

    def of(self, user: User) -> frozenset[str]:
        return frozenset(key_of(pk) for pk in hubs_of(user))

    def elsewhere(self, user: User) -> RawSQL:
        ids = [posting.pk for posting in postings_today(user)]
        return RawSQL(ELSEWHERE, (ids,))  # noqa: S611 - a constant


def key_of(hub_id: int) -> str:
    return f"hub:{hub_id}"

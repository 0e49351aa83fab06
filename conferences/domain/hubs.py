"""What hubs are to the packs: where a meeting was held, who sits there, and the printer there."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from bookings.domain.hub_postings import hub_ids_of, hubs_of
from bookings.models import Hub
from conferences.models import Conference
from disclosure.places import Place


class Hubs:
    """Registered as the places of `disclosure`, which knows no hub."""

    def everywhere(self) -> list[Place]:
        hubs = Hub.objects.filter(in_use=True)
        return [Place(key_of(hub.pk), hub.name, hub.printer) for hub in hubs]

    def of(self, user: User) -> frozenset[str]:
        return frozenset(key_of(pk) for pk in hubs_of(user))

    def elsewhere(self, user: User) -> QuerySet[Conference, int]:
        booked = Conference.objects.filter(booking__isnull=False)
        others = booked.exclude(booking__room__hub__in=hub_ids_of(user))
        return others.order_by().values_list("record_id", flat=True)


def key_of(hub_id: int) -> str:
    return f"hub:{hub_id}"

"""What hubs are to the packs: a meeting is at one, people sit at one, a printer stands there."""

from __future__ import annotations

import pytest

from accounts.models import User
from bookings.domain.hub_postings import sit_at
from conferences.domain.hubs import Hubs, key_of
from disclosure.models import Record
from disclosure.places import Place, everywhere
from people.enums import Role
from tests.factories import conferences as make
from tests.factories.bookings import make_hub
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def test_a_meeting_is_elsewhere_for_whoever_sits_at_another_hub_or_at_none() -> None:
    conference = make.make_booked(make.make_case())
    assert conference.booking is not None
    here, there = conference.booking.room.hub, make_hub("The Causeway", printer="CAUSEWAY-1")
    head = make_staff(Role.HEAD_OF_SERVICE)
    users = {hub: make_staff(Role.BUSINESS_SUPPORT) for hub in (here, there, None)}
    for hub, user in users.items():
        sit_at(posting=user.postings.get(), hub=hub, by=head)
    hubs = Hubs()
    elsewhere = {hub: _elsewhere(user) for hub, user in users.items()}
    record = conference.record_id
    assert elsewhere == {here: [], there: [record], None: [record]}
    assert hubs.of(users[there]) == {key_of(there.pk)}
    assert Place(key_of(there.pk), "The Causeway", "CAUSEWAY-1", there.address) in everywhere()
    conference.booking = None
    conference.save()
    assert _elsewhere(users[there]) == []


def _elsewhere(user: User) -> list[int]:
    found = Record.objects.filter(pk__in=Hubs().elsewhere(user))
    return list(found.values_list("pk", flat=True))

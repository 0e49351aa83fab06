"""Another chair or minute-taker for a conference that keeps its slot."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.errors import NotAllowed, WrongState
from bookings.domain.errors import SlotNotPossible
from bookings.enums import MoveReason
from conferences.domain import booking as steps
from conferences.domain.booked_people import change_chair, change_minute_taker
from conferences.enums import Capacity
from conferences.models import Conference
from people.enums import CaseRoleKind
from people.models import CaseRole
from tests.factories import bookings
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def test_the_new_chair_takes_on_the_case_and_is_seated() -> None:
    case = make.make_case()
    conference, chair = make.make_booked(case), bookings.make_chair()
    starts_at = conference.booking.starts_at
    changed = change_chair(
        conference=conference, chair=chair, reason=MoveReason.CHAIR_AWAY, by=case.support
    )
    assert changed.chair == chair.professional
    assert changed.booking.starts_at == starts_at
    assert changed.participants.get(capacity=Capacity.CHAIR).person == chair.professional.person
    role = CaseRole.objects.get(family=case.family, kind=CaseRoleKind.CHAIR, to_on=None)
    assert role.professional == chair.professional
    assert Conference.objects.visible_to(chair.professional.user).exists()


def test_a_chair_with_a_conflict_is_refused_and_nothing_changes() -> None:
    case = make.make_case()
    conference, chair = make.make_booked(case), bookings.make_chair()
    bookings.make_absence(chair.professional, conference.booking.day)
    with pytest.raises(SlotNotPossible):
        change_chair(
            conference=conference, chair=chair, reason=MoveReason.CHAIR_AWAY, by=case.support
        )
    conference.refresh_from_db()
    assert conference.chair != chair.professional


def test_a_social_worker_may_not() -> None:
    case = make.make_case()
    with pytest.raises(NotAllowed):
        change_chair(
            conference=make.make_booked(case),
            chair=bookings.make_chair(),
            reason=MoveReason.CHAIR_AWAY,
            by=case.social_worker,
        )


def test_without_a_slot_there_is_nothing_to_change() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    steps.vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    with pytest.raises(WrongState, match="Find one first"):
        change_minute_taker(
            conference=conference, minute_taker=bookings.make_minute_taker(), by=case.support
        )


def test_a_minute_taker_is_seated_and_unseated() -> None:
    case = make.make_case()
    conference, taker = make.make_booked(case), bookings.make_minute_taker()
    conference = change_minute_taker(conference=conference, minute_taker=taker, by=case.support)
    seated = conference.participants.get(capacity=Capacity.MINUTE_TAKER)
    assert seated.person == taker.professional.person
    conference = change_minute_taker(conference=conference, minute_taker=None, by=case.support)
    assert conference.booking.minute_taker is None
    assert not conference.participants.filter(capacity=Capacity.MINUTE_TAKER).exists()


def test_the_pages() -> None:
    case = make.make_case()
    conference, chair = make.make_booked(case), bookings.make_chair("Grace Obi")
    taker = bookings.make_minute_taker("Ada Quill")
    client = Client()
    client.force_login(case.support)
    where = f"/conferences/{conference.pk}"
    assert "The time and the room stay" in client.get(f"{where}/chair/").content.decode()
    refused = client.post(f"{where}/chair/", {"chair": chair.pk, "reason": "other"})
    assert "Say what the other reason is" in refused.content.decode()
    client.post(f"{where}/chair/", {"chair": chair.pk, "reason": "chair_away"})
    client.post(f"{where}/minute-taker/", {"minute_taker": taker.pk})
    page = client.get(f"{where}/").content.decode()
    assert "Grace Obi" in page
    assert "Ada Quill" in page
    assert f"{where}/chair/" in page

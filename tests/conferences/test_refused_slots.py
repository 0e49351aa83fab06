"""A time that somebody cannot make is kept with its reason, and not offered again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed
from bookings.domain.errors import SlotNotPossible
from bookings.enums import MoveReason
from conferences.domain.booking import pencil_slot, vacate_conference
from conferences.domain.refused_slots import offer_again, refuse_slot, refused_slots
from conferences.domain.slots import need_of_conference, slots_for
from conferences.models import Conference, RefusedSlot
from tests.factories import bookings
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def offered(conference: Conference) -> set[tuple[dt.date, int]]:
    found = slots_for(need_of_conference(conference), limit=200).offers
    return {(offer.choice.day, offer.choice.session_id) for offer in found}


def test_it_is_kept_between_searches_until_they_can_come_after_all() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    time = (choice.day, choice.session_id)
    session = bookings.make_session()
    assert time in offered(conference)
    refused = refuse_slot(
        conference=conference,
        day=choice.day,
        session=session,
        refused_by="The mother",
        reason="Hospital",
        by=case.support,
    )
    assert time not in offered(conference)
    with pytest.raises(SlotNotPossible, match="already been refused"):
        pencil_slot(conference=conference, choice=choice, by=case.support)
    refuse_slot(
        conference=conference,
        day=choice.day,
        session=session,
        refused_by="The mother",
        reason="A hospital visit",
        by=case.support,
    )
    assert [row.reason for row in refused_slots(conference)] == ["A hospital visit"]
    offer_again(refused=refused, by=case.support)
    assert time in offered(conference)
    assert RefusedSlot.objects.count() == 1
    assert time in offered(make.make_conference(make.make_case("Rahman")))


def test_a_slot_given_up_because_somebody_asked_is_refused_by_itself() -> None:
    case, place = make.make_case(), make.make_place()
    booked = make.make_booked(case, place)
    time = (bookings.next_monday(1), booked.booking.session_id)
    vacate_conference(
        conference=booked, reason=MoveReason.FAMILY_ASKED, note="A funeral", by=case.support
    )
    (row,) = refused_slots(booked)
    assert ((row.day, row.session_id), row.reason) == (time, "A funeral")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"refused_by": " "}, "who cannot come"),
        ({"reason": ""}, "Say why"),
        ({"day": dt.date(2020, 1, 6)}, "has passed"),
    ],
)
def test_what_must_be_said(fields: dict[str, Any], message: str) -> None:
    case = make.make_case()
    given: dict[str, Any] = {
        "conference": make.make_conference(case),
        "day": bookings.next_monday(1),
        "session": bookings.make_session(),
        "refused_by": "The school",
        "reason": "A trip",
    }
    with pytest.raises(DomainError, match=message):
        refuse_slot(**{**given, **fields}, by=case.support)
    with pytest.raises(NotAllowed):
        refuse_slot(**given, by=case.social_worker)


def test_through_the_pages() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    client = Client()
    client.force_login(case.support)
    book = reverse("conferences:book", args=[conference.pk])
    assert "Somebody cannot come then" in client.get(book).content.decode()
    day = bookings.next_monday(1)
    session = make.choice_on(place, day).session_id
    url = reverse("conferences:refuse_slot", args=[conference.pk])
    address = f"{url}?day={day:%Y-%m-%d}&session={session}"
    assert client.get(url + "?day=never").headers["Location"] == book
    mistake = client.post(address, {"refused_by": "'", "reason": "A funeral"})
    assert "must have at least one letter" in mistake.content.decode()
    assert "A funeral" in mistake.content.decode()
    done = client.post(address, {"refused_by": "Layla", "reason": "A funeral"}, follow=True)
    assert "Already refused" in done.content.decode()
    again = reverse("conferences:offer_slot_again", args=[RefusedSlot.objects.get().pk])
    assert "Already refused" not in client.post(again, follow=True).content.decode()

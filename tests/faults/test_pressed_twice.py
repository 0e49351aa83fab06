"""F2 and F3 at each great step: pressed twice, sent again, or taken by two people at once."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.enums import READS, Action
from audit.models import Event
from conferences.domain import slots
from conferences.enums import ConferenceState, RequestState
from conferences.models import Conference
from disclosure.domain.clearing import open_for_clearing
from disclosure.enums import PackState
from disclosure.models import Clearance
from notifications.models import Message
from people.enums import Role
from plans.models import Plan
from tests.disclosure.conftest import Household, home
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.meetings import agree_action, decide, make_meeting, open_day
from tests.factories.people import make_case_role, make_staff
from timescales.domain import current_clock, today_in_london
from timescales.models import Deadline
from timescales.working_days import add_working_days

__all__ = ["home"]
pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
TIMES = 3


def press(address: str, data: dict[str, Any], *who: User) -> None:
    """Each of them presses the same button three times at once, and later again (back button)."""
    gate = threading.Barrier(len(who) * TIMES)
    codes: list[int] = []

    def send(user: User, *, wait: bool = True) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        if wait:
            gate.wait()
        codes.append(client.post(address, data).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send, args=[user]) for user in who for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    send(who[0], wait=False)
    assert max(codes) < 500, codes


def written(verb: str) -> int:
    """How often it was done: reading the page it is done on is written under the same verb."""
    return Event.objects.filter(verb=verb).exclude(action__in=[*READS, Action.REFUSED]).count()


def test_a_request_is_sent_once() -> None:
    case = make.make_case()
    request = make.make_complete(case)
    address = reverse("conferences:request_check", args=[request.pk])
    press(address, {}, case.social_worker, case.team_manager)
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED
    assert Message.objects.filter(kind="request_to_screen").count() == 1
    assert Deadline.objects.filter(rule="icpc").count() == 2  # one for each child


def test_two_who_book_at_once_get_one_slot() -> None:
    case = make.make_case()
    make.make_place()
    bookings.make_chair()
    bookings.make_room()
    conference = make.make_conference(case)
    other = make_staff(Role.BUSINESS_SUPPORT)
    first = slots.slots_for(slots.need_of_conference(conference)).offers[0]
    data = {"choice": first.choice.key}
    press(reverse("conferences:choose_slot", args=[conference.pk]), data, case.support, other)
    press(reverse("conferences:confirm_slot", args=[conference.pk]), {}, case.support, other)
    conference.refresh_from_db()
    assert conference.state == ConferenceState.BOOKED
    held = type(conference.booking).objects.filter(about=conference.about)
    assert [booking.pk for booking in held] == [conference.booking.pk]


def test_a_conference_is_closed_once() -> None:
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    make_case_role(meeting.conference.family, duty)
    today = today_in_london()
    data = {
        "action": "close",
        **_date("next_review_on", open_day(today + dt.timedelta(days=70))),
        **_date("core_group_on", add_working_days(today, 7, current_clock().calendar)),
        "core_group_time": "10:30am",
        "core_group_place": "Fictional School",
    }
    press(reverse("conferences:close", args=[meeting.conference.pk]), data, meeting.chair, duty)
    meeting.conference.refresh_from_db()
    assert meeting.conference.state == ConferenceState.CLOSED
    assert Plan.objects.count() == 2
    assert Conference.objects.filter(follows=meeting.conference).count() == 1
    clocks = list(Deadline.objects.values_list("rule", "child", "family", "about"))
    assert len(clocks) == len(set(clocks))
    letters = list(Message.objects.values_list("kind", "to_address", "to_name"))
    assert len(letters) == len(set(letters))
    assert written("conferences.close") == 1


def _date(name: str, day: dt.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_pack_is_released_once(home: Household) -> None:
    words = make_passage(home.record, audience=[home.mother])
    pack = make_pack(make_recipient(home.record, home.mother), words, by=home.chair)
    open_for_clearing(pack, by=home.chair)
    press(reverse("packs:release", args=[pack.pk]), {}, home.chair)
    pack.refresh_from_db()
    assert pack.state == PackState.RELEASED
    assert written("disclosure.release") == 1


def test_two_who_clear_one_pack_at_once_clear_it_once(home: Household) -> None:
    words = make_passage(home.record, audience=[home.mother])
    recipient = make_recipient(home.record, home.mother, in_the_room=False)
    pack = make_pack(recipient, words, by=home.chair)
    chair = Client()
    chair.force_login(home.chair)
    chair.post(reverse("packs:submit", args=[pack.pk]))
    clearers = [make_staff(Role.DUTY_PRINCIPAL_OFFICER), make_staff(Role.HEAD_OF_SERVICE)]
    for clearer in clearers:
        open_for_clearing(pack, by=clearer)
    press(reverse("packs:clear", args=[pack.pk]), {}, *clearers)
    pack.refresh_from_db()
    assert pack.state == PackState.RELEASED
    assert Clearance.objects.filter(pack=pack, decided_at__isnull=False).count() == 1
    assert written("disclosure.clear") == written("disclosure.release") == 1

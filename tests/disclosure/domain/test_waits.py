"""How long packs waited for a second person."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from disclosure.domain.waits import Waits, waits_lately
from disclosure.models import Pack
from people.enums import Role
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def wait(
    home: Household, person: Person, minutes: int, *, ago: dt.timedelta = dt.timedelta(days=2)
) -> Pack:
    """Their pack, which a second person cleared after so many minutes, so long ago."""
    passage = make_passage(home.record, "Some words.", audience=[person])
    pack = make_pack(make_recipient(home.record, person), passage, by=home.chair)
    cleared_at = timezone.now() - ago
    since = cleared_at - minutes * MINUTE
    Pack.objects.filter(pk=pack.pk).update(awaiting_since=since, cleared_at=cleared_at)
    return pack


def test_the_middle_and_the_longest_of_the_last_thirty_days(home: Household) -> None:
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    assert waits_lately(duty) == Waits(cleared=0, middle=None, longest=None, without=0)
    wait(home, home.mother, 5)
    wait(home, home.adas_father, 130)
    wait(home, home.bens_father, 9)
    wait(home, home.nurse.person, 4000, ago=dt.timedelta(days=31))
    expected = Waits(cleared=3, middle=9 * MINUTE, longest=130 * MINUTE, without=0)
    assert waits_lately(duty) == expected
    client = Client()
    client.force_login(duty)
    page = " ".join(client.get(reverse("packs:queue")).content.decode().split())
    assert (
        "In the last 30 days 3 packs were cleared. Half of them waited 9 minutes or less; "
        "the longest waited 2 hours." in page
    )


def test_what_left_without_a_second_person_is_counted_apart(home: Household) -> None:
    pack = wait(home, home.mother, 5)
    Pack.objects.filter(pk=pack.pk).update(
        awaiting_since=None,
        cleared_at=None,
        released_at=timezone.now(),
        released_without_clearance_reason="The court sits in an hour.",
    )
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert waits_lately(head) == Waits(cleared=0, middle=None, longest=None, without=1)


def test_of_a_family_nobody_may_open_nothing_is_counted(home: Household) -> None:
    wait(home, home.mother, 5)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    assert waits_lately(duty).cleared == 1
    home.family.is_restricted = True
    home.family.save()
    assert waits_lately(duty).cleared == 0

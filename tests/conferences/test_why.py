"""Why these dates? From every list and page of a conference, to the days counted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conferences.domain.consulting import record_consultation
from conferences.enums import ScreeningOutcome
from conferences.models import Screening
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def text(user: User, name: str, *args: int) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse(f"conferences:{name}", args=args))
    assert response.status_code == 200, name
    return str(response.content.decode())


def test_the_pages_of_a_conference_lead_to_its_limits_and_what_is_owed_for_it() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    explained = text(case.support, "why", conference.pk)
    for words in (
        case.older.person.name,
        "Initial child protection conference",
        "Census target (InitialCPCtarget)",
        "Each day counted",
        "Report shared with the family before an initial conference",
    ):
        assert words in explained
    link = f'href="{reverse("conferences:why", args=[conference.pk])}">Why this date?'
    for name in ("conference", "book", "participants"):
        assert link in text(case.support, name, conference.pk), name


def test_the_duty_officers_lists_lead_there_too() -> None:
    case = make.make_case()
    asked = make.make_submitted(case)
    record_consultation(
        family=case.family,
        outcome=ScreeningOutcome.PROCEED,
        reason="Talked it over.",
        asked_by="A worker",
        by=case.duty,
    )
    Screening.objects.update(follow_up_on=dt.date(2020, 1, 6))
    queue = text(case.duty, "duty_queue")
    assert f'href="{reverse("conferences:why_requested", args=[asked.pk])}">Why this date?' in queue
    assert "Consultation without a request followed up" in queue
    explained = text(case.duty, "why_requested", asked.pk)
    assert "Initial child protection conference" in explained

"""Why these dates? From every list and page of a conference, to the days counted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from conferences.domain.consulting import record_consultation
from conferences.domain.requesting import start_request
from conferences.enums import ConferenceKind, ScreeningOutcome
from conferences.models import Screening
from people.enums import Role
from tests.factories import conferences as make
from tests.factories.people import make_case_role, make_staff
from tests.factories.reviews import two_on_plans

pytestmark = pytest.mark.django_db


def text(user: User, name: str, *args: object) -> str:
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


def test_the_limits_that_hints_name_are_explained_beside_them() -> None:
    """The strategy discussion to choose, a late request, the day an early review is needed by."""
    case = make.make_case()
    asked = make.make_complete(case, make.make_discussion(case, 9))
    children = text(case.social_worker, "request_step", asked.pk, "children")
    assert "Initial child protection conference" in explained_on(children)
    asked.decided_on = make.days_ago(9)
    asked.save()
    late = text(case.social_worker, "request_step", asked.pk, "late")
    assert "Request to book the conference" in explained_on(late)
    meeting = two_on_plans()
    conference, each = meeting.conference, meeting.children[0]
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(conference.family, worker)
    early = start_request(family=conference.family, kind=ConferenceKind.REVIEW, by=worker)
    assert "First review" in explained_on(text(worker, "request_step", early.pk, "early"))
    dissent = text(meeting.chair, "late_dissent", each.pk)
    assert "(Sussex)" in dissent
    assert "Dissent raised after the conference" in explained_on(dissent)


def explained_on(page: str) -> str:
    """The page, from the first “Why this date?” that opens there."""
    before, opened, after = page.partition("Why this date?")
    assert opened
    return before[-600:] + after

"""An exclusion the chair refuses: the reason is kept, and whoever asked is told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from conferences.domain.exclusion import NotExcluded, is_unanswered, refuse_exclusion
from conferences.models import Conference
from notifications.models import Message
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def asked_in_the_request(case: make.Case) -> Conference:
    conference = make.make_booked(case)
    assert conference.request is not None
    conference.request.exclusion_asked = "The father, from all of it."
    conference.request.save()
    return conference


def no(case: make.Case, **fields: object) -> NotExcluded:
    given = {
        "person": case.father,
        "asked_for_by": "The social worker",
        "asked_for_on": timezone.localdate(),
        "reason": "He can be heard safely in a part of his own.",
        **fields,
    }
    return NotExcluded(**given)  # type: ignore[arg-type]


def test_a_refused_exclusion_keeps_the_reason_and_tells_who_asked() -> None:
    case = make.make_case()
    conference = asked_in_the_request(case)
    assert is_unanswered(conference)
    duty = case.duty
    refusal = refuse_exclusion(conference=conference, answer=no(case), by=duty)
    assert not is_unanswered(conference)
    assert (refusal.reason, refusal.decided_by) == (no(case).reason, duty)
    told = Message.objects.get(kind="exclusion_refused")
    assert told.to_address == case.social_worker.email
    assert "father" not in told.subject + told.body
    assert not conference.exclusions.exists()
    client = Client()
    client.force_login(case.social_worker)
    page = client.get(reverse("conferences:participants", args=[conference.pk]))
    assert no(case).reason in page.content.decode()


def test_whoever_asked_otherwise_is_told_by_the_chair_first() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    with pytest.raises(DomainError, match="Tell whoever asked"):
        refuse_exclusion(conference=conference, answer=no(case), by=case.duty)
    with pytest.raises(DomainError, match="Say why they are not"):
        refuse_exclusion(conference=conference, answer=no(case, reason=" "), by=case.duty)
    with pytest.raises(NotAllowed):
        refuse_exclusion(conference=conference, answer=no(case), by=case.support)
    today = timezone.localdate()
    refuse_exclusion(conference=conference, answer=no(case, told_on=today), by=case.duty)
    assert not Message.objects.filter(kind="exclusion_refused").exists()

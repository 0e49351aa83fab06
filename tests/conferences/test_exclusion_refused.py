"""An exclusion the chair refuses: the reason is kept, and whoever asked is told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from conferences.domain.asked_exclusion import is_unanswered
from conferences.domain.exclusion import NotExcluded, refuse_exclusion
from conferences.domain.inviting import invite_everyone
from conferences.models import Conference
from conferences.start_page import tasks
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


def invited(conference: Conference) -> set[str]:
    rows = conference.participants.exclude(invited_at=None)
    return {row.person.name for row in rows.select_related("person")}


def test_none_of_the_family_is_invited_before_the_chair_answers_an_exclusion_asked_for() -> None:
    """Who it is stands in the request in words alone, so it may be any of them."""
    case = make.make_case()
    conference = asked_in_the_request(case)
    family = {case.mother.name, case.father.name}
    told = invite_everyone(conference=conference, by=case.support)
    assert {str(one.participant) for one in told if one.hindrance} == family
    assert not invited(conference) & family
    assert case.school.person.name in invited(conference)
    refuse_exclusion(conference=conference, answer=no(case), by=case.duty)
    invite_everyone(conference=conference, by=case.support)
    assert invited(conference) >= family


def test_whoever_was_invited_already_is_still_told_another_time() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    invite_everyone(conference=conference, by=case.support)
    assert conference.request is not None
    conference.request.exclusion_asked = "The father, from all of it."
    conference.request.save()
    conference.parts.update(place="The side door")
    told = invite_everyone(conference=conference, by=case.support)
    assert not [one for one in told if one.hindrance]
    assert {case.mother, case.father} <= {one.participant.person for one in told}


def test_the_page_says_who_decides_and_only_a_tick_invites_the_family_before() -> None:
    case = make.make_case()
    conference = asked_in_the_request(case)
    client = Client()
    client.force_login(case.support)
    page = client.get(reverse("conferences:participants", args=[conference.pk])).content.decode()
    words = f"None of the family is invited until {conference.chair} has decided."
    assert page.index(words) < page.index("Invite everybody not told yet")
    assert "The father, from all of it." in page
    url = reverse("conferences:invite", args=[conference.pk])
    refused = client.post(url, follow=True).content.decode()
    assert "waits until the chair says who is excluded" in refused
    client.post(url, {"family_may_come": "yes"})
    assert invited(conference) >= {case.mother.name, case.father.name}
    sent = Event.objects.filter(verb="conferences.invite", action=Action.SENT).order_by("pk")
    assert [event.detail for event in sent] == [{}, {"family_may_come": True}]


def test_the_chair_has_a_task_until_they_answer() -> None:
    case = make.make_case()
    conference = asked_in_the_request(case)
    assert conference.chair is not None
    chair = conference.chair.user
    assert chair is not None

    def waits(user: User) -> list[str]:
        return [task.url for task in tasks(user) if task.label == "Exclusion"]

    url = reverse("conferences:exclude", args=[conference.pk])
    assert (waits(chair), waits(case.social_worker)) == ([url], [])
    client = Client()
    client.force_login(chair)
    assert reverse("conferences:not_excluded", args=[conference.pk]) in (
        client.get(url).content.decode()
    )
    refuse_exclusion(conference=conference, answer=no(case), by=chair)
    assert waits(chair) == []

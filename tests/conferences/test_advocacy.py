"""No child is referred to an advocate before a parent's agreement is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.advocacy import (
    latest_for,
    note_taking_part,
    record_agreement,
    record_refusal,
    refer_to_advocate,
)
from conferences.enums import Participation
from conferences.models import Advocacy, ConferenceChild
from people.enums import Role
from tests.factories import conferences as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_referral_waits_for_the_agreement() -> None:
    case = make.make_case()
    by, today = case.social_worker, make.days_ago(0)
    refused = record_refusal(child=case.older, reason="Not asked yet.", offered_on=today, by=by)
    with pytest.raises(WrongState, match="Record a parent’s agreement"):
        refer_to_advocate(advocacy=refused, referred_on=today, by=by)
    agreed = record_agreement(child=case.older, agreed_by="Layla", agreed_on=today, by=by)
    assert agreed.pk == refused.pk
    assert refer_to_advocate(advocacy=agreed, referred_on=today, by=by).referred_on == today
    assert latest_for(case.older) == agreed


def test_the_database_too_refuses_a_referral_without_agreement() -> None:
    case = make.make_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Advocacy.objects.create(
            family=case.family,
            child=case.older,
            offered_on=make.days_ago(1),
            referred_on=make.days_ago(0),
        )


def test_a_referral_is_not_before_the_agreement() -> None:
    case = make.make_case()
    agreed = record_agreement(
        child=case.older, agreed_by="Layla", agreed_on=make.days_ago(0), by=case.social_worker
    )
    with pytest.raises(DomainError, match="cannot be before"):
        refer_to_advocate(advocacy=agreed, referred_on=make.days_ago(2), by=case.social_worker)


def test_each_step_is_offered_in_its_turn_on_the_childs_page(client: Client) -> None:
    """Nobody can skip one; what the chair says of the child's part is not asked for again."""
    case = make.make_case()
    by, today, before = case.social_worker, make.days_ago(0), make.days_ago(3)
    page = reverse("conferences:advocacy", args=[case.older.pk])
    client.force_login(by)
    link = f'href="{page}"'
    assert link in client.get(case.older.get_absolute_url()).content.decode()
    assert page not in client.get(case.younger.get_absolute_url()).content.decode()
    assert "referred to an advocate<" not in client.get(page).content.decode()

    def send(**answers: str) -> str:
        return client.post(page, answers, follow=True).content.decode()

    def day(name: str, on: date) -> dict[str, str]:
        return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}

    kept = send(step="refused", refused_reason="")
    assert "There is a problem" in kept
    assert "Not at home" in send(step="refused", refused_reason="Not at home")
    assert "Recorded" in send(step="agreed", agreed_by="Layla", **day("agreed_on", before))
    assert "Recorded" in send(step="referred", **day("referred_on", before))
    early = make.days_ago(5)
    assert "before the referral" in send(step="attended", **day("attended_on", early))
    each = ConferenceChild(child=case.older, participation=Participation.PN6)
    note_taking_part(each, on=today, by=by)
    assert latest_for(case.older).attended_on is None
    each.participation = Participation.PN5
    note_taking_part(each, on=today, by=by)
    assert latest_for(case.older).attended_on == today
    outsider = people.make_staff(Role.EMERGENCY_DUTY)
    with pytest.raises(NotAllowed):
        record_refusal(child=case.older, reason="No", offered_on=today, by=outsider)

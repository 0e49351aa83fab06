"""No child is referred to an advocate before a parent's agreement is recorded."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import DomainError, WrongState
from conferences.domain.advocacy import (
    latest_for,
    record_agreement,
    record_refusal,
    refer_to_advocate,
)
from conferences.models import Advocacy
from tests.factories import conferences as make

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

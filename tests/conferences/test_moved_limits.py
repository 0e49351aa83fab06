"""Which limits are no longer what the clocks give: found in one question, as `clock_of` would."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from conferences.domain.limits import clock_of
from conferences.domain.moved_limits import moved_limits
from conferences.domain.requesting import submit_request
from conferences.domain.screening import screen_request
from conferences.domain.upkeep import refresh_limits
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind, ScreeningOutcome
from conferences.models import Conference, ConferenceChild
from tests.factories import conferences as make
from tests.factories.reviews import two_on_plans
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def one_of_each_kind() -> set[int]:
    """An initial conference, a transfer in and a review that wait, of two children each."""
    make.make_conference(make.make_case())
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    screen_request(request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.duty)
    two_on_plans()
    waiting = Conference.objects.filter(state__in=WITHOUT_OUTCOME)
    assert set(waiting.values_list("kind", flat=True)) == set(ConferenceKind)
    return set(ConferenceChild.objects.filter(conference__in=waiting).values_list("pk", flat=True))


def by_each_clock() -> set[int]:
    """Asked of each child, one after the other."""
    rows = ConferenceChild.objects.filter(conference__state__in=WITHOUT_OUTCOME)
    clocks = [(row, clock_of(row)) for row in rows]
    return {
        row.pk for row, clock in clocks if clock and clock.is_open and clock.due_on != row.due_on
    }


def found() -> set[int]:
    return {row.pk for row in moved_limits()}


def test_each_kind_of_conference_follows_its_own_clock() -> None:
    everybody = one_of_each_kind()
    assert found() == by_each_clock() == set()
    Deadline.objects.update(due_on=F("due_on") + dt.timedelta(days=1))
    assert found() == by_each_clock() == everybody
    assert refresh_limits() == len(everybody)
    assert found() == set()


def test_a_limit_that_was_never_kept_is_found_too() -> None:
    everybody = one_of_each_kind()
    ConferenceChild.objects.update(due_on=None)
    assert found() == by_each_clock() == everybody


def test_a_clock_that_was_met_or_withdrawn_moves_nothing() -> None:
    one_of_each_kind()
    Deadline.objects.update(due_on=F("due_on") + dt.timedelta(days=1))
    Deadline.objects.filter(rule="icpc", met_on=None).update(withdrawn_at=timezone.now())
    Deadline.objects.exclude(rule="icpc").update(met_on=timezone.localdate())
    assert found() == by_each_clock() == set()

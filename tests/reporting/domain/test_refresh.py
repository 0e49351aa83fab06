"""Facts follow the records, and what was known stays known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Event
from bookings.domain import mark_held
from feedback.domain.answering import Given
from feedback.domain.keying_in import key_in
from feedback.enums import Audience
from people.enums import Role
from plans.enums import EndReason
from plans.models import Plan
from reporting.domain.figures import figure
from reporting.domain.refresh import Refreshed, refresh_changed, refresh_facts
from reporting.enums import FactKind
from reporting.measures import plans_open
from reporting.models import Fact, Freshness
from reporting.period import month_of
from tests.factories.bookings import (
    at,
    make_afternoon,
    make_booking,
    make_chair,
    make_room,
)
from tests.factories.people import make_child, make_staff
from tests.factories.plans import make_plan
from tests.factories.reporting import held

pytestmark = pytest.mark.django_db


def test_a_second_refresh_changes_nothing_and_a_correction_keeps_what_was_known() -> None:
    plan = make_plan(make_child(), started_on=dt.date(2026, 1, 5))
    make_plan(make_child(), is_temporary=True, authority="Elsewhere")
    assert refresh_facts() == Refreshed(closed=0, added=1)
    assert refresh_facts() == Refreshed(closed=0, added=0)
    before = timezone.now()
    Plan.objects.filter(pk=plan.pk).update(
        ended_on=dt.date(2026, 1, 20), end_reason=EndReason.REVIEW_DECISION
    )
    assert refresh_facts() == Refreshed(closed=1, added=1)
    january = month_of(dt.date(2026, 1, 1))
    assert figure(plans_open.MEASURE, january).numerator == 0
    assert figure(plans_open.MEASURE, january, known_on=before).numerator == 1
    old, new = Fact.objects.filter(kind=FactKind.PLAN).order_by("known_from")
    assert (old.until, new.until) == (None, dt.date(2026, 1, 20))
    # The hours of a chair are of no family, and are followed at once all the same.
    chair = make_chair(fte=Decimal("0.5"))
    assert refresh_changed() == Refreshed(closed=0, added=1)
    assert refresh_changed() == Refreshed(closed=0, added=0)
    chair.fte = Decimal(1)
    chair.save()
    assert refresh_changed() == Refreshed(closed=1, added=1)
    assert old.known_until == new.known_from


def test_answers_to_the_feedback_form_are_followed_at_once() -> None:
    """They name no child, by whom the audit would tell of them."""
    refresh_facts()
    clerk, day = make_staff(Role.BUSINESS_SUPPORT), dt.date(2026, 1, 5)
    refresh_changed()
    family = Audience.FAMILY
    given = Given(scores={"listened": "yes"})
    key_in(given=given, audience=family, code="", came_on=day, by=clerk)
    assert refresh_changed() == Refreshed(closed=0, added=2)  # the answer, and its score
    # One that took its number before, and came in behind.
    key_in(given=given, audience=family, code="", came_on=day, by=clerk)
    Freshness.objects.update(event_id=Event.objects.latest("id").pk)
    assert refresh_changed() == Refreshed(closed=0, added=2)
    assert refresh_changed() == Refreshed(closed=0, added=0)


def test_rooms_and_sessions_that_were_used_are_followed_at_once() -> None:
    """A meeting that is closed days later, and a session that is no longer in use."""
    monday, tuesday, afternoon = dt.date(2025, 10, 6), dt.date(2025, 10, 7), make_afternoon()
    where, by = {"room": make_room(), "chair": make_chair()}, make_staff(Role.PRINCIPAL_OFFICER)
    first = make_booking(day=monday, **where)
    held(monday, make_child(), booking=mark_held(booking=first, by=by))
    refresh_facts()
    grid = Fact.objects.known_on(None).filter(kind=FactKind.SESSION)
    assert grid.filter(code="used").count() == 1
    mark_held(booking=make_booking(day=tuesday, **where), by=by)
    assert refresh_changed() == Refreshed(closed=1, added=1)
    assert grid.filter(code="used").count() == 2
    assert grid.filter(code="conference").count() == 1
    # One that was written down before, and came in behind.
    late = make_booking(starts_at=at(tuesday, 13, 30), session=afternoon, **where)
    mark_held(booking=late, by=by)
    Freshness.objects.update(at=timezone.now())
    with CaptureQueriesContext(connection) as compared:
        assert refresh_changed() == Refreshed(closed=1, added=1)
    with CaptureQueriesContext(connection) as asked:
        assert refresh_changed() == Refreshed(closed=0, added=0)
    # Compared once, not for minutes.
    told = [any(" seen" in each["sql"] for each in several) for several in (compared, asked)]
    assert told == [True, False]
    rows = grid.filter(codes__1="Afternoon").count()
    assert rows > 100  # a year of working days and more
    afternoon.in_use = False
    afternoon.save()
    assert refresh_changed() == Refreshed(closed=rows, added=0)
    assert refresh_changed() == Refreshed(closed=0, added=0)

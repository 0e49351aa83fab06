"""Broken glass opens a family to read: no step of these rooms is taken by it, whatever the role.

Packs and documents have a test of their own, beside who may take each step with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property, partial

import pytest
from django.utils import timezone

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from conferences.domain.reports import share_report
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference
from escalations.domain.complaints import Received, receive_complaint
from escalations.domain.concerns import raise_concern
from escalations.domain.raised import Origin
from escalations.domain.who import Who
from midpoints.domain.checking import record_not_done
from people.domain.bereavement import look_over
from people.enums import BereavementKind, Role
from people.models import Bereavement, Family
from people.rules import EDITORS, may_see_family
from plans.domain.ending import end_without_review
from plans.domain.long_plans import Panel, PanelWords, record_long_plan_review
from plans.domain.visits import Seen, record_visit, take_back_visit
from plans.enums import EndReason, LongReason, PanelView
from plans.models import Plan, Visit
from tests.factories.disclosure import make_record
from tests.factories.people import (
    make_agency,
    make_broken_glass,
    make_child,
    make_family,
    make_person,
    make_staff,
    make_user,
)
from tests.factories.plans import days_ago, make_plan
from tests.refused import is_refused

pytestmark = pytest.mark.django_db


class Restricted:
    """A family that no posting opens, with one of each."""

    def __init__(self) -> None:
        self.family = make_family()
        self.child = make_child(family=self.family)
        self.plan: Plan = make_plan(self.child)
        Family.objects.filter(pk=self.family.pk).update(is_restricted=True)

    @cached_property
    def conference(self) -> Conference:
        conference = Conference.objects.create(
            family=self.family,
            kind=ConferenceKind.REVIEW,
            state=ConferenceState.BOOKED,
            record=make_record(self.family),
        )
        conference.children.create(child=self.child)
        return conference

    @cached_property
    def visit(self) -> Visit:
        return Visit.objects.create(
            plan=self.plan, visited_on=days_ago(1), was_seen=True, recorded_by=make_user()
        )

    @cached_property
    def loss(self) -> Bereavement:
        return Bereavement.objects.create(
            family=self.family,
            person=self.child.person,
            kind=BereavementKind.DIED,
            happened_on=days_ago(1),
            recorded_by=make_user(),
        )


def today() -> dt.date:
    return timezone.localdate()


Act = Callable[[Restricted, User], object]
ACTS: dict[str, Act] = {
    "plans.record_visit": lambda it, by: record_visit(
        visited_on=today(), seen={it.plan: Seen(True)}, visited_by=make_person(), by=by
    ),
    "plans.take_back_visit": lambda it, by: take_back_visit(visit=it.visit, reason="No.", by=by),
    "plans.end_without_review": lambda it, by: end_without_review(
        plan=it.plan, on=today(), reason=EndReason.LEFT_UK, authorised_by="Anybody", by=by
    ),
    "plans.record_long_review": lambda it, by: record_long_plan_review(
        plan=it.plan,
        held_on=today(),
        panel=Panel(chair=make_person(), area_head=make_person(), team_manager=make_person()),
        words=PanelWords(LongReason.values[0], PanelView.values[0], "Visit every week."),
        by=by,
    ),
    "conferences.share_report": lambda it, by: share_report(
        conference=it.conference, shared_on=today(), shared_with="Her mother", by=by
    ),
    "midpoints.record_not_done": lambda it, by: record_not_done(
        conference=it.conference, reason="no_time", by=by
    ),
    "escalations.raise_concern": lambda it, by: raise_concern(
        origin=Origin(family=it.family, children=[it.child], who=Who(make_agency())),
        reason="drift",
        impact="She waits.",
        by=by,
    ),
    "escalations.receive_complaint": lambda it, by: receive_complaint(
        received=Received(
            conference=it.conference,
            children=[it.child],
            made_as="parent",
            made_by=make_person(),
            grounds=["process"],
            words="Nobody listened.",
            received_on=today(),
        ),
        by=by,
    ),
    "people.look_over_bereavement": lambda it, by: look_over(
        bereavement=it.loss, note="The reviews stop.", by=by
    ),
}


@pytest.mark.parametrize("role", [*EDITORS, Role.EMERGENCY_DUTY])
def test_broken_glass_reads_and_does_nothing(role: Role) -> None:
    it, user = Restricted(), make_staff(role)
    make_broken_glass(it.family, user)
    assert may_see_family(user, it.family)
    assert [verb for verb, act in ACTS.items() if not is_refused(partial(act, it, user))] == []
    traces = Event.objects.using("audit").filter(actor_id=user.pk, action=Action.REFUSED)
    assert sorted(traces.values_list("verb", flat=True)) == sorted(ACTS)

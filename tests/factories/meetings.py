"""A conference in session with everything the chair needs to close it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from conferences.domain.ready_to_close import ClosingDetails
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    Participation,
)
from conferences.models import Conference, ConferenceChild, Decision
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Child, Person
from plans.enums import Category, ItemKind
from plans.models import PlanItem
from tests.factories.disclosure import make_passage, make_record
from tests.factories.people import (
    make_agency,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_staff,
    social_care,
)
from timescales.bank_holidays import england
from timescales.domain import start_deadline
from timescales.due import Dates
from timescales.working_days import working_day_on_or_before

TODAY = timezone.localdate


@dataclass
class Meeting:
    conference: Conference
    chair: User
    children: list[ConferenceChild]

    def details(self, **fields: Any) -> ClosingDetails:
        held_on = fields.setdefault("held_on", TODAY())
        fields.setdefault("next_review_on", open_day(held_on + dt.timedelta(days=70)))
        fields.setdefault("first_core_group_at", at_ten(open_day(TODAY() + dt.timedelta(days=7))))
        return ClosingDetails(**fields)


def open_day(day: dt.date) -> dt.date:
    """The day itself, or the working day before it: no meeting is held on the others."""
    return working_day_on_or_before(day, england())


def at_ten(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def make_meeting(
    *names: str, kind: ConferenceKind = ConferenceKind.INITIAL, started_days_ago: int = 5
) -> Meeting:
    """One child for each name, each with an ICPC clock that started some days ago."""
    family = make_family()
    chair = make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    conference = Conference.objects.create(
        family=family,
        kind=kind,
        state=ConferenceState.IN_SESSION,
        record=make_record(family),
        chair=chair.professional,
        started_at=timezone.now(),
    )
    seat_a_quorum(conference)
    children = [_child(conference, name, started_days_ago) for name in names or ("Wren Testwood",)]
    return Meeting(conference, chair, children)


def seat_a_quorum(conference: Conference) -> None:
    """Social care, a health visitor and a school are in the room."""
    part = conference.parts.filter(is_current=True).first() or conference.parts.create(
        name="Whole meeting", ordinal=1, is_current=True
    )
    for agency in (
        social_care(),
        make_agency(kind=AgencyKind.HEALTH_VISITING),
        make_agency(kind=AgencyKind.SCHOOL),
    ):
        participant = conference.participants.create(
            person=make_professional(agency=agency).person,
            agency=agency,
            capacity=Capacity.AGENCY,
            direct_contact=True,
        )
        participant.attendances.create(part=part, mode=AttendanceMode.IN_PERSON)


def social_worker_of(conference: Conference) -> Person:
    """Whoever came for social care, and so may lead the plan."""
    asked = conference.participants.filter(capacity=Capacity.AGENCY)
    return asked.get(agency__kind=AgencyKind.SOCIAL_CARE).person


def _child(conference: Conference, name: str, days_ago: int) -> ConferenceChild:
    child: Child = make_child(name, family=conference.family)
    deadline = None
    if conference.kind == ConferenceKind.INITIAL:
        deadline = start_deadline(
            rule="icpc",
            dates=Dates(start=TODAY() - dt.timedelta(days=days_ago)),
            by=None,
            child=child,
            owner_role=CaseRoleKind.BUSINESS_SUPPORT,
        )
    return ConferenceChild.objects.create(
        conference=conference,
        child=child,
        due_on=deadline.due_on if deadline else None,
        participation=Participation.PN6,
    )


def decide(meeting: Meeting, each: ConferenceChild, **fields: Any) -> Decision:
    """A child protection plan for neglect, unless told otherwise."""
    fields = {
        "threshold_met": True,
        "threshold_reason": "Harm is likely without a plan.",
        "outcome": ChildOutcome.CHILD_PROTECTION,
        "category": Category.NEGLECT,
        "decided_by": meeting.chair,
        "lead_worker": meeting.conference.chair.person,
        **fields,
    }
    return Decision.objects.create(child=each, **fields)


def agree_action(meeting: Meeting, text: str = "Visit every week.", **fields: Any) -> PlanItem:
    """An action for the whole family, owned by the chair and due in two weeks."""
    passage = make_passage(meeting.conference.record, text, heading="plan")
    fields = {
        "kind": ItemKind.ACTION,
        "owner": meeting.conference.chair.person,
        "due_on": TODAY() + dt.timedelta(days=14),
        **fields,
    }
    return PlanItem.objects.create(passage=passage, **fields)

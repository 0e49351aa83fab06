"""The core group that a conference calls: who is in it, and when it first meets.

Nobody types it again: the family and the agencies in direct contact who took part are its
members, and the day and place are those the chair gave.
"""

from __future__ import annotations

from accounts.models import User
from conferences.enums import Capacity, ConferenceKind
from conferences.models import Conference
from people.models import Person
from plans.domain.members import dismiss_members, lead_worker_of, seat_members
from plans.domain.planning import (
    drop_planned,
    fix_date,
    fixed_by,
    put_in_place_of_void_plans,
)
from plans.domain.queries import open_plans_of


def call_core_group(conference: Conference, *, by: User) -> None:
    """Part of closing the conference. None where no child is on a child protection plan."""
    plans = [plan for plan in open_plans_of(conference.family) if plan.record == conference.record]
    if not plans:
        # Closed again without the plans it had made: their core group is over, too.
        if conference.kind != ConferenceKind.REVIEW:
            _stand_down(conference, by)
        return
    seat_members(family=conference.family, people=_members(conference), on=conference.day, by=by)
    if conference.first_core_group_at is not None:
        fix_date(
            family=conference.family,
            plans=plans,
            at=conference.first_core_group_at,
            place=conference.core_group_place,
            planned_by=conference.about,
        )


def keep_core_group_in_step(conference: Conference, *, by: User) -> None:
    """Part of correcting a decision: a plan that is made has its core group, and the core group of
    plans that were void from the start is no more."""
    put_in_place_of_void_plans(family=conference.family, by=by)
    call_core_group(conference, by=by)
    _stand_down(conference, by)


def _stand_down(conference: Conference, by: User) -> None:
    if not open_plans_of(conference.family):
        dismiss_members(family=conference.family, by=by)


def has_date(conference: Conference) -> bool:
    """Whether the core group that this conference called stands, wherever it was moved since."""
    return fixed_by(family=conference.family, planned_by=conference.about) is not None


def recall_core_group(conference: Conference) -> None:
    """Part of opening a closed conference again. Its members stay until somebody says otherwise."""
    drop_planned(family=conference.family, planned_by=conference.about)


def _members(conference: Conference) -> list[Person]:
    took_part = conference.participants.select_related("person")
    family = took_part.filter(capacity=Capacity.FAMILY)
    agencies = took_part.filter(capacity=Capacity.AGENCY, direct_contact=True)
    people = [participant.person for participant in (*family, *agencies)]
    lead = lead_worker_of(conference.family)
    return [*people, lead.person] if lead else people

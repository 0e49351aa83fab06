"""The core group that a conference calls: who is in it, and when it first meets.

Nobody types it again: the family and the agencies in direct contact who took part are its
members, and the day and place are those the chair gave.
"""

from __future__ import annotations

from accounts.models import User
from conferences.enums import Capacity
from conferences.models import Conference
from people.models import Person
from plans.domain.members import lead_worker_of, seat_members
from plans.domain.planning import drop_planned, fix_date
from plans.domain.queries import open_plans_of


def call_core_group(conference: Conference, *, by: User) -> None:
    """Part of closing the conference. Nothing where no child is on a child protection plan."""
    plans = [plan for plan in open_plans_of(conference.family) if plan.record == conference.record]
    if not plans:
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

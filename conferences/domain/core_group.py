"""The core group that a conference calls: who is in it, and when it first meets.

Nobody types it again: the family and the agencies in direct contact who were asked to the
conference are its members, and the day and place are those the chair gave. Of relatives who were
kept apart the chair says who comes (`who_comes`); a parent who stayed away belongs to it.
"""

from __future__ import annotations

from accounts.models import User
from conferences.domain.who_comes import who_does_not_come, without_a_seat
from conferences.enums import Capacity, ConferenceKind
from conferences.models import Conference
from people.models import Person
from plans.domain.members import (
    lead_worker_of,
    leave_out,
    seat_members,
    sit_again,
    stand_down,
)
from plans.domain.planning import (
    drop_planned,
    fix_date,
    fixed_by,
    put_in_place_of_void_plans,
)
from plans.domain.queries import open_plans_of
from plans.models import Plan
from timescales.domain import today_in_london


def call_core_group(conference: Conference, *, by: User) -> None:
    """Part of closing the conference. None where no child is on a child protection plan.

    Closed again, the core groups of the plans it had made are those of the plans it makes now.
    """
    _put_in_place(conference, by)
    # Closed again without the plans it had made: their core group is over, too.
    if not _plans_of(conference) and conference.kind != ConferenceKind.REVIEW:
        _stand_down(conference, by)
    _call(conference, just_given=True, by=by)


def keep_core_group_in_step(
    conference: Conference, *, makes_plan: bool, day_given: bool, by: User
) -> None:
    """Part of correcting a decision so that a plan is made or void: a plan that is made has its
    core group, and the core group of plans that were void from the start is no more.

    `day_given`: the correction says when the core group meets.
    """
    _put_in_place(conference, by)
    if makes_plan:
        _call(conference, just_given=day_given, by=by)
    _stand_down(conference, by)


def _call(conference: Conference, *, just_given: bool, by: User) -> None:
    """A day that was given before, and whose core group is not to be, is not planned again."""
    plans = _plans_of(conference)
    if not plans:
        return
    family, day = conference.family, conference.day
    sit_again(family=family, since=day, by=by)
    leave_out(family=family, people=who_does_not_come(conference), on=day, by=by)
    seat_members(family=family, people=_members(conference), on=day, by=by)
    at = conference.first_core_group_at
    if at is not None and (just_given or has_date(conference)):
        fix_date(
            family=family,
            plans=plans,
            at=at,
            place=conference.core_group_place,
            planned_by=conference.about,
            just_given=just_given,
        )


def _plans_of(conference: Conference) -> list[Plan]:
    return [plan for plan in open_plans_of(conference.family) if plan.record == conference.record]


def _put_in_place(conference: Conference, by: User) -> None:
    put_in_place_of_void_plans(family=conference.family, opened_by=conference.about, by=by)


def _stand_down(conference: Conference, by: User) -> None:
    stand_down(family=conference.family, on=today_in_london(), by=by)


def has_date(conference: Conference) -> bool:
    """Whether the core group that this conference called stands, wherever it was moved since."""
    return fixed_by(family=conference.family, planned_by=conference.about) is not None


def recall_core_group(conference: Conference) -> None:
    """Part of opening a closed conference again. Its members stay until somebody says otherwise."""
    drop_planned(family=conference.family, planned_by=conference.about)


def _members(conference: Conference) -> list[Person]:
    asked = conference.participants.select_related("person")
    family = asked.filter(capacity=Capacity.FAMILY).exclude(person__in=without_a_seat(conference))
    agencies = asked.filter(capacity=Capacity.AGENCY, direct_contact=True)
    people = [participant.person for participant in (*family, *agencies)]
    lead = lead_worker_of(conference.family)
    return [*people, lead.person] if lead else people

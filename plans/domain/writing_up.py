"""Whom a core group that is written up may have been about, and who may have been at it.

A plan may have ended between the meeting and the day somebody writes it up. Its last core group is
still its own, and those who stood down with it were there.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.errors import WrongState
from people.models import Family, Person
from plans.domain.members import lead_to_seat, members_since
from plans.domain.queries import NOTHING_TO_WRITE_UP, first_day_to_write_up, plans_to_write_up
from plans.models import CoreGroup, CoreGroupMember, Plan


@dataclass(frozen=True)
class AtTable:
    """What may be chosen: `about` is what it is most likely about, `lead` the lead worker who has
    no seat yet."""

    plans: list[Plan]
    members: list[CoreGroupMember]
    about: list[Plan]
    lead: Person | None


def to_write_up(family: Family, planned: CoreGroup | None = None) -> AtTable:
    """For one that was planned, however long ago, its plans too.

    Raises `WrongState` when no plan of the family runs or has ended lately.
    """
    plans, since = plans_to_write_up(family), first_day_to_write_up()
    if planned is None or planned.day is None:
        about = [plan for plan in plans if plan.ended_on is None] or plans
    else:
        meant = list(planned.plans.filter(voided_at=None).select_related("child__person"))
        about = [plan for plan in meant if plan.ran_on(planned.day)]
        plans = [*plans, *(plan for plan in about if plan not in plans)]
        since = min(since, planned.day)
    if not plans:
        raise WrongState(NOTHING_TO_WRITE_UP, rule="not_on_a_plan")
    return AtTable(plans, members_since(family, since), about, lead_to_seat(family))

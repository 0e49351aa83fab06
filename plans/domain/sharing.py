"""A pregnancy that a plan was made for turns out to be twins: the second baby is on it too."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.models import Child
from plans.domain.clocks import VISITS, start_clocks
from plans.domain.core_group_steps import keep_core_group_clocks
from plans.domain.visits import keep_visit_clocks
from plans.models import Plan, Visit
from timescales.domain import start_deadline
from timescales.models import Deadline

COPIED = (
    "kind", "record", "opened_by", "started_on", "category_initial", "category_latest",
    "constituent_categories", "category_changed_by", "risk_outside_home", "lead_worker",
    "consent_by", "first_meeting_on", "visit_every", "visit_unit", "is_temporary", "authority",
)  # fmt: skip


@transaction.atomic
def share_plan(*, plan: Plan, child: Child, by: User) -> Plan:
    """The same plan for another baby of the pregnancy, from the conference that made it.

    What was done for the one was done for the other: core groups, and visits to the mother. Part
    of recording that there are more babies, which permits it.
    """
    shared = Plan.objects.create(child=child, **{name: getattr(plan, name) for name in COPIED})
    for group in plan.core_groups.all():
        group.plans.add(shared)
    for visit in Visit.objects.standing().filter(plan=plan):
        _again(visit, shared)
    if shared.is_protection:
        start_clocks(shared, by=by)
        keep_core_group_clocks(shared, by=by)
        keep_visit_clocks(shared, by=by)
    record(Action.CREATED, "plans.share", by=by, subjects=[shared], children=[child.pk])
    return shared


def _again(visit: Visit, plan: Plan) -> None:
    """One visit to the mother is a visit for each baby; what was imported is counted once."""
    visit.pk, visit.plan, visit.source_id = None, plan, ""
    visit._state.adding = True
    visit.save()


def share_clocks(*, of: Child, child: Child, by: User) -> None:
    """Whatever else is due for the one is due for the other, from the same dates.

    What runs from a visit is left out: `share_plan` starts it from the baby's own record of it.
    """
    from_visits = Q(about__startswith=VISITS.prefix)
    for deadline in Deadline.objects.open().filter(child=of).exclude(from_visits):
        start_deadline(
            rule=deadline.rule,
            dates=deadline.clock_dates(),
            child=child,
            about=deadline.about,
            owner_role=deadline.owner_role,
            by=by,
        )

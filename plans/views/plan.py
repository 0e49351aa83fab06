"""The page of a family's plan, what changed since the conference, and the page to print."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from disclosure.rules import may_seal_anything_of
from people.models import Family
from people.views.opening import open_family
from plans import rules
from plans.domain.apart import members_apart, to_meet_alone
from plans.domain.changes import changes_since_conference
from plans.domain.confirming import to_be_confirmed
from plans.domain.members import lead_worker_of, members_of
from plans.domain.reading_plan import (
    FamilyPlan,
    clocks_of,
    core_groups_of,
    family_plan,
    long_reviews_of,
    progress_of,
    repeat_reviews_of,
    updates_of,
    visits_of,
)
from plans.enums import CoreGroupState, ItemKind
from plans.presenters.history import happened
from plans.presenters.items import item_lines, overdue_words
from plans.presenters.progress import outcome_pictures
from plans.presenters.standing import child_lines
from timescales.domain import today_in_london

RECENT = 6  # visits shown at once
OTHER_PARTS = (
    ItemKind.DANGER_STATEMENT,
    ItemKind.HOW_WE_WILL_KNOW,
    ItemKind.CONTINGENCY,
    ItemKind.BOTTOM_LINE,
)


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "plans.plan")
    plan = family_plan(family, reader=request.user)
    context = _context(request, family, plan)
    return render(request, "plans/plan.html", context)


@login_required
@require_safe
def printed(request: SignedInRequest, pk: int) -> HttpResponse:
    """For staff, with everything in it: a family's copy is a pack of its own."""
    family = open_family(request, pk, "plans.print")
    plan = family_plan(family, reader=request.user)
    return render(request, "plans/print.html", _context(request, family, plan))


@login_required
@require_safe
def changes(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "plans.changes")
    plan = family_plan(family, reader=request.user)
    context = {
        "family": family,
        "plan": plan,
        "changes": changes_since_conference(plan, reader=request.user),
    }
    return render(request, "plans/changes.html", context)


def _context(request: SignedInRequest, family: Family, plan: FamilyPlan) -> dict[str, Any]:
    user, today = request.user, today_in_london()
    groups = core_groups_of(family, reader=user)
    visits = visits_of(plan.plans, reader=user)
    updates = updates_of(plan.items, reader=user)
    lines = item_lines(
        plan.items, children=[p.child for p in plan.plans], updates=updates, today=today
    )
    by_item = {line.item.pk: line for line in lines}
    beside = [item for item in to_be_confirmed(family, reader=user) if item.pk not in by_item]
    every_action = [by_item[item.pk] for item in plan.of_kind(ItemKind.ACTION)]
    actions = [line for line in every_action if line.item.is_open]
    may_work = rules.may_work_on_plan(user, family)
    return {
        "family": family,
        "plan": plan,
        "today": today,
        "children": child_lines(plan.plans, clocks_of(plan.plans, reader=user), visits, today),
        "actions": actions,
        "to_confirm": item_lines(beside, children=[], updates=(), today=today),
        "may_confirm": may_work,
        "done": [line for line in every_action if not line.item.is_open],
        "overdue": overdue_words(actions),
        "outcomes": outcome_pictures(
            plan.of_kind(ItemKind.SAFETY_GOAL), progress_of(family, reader=user)
        ),
        "parts": [
            (kind.label, [by_item[item.pk] for item in plan.of_kind(kind)]) for kind in OTHER_PARTS
        ],
        "dropped": [by_item[item.pk] for item in plan.no_longer_needed],
        "planned": [group for group in groups if group.state == CoreGroupState.PLANNED],
        "core_groups": [group for group in groups if group.state != CoreGroupState.PLANNED],
        "members": members_of(family),
        "would_meet": members_apart(family),
        "meet_alone": to_meet_alone(family),
        "lead_worker": lead_worker_of(family),
        "long_reviews": long_reviews_of(plan.plans, reader=user),
        "repeat_reviews": repeat_reviews_of(plan.plans, reader=user),
        "may_review_long": rules.may_review_long_plans(user, family) and plan.is_open,
        "visits": visits[:RECENT],
        "earlier_visits": visits[RECENT:],
        "history": happened(plan.plans, groups, visits, updates),
        "may_work": may_work and plan.is_open,
        "may_write_up": may_work and plan.is_to_write_up,
        "may_seal": may_seal_anything_of(user, family),
        "may_take_back": rules.may_take_back(user, family),
        "may_end": rules.may_end_without_review(user, family) and plan.is_open,
    }

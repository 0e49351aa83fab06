"""A child's page and a family's page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from desk.domain import pages
from desk.presenters.network import picture
from desk.presenters.records import ChildLine, due, homes, relatives
from escalations.presenters.raised import raised_lines
from people import rules
from people.domain.merge import kept_child
from people.domain.queries import case_roles_of, standing_children
from people.models import Child, Family
from people.presenters.person import born_or_expected
from people.views.opening import open_child, open_family
from plans.models import Plan


@login_required
@require_safe
def child_page(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = kept_child(pk)
    if kept != pk:
        return redirect("desk:child", pk=kept)
    child = open_child(request, pk, "desk.child")
    user = request.user
    plans = pages.plans_of(child, user)
    context = {
        "child": child,
        "born": born_or_expected(child),
        "plans": plans,
        "open_plan": next((plan for plan in _standing(plans) if not plan.is_temporary), None),
        "their_plan": next((plan for plan in _standing(plans) if plan.is_temporary), None),
        "look_ups": pages.look_ups_of(child, user),
        "may_see_who_viewed": rules.may_see_who_viewed(user),
        "may_merge": rules.may_merge(user),
        **_about_family(child.family, user, child),
    }
    return render(request, "desk/child.html", context)


def _standing(plans: list[Plan]) -> list[Plan]:
    return [plan for plan in plans if plan.ended_on is None]


@login_required
@require_safe
def family_page(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "desk.family")
    user = request.user
    children = standing_children(family)
    plans = pages.open_plans_of(family, user)
    context = _about_family(family, user, None)
    context |= {
        "may_change": rules.may_change_family(user, family),
        "lines": [ChildLine(child, plans.get(child.pk)) for child in children],
        "picture": picture(children, context["relatives"]),
    }
    return render(request, "desk/family.html", context)


def _about_family(family: Family, user: User, child: Child | None) -> dict[str, Any]:
    rows = pages.relationships_of(family, user)
    if child is not None:
        rows = [row for row in rows if row.child_id == child.pk]
    return {
        "family": family,
        "relatives": relatives(
            rows,
            pages.kept_from(rows, user),
            pages.kept_from(rows, user, in_emergency=False),
        ),
        "homes": homes(pages.homes_of(family, user)),
        "roles": case_roles_of(family),
        "due": due(pages.deadlines_of(family, user, child), timezone.localdate()),
        "conferences": pages.conferences_of(family, user, child),
        "raised": raised_lines(pages.raised_about(family, user, child)),
        "may_edit": rules.may_edit_family(user, family),
    }

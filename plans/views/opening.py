"""Open the record a page of a plan is about, audited; and turn away who may not work on it."""

from __future__ import annotations

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.domain.reading import open_one
from people.models import Family
from people.views.opening import open_family
from plans import rules
from plans.models import CoreGroup, Plan, PlanItem, Visit


def family_to_work_on(request: SignedInRequest, pk: int, verb: str) -> Family:
    family = open_family(request, pk, verb)
    require_worker(request, family, verb)
    return family


def require_worker(request: SignedInRequest, family: Family, verb: str) -> None:
    user = request.user
    require(rules.may_work_on_plan(user, family), verb, by=user, subjects=[family])


def require_manager(request: SignedInRequest, family: Family, verb: str) -> None:
    user = request.user
    require(rules.may_take_back(user, family), verb, by=user, subjects=[family])


def open_plan(request: SignedInRequest, pk: int, verb: str) -> Plan:
    rows = Plan.objects.select_related("child__person", "child__family", "record")
    plan: Plan = open_one(rows, by=request.user, verb=verb, pk=pk)
    return plan


def open_item(request: SignedInRequest, pk: int, verb: str) -> PlanItem:
    """An item whose words still stand; one of a sealed or removed passage is not there."""
    rows = PlanItem.objects.standing().select_related("passage__record__family", "owner")
    item: PlanItem = open_one(rows, by=request.user, verb=verb, pk=pk)
    return item


def open_core_group(request: SignedInRequest, pk: int, verb: str) -> CoreGroup:
    rows = CoreGroup.objects.select_related("family", "led_by", "recorded_by")
    group: CoreGroup = open_one(rows, by=request.user, verb=verb, pk=pk)
    return group


def open_visit(request: SignedInRequest, pk: int, verb: str) -> Visit:
    rows = Visit.objects.select_related("plan__child__family", "plan__child__person")
    visit: Visit = open_one(rows, by=request.user, verb=verb, pk=pk)
    return visit

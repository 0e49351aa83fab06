"""Draw a dip sample of children on plans, and close it with what it shows."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from midpoints import rules
from midpoints.domain.headings import headings_on
from midpoints.enums import CaseState
from midpoints.models import DipCase, DipSample
from midpoints.sampling import Unit, draw
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import CaseRole, Child
from plans.models import Plan
from timescales.domain import today_in_london

MOST = 200
NOT_A_HEAD = "Only a head of service draws a dip sample."


def population() -> list[Unit]:
    """Every child on an open child protection plan whose family has a chair today."""
    on_a_plan = Plan.objects.open().child_protection().order_by().values("child")
    children = Child.objects.standing().filter(pk__in=on_a_plan, family__is_restricted=False)
    chairs = dict(
        CaseRole.objects.current()
        .filter(kind=CaseRoleKind.CHAIR, family__in=children.order_by().values("family"))
        .values_list("family_id", "professional_id")
    )
    rows = children.values_list("pk", "family_id", "family__area_id")
    return sorted(
        Unit(chair=chairs[family], area=area, child=child)
        for child, family, area in rows
        if family in chairs
    )


@transaction.atomic
def draw_sample(*, label: str, size: int, seed: int, by: User) -> DipSample:
    """Stratified by chair and area; the same seed over the same children draws the same.

    Restricted families are left out: each is looked at by those it is open to.
    Raises `NotAllowed`; `DomainError` for a size that cannot be drawn.
    """
    require(rules.may_draw(by), "midpoints.draw_sample", by=by, message=NOT_A_HEAD)
    if not label.strip():
        raise DomainError("Enter a name for the sample.", field="label", rule="needed")
    if not 1 <= size <= MOST:
        raise DomainError(f"Enter a number from 1 to {MOST}.", field="size", rule="out_of_range")
    units = population()
    if not units:
        raise DomainError(
            "No child on a plan has a chair today.", field="size", rule="nobody_to_draw"
        )
    today = today_in_london()
    sample: DipSample = DipSample.objects.create(
        label=label.strip(),
        size=size,
        seed=seed,
        population=[[unit.chair, unit.area, unit.child] for unit in units],
        headings=[heading.code for heading in headings_on(today)],
        drawn_on=today,
        drawn_by=by,
    )
    drawn = draw(units, size=size, seed=seed)
    DipCase.objects.bulk_create(
        DipCase(sample=sample, child_id=unit.child, chair_id=unit.chair, area_id=unit.area)
        for unit in drawn
    )
    children = [unit.child for unit in drawn]
    detail = {"size": size, "seed": seed, "of": len(units)}
    verb = "midpoints.draw_sample"
    record(Action.CREATED, verb, by=by, subjects=[sample], children=children, detail=detail)
    return sample


def drawn_again(sample: DipSample) -> bool:
    """Whether drawing again from the kept population gives the children of this sample."""
    units = [Unit(*ids) for ids in sample.population]
    again = {unit.child for unit in draw(units, size=sample.size, seed=sample.seed)}
    return again == set(sample.cases.values_list("child_id", flat=True))


@transaction.atomic
def close_sample(*, sample: DipSample, themes: str, learning: str, by: User) -> DipSample:
    """What the sample shows, and what will be done. Raises `WrongState` before all is graded."""
    require(rules.may_draw(by), "midpoints.close_sample", by=by, message=NOT_A_HEAD)
    fresh: DipSample = DipSample.objects.select_for_update().get(pk=sample.pk)
    if fresh.closed_at is not None:
        raise WrongState("This sample is already closed.", rule="already_done")
    waiting = fresh.cases.filter(state__in=[CaseState.TO_GRADE, CaseState.MODERATING]).count()
    if waiting:
        raise WrongState(f"{waiting} of the children still wait for a grade.", rule="not_yet")
    if not themes.strip():
        raise DomainError("Say what the sample shows.", field="themes", rule="needed")
    fresh.themes, fresh.learning = themes.strip(), learning.strip()
    fresh.closed_at = timezone.now()
    fresh.save()
    record(Action.CHANGED, "midpoints.close_sample", by=by, subjects=[fresh])
    return fresh

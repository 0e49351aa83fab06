"""The outline plan grows into the full plan: new items, changed words, dates, owners, status.

The conference's record stays as it was said. The first change carries its items into a record of
the plan's own, and every later one is a version there (`disclosure` keeps the old and new words).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.carrying import carry_over
from disclosure.models import Passage, Record
from people.domain.permission import require
from people.domain.versions import require_unchanged, version_of
from people.errors import ChangedMeanwhile
from people.models import Family
from plans import rules
from plans.domain.confirming import is_to_be_confirmed
from plans.domain.copies import keep_copies_in_step
from plans.domain.items import HEADING, ItemValues, copy_item, items_of, set_item
from plans.domain.words import UPDATE, give_to, reword, say
from plans.enums import ITEM_STEPS, ItemKind, ItemStatus, PlanKind
from plans.models import CoreGroup, FullPlan, ItemUpdate, Plan, PlanItem
from timescales.domain import today_in_london

LABEL = "Child protection plan"


@dataclass(frozen=True)
class ItemWords:
    """What an item says. `about`: person ids, nobody means the whole family; `audience`: who may
    be given the words."""

    text: str
    about: Collection[int] = ()
    audience: Collection[int] = ()


@dataclass(frozen=True)
class Seen:
    """The versions of an item's words and of its row that somebody was looking at."""

    words: int
    row: int


def record_of(plan: Plan) -> Record:
    """The record the plan's words stand in today: the full plan's, else the outline's."""
    grown = FullPlan.objects.select_related("record").filter(outline=plan.record_id).first()
    record: Record = grown.record if grown else plan.record
    return record


@transaction.atomic
def begin_full_plan(*, outline: Record, by: User) -> FullPlan:
    """The full plan of this outline, begun now if nobody has. Part of a larger step."""
    Record.objects.select_for_update().get(pk=outline.pk)
    begun = FullPlan.objects.select_related("record").filter(outline=outline).first()
    if begun is not None:
        return begun
    record = Record.objects.create(family=outline.family, label=_label(outline))
    full_plan = FullPlan.objects.create(outline=outline, record=record, begun_by=by)
    carry_items(items=items_of(outline), into=record, by=by)
    children = outline.children_concerned()
    write_audit(Action.CREATED, "plans.begin_full", by=by, subjects=[full_plan], children=children)
    return full_plan


def _label(outline: Record) -> str:
    kinds = list(outline.plans.values_list("kind", flat=True))
    is_protection = not kinds or PlanKind.CHILD_PROTECTION in kinds
    return LABEL if is_protection else PlanKind(kinds[0]).label


@transaction.atomic
def begin_full_plans(*, family: Family, by: User) -> list[Record]:
    """The record of every full plan of the family's open plans, begun if need be."""
    _require(by, family, "plans.begin_full")
    plans = Plan.objects.open().child_protection().filter(child__family=family)
    outlines = {plan.record_id: plan.record for plan in plans.select_related("record__family")}
    return [begin_full_plan(outline=outline, by=by).record for outline in outlines.values()]


@transaction.atomic
def carry_items(*, items: Iterable[PlanItem], into: Record, by: User) -> list[PlanItem]:
    """Carry items on into another record with their words, owners, dates and status."""
    wanted = list(items)
    copies = carry_over(passages=[item.passage for item in wanted], into=into, by=by)
    return [
        copy_item(item, onto=copies[item.pk], root=item.lineage)
        for item in wanted
        if item.pk in copies
    ]


def seen_now(item: PlanItem) -> Seen:
    """For the form about this item."""
    return Seen(words=item.passage.version, row=version_of(item))


def _require_unchanged(current: PlanItem, item: PlanItem, seen: Seen) -> None:
    """An item of an outline that has grown meanwhile is compared with the copy as carried."""
    expected = seen.words if current.pk == item.pk else 1
    if current.passage.version != expected:
        raise ChangedMeanwhile(
            "Somebody else changed these words while you were typing. Your words are still here: "
            "compare them with the plan as it is now, then save again.",
            field="text",
        )
    require_unchanged(current, seen.row if current.pk == item.pk else None)


@transaction.atomic
def current_item(item: PlanItem, *, by: User, said_on: dt.date | None = None) -> PlanItem:
    """The item as it stands in the full plan, which is begun if need be. Locked.

    Raises `WrongState` when no open plan holds it any more; nor, for what a meeting `said_on` a
    day, one that ended on that day or later.
    """
    record = item.passage.record
    is_grown = FullPlan.objects.filter(record=record).exists()
    if not is_grown:
        record = begin_full_plan(outline=record, by=by).record
    same = PlanItem.objects.filter(passage__record=record, passage__removed_at=None)
    found: PlanItem | None = (
        same.filter(pk=item.pk).first() or same.filter(root_id=item.lineage).first()
    )
    if found is None or not (_is_current(record, said_on) or is_to_be_confirmed(found)):
        raise WrongState("This is no longer in the plan.", rule="over")
    locked: PlanItem = (
        PlanItem.objects.select_for_update(of=("self",))
        .select_related("passage__record")
        .get(pk=found.pk)
    )
    return locked


def _is_current(record: Record, said_on: dt.date | None) -> bool:
    ran = Q(ended_on__isnull=True)
    if said_on is not None:
        ran |= Q(ended_on__gte=said_on)
    plans = Plan.objects.child_protection().filter(ran, voided_at__isnull=True)
    return bool(plans.filter(record__full_plan__record=record).exists())


@transaction.atomic
def add_item(*, plan: Plan, words: ItemWords, values: ItemValues, by: User) -> PlanItem:
    """Add an item to the full plan that this plan belongs to.

    Raises `NotAllowed`, `WrongState` when the plan has ended, and what `set_item` raises.
    """
    _require(by, plan.child.family, "plans.add_item")
    if plan.ended_on is not None or plan.voided_at is not None:
        raise WrongState("This plan has ended, so nothing can be added to it.", rule="plan_ended")
    record = begin_full_plan(outline=plan.record, by=by).record
    passage = say(
        record,
        heading=HEADING,
        text=words.text,
        about=words.about,
        audience=words.audience,
        by=by,
    )
    item = set_item(passage=passage, values=_checked(values), by=by, not_before=plan.started_on)
    keep_copies_in_step(record, by=by)
    return item


@transaction.atomic
def change_item(
    *, item: PlanItem, words: ItemWords, values: ItemValues, seen: Seen, by: User
) -> PlanItem:
    """Change what an item says, who may have it, who does it and by when.

    `seen` is what stood on the form. Raises `ChangedMeanwhile` when somebody else has changed it
    since, and what `add_item` raises.
    """
    _require(by, item.passage.record.family, "plans.change_item")
    current = current_item(item, by=by)
    _require_unchanged(current, item, seen)
    passage = current.passage
    if words.text.strip() != passage.text:
        passage = reword(passage, text=words.text.strip(), by=by)
    give_to(passage, people=words.audience, by=by)
    kept = replace(_checked(values), kind=current.kind)
    changed = set_item(passage=passage, values=kept, by=by)
    keep_copies_in_step(passage.record, by=by)
    return changed


def _checked(values: ItemValues) -> ItemValues:
    """After the conference every action has an owner and a date (product.md: three in four had
    none in one national sample)."""
    if values.kind == ItemKind.ACTION:
        if values.owner is None:
            raise DomainError("Choose who will do this.", field="owner", rule="needed")
        if values.due_on is None:
            raise DomainError("Enter the day it will be done by.", field="due_on", rule="needed")
    return values


@transaction.atomic
def update_item(
    *,
    item: PlanItem,
    status: ItemStatus,
    by: User,
    on: dt.date | None = None,
    words: str = "",
    audience: Collection[int] = (),
) -> ItemUpdate:
    """Say how far an item has come, with the evidence or the reason.

    Outside a meeting nobody may be given the words unless `audience` names them. Raises
    `DomainError` for "no longer needed" without a reason or a day to come.
    """
    _require(by, item.passage.record.family, "plans.update_item")
    update = write_update(
        item=item, status=status, on=on or today_in_london(), words=words, audience=audience, by=by
    )
    keep_copies_in_step(update.item.passage.record, by=by)
    return update


def write_update(
    *,
    item: PlanItem,
    status: ItemStatus,
    on: dt.date,
    words: str,
    by: User,
    audience: Collection[int] | None = None,
    core_group: CoreGroup | None = None,
    present: Collection[int] = (),
) -> ItemUpdate:
    """Part of a step that permits it: an update by itself, or one of a core group."""
    _check_update(item, status, on, words)
    current = current_item(item, by=by, said_on=on if core_group else None)
    passage = None
    if words.strip():
        passage = _evidence(current, words, core_group, present, audience, by)
    update = ItemUpdate.objects.create(
        item=current, status=status, on=on, words=passage, core_group=core_group, by=by
    )
    if status != current.status:
        current.status = status
        current.save()
    children = current.passage.children_concerned()
    write_audit(Action.CHANGED, "plans.update_item", by=by, subjects=[current], children=children)
    return update


def _check_update(item: PlanItem, status: ItemStatus, on: dt.date, words: str) -> None:
    if status not in ItemStatus.values:
        raise DomainError("Choose how far this has come.", field="status", rule="needed")
    if status != item.status and status not in ITEM_STEPS[item.status]:
        raise WrongState("It cannot go from there to here.", field="status", rule="no_such_step")
    if status == ItemStatus.NOT_NEEDED and not words.strip():
        raise DomainError("Say why this is no longer needed.", field="words", rule="needed")
    if on > today_in_london():
        raise DomainError("The day must be today or in the past.", field="on", rule="in_the_future")


def _evidence(
    item: PlanItem,
    words: str,
    core_group: CoreGroup | None,
    present: Collection[int],
    audience: Collection[int] | None,
    by: User,
) -> Passage:
    return say(
        item.passage.record,
        heading=UPDATE,
        text=words.strip(),
        about=item.passage.about.values_list("pk", flat=True),
        part_key=core_group.about if core_group else "",
        present=present,
        audience=audience,
        by=by,
    )


def _require(by: User, family: Family, verb: str) -> None:
    require(
        rules.may_work_on_plan(by, family),
        verb,
        by=by,
        subjects=[family],
        children=family.children_concerned(),
        message="Only the family’s social worker and their team manager can change the plan.",
    )

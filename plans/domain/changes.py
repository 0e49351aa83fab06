"""What changed since the conference: the outline beside the plan as it stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from disclosure.models import Operation
from people.models import Person
from plans.domain.reading_plan import FamilyPlan, items_in
from plans.enums import ItemStatus
from plans.models import ItemUpdate, PlanItem


@dataclass(frozen=True)
class Change:
    """One difference, in words: what it was, what it is, when and by whom it was last changed."""

    item: PlanItem
    what: str
    before: str
    after: str
    on: dt.date | None = None
    by: str = ""


def changes_since_conference(plan: FamilyPlan, *, reader: User) -> list[Change]:
    """Every item added, reworded, handed on, re-dated, done or dropped since, latest first."""
    outline = {item.lineage: item for item in items_in(plan.outlines, reader)}
    edits = _last_edits(plan.items, reader)
    updates = _last_updates(plan.items, reader)
    found = [
        change
        for item in plan.items
        if item.passage.record not in plan.outlines
        for change in _changes_of(item, outline.get(item.lineage), edits, updates)
    ]
    return sorted(found, key=lambda change: change.on or dt.date.min, reverse=True)


def _changes_of(
    item: PlanItem,
    first: PlanItem | None,
    edits: dict[int, Operation],
    updates: dict[int, ItemUpdate],
) -> Iterator[Change]:
    if first is None:
        added_on = timezone.localdate(item.passage.created_at)
        yield Change(item, "New", "", item.passage.text, added_on, item.passage.author.name)
    else:
        yield from _differences(item, first, edits.get(item.pk))
    if item.status != (first.status if first else ItemStatus.NOT_STARTED):
        update = updates.get(item.pk)
        before = ItemStatus(first.status if first else ItemStatus.NOT_STARTED).label
        after = ItemStatus(item.status).label
        by = update.by.name if update else ""
        yield Change(item, "Progress", before, after, update.on if update else None, by)


def _differences(item: PlanItem, first: PlanItem, edit: Operation | None) -> Iterator[Change]:
    if item.passage.text != first.passage.text:
        on = timezone.localdate(edit.at) if edit else None
        by = edit.by.name if edit else ""
        yield Change(item, "Other words", first.passage.text, item.passage.text, on, by)
    saved = item.history.select_related("history_user").first()
    saved_on = timezone.localdate(saved.history_date) if saved else None
    who = saved.history_user.name if saved and saved.history_user else ""
    if item.owner_id != first.owner_id:
        yield Change(
            item, "Somebody else does it", _name(first.owner), _name(item.owner), saved_on, who
        )
    if item.due_on != first.due_on:
        yield Change(item, "Another date", _day(first.due_on), _day(item.due_on), saved_on, who)


def _name(person: Person | None) -> str:
    return person.name if person else "Not agreed"


def _day(day: dt.date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "No date"


def _last_edits(items: Iterable[PlanItem], reader: User) -> dict[int, Operation]:
    rows = Operation.objects.visible_to(reader).filter(
        kind="passage.edit", passage__in=[item.pk for item in items]
    )
    return {row.passage_id: row for row in rows.select_related("by").order_by("seq")}


def _last_updates(items: Iterable[PlanItem], reader: User) -> dict[int, ItemUpdate]:
    rows = ItemUpdate.objects.visible_to(reader).filter(item__in=list(items))
    return {row.item_id: row for row in rows.select_related("by").order_by("on", "pk")}

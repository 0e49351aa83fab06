"""Say what a passage of the plan is: its kind and, for an action, who does it and by when.

The words themselves are a passage and change only through `disclosure.domain.operations`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.network import network_of, professionals_among
from disclosure.models import Passage, Record
from plans.enums import ItemKind
from plans.models import PlanItem

HEADING = "plan"  # the heading that passages of the plan stand under


class NotAnOwner(DomainError):
    """Somebody outside the family and its professionals cannot be given an action."""


class DateTooEarly(DomainError):
    """An action cannot be due before the meeting that made it."""


@dataclass(frozen=True)
class ItemValues:
    """`owner` and `confirm_by` are person ids. Only an action has any of these but the kind."""

    kind: str
    owner: int | None = None
    due_on: dt.date | None = None
    confirm_by: int | None = None
    confirm_on: dt.date | None = None


@transaction.atomic
def set_item(
    *, passage: Passage, values: ItemValues, by: User, not_before: dt.date | None = None
) -> PlanItem:
    """Make a passage an item of the plan, or change what it is. Raises the errors named above.

    An action may lack its owner or date for now: `unfinished_actions` lists it until it has both.
    """
    _check(passage, values, not_before)
    is_action = values.kind == ItemKind.ACTION
    item = PlanItem.objects.select_for_update().filter(passage=passage).first()
    item = item or PlanItem(passage=passage)
    item.kind = values.kind
    item.owner_id = values.owner if is_action else None
    item.due_on = values.due_on if is_action else None
    item.confirm_by_id = values.confirm_by if is_action else None
    item.confirm_on = values.confirm_on if is_action else None
    item.save()
    children = passage.children_concerned()
    write_audit(Action.CHANGED, "plans.set_item", by=by, subjects=[item], children=children)
    return item


def copy_item(item: PlanItem, *, onto: Passage, root: int | None = None) -> PlanItem:
    """The same kind, owner, dates and status for other words. Checked when they were first said."""
    copy: PlanItem = PlanItem.objects.create(
        passage=onto,
        kind=item.kind,
        owner_id=item.owner_id,
        due_on=item.due_on,
        confirm_by_id=item.confirm_by_id,
        confirm_on=item.confirm_on,
        status=item.status,
        root_id=root,
    )
    return copy


def be_the_same_item(twin: Passage, *, by: User) -> None:
    """Let the second text of a line be in the plan what the first is, whichever is kept.

    A line of its own, because both may be kept. Part of a larger transaction, which permits it.
    """
    item = PlanItem.objects.filter(passage=twin.conflict_with_id).first()
    if item is None or PlanItem.objects.filter(passage=twin).exists():
        return
    copy, children = copy_item(item, onto=twin), twin.children_concerned()
    write_audit(Action.CHANGED, "plans.set_item", by=by, subjects=[copy], children=children)


def _check(passage: Passage, values: ItemValues, not_before: dt.date | None) -> None:
    if passage.heading != HEADING:
        raise DomainError(
            "Only words under the outline plan can be an item of it.", rule="not_of_the_plan"
        )
    if values.kind not in ItemKind.values:
        raise DomainError("Choose what kind of plan item this is.", field="kind", rule="needed")
    for field, person in (("owner", values.owner), ("confirm_by", values.confirm_by)):
        if person is not None:
            check_owner(passage.record, person, field)
    for field, day in (("due_on", values.due_on), ("confirm_on", values.confirm_on)):
        if day and not_before and day < not_before:
            raise DateTooEarly("The date is before the conference.", field=field)


def check_owner(record: Record, person: int, field: str) -> None:
    """Raises `NotAnOwner` unless the person is of the family or a professional."""
    if person in network_of(record.family_id).members or professionals_among([person]):
        return
    # Never by name: the reader may not know of this person.
    raise NotAnOwner("This person cannot be given an action here.", field=field)


def items_of(record: Record) -> list[PlanItem]:
    """The items whose words still stand, in the order a family reads them."""
    order = {kind: place for place, kind in enumerate(ItemKind.values)}
    standing = PlanItem.objects.standing().filter(passage__record=record)
    items = standing.select_related("passage", "owner", "confirm_by")
    return sorted(items, key=lambda i: (order[i.kind], i.passage.position, i.pk))


def unfinished_actions(record: Record) -> list[PlanItem]:
    """Actions that say neither who and when, nor who will settle it and by when."""
    return [item for item in items_of(record) if not item.is_complete]

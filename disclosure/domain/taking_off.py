"""Take somebody off the distribution sheet who was put on it by mistake."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.recipients import check_writable
from disclosure.domain.releasing import void_now
from disclosure.domain.steps import lock
from disclosure.enums import CHANGEABLE, LEFT
from disclosure.models import Pack, Recipient, Record
from people.models import Person


@transaction.atomic
def take_off(*, record: Record, person: Person, by: User) -> None:
    """Nothing more is made for `person`, and their packs that have not left are void.

    Whoever holds a pack stays, to be given what changes, until it is recalled.
    """
    check_writable(record, by=by, verb="disclosure.take_off")
    sheet = Recipient.objects.on_the_sheet().filter(record=record, person=person)
    recipient = sheet.select_for_update().first()
    if recipient is None or who_hold_packs([recipient]):
        return
    for pack in recipient.packs.filter(state__in=CHANGEABLE):
        void_now(lock(pack), by=by)
    recipient.taken_off_at = timezone.now()
    recipient.save(update_fields=["taken_off_at"])
    write_audit(
        Action.CHANGED,
        "disclosure.take_off",
        by=by,
        subjects=[recipient],
        children=record.children_concerned(),
    )


def who_hold_packs(recipients: Iterable[Recipient]) -> frozenset[int]:
    """Ids of the people among them who may have a pack in their hands."""
    held = Pack.objects.filter(recipient__in=list(recipients), state__in=LEFT)
    return frozenset(held.values_list("recipient__person_id", flat=True))

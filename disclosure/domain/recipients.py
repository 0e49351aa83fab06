"""Choose who is to get a pack."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from audit.domain import record as write_audit
from audit.domain import refuse
from audit.enums import Action
from disclosure.domain.network import capacity_of, network_of
from disclosure.models import Recipient, Record
from people.models import Person

CHOICES = frozenset({"layout", "language", "in_the_room", "way"})


@transaction.atomic
def choose_recipient(*, record: Record, person: Person, by: User, **choices: Any) -> Recipient:
    """Put `person` on the distribution sheet, or change how they get their pack.

    `choices`: layout, language, in_the_room, way. Raises `NotAllowed` for somebody who must not
    be told about any child of the family, `DomainError` for a stranger to it.
    """
    check_writable(record, by=by, verb="disclosure.choose_recipient")
    network = network_of(record.family_id)
    capacity = capacity_of(person.pk, network)
    if capacity is None:
        raise DomainError(f"{person.name} does not belong to this family's network.")
    if network.is_barred_from_all(person.pk):
        refuse("disclosure.choose_recipient", by=by, subjects=[record], reason="must not be told")
        raise NotAllowed(f"{person.called} must not be told about this family's children.")
    values = {key: value for key, value in choices.items() if key in CHOICES}
    values["taken_off_at"] = None
    recipient, created = Recipient.objects.update_or_create(
        record=record,
        person=person,
        defaults={"capacity": capacity, **values},
    )
    write_audit(
        Action.CREATED if created else Action.CHANGED,
        "disclosure.choose_recipient",
        by=by,
        subjects=[recipient],
        children=network.children,
    )
    return recipient


def check_writable(record: Record, *, by: User, verb: str) -> None:
    """Raises `NotAllowed`, audited, when `by` may not see the record's family."""
    if Record.objects.visible_to(by).filter(pk=record.pk).exists():
        return
    refuse(verb, by=by, subjects=[record], reason="not visible")
    raise NotAllowed("You do not have permission to do this for this family.")

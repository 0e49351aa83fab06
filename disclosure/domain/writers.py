"""Words that are printed and are no passage, written outside the live room: by whom."""

from __future__ import annotations

import uuid

from django.db import transaction

from accounts.models import User
from disclosure.models import Operation, Record


@transaction.atomic
def note_writer(record: Record, *, kind: str, key: str, by: User) -> None:
    """Keep in the record's own log that `by` wrote something of it, so that they never clear it.

    A step that an upper app permits and audits: a decision corrected, a place typed at the end.
    `key` names what was written, as the live room's operations do; no words.
    """
    locked = Record.objects.select_for_update().get(pk=record.pk)
    Operation.objects.create(
        record=locked,
        uuid=uuid.uuid4(),
        seq=locked.next_seq,
        kind=kind,
        payload={"key": key},
        by=by,
    )
    locked.next_seq += 1
    locked.save(update_fields=["next_seq"])

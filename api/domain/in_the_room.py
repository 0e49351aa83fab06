"""Change something of a meeting as its live room does, so that every screen of it is told."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from conferences.domain.live import newest_for, save
from conferences.models import Conference
from disclosure.models import Operation


class SomebodyElseWasFirst(WrongState):
    """Somebody decided the same thing differently, and this did not say that it knows."""


@transaction.atomic
def change(
    *,
    conference: Conference,
    kind: str,
    payload: dict[str, Any],
    by: User,
    replaces: str = "",
) -> None:
    """One operation of the live room. `replaces` is the key of a thing whose present value the
    caller has seen and means to change.

    Raises what the step raises, and `SomebodyElseWasFirst`: nothing is kept beside what stands,
    for nobody looks at this caller's screen to settle it.
    """
    newest = newest_for(conference.record, replaces) if replaces else None
    payload = {**payload, "base_seq": newest.seq if newest else 0}
    number = str(uuid.uuid4())
    operation = {"uuid": number, "kind": kind, "payload": payload}
    [result] = save(conference=conference, operations=[operation], by=by)
    if result.error is not None:
        raise result.error
    if result.seq is None:
        raise DomainError(result.message, rule=result.rule)
    if Operation.objects.filter(uuid=number, payload__has_key="beside").exists():
        raise SomebodyElseWasFirst(
            "Somebody else has recorded this differently. Look at it, then send it again with "
            "“replaces”: true."
        )

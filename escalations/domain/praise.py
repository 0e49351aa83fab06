"""Note good work; whoever did it, and their manager, hear that it was noted."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations import notices
from escalations.domain.raised import Origin, already, create, require_may_raise, worded
from escalations.models import Praise


@transaction.atomic
def give_praise(*, origin: Origin, words: str, by: User) -> Praise:
    """Raises `NotAllowed`, and `DomainError` naming what is missing."""
    require_may_raise(origin, "escalations.give_praise", by=by)
    if (before := already(Praise, origin)) is not None:
        return before
    text = worded(words, "Say what was done well.", "words")
    praise = create(Praise, origin, by=by, words=text)
    notices.praise_given(praise)
    record(
        Action.CREATED,
        "escalations.give_praise",
        by=by,
        subjects=[praise],
        children=praise.children_concerned(),
    )
    return praise

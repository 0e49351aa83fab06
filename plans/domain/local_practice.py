"""Keep what this service has agreed for itself about plans."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from plans import rules
from plans.models import LocalPractice


@transaction.atomic
def save_local_practice(*, practice: LocalPractice, by: User) -> LocalPractice:
    """Raises `NotAllowed` for anybody but a head of service."""
    require(rules.may_set_local_practice(by), "plans.save_local_practice", by=by)
    practice.pk = 1
    practice.save()
    record(Action.CHANGED, "plans.save_local_practice", by=by, subjects=[practice])
    return practice

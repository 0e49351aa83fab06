"""What this service has agreed for itself about meetings."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.models import LocalPractice
from people.domain.permission import require


@transaction.atomic
def set_local_practice(*, inquorate_review_ends_plans: bool, by: User) -> LocalPractice:
    """From now on. What was closed before stays as it was. Raises `NotAllowed`."""
    require(
        rules.may_set_local_practice(by),
        "conferences.set_local_practice",
        by=by,
        message="Only a head of service can change local practice.",
    )
    practice = LocalPractice.current()
    practice.inquorate_review_ends_plans = inquorate_review_ends_plans
    practice.save()
    record(
        Action.CHANGED,
        "conferences.set_local_practice",
        by=by,
        subjects=[practice],
        detail={"inquorate_review_ends_plans": inquorate_review_ends_plans},
    )
    return practice

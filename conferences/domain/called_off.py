"""A meeting that will not be held: what was owed for it alone is owed no more."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from conferences.domain.adjourning import rebooking_clocks
from conferences.domain.reports import stop_asking
from conferences.models import Conference
from timescales.domain import withdraw_deadline


@transaction.atomic
def stop_owing(*, conference: Conference, reason: str, by: User | None) -> None:
    """Neither its reports nor, where it was adjourned, another day."""
    stop_asking(conference=conference, reason=reason, by=by)
    for waiting in rebooking_clocks(conference):
        withdraw_deadline(deadline=waiting, reason=reason, by=by)

"""A plan ends without a review, so nobody waits for that child's review any more.

The child leaves the review that was to come; a review about nobody else is called off, its slot
is free for others, and whoever had been told of it is told.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.models import User
from conferences.domain.next_review import take_from_reviews
from plans.domain.ending import end_without_review
from plans.enums import EndReason
from plans.models import Plan


@transaction.atomic
def end_by_exception(
    *, plan: Plan, on: dt.date, reason: EndReason, authorised_by: str, by: User
) -> Plan:
    """End the plan for a listed exception, and call off the review the child waited for.

    Raises what `plans.domain.ending.end_without_review` raises.
    """
    ended = end_without_review(plan=plan, on=on, reason=reason, authorised_by=authorised_by, by=by)
    return _call_off_review(ended, reason, by)


def end_taken_over(*, plan: Plan, on: dt.date, authority: str, told_by: str, by: User) -> Plan:
    """The same where another authority has held its conference. Part of `confirm_transfer`."""
    reason = EndReason.TRANSFERRED
    ended = end_without_review(
        plan=plan, on=on, reason=reason, authorised_by=told_by, taken_over_by=authority, by=by
    )
    return _call_off_review(ended, reason, by)


def _call_off_review(ended: Plan, reason: EndReason, by: User) -> Plan:
    why = f"The plan ended without a review: {reason.label.lower()}"
    take_from_reviews(child=ended.child, keep=None, reason=why, by=by)
    return ended

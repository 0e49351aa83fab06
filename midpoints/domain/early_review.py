"""Ask for an early review out of a check, with what was found already in the request."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from conferences.domain import request_steps
from conferences.domain.requesting import keep_answers, start_request
from conferences.enums import ConferenceKind
from conferences.models import ConferenceRequest
from midpoints import rules
from midpoints.domain.checking import MAY_NOT_CHECK
from midpoints.models import MidpointCheck
from people.domain.permission import require


@transaction.atomic
def ask_for_early_review(*, check: MidpointCheck, by: User) -> ConferenceRequest:
    """A draft request that says why, in the words of the check; beneath what it said already, where
    the asker has a draft. Asked again it is the same one."""
    allowed = rules.may_check(by, check.family)
    verb = "midpoints.ask_for_early_review"
    children = check.children_concerned()
    require(allowed, verb, by=by, subjects=[check], children=children, message=MAY_NOT_CHECK)
    fresh = MidpointCheck.objects.select_for_update().get(pk=check.pk)
    if fresh.review_request is not None:
        return fresh.review_request
    request = start_request(family=fresh.family, kind=ConferenceKind.REVIEW, by=by)
    if words := words_of(fresh):
        reason = "\n\n".join(part for part in (request.reason, words) if part)
        keep_answers(request=request, step=request_steps.REASON, reason=reason, by=by)
        request.refresh_from_db()
    fresh.review_request = request
    fresh.save(update_fields=["review_request"])
    return request


def words_of(check: MidpointCheck) -> str:
    """What the check found, as one text: worries first, then the plan, then each child."""
    lived = [row.lived_experience for row in check.children.all() if row.lived_experience]
    parts = [check.worries, check.impact, *lived, check.recommendation_words]
    return "\n\n".join(part for part in parts if part)

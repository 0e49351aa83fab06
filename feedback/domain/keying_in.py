"""Type in an answer that came back on paper."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from feedback import rules
from feedback.domain.answering import Given, Taken, give_answer, keep_answer
from feedback.enums import Audience
from people.domain.permission import require
from timescales.domain import today_in_london

NOT_TO_KEY_IN = "Only business support, duty officers and heads of service key in paper forms."


@transaction.atomic
def key_in(*, given: Given, audience: Audience, code: str, came_on: dt.date, by: User) -> Taken:
    """With the code of a pack it counts as that pack's answer; without, as one more answer.

    Its words are read within the limit from today: that is when somebody can read them.
    Raises `DomainError` for an empty form, a day to come or a code that did not work that day.
    """
    require(rules.may_key_in(by), "feedback.key_in", by=by, message=NOT_TO_KEY_IN)
    if came_on > today_in_london():
        raise DomainError("The day must be today or in the past.", field="came_on")
    if not given.scores and not any(given.words):
        raise DomainError("Key in at least one answer, or what they wrote.")
    if code.strip():
        return give_answer(code=code, given=given, keyed_by=by, came_on=came_on)
    keep_answer(given, audience=audience, on=came_on, by=by)
    return Taken.FIRST

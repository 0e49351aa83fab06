"""Type in an answer that came back on paper."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from feedback import rules
from feedback.domain.answering import Given, Taken, digest_of, give_answer, keep_answer
from feedback.domain.codes import audience_of
from feedback.enums import Audience
from feedback.models import Answer
from people.domain.permission import require
from timescales.domain import today_in_london

NOT_TO_KEY_IN = "Only business support, duty officers and heads of service key in paper forms."


WHOSE = {
    Audience.FAMILY: "a family’s",
    Audience.CHILD: "a child’s",
    Audience.PROFESSIONAL: "a professional’s",
}


@transaction.atomic
def key_in(
    *,
    given: Given,
    audience: Audience,
    code: str,
    came_on: dt.date,
    by: User,
    key: UUID | None = None,
) -> Taken:
    """With the code of a pack it counts as that pack's answer; without, as one more answer.

    `key` is made when the page is shown: sent twice without a code, it counts once. Its words are
    read within the limit from today: that is when somebody can read them. Raises `DomainError`
    for an empty form, a day to come, a code that did not work that day or is of another form.
    """
    require(rules.may_key_in(by), "feedback.key_in", by=by, message=NOT_TO_KEY_IN)
    if came_on > today_in_london():
        raise DomainError("The day must be today or in the past.", field="came_on")
    if not given.scores and not any(given.words):
        raise DomainError("Key in at least one answer, or what they wrote.")
    if code.strip():
        _check_form(audience, code)
        return give_answer(code=code, given=given, keyed_by=by, came_on=came_on)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second press waits for the first
    if key and (kept := Answer.objects.filter(key=key).first()):
        _check_same(kept, given, audience, came_on)
        return Taken.SAME
    keep_answer(given, audience=audience, on=came_on, by=by, key=key)
    return Taken.FIRST


def _check_form(audience: Audience, code: str) -> None:
    """Each form asks its own questions, and figures count those of whom the code asks."""
    asked = audience_of(code)
    if asked and asked != audience:
        raise DomainError(
            f"This is the code of {WHOSE[asked]} form, and here are {WHOSE[audience]} questions. "
            f"Check the code. If it is right, go back and key the form in under “{asked.label}”.",
            field="code",
            rule="code_of_another_form",
        )


def _check_same(kept: Answer, given: Given, audience: Audience, came_on: dt.date) -> None:
    """Another form typed over one that was sent is neither kept under its key nor lost unsaid."""
    digests = [digest_of(given.words)] if any(given.words) else []
    was = (
        kept.audience,
        kept.given_on,
        kept.language,
        dict(kept.scores.values_list("question", "score")),
        list(kept.comments.values_list("digest", flat=True)),
    )
    if was != (audience, came_on, given.language, dict(given.scores), digests):
        raise DomainError(
            "A form with other answers was kept from this page, and these are not kept. If this "
            "is the next form, open a new page under “Feedback on paper” and key it in there.",
            rule="already_done",
        )

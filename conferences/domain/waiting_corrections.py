"""Corrections of a decision that wait: each for every head of service who did not propose it.

No source gives a limit for the answer, so no clock runs on them. The decision stands meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from conferences import rules
from conferences.domain.screening import heads_of_service
from conferences.models import Conference, DecisionCorrection
from conferences.models.correction import DecisionCorrectionQuerySet
from people.domain.queries import shut_to
from people.start_page import Owed


def open_corrections(conference: Conference) -> list[DecisionCorrection]:
    """Those of one conference."""
    return list(_waiting().filter(child__conference=conference))


def corrections_to_answer(user: User) -> list[DecisionCorrection]:
    """Which wait for this person, the longest waiting first. The caller audits."""
    if not rules.may_correct(user):
        return []
    rows = _waiting().visible_to(user)
    return [row for row in rows if rules.may_answer_correction(user, row)]


def heads_to_tell(correction: DecisionCorrection) -> list[User]:
    """Whoever may answer it and may see the family."""
    family = correction.child.conference.family_id
    heads = _answerers(correction, heads_of_service())
    shut = shut_to(users=[head.pk for head in heads], families=[family])
    return [head for head in heads if (head.pk, family) not in shut]


def owed() -> Iterator[Owed]:
    """Whom each correction waits for, for the morning email."""
    waiting = list(_waiting())
    heads = heads_of_service() if waiting else []
    for row in waiting:
        for head in _answerers(row, heads):
            yield Owed(head.pk, row.about, row.child.conference.family_id)


def _answerers(correction: DecisionCorrection, heads: list[User]) -> list[User]:
    return [head for head in heads if rules.may_answer_correction(head, correction)]


def _waiting() -> DecisionCorrectionQuerySet:
    rows = DecisionCorrection.objects.filter(answered_at=None)
    return rows.select_related("child__child__person", "child__conference__family", "proposed_by")

"""Disagreements about a diversion that wait: each for the head of service it was referred to.

A clock of their own runs on them (`conferences.domain.screening`), which no role on the case owns.
Where the head named can no longer settle it, every head of service is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from accounts.models import User
from conferences.domain.screening import DISAGREEMENT, heads_of_service
from conferences.enums import RequestState
from conferences.models import ConferenceRequest, DiversionAnswer
from conferences.rules import may_settle_diversion
from people.start_page import Owed
from timescales.models import Deadline


def requests_to_settle(user: User) -> list[ConferenceRequest]:
    """Which wait for this person, the longest waiting first. The caller audits."""
    if not may_settle_diversion(user):
        return []
    theirs = [answer.screening_id for answer in _waiting() if _is_for(answer, user)]
    rows = ConferenceRequest.objects.visible_to(user).filter(screenings__in=theirs)
    return list(rows.select_related("family").order_by("submitted_at"))


def settle_by(requests: Iterable[ConferenceRequest]) -> dict[str, dt.date]:
    """By when each of these, which the reader already sees, must be settled; by `about`."""
    abouts = [request.about for request in requests]
    clocks = Deadline.objects.open().filter(rule=DISAGREEMENT, about__in=abouts)
    return dict(clocks.values_list("about", "due_on"))


def owed() -> Iterator[Owed]:
    """Whom each disagreement waits for, for the morning email."""
    waiting = list(_waiting())
    heads = heads_of_service() if waiting else []
    for answer in waiting:
        request = answer.screening.request
        assert request is not None, "a consultation is not diverted"
        for head in heads:
            if _is_for(answer, head):
                yield Owed(head.pk, request.about, request.family_id, request.about)


def _waiting() -> QuerySet[DiversionAnswer]:
    """A disputed request has one answer that refers it: settled, it is disputed no more."""
    rows = DiversionAnswer.objects.filter(
        referred_to__isnull=False, screening__request__state=RequestState.DISPUTED
    )
    return rows.select_related("screening__request", "referred_to")


def _is_for(answer: DiversionAnswer, head: User) -> bool:
    named = answer.referred_to
    return named is None or named.pk == head.pk or not may_settle_diversion(named)

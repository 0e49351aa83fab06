"""A chair leaves, and a head of service hands the caseload over to the others."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

from conferences.domain.caseload_hand_over import caseload_of, hand_over_caseload
from people.domain.case_roles import why_not_chair
from people.enums import Role
from people.models import Family, Professional
from rehearsal import words
from rehearsal.build_staff import Service

NOTICE = dt.timedelta(days=6)


def hand_a_caseload_over(service: Service, today: dt.date) -> None:
    """Of whoever chairs least, in turn to those who may have each family."""
    head, (*others, leaving) = service.user_with(Role.HEAD_OF_SERVICE), service.chairs()
    turns = cycle(others)
    families = caseload_of(leaving, reader=head)
    to = {family.pk: _next(family, [next(turns) for _ in others]) for family in families}
    if any(to.values()):
        hand_over_caseload(
            leaving=leaving, to=to, from_on=today + NOTICE, reason=words.CHAIR_LEAVES, by=head
        )


def _next(family: Family, chairs: list[Professional]) -> Professional | None:
    return next((chair for chair in chairs if not why_not_chair(family, chair)), None)

"""Who ran a conference: its chair, and whoever decided in it or closed it in the chair's place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from conferences.enums import ConferenceState
from conferences.models.conference import Conference
from conferences.models.decision import Decision
from conferences.models.step import ConferenceStep


def who_ran(conferences: Iterable[Conference]) -> set[tuple[int, int]]:
    """The ids of each of these conferences and of a user who ran it."""
    asked = [conference.pk for conference in conferences]
    decisions = Decision.objects.filter(child__conference__in=asked)
    closes = ConferenceStep.objects.filter(conference__in=asked, to_state=ConferenceState.CLOSED)
    ran = chain(
        Conference.objects.filter(pk__in=asked).values_list("pk", "chair__user"),
        decisions.values_list("child__conference", "decided_by"),
        closes.values_list("conference", "by"),
    )
    return {(conference, user) for conference, user in ran if user is not None}

"""The safety scale of one child over time: what those at each conference said, from 0 to 10."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from conferences.models import Conference, SafetyScore
from govuk.rounding import half_up
from people.models import Child


@dataclass(frozen=True)
class ScalePoint:
    """One conference. `mean` is rounded to one decimal."""

    on: dt.date
    kind: str
    scores: tuple[int, ...]

    @property
    def mean(self) -> float:
        return float(half_up(sum(self.scores) / len(self.scores), 1))

    @property
    def lowest(self) -> int:
        return min(self.scores)

    @property
    def highest(self) -> int:
        return max(self.scores)


def scale_history(child: Child, *, reader: User) -> list[ScalePoint]:
    """Every conference held about the child at which somebody gave a number, oldest first.

    A number for all the children counts for each of them.
    """
    for_them = Q(child__child=child) | Q(
        child__isnull=True, participant__conference__children__child=child
    )
    rows = (
        SafetyScore.objects.visible_to(reader)
        .filter(for_them, participant__conference__started_at__isnull=False)
        .select_related("participant__conference")
        .distinct()
    )
    by_conference: dict[Conference, list[int]] = {}
    for row in rows:
        by_conference.setdefault(row.participant.conference, []).append(row.score)
    points = [
        ScalePoint(conference.day, conference.get_kind_display(), tuple(sorted(scores)))
        for conference, scores in by_conference.items()
    ]
    return sorted(points, key=lambda point: point.on)

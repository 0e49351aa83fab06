"""A family half-way between two conferences, with its plan and deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from conferences.models import Conference
from midpoints.domain.checking import Found, record_check
from midpoints.enums import Progress, Recommendation
from midpoints.models import MidpointCheck
from people.enums import CaseRoleKind
from tests.factories.escalations import Challenge, closed_conference
from timescales.domain import start_deadline, today_in_london
from timescales.due import Dates
from timescales.models import Deadline


def half_way(case: Challenge, *, days_ago: int = 45, due_in: int = 0) -> Conference:
    """A conference some days ago, whose midpoint is due in so many days."""
    conference = closed_conference(case, days_ago=days_ago)
    for row in conference.children.select_related("child"):
        start_deadline(
            rule="midpoint",
            dates=Dates(start=conference.day, to=conference.day + dt.timedelta(days=2 * days_ago)),
            by=None,
            child=row.child,
            about=conference.about,
            owner_role=CaseRoleKind.CHAIR,
        )
    due_on = today_in_london() + dt.timedelta(days=due_in)
    Deadline.objects.filter(rule="midpoint", about=conference.about).update(due_on=due_on)
    return conference


def found(case: Challenge, **fields: Any) -> Found:
    fields = {
        "progress": Progress.DRIFTING,
        "worries": "Nobody has seen Wren at home for a month.",
        "impact": "Breakfast club goes well; nights are no safer.",
        "recommendation": Recommendation.CATCH_UP,
        "recommendation_words": "Visit this week, and hold the core group.",
        "lived_experience": {case.child.pk: "Wren sleeps at Gran’s when it is loud."},
        "visits_in_standard": False,
        "core_groups_in_standard": True,
        **fields,
    }
    return Found(**fields)


def make_check(case: Challenge, by: User | None = None, **fields: Any) -> MidpointCheck:
    return record_check(conference=half_way(case), found=found(case, **fields), by=by or case.chair)

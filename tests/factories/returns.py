"""Conferences of years gone by, without the steps that led to them, and returns asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, StrategyDiscussion
from people.models import Child
from plans.models import Plan
from reporting.models import ReturnRun
from reporting.returns.enums import ReturnKind
from tests.factories.accounts import make_user
from tests.factories.disclosure import make_record


def make_held(
    child: Child,
    held_on: dt.date,
    *,
    kind: ConferenceKind = ConferenceKind.INITIAL,
    plan: Plan | None = None,
    discussed_on: dt.date | None = None,
    **fields: Any,
) -> ConferenceChild:
    """One child at a conference that was held and closed, unless told otherwise."""
    fields = {"state": ConferenceState.CLOSED, **fields}
    conference = Conference.objects.create(
        family=child.family,
        kind=kind,
        record=make_record(child.family),
        held_on=held_on,
        **fields,
    )
    discussion = None
    if discussed_on is not None:
        discussion = StrategyDiscussion.objects.create(
            family=child.family, held_on=discussed_on, recorded_by=make_user()
        )
    return ConferenceChild.objects.create(
        conference=conference, child=child, plan=plan, initiating_discussion=discussion
    )


def make_run(kind: ReturnKind = ReturnKind.CENSUS, **fields: Any) -> ReturnRun:
    """The census of 2026, not made yet."""
    fields.setdefault("as_at", dt.date(2026, 3, 31))
    return ReturnRun.objects.create(kind=kind, **fields)

"""Facts and records of small histories whose figures can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision, StrategyDiscussion
from people.models import Child
from plans.models import Plan
from reporting.annual.domain.assembling import assemble
from reporting.annual.enums import DrawingState
from reporting.enums import FactKind, RunState
from reporting.models import AnnualDrawing, AnnualEdition, AnnualFile, Fact, ImportRun
from reporting.period import year_of
from tests.factories.accounts import make_user
from tests.factories.disclosure import make_record
from tests.factories.plans import make_plan


def make_fact(kind: FactKind, on: dt.date, *, child: Child | None = None, **fields: Any) -> Fact:
    """Known since the morning after it happened, unless told otherwise."""
    number = Fact.objects.count() + 1
    morning = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time(9)))
    fields = {"key": f"made:{number}", "digest": str(number), "known_from": morning, **fields}
    if child is not None:
        fields = {"child": child, "family": child.family, "area": child.family.area, **fields}
    return Fact.objects.create(kind=kind, on=on, **fields)


def make_import(**fields: Any) -> ImportRun:
    """One that has finished."""
    fields = {"state": RunState.DONE, "finished_at": timezone.now(), **fields}
    return ImportRun.objects.create(**fields)


def held(
    on: dt.date,
    *children: Child,
    kind: ConferenceKind = ConferenceKind.INITIAL,
    clocks: tuple[dt.date | None, ...] = (),
    outcome: ChildOutcome = ChildOutcome.CHILD_PROTECTION,
    state: ConferenceState = ConferenceState.CLOSED,
    **fields: Any,
) -> Conference:
    """A conference of these children, closed that evening: plans opened or ended as decided.

    `clocks`: the day of each child's initiating strategy discussion.
    """
    family, by = children[0].family, make_user()
    is_held = state == ConferenceState.CLOSED
    conference: Conference = Conference.objects.create(
        family=family,
        kind=kind,
        state=state,
        record=make_record(family),
        held_on=on if is_held else None,
        closed_at=_evening(on) if is_held else None,
        **fields,
    )
    for child, clock in zip(children, clocks or (None,) * len(children), strict=True):
        row = ConferenceChild.objects.create(
            conference=conference,
            child=child,
            initiating_discussion=_discussion(child, clock, by) if clock else None,
        )
        if is_held:
            Decision.objects.create(
                child=row, threshold_met=True, threshold_reason="", outcome=outcome, decided_by=by
            )
            _carry_out(row, outcome, on)
    return conference


def _discussion(child: Child, on: dt.date, by: User) -> StrategyDiscussion:
    return StrategyDiscussion.objects.create(family=child.family, held_on=on, recorded_by=by)


def _carry_out(row: ConferenceChild, outcome: ChildOutcome, on: dt.date) -> None:
    standing = Plan.objects.open().child_protection().filter(child=row.child)
    if row.conference.kind == ConferenceKind.REVIEW:
        row.plan = standing.first()
        if outcome != ChildOutcome.CHILD_PROTECTION:
            standing.update(ended_on=on, end_reason="review_decision")
    elif outcome == ChildOutcome.CHILD_PROTECTION:
        row.plan = make_plan(row.child, started_on=on, opened_by=row.conference.about)
    row.save()


def _evening(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(17)))


def make_edition(by: User | None = None) -> AnnualEdition:
    """A frozen year with nothing in it, of which the JSON is drawn."""
    year, by = year_of(dt.date(2025, 3, 31)), by or make_user()
    edition = AnnualEdition.objects.create(
        year_ending=year.last,
        number=1,
        content=assemble(year, in_detail=False).as_data(),
        frozen_by=by,
        frozen_at=timezone.now(),
    )
    for is_public in (False, True):
        drawing = AnnualDrawing.objects.create(
            edition=edition, is_public=is_public, state=DrawingState.DRAWN, drawn_at=timezone.now()
        )
        AnnualFile.objects.create(drawing=drawing, kind="json", content=b"{}", sha256="0" * 64)
    return edition

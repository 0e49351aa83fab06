"""The records the census is made from: a few queries for a batch of children."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import ConferenceChild, RequestedChild
from people.models import Child
from plans.domain.previous import Span, spans_of
from plans.models import Plan
from reporting.models import Assessment, ChildInNeedPlan, Referral, Section47Enquiry
from reporting.returns.domain.referrals_named import referrals_named
from reporting.returns.stretch import Stretch

BATCH = 200


@dataclass
class Records:
    """What is known of one child. `named`: the id of the referral that the case system names for a
    plan or conference, by label."""

    child: Child
    plans: list[Plan] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    meetings: list[ConferenceChild] = field(default_factory=list)
    requested: list[RequestedChild] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    need_plans: list[ChildInNeedPlan] = field(default_factory=list)
    enquiries: list[Section47Enquiry] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)


def records_of(stretch: Stretch) -> Iterator[Records]:
    """Every child with activity in the stretch, by id; a batch in memory at a time."""
    last = 0
    while True:
        active = _active(stretch).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        batch = list(active[:BATCH])
        if not batch:
            return
        yield from records_for(batch)
        last = batch[-1]


def _active(stretch: Stretch) -> QuerySet[Child]:
    """A little wide: what turns out to have no part in it is left out when it is read."""
    held = Q(conference__held_on__range=(stretch.first, stretch.last))
    discussed = Q(initiating_discussion__held_on__range=(stretch.first, stretch.last))
    ways: Iterable[QuerySet[Any]] = (
        _running(Plan.objects.child_protection(), stretch, "started_on", "ended_on"),
        ConferenceChild.objects.filter(held | discussed),
        _asked_for().filter(discussed),
        _running(Referral.objects.all(), stretch, "referred_on", "closed_on"),
        _running(Assessment.objects.all(), stretch, "started_on", "authorised_on"),
        _running(ChildInNeedPlan.objects.all(), stretch, "started_on", "ended_on"),
        Section47Enquiry.objects.filter(
            Q(started_on__range=(stretch.first, stretch.last))
            | Q(led_to__conference__held_on__range=(stretch.first, stretch.last))
        ),
    )
    reached = Q()
    for rows in ways:
        reached |= Q(pk__in=rows.order_by().values("child_id"))
    return Child.objects.standing().filter(reached)


def _asked_for() -> QuerySet[RequestedChild]:
    """Children for whom an initial conference was asked, with the discussion that led to it."""
    return RequestedChild.objects.filter(
        request__kind=ConferenceKind.INITIAL,
        request__submitted_at__isnull=False,
        initiating_discussion__isnull=False,
    ).select_related("request__conference", "initiating_discussion")


def _with_what_became() -> QuerySet[RequestedChild]:
    """Those of `_asked_for`, with all that was said of the request since."""
    said = ("request__screenings__answers", "request__conference__steps")
    return _asked_for().prefetch_related(*said)


def _running(rows: QuerySet[Any], stretch: Stretch, start: str, end: str) -> QuerySet[Any]:
    still = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": stretch.first})
    return rows.filter(still, **{f"{start}__lte": stretch.last})


def records_for(ids: list[int]) -> Iterator[Records]:
    """Everything of these children, whenever it was."""
    children = (
        Child.objects.filter(pk__in=ids).select_related("person", "family__team").order_by("pk")
    )
    found = {child.pk: Records(child) for child in children}
    for pk, spans in spans_of(ids).items():
        found[pk].spans = spans
    for name, rows in _rows(ids).items():
        for pk, own in _by_child(rows).items():
            setattr(found[pk], name, own)
    things = [each for it in found.values() for each in (*it.plans, *it.meetings)]
    named = referrals_named(things)
    for records in found.values():
        records.named = named
    yield from found.values()


def _rows(ids: list[int]) -> dict[str, QuerySet[Any]]:
    meetings = ConferenceChild.objects.filter(child__in=ids)
    return {
        "plans": Plan.objects.child_protection()
        .filter(child__in=ids, voided_at__isnull=True)
        .order_by("started_on", "pk"),
        "meetings": meetings.exclude(conference__state=ConferenceState.CANCELLED)
        .select_related("conference", "initiating_discussion", "decision")
        .order_by(F("conference__held_on").asc(nulls_last=True), "pk"),
        "requested": _with_what_became()
        .filter(child__in=ids)
        .order_by("initiating_discussion__held_on"),
        "referrals": Referral.objects.filter(child__in=ids).order_by("referred_on", "pk"),
        "assessments": Assessment.objects.filter(child__in=ids).order_by("started_on", "pk"),
        "need_plans": ChildInNeedPlan.objects.filter(child__in=ids).order_by("started_on", "pk"),
        "enquiries": Section47Enquiry.objects.filter(child__in=ids)
        .select_related("led_to__conference", "referral")
        .order_by("started_on", "pk"),
    }


def _by_child(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.child_id].append(row)
    return grouped


def held_on(meeting: ConferenceChild | None) -> dt.date | None:
    """The day it was held: an adjourned conference was not, whatever day it began."""
    if meeting is None or meeting.conference.state != ConferenceState.CLOSED:
        return None
    day: dt.date | None = meeting.conference.held_on
    return day


def of_kind(meetings: Iterable[ConferenceChild], kind: ConferenceKind) -> list[ConferenceChild]:
    return [meeting for meeting in meetings if meeting.conference.kind == kind]


def plan_that_ran(records: Records, day: dt.date) -> Plan | None:
    """The child protection plan that a review of that day looked at, as figures have it."""
    ran = (
        plan
        for plan in records.plans
        if plan.started_on < day and (plan.ended_on is None or plan.ended_on >= day)
    )
    return max(ran, key=lambda plan: plan.started_on, default=None)


def reviews_of(records: Records, plan: Plan) -> list[ConferenceChild]:
    """In the order they were held, the one that ended the plan among them: its row names what was
    decided on instead, a child in need plan perhaps."""
    reviews = of_kind(records.meetings, ConferenceKind.REVIEW)
    return [meeting for meeting in reviews if _reviewed(records, meeting) == plan.pk]


def _reviewed(records: Records, meeting: ConferenceChild) -> int | None:
    """The plan its row names where it has no day, or one on which no plan ran: that is asked about
    (rules 8841, 8842)."""
    day = held_on(meeting)
    ran = plan_that_ran(records, day) if day else None
    return ran.pk if ran else meeting.plan_id

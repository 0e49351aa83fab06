"""The lists people work from, and the counts of the screening funnel. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from bookings.domain.queries import red_list as bookings_red_list
from conferences.domain.requesting import CAN_CHANGE
from conferences.enums import (
    DIVERSIONS,
    ConferenceKind,
    ConferenceState,
    RequestState,
    ScreeningOutcome,
)
from conferences.models import Conference, ConferenceChild, ConferenceRequest, Screening
from timescales.domain import today_in_london

WAITING = (RequestState.SUBMITTED, RequestState.DIVERTING, RequestState.DISPUTED)
NEEDS_A_DATE = (ConferenceState.TO_BOOK, ConferenceState.PENCILLED)
WITH_A_DATE = (ConferenceState.BOOKED,)
HELD = (ConferenceState.IN_SESSION, ConferenceState.CLOSED)
LOST_ITS_DATE = (ConferenceState.VACATED, ConferenceState.ADJOURNED)
Row = TypeVar("Row", bound=Model)
CAME_BACK_WITHIN = relativedelta(months=12)


def my_requests(user: User) -> QuerySet[ConferenceRequest]:
    """Requests this person made, newest first."""
    return _requests(user).filter(requested_by=user).order_by("-created_at")


def requests_to_agree(user: User) -> QuerySet[ConferenceRequest]:
    """For a team manager: drafts to agree to, and diversions to answer."""
    mine = _requests(user).exclude(requested_by=user)
    drafts = mine.filter(state__in=CAN_CHANGE, agreed_at__isnull=True)
    return (drafts | mine.filter(state=RequestState.DIVERTING)).order_by("created_at")


def duty_queue(user: User) -> QuerySet[ConferenceRequest]:
    """Requests with the duty officer, longest waiting first."""
    return _requests(user).filter(state__in=WAITING).order_by("submitted_at")


def _requests(user: User) -> QuerySet[ConferenceRequest]:
    rows: QuerySet[ConferenceRequest] = ConferenceRequest.objects.visible_to(user)
    return rows.select_related("family", "requested_by", "conference")


def conferences_to_book(user: User) -> QuerySet[Conference]:
    """Every conference without a firm date, the nearest limit first."""
    return _conferences(user).filter(state__in=[*NEEDS_A_DATE, *LOST_ITS_DATE])


def red_list(user: User) -> QuerySet[Conference]:
    """Conferences that lost their date, whose date will not hold, or whose limit is close."""
    soon = today_in_london() + timedelta(days=7)
    waiting = _conferences(user)
    lost = waiting.filter(state__in=LOST_ITS_DATE)
    near = waiting.filter(state__in=NEEDS_A_DATE, due_on__lte=soon)
    wrong = {*will_not_hold(user), *booked_past_their_limit(user)}
    return lost | near | waiting.filter(pk__in=wrong)


def will_not_hold(user: User) -> dict[int, str]:
    """Why the slot of a booked conference will not hold, by its id: a chair ill, a hub closed."""
    why = {entry.booking.pk: "; ".join(entry.why) for entry in bookings_red_list()}
    rows = _conferences(user).filter(booking__in=why, state__in=[*NEEDS_A_DATE, *WITH_A_DATE])
    return {row.pk: why[row.booking_id] for row in rows if row.booking_id is not None}


def booked_past_their_limit(user: User) -> dict[int, str]:
    """Booked in time, but the limit came forward since (a birth): nobody has said why it is late.

    By id, in words.
    """
    rows = _conferences(user).filter(
        state__in=[*NEEDS_A_DATE, *WITH_A_DATE],
        late_reason="",
        booking__starts_at__date__gt=F("due_on"),
    )
    return {row.pk: f"Booked after its limit, {row.due_on:%-d %B %Y}" for row in rows}


def why_red(user: User) -> dict[int, str]:
    """Why a conference with a slot is on the red list, by its id."""
    return {**booked_past_their_limit(user), **will_not_hold(user)}


def chaired_by(user: User) -> QuerySet[Conference]:
    """Conferences this person is to chair or is chairing now, in order of time."""
    mine = _conferences(user).filter(
        chair__user=user, state__in=[ConferenceState.BOOKED, ConferenceState.IN_SESSION]
    )
    return mine.select_related("family", "booking").order_by("booking__starts_at", "pk")


def conferences_on(user: User, day: date) -> QuerySet[Conference]:
    """The conferences booked for one day or held on it, in order of time."""
    rows = _conferences(user).filter(_booked_or_held(day))
    with_place = rows.select_related("family", "chair__person", "booking__room__hub")
    return with_place.order_by(Coalesce("started_at", "booking__starts_at"), "pk")


def booked_or_held_on(day: date) -> QuerySet[Conference]:
    """The same for nobody in particular: for a task that makes their papers ahead."""
    rows: QuerySet[Conference] = Conference.objects.filter(_booked_or_held(day))
    return rows.order_by("pk")


def _booked_or_held(day: date) -> Q:
    booked = Q(state__in=WITH_A_DATE) & _that_day("booking__starts_at", day)
    return booked | Q(state__in=HELD) & _that_day("started_at", day)


def _that_day(field: str, day: date) -> Q:
    starts = timezone.make_aware(datetime.combine(day, time.min))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return Q(**{f"{field}__gte": starts, f"{field}__lt": ends})


def _conferences(user: User) -> QuerySet[Conference]:
    rows: QuerySet[Conference] = Conference.objects.visible_to(user)
    return rows.select_related("family").order_by("due_on", "pk")


def in_lines(rows: QuerySet[Conference]) -> QuerySet[Conference]:
    """What a line of `conferences_to_book` or `red_list` shows and no more, with the ids of its
    children as `child_ids`: all columns take longer to read than the rows take to find (P1)."""
    return with_children(rows).only("family__name", "kind", "state", "due_on")


def with_children(rows: QuerySet[Conference]) -> QuerySet[Conference]:
    """Each with the ids of its children as `child_ids`, in the same query."""
    of_conference = ConferenceChild.objects.filter(conference=OuterRef("pk")).order_by("child_id")
    return rows.annotate(child_ids=ArraySubquery(of_conference.values("child_id")))


def children_of(rows: QuerySet[Conference] | QuerySet[ConferenceRequest]) -> list[int]:
    """Ids of the children a list is about: one query for them all."""
    shown = [row.pk for row in rows]
    listed = rows.model.objects.filter(pk__in=shown, children__isnull=False).order_by()
    return list(listed.values_list("children__child_id", flat=True))


@dataclass(frozen=True)
class Funnel:
    """The screening funnel of a period: families, each counted once for each request."""

    first: date
    last: date
    consulted: int
    requested: int
    proceeding: int
    cancelled: int
    more_work: int
    diverted: int
    disputed: int
    came_back: int
    by_outcome: dict[str, int]


def screening_funnel(user: User, first: date, last: date) -> Funnel:
    """From `first` to `last`, both included, over the families this person may see.

    Cancelled: of those proceeding, whose conference was not held after all. Diverted: by the
    outcome that stands. Came back: asked for again within 12 months of the
    diversion, up to today.
    """
    seen = _within(Screening.objects.visible_to(user), "at", first, last)
    asked = _within(ConferenceRequest.objects.visible_to(user), "submitted_at", first, last)
    diverted = _diverted(user, first, last)
    outcomes = [screening.outcome for screening in diverted]
    return Funnel(
        first=first,
        last=last,
        consulted=seen.filter(request__isnull=True).count(),
        requested=asked.count(),
        proceeding=asked.filter(state=RequestState.PROCEEDING).count(),
        cancelled=_cancelled(asked).count(),
        more_work=seen.filter(outcome=ScreeningOutcome.MORE_WORK, request__isnull=False)
        .values("request")
        .distinct()
        .count(),
        diverted=len(diverted),
        disputed=seen.filter(answers__agreed=False, answers__settles=False)
        .values("request")
        .distinct()
        .count(),
        came_back=sum(_came_back(screening) for screening in diverted),
        by_outcome={
            ScreeningOutcome(code).label: outcomes.count(code)
            for code in ScreeningOutcome
            if code in DIVERSIONS
        },
    )


def _cancelled(asked: QuerySet[ConferenceRequest]) -> QuerySet[ConferenceRequest]:
    """Those screened to be held whose conference was cancelled; no review, which comes back."""
    return asked.filter(
        state=RequestState.PROCEEDING, conference__state=ConferenceState.CANCELLED
    ).exclude(kind=ConferenceKind.REVIEW)


def _diverted(user: User, first: date, last: date) -> list[Screening]:
    """The screening that diverted each request now diverted: its last one."""
    rows = _within(Screening.objects.visible_to(user), "at", first, last)
    rows = rows.filter(request__state=RequestState.DIVERTED, outcome__in=DIVERSIONS)
    return list(rows.order_by("request_id", "-at").distinct("request_id"))


def _came_back(screening: Screening) -> bool:
    later = ConferenceRequest.objects.filter(
        family=screening.family_id,
        submitted_at__gt=screening.at,
        submitted_at__lte=screening.at + CAME_BACK_WITHIN,
    )
    return bool(later.exclude(pk=screening.request_id or 0).exists())


def _within(rows: QuerySet[Row], field: str, first: date, last: date) -> QuerySet[Row]:
    starts = timezone.make_aware(datetime.combine(first, time.min))
    ends = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    return rows.filter(**{f"{field}__gte": starts, f"{field}__lt": ends})

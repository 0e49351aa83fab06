"""What slot a conference needs; and a slot pencilled for a request before it is screened.

The clock runs while a request is looked at, so a slot may be held meanwhile. It is handed to the
conference when there is one, and released when there will be none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.errors import WrongState
from accounts.models import User
from bookings import domain as bookings
from bookings.domain.errors import SlotNotPossible, SlotTaken, WouldBeLate
from bookings.domain.queries import open_booking_of
from bookings.enums import ReleaseReason
from bookings.models import Booking, Chair, Hub, LocalPractice
from bookings.optimiser import FoundSlots, SlotChoice, SlotNeed
from conferences.domain.adjourning import hold_again_by
from conferences.domain.caseloads import children_for_each_chair
from conferences.domain.kept_apart import was_split
from conferences.domain.limits import limit_on_request
from conferences.domain.taking_part import is_split
from conferences.enums import (
    Capacity,
    ConferenceKind,
    ConferenceState,
    Joining,
    RequestState,
)
from conferences.models import Conference, ConferenceRequest
from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Residence
from timescales.domain import Clock, current_clock, today_in_london
from timescales.due import shift
from timescales.enums import Direction, Unit
from timescales.rule import Amount
from timescales.working_days import ONE_DAY, add_working_days, working_days_between

PENCIL_WHILE = (RequestState.SUBMITTED, RequestState.DIVERTING, RequestState.DISPUTED)
# For an early review whose plan has no limit on record yet: a local default.
WITHOUT_A_LIMIT_WORKING_DAYS = 15
CHAIR_AND_MINUTE_TAKER = 2
# How long before its day a review is looked for: a local default, no source gives one.
REVIEW_SEARCH = timedelta(weeks=3)


@dataclass(frozen=True)
class Wishes:
    """What the booker asks for on the day, over what the request says."""

    duration_minutes: int = 120
    hub_id: int | None = None
    minute_taker: bool = True
    fridays: bool = False
    not_before: date | None = None


def need_of_conference(conference: Conference, wishes: Wishes | None = None) -> SlotNeed:
    """The slot this conference needs, in plain values that name nobody."""
    request = conference.request
    kind, limit = ConferenceKind(conference.kind), last_good_day(conference)
    need = _need(conference.family, kind, limit, request, wanted_on=conference.planned_on)
    coming = conference.participants.exclude(
        joining__in=[Joining.REPORT_ONLY, Joining.NOT_COMING]
    ).exclude(capacity__in=[Capacity.CHAIR, Capacity.MINUTE_TAKER])
    in_room = coming.filter(joining=Joining.IN_PERSON).count()
    remote = coming.filter(joining=Joining.REMOTE).exists()
    refused = conference.refused_slots.filter(lifted_at__isnull=True)
    need = replace(
        need,
        already_refused=frozenset(refused.values_list("day", "session_id")),
        people=in_room + CHAIR_AND_MINUTE_TAKER,
        hybrid=need.hybrid or remote,
        separate_waiting=need.separate_waiting or is_split(conference),
    )
    return _with(need, wishes)


def last_good_day(conference: Conference) -> date | None:
    """The limit; for one that was adjourned, the day by which it is to be held again, if sooner."""
    limits = (conference.due_on, hold_again_by(conference))
    return min((day for day in limits if day), default=None)


def need_of_request(request: ConferenceRequest, wishes: Wishes | None = None) -> SlotNeed:
    """The slot the conference asked for would need."""
    counted, kind = limit_on_request(request), ConferenceKind(request.kind)
    limit = counted.due_on if counted else None
    need = _need(request.family, kind, limit, request, wanted_on=request.wanted_by)
    people = request.people_to_invite.count() + CHAIR_AND_MINUTE_TAKER
    apart = need.separate_waiting or was_split(request.family_id)
    return _with(replace(need, people=people, separate_waiting=apart), wishes)


def _with(need: SlotNeed, wishes: Wishes | None) -> SlotNeed:
    if wishes is None:
        return need
    return replace(
        need,
        duration_minutes=wishes.duration_minutes,
        near_hub_id=wishes.hub_id or need.near_hub_id,
        minute_taker_wanted=wishes.minute_taker,
        avoid_fridays=not wishes.fridays,
        search_from=wishes.not_before or need.search_from,
    )


def _need(
    family: Family,
    kind: ConferenceKind,
    limit: date | None,
    request: ConferenceRequest | None,
    *,
    wanted_on: date | None,
) -> SlotNeed:
    today, clock = today_in_london(), current_clock()
    due_on = limit or add_working_days(today, WITHOUT_A_LIMIT_WORKING_DAYS, clock.calendar)
    report_rule = f"report_to_family_{'review' if kind == ConferenceKind.REVIEW else 'icpc'}"
    police = request.police_wanted if request else False
    return SlotNeed(
        asked_on=today,
        earliest_on=min(today, due_on),
        due_on=due_on,
        search_from=_search_from(kind, due_on, wanted_on),
        wanted_on=wanted_on,
        near_hub_id=_near_hub(family),
        hybrid=bool(request and request.remote_wanted),
        step_free=bool(request and request.step_free_wanted),
        hearing_loop=bool(request and request.hearing_loop_wanted),
        separate_waiting=bool(request and request.separate_waiting),
        chair_before_id=_chair_before(family),
        excluded_chair_ids=_chairs_who_must_not(family),
        report_working_days=_working_days_of(clock, report_rule, today),
        police_working_days=_working_days_of(clock, "police_notice", today) if police else 0,
        meet_family_minutes=LocalPractice.current().meet_family_minutes,
    )


def _search_from(kind: ConferenceKind, due_on: date, wanted_on: date | None) -> date | None:
    """An initial conference as soon as it can be; a review in the weeks before its day."""
    is_review = kind == ConferenceKind.REVIEW
    return (wanted_on or due_on) - REVIEW_SEARCH if is_review else None


def _working_days_of(clock: Clock, rule: str, on: date) -> int:
    """The amount a rule asks for, with this service's own value where it has one, which may be in
    hours, days, weeks or months."""
    from timescales.rules import rule_named

    amount = clock.values.terms(rule_named(rule, on=on), on).amount
    if amount.unit == Unit.WORKING_DAYS:
        return amount.number
    return working_days_between(on, _later(on, amount), clock.calendar)


def _later(day: date, amount: Amount) -> date:
    """The day that is so many hours (a part of a day counts whole), days, weeks or months later."""
    if amount.unit == Unit.HOURS:
        return day + timedelta(hours=amount.number + 23) // ONE_DAY * ONE_DAY
    return shift(day, amount, Direction.AFTER)


def _near_hub(family: Family) -> int | None:
    """The hub whose district the children live in. A postcode's first half says which."""
    homes = Residence.objects.filter(
        person__child__family=family, to_on__isnull=True
    ).select_related("address")
    for home in homes:
        district = home.address.postcode.split(" ")[0].upper()
        hub = Hub.objects.filter(in_use=True, near_districts__contains=[district]).first()
        if district and hub:
            return int(hub.pk)
    return None


def _chair_before(family: Family) -> int | None:
    """Who chairs this family's conferences, so that the family meets the same person again."""
    role = CaseRole.objects.current().filter(family=family, kind=CaseRoleKind.CHAIR).first()
    if role is not None and Chair.objects.filter(pk=role.professional_id).exists():
        return int(role.professional_id)
    last = (
        Conference.objects.filter(family=family, chair__isnull=False, held_on__isnull=False)
        .order_by("-held_on")
        .first()
    )
    return last.chair_id if last else None


def _chairs_who_must_not(family: Family) -> frozenset[int]:
    """Chairs with a declared conflict, or who carry the case (independence: Working Together)."""
    conflicted = family.conflicts.filter(withdrawn_at__isnull=True).values("user")
    carrying = CaseRole.objects.current().filter(
        family=family, kind__in=[CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.TEAM_MANAGER]
    )
    barred = Q(professional__user__in=conflicted) | Q(pk__in=carrying.values("professional"))
    return frozenset(Chair.objects.filter(barred).values_list("pk", flat=True))


def slots_for(need: SlotNeed, *, moving: Booking | None = None, limit: int = 30) -> FoundSlots:
    """What can be offered, best first, and why not the rest."""
    return bookings.find(
        need,
        caseloads=children_for_each_chair(),
        without=[moving.pk] if moving else (),
        limit=limit,
    )


@transaction.atomic
def pencil_for_request(
    *, request: ConferenceRequest, choice: SlotChoice, late_reason: str = "", by: User
) -> Booking:
    """Keep a slot while the request is screened. Raises what `bookings.pencil` raises."""
    if request.state not in PENCIL_WHILE:
        raise WrongState(
            "A slot can be pencilled while a request is with the duty officer.", rule="no_such_step"
        )
    return bookings.pencil(
        need=need_of_request(request),
        choice=choice,
        about=request.about,
        late_reason=late_reason,
        by=by,
    )


def pencilled_for(request: ConferenceRequest) -> Booking | None:
    """The slot kept for this request, unless it has run out."""
    booking = open_booking_of(request.about)
    return None if booking is None or booking.is_expired else booking


def release_pencil(
    *, request: ConferenceRequest, by: User, reason: ReleaseReason = ReleaseReason.DIVERTED
) -> None:
    """No conference will be held: somebody else may have the slot."""
    booking = open_booking_of(request.about)
    if booking is not None:
        bookings.release(booking=booking, reason=reason, by=by)


def hand_over_pencil(*, request: ConferenceRequest, conference: Conference, by: User) -> None:
    """The slot kept for the request is now the conference's, in the same transaction.

    One that can no longer be had (the chair is away by now, the limit is sooner) is let go: the
    conference is to be booked, and the request proceeds all the same.
    """
    from conferences.domain.steps import advance

    pencil = pencilled_for(request)
    if pencil is None:
        release_pencil(request=request, by=by)
        return
    choice, late_reason = pencil.choice, pencil.late_reason
    bookings.release(booking=pencil, reason=ReleaseReason.NOT_NEEDED, by=by)
    try:
        with transaction.atomic():
            conference.booking = bookings.pencil(
                need=need_of_conference(conference),
                choice=choice,
                about=conference.about,
                late_reason=late_reason,
                by=by,
            )
    except (SlotNotPossible, SlotTaken, WouldBeLate):
        return
    conference.chair = conference.booking.chair.professional
    advance(conference, ConferenceState.PENCILLED, by=by)

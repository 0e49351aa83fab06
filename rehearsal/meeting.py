"""Hold a made-up conference in the live room: the same operations a browser sends."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from bookings.models import Booking
from conferences.domain import live
from conferences.domain.closing import close_conference
from conferences.domain.packs import distribute, propose
from conferences.domain.ready_to_close import ClosingDetails, review_limit
from conferences.domain.session import open_session
from conferences.domain.who_comes import to_ask
from conferences.enums import (
    AgencyStance,
    AttendanceMode,
    Capacity,
    ChildOutcome,
    ConferenceKind,
    Heading,
    Participation,
    PartKind,
)
from conferences.models import Conference, Part, Participant
from disclosure.domain.distribution import Choice
from people.enums import AgencyKind
from plans.enums import Category
from rehearsal import words
from timescales.domain import current_clock
from timescales.working_days import add_working_days, working_day_on_or_before

Operation = dict[str, Any]
Names = dict[str, str]
SAID = (
    (Heading.WORRIES, words.WORRIES),
    (Heading.WORKING_WELL, words.WORKING_WELL),
    (Heading.GREY_AREAS, words.GREY_AREAS),
    (Heading.CHILD_VIEWS, words.CHILD_VIEWS),
    (Heading.FAMILY_VIEWS, words.FAMILY_VIEWS),
)
MOST_DAYS_BACK = 9  # the strategy discussions of these families were 10 working days ago
CATEGORIES = (Category.NEGLECT, Category.NEGLECT, Category.EMOTIONAL, Category.PHYSICAL)


def hold(
    conference: Conference,
    chair: User,
    names: Names,
    *,
    absent: Container[str] = frozenset(),
) -> Conference:
    """The meeting is on: everybody but the agencies of these kinds is there and much has been
    said, but nothing is decided."""
    conference = open_session(conference=conference, by=chair, on_another_day=True)
    send(conference, chair, _arrivals(conference, absent))
    send(conference, chair, _speeches(conference, names))
    send(conference, chair, _scores(conference))
    return conference


def hold_and_close(conference: Conference, chair: User, names: Names, today: dt.date) -> Conference:
    """Held and closed on one of the last working days, whichever day the rehearsal is loaded.

    It is dated back once everything was said: what is said on a later day is not the family's.
    """
    conference = hold(conference, chair, names)
    decide(conference, chair, names, today)
    _choose_recipients(conference, chair)
    conference = _date_back(conference, today)
    return close_conference(conference=conference, details=details(conference), by=chair)


def decide(conference: Conference, chair: User, names: Names, today: dt.date) -> None:
    """The plan is made, each agency has said what it thinks, and the chair has decided."""
    make_plan(conference, chair, names, today)
    send(conference, chair, _decisions(conference, names, today))


def make_plan(conference: Conference, chair: User, names: Names, today: dt.date) -> None:
    """The plan, what each agency thinks, and how each child was heard; nothing is decided."""
    send(conference, chair, _plan(conference, names, today))
    send(conference, chair, _views(conference))
    send(conference, chair, children_heard(conference))


def _date_back(conference: Conference, today: dt.date) -> Conference:
    booking = conference.booking
    assert booking is not None
    booked_on = timezone.localtime(booking.starts_at).date()
    back = booked_on - next(_free_days(booking, booked_on, today))
    booking.starts_at -= back
    booking.ends_at -= back
    booking.during = DateTimeTZRange(booking.during.lower - back, booking.during.upper - back)
    booking.save()
    conference.started_at = booking.starts_at
    conference.save()
    return conference


def _free_days(booking: Booking, booked_on: dt.date, today: dt.date) -> Iterator[dt.date]:
    """Working days before today on which nobody else has its room or its people."""
    calendar = current_clock().calendar
    own = Q(room=booking.room_id) | Q(chair=booking.chair_id)
    if booking.minute_taker_id:
        own |= Q(minute_taker=booking.minute_taker_id)
    for number in range(MOST_DAYS_BACK):
        day = add_working_days(today, -1 - number, calendar)
        back = booked_on - day
        during = DateTimeTZRange(booking.during.lower - back, booking.during.upper - back)
        taken = Booking.objects.taking_their_slot().during(during).exclude(pk=booking.pk)
        if not taken.filter(own).exists():
            yield day


def send(conference: Conference, by: User, operations: Iterable[Operation]) -> None:
    results = live.save(conference=conference, operations=list(operations), by=by)
    refused = [result.message for result in results if result.status == "refused"]
    assert not refused, refused


def operation(kind: str, /, **payload: Any) -> Operation:
    return {"uuid": str(uuid.uuid4()), "kind": kind, "payload": payload}


def _coming(conference: Conference) -> list[Participant]:
    """To the meeting itself: nobody who is excluded, no parent who is heard in their own part."""
    return list(
        conference.participants.select_related("person", "agency")
        .filter(person__died_on=None)
        .exclude(capacity__in=[Capacity.CHAIR, Capacity.MINUTE_TAKER])
        .exclude(person__in=conference.exclusions.standing().values("person"))
        .exclude(capacity=Capacity.FAMILY, attendances__part__kind=PartKind.ONE_PARENT)
    )


def _arrivals(conference: Conference, absent: Container[str]) -> Iterator[Operation]:
    part = current_part(conference)
    for participant in _coming(conference):
        away = participant.agency and participant.agency.kind == AgencyKind.POLICE
        mode = AttendanceMode.REMOTE if away else AttendanceMode.IN_PERSON
        if participant.agency and participant.agency.kind in absent:
            mode = AttendanceMode.APOLOGIES
        yield operation(
            "attendance.set", part=str(part.uuid), participant=participant.pk, mode=mode.value
        )


def _speeches(conference: Conference, names: Names) -> Iterator[Operation]:
    part = current_part(conference)
    is_review = conference.kind == ConferenceKind.REVIEW
    for heading, sentences in SAID:
        # What is new at a review is one thing of each, another each time.
        place = conference.pk % len(sentences)
        for sentence in sentences[place : place + 1] if is_review else sentences:
            yield passage(part, heading, sentence.format(**names))
    yield passage(part, Heading.WORRIES, words.POLICE, source_kind="police")


def current_part(conference: Conference) -> Part:
    found: Part = conference.parts.get(is_current=True)
    return found


def passage(part: Part, heading: Heading, text: str, **payload: Any) -> Operation:
    return operation(
        "passage.add",
        passage=str(uuid.uuid4()),
        heading=heading.value,
        text=text,
        part_key=part.key,
        **payload,
    )


def _scores(conference: Conference) -> Iterator[Operation]:
    for number, participant in enumerate(_coming(conference)):
        yield operation("score.set", participant=participant.pk, score=3 + number % 4)


def _plan(conference: Conference, names: Names, today: dt.date) -> Iterator[Operation]:
    part = current_part(conference)
    for kind, text in words.ITEMS:
        yield from item(part, text.format(**names), kind=kind)
    owners = _owners(conference)
    for text, owner, days in words.ACTIONS:
        if owner in owners:
            yield from item(
                part,
                text.format(**names),
                kind="action",
                owner=owners[owner],
                due_on=(today + dt.timedelta(days=days)).isoformat(),
            )


def item(part: Part, text: str, **values: Any) -> Iterator[Operation]:
    adding = passage(part, Heading.PLAN, text, source_kind="plan")
    yield adding
    yield operation("item.set", passage=adding["payload"]["passage"], **values)


def _owners(conference: Conference) -> dict[str, int]:
    kinds = {
        AgencyKind.SOCIAL_CARE: "social_worker",
        AgencyKind.SCHOOL: "school",
        AgencyKind.HEALTH_VISITING: "health",
    }
    owners = {}
    for participant in _coming(conference):
        if participant.agency and participant.agency.kind in kinds:
            owners[kinds[AgencyKind(participant.agency.kind)]] = participant.person_id
        if participant.capacity == Capacity.FAMILY:
            owners.setdefault("family", participant.person_id)
    return owners


def _views(conference: Conference) -> Iterator[Operation]:
    coming = _coming(conference)
    for child in conference.children.all():
        for participant in coming:
            if participant.capacity == Capacity.AGENCY:
                yield operation(
                    "view.set",
                    child=child.pk,
                    participant=participant.pk,
                    stance=AgencyStance.PLAN.value,
                )


def children_heard(conference: Conference) -> Iterator[Operation]:
    """Under four, views are not asked for; an older child's came another way."""
    for each in conference.children.select_related("child__person"):
        born = each.child.person.date_of_birth
        young = born is None or (conference.day - born).days < 4 * 365
        code = Participation.PN0 if young else Participation.PN6
        yield operation("heard.set", child=each.pk, participation=code.value)


def _decisions(conference: Conference, names: Names, today: dt.date) -> Iterator[Operation]:
    """Every fifth conference ends without a child protection plan for its last child."""
    children = list(conference.children.select_related("child__person"))
    worker = _owners(conference).get("social_worker")
    for number, each in enumerate(children):
        named = {**names, "child": each.child.person.called}
        spared = conference.pk % 5 == 0 and number == len(children) - 1
        if spared:
            yield operation(
                "decision.set",
                child=each.pk,
                threshold_met=False,
                threshold_reason=words.THRESHOLD_NOT_MET.format(**named),
                outcome=ChildOutcome.CHILD_IN_NEED.value,
                chair_reason=words.CHAIR_REASON,
                lead_worker=worker,
                consent_by=names["mother"],
                first_meeting_on=(today + dt.timedelta(days=10)).isoformat(),
            )
        else:
            yield operation(
                "decision.set",
                child=each.pk,
                threshold_met=True,
                threshold_reason=words.THRESHOLD_MET.format(**named),
                outcome=ChildOutcome.CHILD_PROTECTION.value,
                category=CATEGORIES[conference.pk % len(CATEGORIES)].value,
                lead_worker=worker,
            )


def details(conference: Conference) -> ClosingDetails:
    """What the chair fills in to close: the next review a week before its limit. Why it is late,
    where it is, was agreed when it was booked."""
    clock = current_clock()
    held_on = conference.day
    limit = review_limit(conference).due_on
    given = ClosingDetails(
        held_on=held_on,
        next_review_on=working_day_on_or_before(limit - dt.timedelta(days=7), clock.calendar),
        late_reason=conference.late_reason,
        late_note=conference.late_note,
        late_agreed_by=conference.late_agreed_by,
        safety_plan_reviewed=conference.safety_plan_reviewed,
        who_comes=_who_comes(conference),
    )
    if conference.kind == ConferenceKind.REVIEW:
        return given
    core_group = add_working_days(held_on, 7, clock.calendar)
    at = timezone.make_aware(dt.datetime.combine(core_group, dt.time(10, 30)))
    return replace(given, first_core_group_at=at, core_group_place=words.PLACE)


def _who_comes(conference: Conference) -> dict[int, bool]:
    """Whoever was excluded or heard alone meets the social worker alone; the others come."""
    alone = Q(attendances__part__kind=PartKind.ONE_PARENT) | Q(
        person__in=conference.exclusions.values("person")
    )
    stay_away = set(conference.participants.filter(alone).values_list("pk", flat=True))
    asked = (each.participant.pk for each in to_ask(conference))
    return {pk: pk not in stay_away for pk in asked}


def _choose_recipients(conference: Conference, chair: User) -> None:
    wanted = [proposal for proposal in propose(conference) if proposal.wanted]
    distribute(
        conference=conference,
        choices=[Choice(p.person, "standard", p.language, p.way, p.in_the_room) for p in wanted],
        by=chair,
    )

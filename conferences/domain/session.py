"""Hold the meeting: open its session, move through its parts, key in one held on paper."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.decided_since import check_alone, hold_children
from conferences.domain.standing_in import Chairing, check_chairing, stand_in
from conferences.domain.steps import advance, locked, require
from conferences.enums import (
    PRESENT,
    AttendanceMode,
    Capacity,
    ConferenceState,
    PartKind,
)
from conferences.models import Attendance, Conference, Exclusion, Part, Participant
from notifications.domain import withdraw

NOT_TO_START = "Only the chair, or a duty principal officer, may start this conference."
# A part for professionals stands ready, so that the chair can turn to it without a network.
FIRST_PARTS = (("Whole meeting", PartKind.EVERYONE), ("Professionals only", PartKind.PROFESSIONALS))


class TimesWrong(DomainError):
    """The times of a meeting held on paper cannot be right."""


class NotTheBookedDay(WrongState):
    """Today is not the day it is booked for, and nobody has said that it is meant."""


@transaction.atomic
def open_session(
    *,
    conference: Conference,
    by: User,
    on_another_day: bool = False,
    chairing: Chairing | None = None,
) -> Conference:
    """Start the meeting now. `chairing` is said by anybody but the booked chair.

    Raises `WrongState` unless it is booked, and where another conference of a child is in session;
    `NotTheBookedDay` unless it is booked for today or is meant to be held `on_another_day`;
    `NotAllowed` for others, and what `check_chairing` does.
    """
    fresh = _ready_to_open(conference, by)
    booked = booked_day(fresh)
    if booked and booked != timezone.localdate() and not on_another_day:
        message = f"This conference is booked for {booked:%A %-d %B %Y}, not for today."
        raise NotTheBookedDay(f"{message} Tick that you mean to hold it today.")
    fresh.started_at = timezone.now()
    _begin(fresh, chairing, by=by, verb="conferences.open_session")
    return fresh


def booked_day(conference: Conference) -> dt.date | None:
    """The day it is booked for, in London; None while it is not booked."""
    booking = conference.booking
    return timezone.localdate(booking.starts_at) if booking else None


@transaction.atomic
def key_from_paper(
    *,
    conference: Conference,
    started_at: dt.datetime,
    ended_at: dt.datetime,
    on_another_day: bool = False,
    chairing: Chairing | None = None,
    by: User,
) -> Conference:
    """Open the session of a meeting that was held on paper, with its true times.

    `closed_at` holds the true end until the conference is closed. Raises `TimesWrong`, and
    `NotTheBookedDay` unless it was held on the day it is booked for or `on_another_day`, and what
    `check_chairing` does.
    """
    if ended_at <= started_at:
        raise TimesWrong("The meeting must end after it starts.", field="ended_at")
    if ended_at > timezone.now():
        raise TimesWrong("A meeting held on paper has ended already.", field="ended_at")
    if timezone.localdate(started_at) != timezone.localdate(ended_at):
        raise TimesWrong("A meeting starts and ends on one day.", field="ended_at")
    fresh, held_on = _ready_to_open(conference, by), timezone.localdate(started_at)
    _check_day_on_paper(fresh, held_on, on_another_day)
    fresh.started_at, fresh.closed_at = started_at, ended_at
    fresh.keyed_from_paper = True
    fresh.held_on = held_on
    _begin(fresh, chairing, by=by, verb="conferences.key_from_paper")
    return fresh


def _check_day_on_paper(conference: Conference, held_on: dt.date, on_another_day: bool) -> None:
    """A wrong day would meet the limit of the initial conference."""
    discussed = conference.children.aggregate(day=Min("initiating_discussion__held_on"))["day"]
    if discussed and held_on < discussed:
        raise TimesWrong(
            f"The strategy discussion was on {discussed:%-d %B %Y}, after this day. Check the day.",
            field="held_on",
        )
    booked = booked_day(conference)
    if booked and booked != held_on and not on_another_day:
        raise NotTheBookedDay(
            f"This conference is booked for {booked:%A %-d %B %Y}, and {held_on:%-d %B %Y} is a "
            f"{held_on:%A}. Check the day, or tick that it was held on another day.",
            field="held_on",
        )


def _ready_to_open(conference: Conference, by: User) -> Conference:
    require(
        rules.may_chair(by, conference),
        "conferences.open_session",
        by=by,
        about=conference,
        message=NOT_TO_START,
    )
    hold_children(conference)
    return locked(conference)


def _begin(conference: Conference, chairing: Chairing | None, *, by: User, verb: str) -> None:
    check_alone(conference)
    words = check_chairing(conference, chairing, by)
    advance(conference, ConferenceState.IN_SESSION, by=by, reason=words)
    withdraw(about=conference.about, kind="invitation")  # too late to come
    _make_first_parts(conference)
    if words:
        stand_in(conference, words=words, by=by)
    _enter(_first_part(conference), conference.started_at or timezone.now())
    if rules.is_chair(by, conference):
        at = conference.started_at or timezone.now()
        seat_the_chair(conference, _first_part(conference), at)
    children = conference.children_concerned()
    record(Action.CHANGED, verb, by=by, subjects=[conference], children=children)


def seat_the_chair(conference: Conference, part: Part, at: dt.datetime) -> None:
    """Whoever opens or takes a conference they chair is in the room, also who had gone; others are
    marked by a person."""
    for chair in conference.participants.filter(person=conference.chair_id):
        row, _ = Attendance.objects.get_or_create(part=part, participant=chair)
        if row.mode not in PRESENT or row.left_at is not None:
            row.mode, row.arrived_at, row.left_at = AttendanceMode.IN_PERSON, at, None
            row.save()


def _make_first_parts(conference: Conference) -> None:
    kinds = set(conference.parts.values_list("kind", flat=True))
    for name, kind in FIRST_PARTS:
        if kind not in kinds:
            _new_part(conference, name, kind)


def _first_part(conference: Conference) -> Part:
    current: Part | None = conference.parts.filter(is_current=True).first()
    return current or conference.parts.order_by("ordinal")[0]


def _new_part(
    conference: Conference, name: str, kind: str, number: uuid.UUID | None = None
) -> Part:
    last = conference.parts.aggregate(last=Max("ordinal"))["last"] or 0
    part: Part = conference.parts.create(
        uuid=number or uuid.uuid4(), name=name, kind=kind, ordinal=last + 1
    )
    return part


@transaction.atomic
def add_part(
    *, conference: Conference, name: str, kind: str, by: User, number: uuid.UUID | None = None
) -> Part:
    """Plan another part, as for one parent. Only the chair decides who hears what.

    `number` is the part's own, made up by a device that may have no network: words said in the
    part are stamped with it before the part is known here. Raises `DomainError` when it is taken.
    """
    _require_chair(conference, by, "conferences.add_part")
    if kind not in PartKind.values:
        raise DomainError("Say whom this part of the meeting is for.", field="kind", rule="needed")
    if not name.strip():
        raise DomainError("Give this part of the meeting a name.", field="name", rule="needed")
    if number is not None and Part.objects.filter(uuid=number).exists():
        raise DomainError(
            "A part with this number is there already, so it was not added.", rule="there_already"
        )
    part = _new_part(locked(conference), name.strip()[:100], kind, number)
    _audit_part(part, "conferences.add_part", by)
    return part


@transaction.atomic
def move_to_part(
    *, conference: Conference, part: Part, by: User, at: dt.datetime | None = None
) -> Part:
    """Make this the current part, from `at` on (now, unless a device without a network says).

    Those who are not family come along; each family member is marked present by a person, because
    being marked present is what lets them have the words.
    """
    _require_chair(conference, by, "conferences.move_to_part")
    fresh = locked(conference)
    if fresh.state != ConferenceState.IN_SESSION:
        raise WrongState("This conference is not in session.", rule="not_in_session")
    here: Part = fresh.parts.get(pk=part.pk)
    left = fresh.parts.filter(is_current=True).exclude(pk=here.pk).first()
    fresh.parts.filter(is_current=True).update(is_current=False)
    _enter(here, at or timezone.now())
    if left is not None:
        _bring_along(left, here, at or timezone.now())
    _audit_part(here, "conferences.move_to_part", by)
    return here


def _require_chair(conference: Conference, by: User, verb: str) -> None:
    message = "Only the chair may change the parts of the meeting."
    require(rules.may_chair(by, conference), verb, by=by, about=conference, message=message)


def _audit_part(part: Part, verb: str, by: User) -> None:
    children = part.conference.children_concerned()
    record(
        Action.CHANGED, verb, by=by, subjects=[part], children=children, detail={"kind": part.kind}
    )


def _enter(part: Part, at: dt.datetime) -> None:
    part.is_current = True
    part.entered_at = part.entered_at or at
    part.save()
    _expect(part)


def _expect(part: Part) -> None:
    """A row for everybody asked to this part. Family is not expected in a part held without it,
    nor in any besides the one that was kept for them alone."""
    known = set(part.attendances.values_list("participant_id", flat=True))
    excluded = excluded_people(part)
    elsewhere = Attendance.objects.filter(
        part__conference=part.conference_id, part__kind=PartKind.ONE_PARENT
    ).exclude(mode=AttendanceMode.EXCLUDED)
    apart = set(elsewhere.values_list("participant_id", flat=True))
    for participant in part.conference.participants.exclude(pk__in=known):
        is_family = participant.capacity == Capacity.FAMILY
        if is_family and (part.kind != PartKind.EVERYONE or participant.pk in apart):
            continue
        is_out = participant.person_id in excluded
        mode = AttendanceMode.EXCLUDED if is_out else AttendanceMode.EXPECTED
        Attendance.objects.create(part=part, participant=participant, mode=mode)


def excluded_people(part: Part) -> set[int]:
    """Ids of the people kept out of this part, or of the whole conference."""
    exclusions = Exclusion.objects.standing().filter(conference_id=part.conference_id)
    return {row.person_id for row in exclusions if row.part_id in (None, part.pk)}


def _bring_along(left: Part, here: Part, at: dt.datetime) -> None:
    there = left.attendances.filter(mode__in=PRESENT, left_at__isnull=True)
    for row in there.exclude(participant__capacity=Capacity.FAMILY).select_related("participant"):
        _arrive(here, row.participant, row.mode, at)


def _arrive(part: Part, participant: Participant, mode: str, at: dt.datetime) -> None:
    row, _ = Attendance.objects.get_or_create(part=part, participant=participant)
    if row.mode == AttendanceMode.EXPECTED:
        row.mode, row.arrived_at = mode, at
        row.save()

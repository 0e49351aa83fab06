"""Who takes part, in what capacity, how they mean to join, and in which parts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.reports import ask_who_joins
from conferences.domain.steps import hold_participant, locked, require
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ConferenceState,
    Joining,
    PartKind,
)
from conferences.models import Attendance, Conference, Part, Participant
from disclosure.domain.operations import apply
from govuk.times import clock_time
from people.models import Agency, Person, Relationship

OVER = (ConferenceState.CLOSED, ConferenceState.CANCELLED)
PLANNED = (AttendanceMode.EXPECTED, AttendanceMode.REPORT_ONLY)


class MustNotBeTold(DomainError):
    """This person must be told nothing about one of the children."""


NOT_TO_CHANGE = "Only business support, duty officers and the chair change who takes part."


@transaction.atomic
def add_participant(
    *,
    conference: Conference,
    person: Person,
    capacity: Capacity,
    agency: Agency | None = None,
    direct_contact: bool = False,
    joining: Joining = Joining.IN_PERSON,
    parent_consents: bool | None = None,
    by: User,
) -> Participant:
    """Ask somebody to the conference; once it is booked, an agency for its report, too. Asked
    twice is asked once.

    Raises `MustNotBeTold`, and `DomainError` for an observer to whom the parents did not agree.
    """
    conference = _changed_by(conference, by)
    _check(conference, person, capacity, agency, parent_consents)
    participant, created = Participant.objects.update_or_create(
        conference=conference,
        person=person,
        defaults={
            "capacity": capacity,
            "agency": agency,
            "direct_contact": direct_contact,
            "joining": joining,
            "parent_consents": parent_consents,
        },
    )
    if created:
        _expect_where_we_are(conference, participant)
    ask_who_joins(participant)
    _changed("conferences.add_participant", participant, by)
    tell_the_live_room(conference, by)
    return participant


def _check(
    conference: Conference,
    person: Person,
    capacity: Capacity,
    agency: Agency | None,
    parent_consents: bool | None,
) -> None:
    if not_to_be_told(conference, person):
        raise MustNotBeTold(
            f"{person} must be told nothing about one of the children, so cannot be asked.",
            field="person",
        )
    if capacity == Capacity.AGENCY and agency is None:
        raise DomainError("Say which agency they speak for.", field="agency", rule="needed")
    if capacity == Capacity.OBSERVER and not parent_consents:
        raise DomainError(
            "An observer may come only when the parents agree. Record that they do.",
            field="parent_consents",
            rule="observer_needs_consent",
        )


def not_to_be_told(conference: Conference, person: Person) -> bool:
    """Whether this person must be told nothing about a child of this conference."""
    barred = Relationship.objects.filter(
        child__conferences__conference=conference, person=person, must_not_be_told=True
    )
    return bool(barred.exists())


def _expect_where_we_are(conference: Conference, participant: Participant) -> None:
    """In the first part; of a meeting that has begun, in the part it is in now. Before a split
    conference begins, only an agency: the first part may be that of somebody whose time and place
    the others must not learn, so somebody chooses theirs."""
    has_begun = conference.state == ConferenceState.IN_SESSION
    if not has_begun and participant.capacity != Capacity.AGENCY and is_split(conference):
        return
    current = conference.parts.filter(is_current=True).first() if has_begun else None
    part = current or conference.parts.first()
    if part is not None:
        _expect(part, participant)


def _expect(part: Part, participant: Participant) -> None:
    """As they mean to take part, unless how they do stands already."""
    planned = {"mode": _planned(participant.joining)}
    Attendance.objects.get_or_create(part=part, participant=participant, defaults=planned)


def _planned(joining: str) -> AttendanceMode:
    return AttendanceMode.REPORT_ONLY if joining == Joining.REPORT_ONLY else AttendanceMode.EXPECTED


def tell_the_live_room(conference: Conference, by: User) -> None:
    """Whoever has the meeting open sees the newcomer a moment later, under the next number."""
    if conference.state != ConferenceState.IN_SESSION:
        return
    apply(
        conference.record,
        [{"uuid": str(uuid.uuid4()), "kind": "people.changed"}],
        by=by,
        audience_for=lambda part, at: (),
        handlers={"people.changed": lambda payload, *, record, by, at: {}},
    )


@transaction.atomic
def change_joining(*, participant: Participant, joining: Joining, by: User) -> Participant:
    """In the room, remotely, by report only, or not coming."""
    _changed_by(participant.conference, by)
    hold_participant(participant)
    participant.joining = joining
    participant.save()
    participant.attendances.filter(mode__in=PLANNED).update(mode=_planned(joining))
    _changed("conferences.change_joining", participant, by)
    return participant


@transaction.atomic
def remove_participant(*, participant: Participant, by: User) -> None:
    """Take somebody off the list who has not been invited. Later, mark them as not coming."""
    _changed_by(participant.conference, by)
    hold_participant(participant)
    if participant.invited_at is not None:
        raise WrongState(
            f"{participant} has been invited. Change how they take part to “not coming” instead.",
            rule="invited_already",
        )
    _changed("conferences.remove_participant", participant, by)
    participant.attendances.all().delete()
    participant.delete()


def is_split(conference: Conference) -> bool:
    """Whether people who must not meet come to different parts."""
    return bool(conference.parts.filter(kind=PartKind.ONE_PARENT).exists())


def awaits_part(participant: Participant) -> bool:
    """Whether somebody must say which part of a split conference they come to."""
    if participant.joining == Joining.NOT_COMING or participant.attendances.all():
        return False
    return is_split(participant.conference)


@transaction.atomic
def plan_part(*, conference: Conference, name: str, kind: PartKind, by: User) -> Part:
    """Split the conference: one more part, with its own people."""
    conference = _changed_by(conference, by)
    if not name.strip():
        raise DomainError(
            "Give the part a name, such as “With mother”.", field="name", rule="needed"
        )
    last = conference.parts.last()
    part = Part.objects.create(
        conference=conference, name=name, kind=kind, ordinal=last.ordinal + 1 if last else 1
    )
    if kind == PartKind.PROFESSIONALS:
        professionals = conference.participants.filter(
            capacity__in=[Capacity.AGENCY, Capacity.ADVISER]
        )
        for participant in professionals:
            _expect(part, participant)
    record(
        Action.CHANGED,
        "conferences.plan_part",
        by=by,
        subjects=[part],
        children=conference.children_concerned(),
    )
    return part


@transaction.atomic
def choose_people_in_part(*, part: Part, participants: Iterable[Participant], by: User) -> None:
    """Who is expected in this part, or sends a report for it. Somebody excluded from it stays
    excluded."""
    _changed_by(part.conference, by)
    wanted = {p.pk for p in participants if p.conference_id == part.conference_id}
    gone = part.attendances.exclude(participant__in=wanted)
    gone.filter(mode__in=PLANNED).delete()
    for participant in part.conference.participants.filter(pk__in=wanted):
        _expect(part, participant)
    record(
        Action.CHANGED,
        "conferences.choose_people_in_part",
        by=by,
        subjects=[part],
        children=part.conference.children_concerned(),
    )


@transaction.atomic
def remove_part(*, part: Part, by: User) -> None:
    """Take away a part nobody has been told about, before the meeting. One is always left."""
    conference = _changed_by(part.conference, by)
    if conference.started_at is not None:
        raise WrongState(
            "The meeting has begun, so none of its parts can be taken away.", rule="begun_already"
        )
    if conference.parts.count() == 1:
        raise WrongState("A conference has at least one part.", rule="last_part")
    if part.invitations.exists() or part.exclusions.exists():
        raise WrongState(
            "Somebody has been told about this part, so it cannot be taken away.",
            rule="told_already",
        )
    record(
        Action.CHANGED,
        "conferences.remove_part",
        by=by,
        subjects=[part],
        children=conference.children_concerned(),
        detail={"part": part.get_kind_display()},
    )
    part.attendances.all().delete()
    part.delete()


@transaction.atomic
def set_part_time(*, part: Part, starts_at: datetime, place: str, by: User) -> Part:
    """When and where one part begins. It lies inside the booked time.

    Raises `DomainError` when it does not.
    """
    require(
        rules.may_invite(by, part.conference),
        "conferences.set_part_time",
        by=by,
        about=part.conference,
        message="Only business support, duty officers and chairs set times.",
    )
    booking = part.conference.booking
    if booking is None:
        raise WrongState("Book the conference first.", rule="not_yet")
    if not booking.starts_at <= starts_at < booking.ends_at:
        hours = (timezone.localtime(at) for at in (booking.starts_at, booking.ends_at))
        first, last = map(clock_time, hours)
        raise DomainError(
            f"The part must begin between {first} and {last}.",
            field="starts_at",
            rule="outside_the_meeting",
        )
    part.starts_at, part.place = starts_at, place
    part.save()
    record(
        Action.CHANGED,
        "conferences.set_part_time",
        by=by,
        subjects=[part],
        children=part.conference.children_concerned(),
    )
    return part


def _changed_by(conference: Conference, by: User) -> Conference:
    require(
        rules.may_invite(by, conference),
        "conferences.change_participants",
        by=by,
        about=conference,
        message=NOT_TO_CHANGE,
    )
    fresh = locked(conference)
    if fresh.state in OVER:
        raise WrongState(
            "This conference is over, so who takes part cannot be changed.", rule="over"
        )
    return fresh


def _changed(verb: str, participant: Participant, by: User) -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[participant],
        children=participant.children_concerned(),
    )

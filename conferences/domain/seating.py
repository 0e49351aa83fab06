"""The chair and the minute-taker of the booked slot take part like everybody else."""

from __future__ import annotations

from django.utils import timezone

from conferences.enums import PRESENT, AttendanceMode, Capacity, Joining
from conferences.models import Attendance, Conference, Participant
from people.models import Professional


def seat_chair_and_minute_taker(conference: Conference) -> list[Participant]:
    """Put them on the list; returns those of an earlier slot who were already told to come.

    Somebody who was told stays on the list as not coming, so that they can be told that too; and
    so does whoever was there before it was adjourned.
    """
    booking = conference.booking
    assert booking is not None, "only a booked conference has people to seat"
    wanted = {Capacity.CHAIR: booking.chair.professional}
    if booking.minute_taker is not None:
        wanted[Capacity.MINUTE_TAKER] = booking.minute_taker.professional
    gone = _unseat_others(conference, wanted)
    for capacity, professional in wanted.items():
        _seat(conference, professional, capacity)
    return gone


def seat_stand_in(conference: Conference, chair: Professional) -> Participant:
    """Seat whoever chairs on the day. A chair who never came stays on the list as not coming; one
    who was there has gone."""
    seats = conference.participants.filter(capacity=Capacity.CHAIR)
    for other in seats.exclude(person=chair.person_id):
        _leave(other, conference)
    seat = _seat(conference, chair, Capacity.CHAIR)
    waits = seat.attendances.exclude(mode__in=PRESENT)
    for row in waits:
        row.mode = AttendanceMode.EXPECTED
        row.save(update_fields=["mode"])
    return seat


def _leave(chair: Participant, conference: Conference) -> None:
    was_here = chair.attendances.filter(mode__in=PRESENT)
    if not was_here.exists():
        chair.joining = Joining.NOT_COMING
        chair.save(update_fields=["joining"])
        for part in conference.parts.all():
            Attendance.objects.update_or_create(
                part=part, participant=chair, defaults={"mode": AttendanceMode.ABSENT}
            )
    for row in was_here.filter(left_at=None):
        row.left_at = conference.closed_at or timezone.now()  # of one on paper, its true end
        row.save(update_fields=["left_at"])


def _unseat_others(
    conference: Conference, wanted: dict[Capacity, Professional]
) -> list[Participant]:
    seats = conference.participants.filter(capacity__in=[Capacity.CHAIR, Capacity.MINUTE_TAKER])
    gone = []
    for participant in seats.exclude(person__in=[p.person_id for p in wanted.values()]):
        was_told = participant.invitations.exists()
        if was_told:
            gone.append(participant)
        if was_told or conference.started_at is not None:  # whoever chaired it may have spoken
            participant.joining = Joining.NOT_COMING
            participant.save(update_fields=["joining"])
        else:
            participant.attendances.all().delete()
            participant.delete()
    return gone


def _seat(conference: Conference, professional: Professional, capacity: Capacity) -> Participant:
    participant, _ = Participant.objects.update_or_create(
        conference=conference,
        person_id=professional.person_id,
        defaults={
            "capacity": capacity,
            "agency_id": professional.agency_id,
            "joining": Joining.IN_PERSON,
        },
    )
    for part in conference.parts.all():
        Attendance.objects.get_or_create(part=part, participant=participant)
    return participant

"""The chair and the minute-taker of the booked slot take part like everybody else."""

from __future__ import annotations

from conferences.enums import Capacity, Joining
from conferences.models import Attendance, Conference, Participant
from people.models import Professional


def seat_chair_and_minute_taker(conference: Conference) -> list[Participant]:
    """Put them on the list; returns those of an earlier slot who were already told to come.

    Somebody who was told stays on the list as not coming, so that they can be told that too.
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


def _unseat_others(
    conference: Conference, wanted: dict[Capacity, Professional]
) -> list[Participant]:
    seats = conference.participants.filter(capacity__in=[Capacity.CHAIR, Capacity.MINUTE_TAKER])
    gone = []
    for participant in seats.exclude(person__in=[p.person_id for p in wanted.values()]):
        if participant.invitations.exists():
            participant.joining = Joining.NOT_COMING
            participant.save()
            gone.append(participant)
        else:
            participant.attendances.all().delete()
            participant.delete()
    return gone


def _seat(conference: Conference, professional: Professional, capacity: Capacity) -> None:
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

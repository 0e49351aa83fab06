"""Who is in the room, so that a pack can be put into their hand, and who was heard apart."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from conferences.enums import AttendanceMode, PartKind
from conferences.models import Attendance, Conference, Part
from disclosure.models import Record


def in_the_room(conference: Conference) -> frozenset[int]:
    """Ids of the people who are in the room in the part it is in, or ended in, and have not gone:
    nobody on a later day, whenever it is closed, nor where it was held on paper and has ended.

    Who joined remotely is present, but nothing can be put into their hand.
    """
    if conference.keyed_from_paper or is_of_an_earlier_day(conference):
        return frozenset()
    last = Attendance.objects.here().filter(
        part__conference=conference, part__is_current=True, mode=AttendanceMode.IN_PERSON
    )
    return frozenset(last.values_list("participant__person", flat=True))


def is_of_an_earlier_day(conference: Conference, at: datetime | None = None) -> bool:
    """Whether the meeting was held on a day before `at`, or today. It is one day, that on which it
    was last opened: an adjourned one is opened again on the day it is carried on."""
    began = conference.started_at
    return began is not None and timezone.localdate(began) < timezone.localdate(at)


def still_there(words: Record, person: int) -> bool:
    """Registered with `disclosure`, which knows no meeting. A record of none: as its sheet says."""
    conference = Conference.objects.filter(record=words).first()
    return conference is None or person in in_the_room(conference)


def heard_apart(words: Record) -> bool:
    """Registered with `disclosure`, which knows no parts."""
    own = Part.objects.filter(conference__record=words, kind=PartKind.ONE_PARENT)
    return bool(own.filter(entered_at__isnull=False).exists())

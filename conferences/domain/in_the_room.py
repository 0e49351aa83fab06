"""Who is in the room, so that a pack can be put into their hand, and who was heard apart."""

from __future__ import annotations

from django.utils import timezone

from conferences.enums import AttendanceMode, PartKind
from conferences.models import Attendance, Conference, Part
from disclosure.models import Record


def in_the_room(conference: Conference) -> frozenset[int]:
    """Ids of the people who are there still: nobody on a later day, nor where it was held on
    paper and has ended."""
    ended = conference.closed_at or conference.started_at
    is_over = ended is not None and timezone.localdate(ended) != timezone.localdate()
    return frozenset() if is_over or conference.keyed_from_paper else there_at_the_end(conference)


def there_at_the_end(conference: Conference) -> frozenset[int]:
    """Ids of the people who are in the room in the part it is in, or ended in, and have not gone.

    Who joined remotely is present, but nothing can be put into their hand.
    """
    last = Attendance.objects.here().filter(
        part__conference=conference, part__is_current=True, mode=AttendanceMode.IN_PERSON
    )
    return frozenset(last.values_list("participant__person", flat=True))


def heard_apart(words: Record) -> bool:
    """Registered with `disclosure`, which knows no parts."""
    own = Part.objects.filter(conference__record=words, kind=PartKind.ONE_PARENT)
    return bool(own.filter(entered_at__isnull=False).exists())

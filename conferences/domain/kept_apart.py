"""Relatives who were kept apart the last time, and what becomes of that at the next conference.

A split or an exclusion is for one meeting (Sussex exclusion chapter: for the shortest period), but
what made it necessary seldom ends with it. So a split is proposed again, and nobody is invited into
one room with somebody they were kept from until a person says that they may meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from django.db.models import QuerySet

from conferences.enums import PRESENT, AttendanceMode, Capacity, Joining, PartKind
from conferences.models import Attendance, Conference, Exclusion, Part, Participant

Pair = frozenset[int]
TO_COME = (AttendanceMode.EXPECTED, *PRESENT)
MEANS_TO_COME = (Joining.IN_PERSON, Joining.REMOTE)


def split_again(conference: Conference) -> None:
    """Part of opening a conference: who had only a part of their own the last time has one again.

    Its time comes with the slot; until each part has one nobody is invited.
    """
    last = _held(conference.family_id, besides=conference).first()
    if last is None:
        return
    places = _places(last)
    shared = set(last.parts.filter(kind=PartKind.EVERYONE).values_list("pk", flat=True))
    for part in last.parts.filter(kind=PartKind.ONE_PARENT):
        alone = [pk for pk, parts in places.items() if part.pk in parts and not parts & shared]
        relatives = conference.participants.filter(capacity=Capacity.FAMILY, person__in=alone)
        if relatives.exists():
            _move_to_own_part(conference, part, relatives)


def was_split(family_id: int) -> bool:
    """Whether the family's last conference was, so that the next needs separate waiting too."""
    last = _held(family_id).first()
    return last is not None and bool(last.parts.filter(kind=PartKind.ONE_PARENT).exists())


def _move_to_own_part(
    conference: Conference, before: Part, relatives: QuerySet[Participant]
) -> None:
    """The professionals are asked to it too, as to the rest of the meeting."""
    last = conference.parts.last()
    part = Part.objects.create(
        conference=conference,
        name=before.name,
        kind=PartKind.ONE_PARENT,
        ordinal=last.ordinal + 1 if last else 1,
    )
    Attendance.objects.filter(participant__in=relatives).delete()
    professionals = conference.participants.filter(capacity__in=[Capacity.AGENCY, Capacity.ADVISER])
    for participant in relatives | professionals:
        Attendance.objects.create(part=part, participant=participant)


def would_meet(conference: Conference) -> list[tuple[Participant, Participant]]:
    """Relatives who were kept apart the last time both were asked, and are now expected in the
    same part."""
    apart = apart_before(conference)
    if not apart:
        return []
    rows = Attendance.objects.filter(
        part__conference=conference,
        mode__in=TO_COME,
        participant__joining__in=MEANS_TO_COME,
        participant__person__in=frozenset().union(*apart),
        participant__person__died_on=None,
    )
    together: dict[int, list[Participant]] = defaultdict(list)
    for row in rows.select_related("participant__person").order_by("participant"):
        together[row.part_id].append(row.participant)
    pairs = [pair for here in together.values() for pair in combinations(here, 2)]
    return list(dict.fromkeys(p for p in pairs if {p[0].person_id, p[1].person_id} in apart))


def apart_before(conference: Conference) -> set[Pair]:
    """Relatives who were kept apart before this one."""
    return _apart(list(_held(conference.family_id, besides=conference)))


def apart_at(conference: Conference) -> set[Pair]:
    """Relatives whom this one keeps apart, held or not yet."""
    return _apart([conference])


def apart_in(family_id: int) -> frozenset[Pair]:
    """Registered with `plans`, which knows no conference."""
    return frozenset(_apart(list(_held(family_id))))


def _apart(held: Sequence[Conference]) -> set[Pair]:
    """The last meeting both were asked to decides, not one that only one of them was asked to."""
    parted = _parted(held)
    if not parted:
        return set()
    met: dict[Pair, bool] = {}
    for before in held:
        for pair, together in _pairs(before):
            met.setdefault(pair, together or before.pk not in parted)
    return {pair for pair, together in met.items() if not together}


def _held(family_id: int, *, besides: Conference | None = None) -> QuerySet[Conference]:
    """The family's conferences that were held, the newest first."""
    rows = Conference.objects.filter(family=family_id, held_on__isnull=False)
    held: QuerySet[Conference] = rows.order_by("-held_on", "-pk")
    return held.exclude(pk=besides.pk) if besides else held


def _parted(held: Iterable[Conference]) -> set[int]:
    """Those in which anybody was kept apart at all."""
    split = Part.objects.filter(conference__in=held, kind=PartKind.ONE_PARENT)
    excluded = Exclusion.objects.stood_when_it_began().filter(conference__in=held)
    return {*split.values_list("conference", flat=True)} | {
        *excluded.values_list("conference", flat=True)
    }


def _pairs(before: Conference) -> Iterator[tuple[Pair, bool]]:
    """Each two relatives who were asked, and whether they were in one part."""
    for (one, here), (other, there) in combinations(_places(before).items(), 2):
        yield frozenset({one, other}), bool(here & there)


def _places(conference: Conference) -> dict[int, set[int]]:
    """Person to the parts they were in; of who came to none, those they were expected in.

    Who was let in towards the end, because their exclusion was ended, has met nobody by that. A
    child who is heard alone is kept from nobody, so children are not counted.
    """
    asked = conference.participants.filter(capacity=Capacity.FAMILY, person__child=None)
    out = _kept_out(conference)
    return {
        participant.person_id: {row.part_id for row in _rows_that_tell(participant)}
        - out[participant.person_id]
        for participant in asked.prefetch_related("attendances__part")
    }


def _kept_out(conference: Conference) -> Mapping[int, set[int]]:
    """Person to the parts they were kept out of when it began. Their own part is not one of them:
    who is excluded from all of it may still be heard there."""
    shared = set(conference.parts.exclude(kind=PartKind.ONE_PARENT).values_list("pk", flat=True))
    out: dict[int, set[int]] = defaultdict(set)
    for exclusion in conference.exclusions.stood_when_it_began():
        out[exclusion.person_id] |= {exclusion.part_id} if exclusion.part_id else shared
    return out


def _rows_that_tell(participant: Participant) -> list[Attendance]:
    """Somebody absent for whom a part of their own was kept was not expected in the others."""
    rows = [r for r in participant.attendances.all() if r.mode != AttendanceMode.EXCLUDED]
    came = [row for row in rows if row.is_present]
    return came or [r for r in rows if r.part.kind == PartKind.ONE_PARENT] or rows

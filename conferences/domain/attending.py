"""Who is here, part by part; and so, who may have what is said in it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.in_the_room import is_of_an_earlier_day
from conferences.domain.session import excluded_people
from conferences.domain.steps import require
from conferences.enums import PRESENT, AttendanceMode, Capacity, PartKind
from conferences.models import Attendance, Conference, Decision, Part, Participant
from conferences.models.attendance import here_in
from people.enums import RelationshipKind
from people.models import Relationship

# An observer, an interpreter or a lawyer hears the words; they are not given them by default.
MAY_KEEP_WORDS = frozenset(
    {Capacity.AGENCY, Capacity.CHAIR, Capacity.MINUTE_TAKER, Capacity.FAMILY}
)
PARENTS = frozenset({RelationshipKind.MOTHER, RelationshipKind.FATHER})


class IsExcluded(DomainError):
    """The chair has excluded this person from this part of the meeting."""


class TimesOfPersonWrong(DomainError):
    """The times somebody came and left cannot be right."""


class ObserverNeedsConsent(DomainError):
    """Nobody observes a conference unless the parents agree."""


@dataclass(frozen=True)
class Times:
    """When somebody really came and left, where that is not the moment it is recorded."""

    came_at: dt.datetime | None = None
    left_at: dt.datetime | None = None


@transaction.atomic
def set_attendance(
    *,
    part: Part,
    participant: Participant,
    mode: str,
    at: dt.datetime,
    by: User,
    has_left: bool = False,
    parents_agree: bool | None = None,
    times: Times | None = None,
) -> Attendance:
    """Record that somebody came, joined remotely, sent apologies or left, at this moment.

    `times` are the true ones where they are known, as of a meeting that was held on paper. Raises
    `IsExcluded`, `ObserverNeedsConsent`, `TimesOfPersonWrong`, or `DomainError` for an unknown
    code.
    """
    _check(part, participant, mode, by)
    _check_observer(participant, mode, parents_agree)
    times = times or Times()
    _check_times(part.conference, times)
    row, _ = Attendance.objects.select_for_update().get_or_create(
        part=part, participant=participant
    )
    _move(row, mode, at, has_left)
    _set_times(row, times)
    row.save()
    record(
        Action.CHANGED,
        "conferences.set_attendance",
        by=by,
        subjects=[row],
        children=part.conference.children_concerned(),
        detail={"mode": row.mode, "has_left": has_left},
    )
    return row


def _check(part: Part, participant: Participant, mode: str, by: User) -> None:
    require(
        rules.may_record(by, part.conference),
        "conferences.set_attendance",
        by=by,
        about=part.conference,
        message="Only the chair or the minute-taker may record who is here.",
    )
    if mode not in AttendanceMode.values:
        raise DomainError("Say how this person takes part.", field="mode", rule="needed")
    if participant.conference_id != part.conference_id:
        raise DomainError("This person was not asked to this conference.", rule="not_asked_to_it")
    if mode in PRESENT and participant.person_id in excluded_people(part):
        raise IsExcluded(
            f"{participant.called} is excluded from this part. The chair can end the exclusion: it "
            "stands under “Who takes part”."
        )


def _check_observer(participant: Participant, mode: str, parents_agree: bool | None) -> None:
    if participant.capacity != Capacity.OBSERVER or mode not in PRESENT:
        return
    if parents_agree is not None and parents_agree != participant.parent_consents:
        participant.parent_consents = parents_agree
        participant.save(update_fields=["parent_consents"])
    if not participant.parent_consents:
        raise ObserverNeedsConsent(
            "Ask the parents first: an observer may stay only if they agree.", field="parents_agree"
        )


def _check_times(conference: Conference, times: Times) -> None:
    first = conference.started_at
    ended = conference.closed_at
    given = [at for at in (times.came_at, times.left_at) if at is not None]
    if first and any(at < first.replace(second=0, microsecond=0) for at in given):
        raise TimesOfPersonWrong("Give a time after the meeting began.", field="came_at")
    if any(at > (ended or timezone.now()) for at in given):
        message = "Give a time before it ended." if ended else "Give a time that has passed."
        raise TimesOfPersonWrong(message, field="left_at")
    if times.came_at and times.left_at and times.left_at < times.came_at:
        raise TimesOfPersonWrong("They cannot leave before they came.", field="left_at")


def _move(row: Attendance, mode: str, at: dt.datetime, has_left: bool) -> None:
    """Somebody who comes back is here from then on: what was said meanwhile is not theirs."""
    row.mode = mode
    if mode not in PRESENT:
        return
    came_back = row.left_at is not None and not has_left
    row.arrived_at = at if came_back else row.arrived_at or at
    row.left_at = at if has_left else None


def _set_times(row: Attendance, times: Times) -> None:
    if row.mode in PRESENT:
        row.arrived_at = times.came_at or row.arrived_at
        row.left_at = times.left_at or row.left_at


def present_in(part: Part) -> list[Participant]:
    """Everybody in this part now: here or joined remotely, and not gone."""
    rows = part.attendances.here().select_related("participant__person", "participant__agency")
    return [row.participant for row in rows]


def present_for_decision(conference: Conference) -> list[Participant]:
    """Everybody who was in some part of the meeting and had not gone before the first decision.

    Before any decision: those who have not gone. When a meeting held on paper is keyed in nobody
    knows when it was decided: everybody who came.
    """
    rows = Attendance.objects.filter(part__conference=conference, mode__in=PRESENT)
    if not conference.keyed_from_paper:
        rows = rows.filter(_there_until_the_decision(conference))
    there = rows.select_related("participant__agency")
    return list({row.participant_id: row.participant for row in there}.values())


def _there_until_the_decision(conference: Conference) -> Q:
    decided = Decision.objects.filter(child__conference=conference)
    first = decided.aggregate(first=Min("decided_at"))["first"]
    still_there = Q(left_at__isnull=True)
    return still_there | Q(left_at__gte=first) if first else still_there


def default_audience(
    *, conference: Conference, part_key: str, at: dt.datetime | None = None
) -> frozenset[int]:
    """Ids of the people who, by being present in a part, are given its words by default.

    `at` is when it was said: words that waited on a device are not for somebody who came later,
    and are still for somebody who has gone since. A meeting keyed in from paper has no such
    moments: there it is whoever is marked as here while its words are typed, and whoever was let
    in at its end is given words by hand.

    A part for professionals gives them to no family member; a part for one parent to no other;
    what is said on a later day than the meeting's, when nobody need have been marked as gone, to
    none at all. Whom a passage is about narrows this further, in `disclosure`. An unknown part:
    nobody.
    """
    on_paper = conference.keyed_from_paper
    here = _keeping_words(conference, part_key, None if on_paper else at)
    is_too_late = not on_paper and is_of_an_earlier_day(conference, at)
    everybody = frozenset(person for _, _, person in here)
    if not here or (here[0][0] == PartKind.EVERYONE and not is_too_late):
        return everybody
    family = {person for _, capacity, person in here if capacity == Capacity.FAMILY}
    others = everybody - family - _relatives(conference)
    return others if is_too_late else others | _the_one_parent(here[0][0], family, conference)


def _keeping_words(
    conference: Conference, part_key: str, at: dt.datetime | None
) -> list[tuple[str, str, int]]:
    """The kind of the part, then the capacity and person of each one here who keeps words."""
    prefix, _, number = part_key.partition(":")
    try:
        wanted = uuid.UUID(number)
    except ValueError:
        return []
    if prefix != "part":
        return []
    since = conference.started_at if conference.keyed_from_paper else None
    return here_in(wanted, conference.pk, at=at, since=since, capacities=MAY_KEEP_WORDS)


def _relatives(conference: Conference) -> set[int]:
    """Anybody related to a child of the family counts as family, whatever they were asked as."""
    rows = Relationship.objects.filter(child__family_id=conference.family_id)
    return set(rows.values_list("person_id", flat=True)) | set(
        conference.family.children.values_list("pk", flat=True)
    )


def _the_one_parent(kind: str, family: Iterable[int], conference: Conference) -> set[int]:
    """The parent this part is held for. When several could be meant, nobody: default deny."""
    here = set(family)
    if kind != PartKind.ONE_PARENT:
        return set()
    if len(here) == 1:
        return here
    parents = Relationship.objects.filter(
        child__family_id=conference.family_id, person_id__in=here, kind__in=PARENTS
    )
    found = set(parents.values_list("person_id", flat=True))
    return found if len(found) == 1 else set()

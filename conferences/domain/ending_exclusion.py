"""End an exclusion: it is for the shortest period (Sussex), and may be of the wrong relative.

It is kept, with who ended it, when and why. A meeting that is over keeps who was excluded from it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.exclusion_letter import withdraw_letter
from conferences.domain.in_the_room import is_of_an_earlier_day
from conferences.domain.inviting import withdraw_told_excluded
from conferences.domain.session import excluded_people
from conferences.domain.steps import locked, require
from conferences.domain.taking_part import OVER, is_split, tell_the_live_room
from conferences.enums import AttendanceMode, ConferenceState, PartKind
from conferences.models import Attendance, Conference, Exclusion

NOT_TO_END = "Only the chair ends an exclusion."


@transaction.atomic
def end_exclusion(*, exclusion: Exclusion, because: str, by: User) -> Exclusion:
    """The chair lets them come after all: they are expected where they were, and may be invited
    and marked as here again. What tells them otherwise and has not left stays here.

    Raises `NotAllowed`, `WrongState` when it has ended or the meeting is over, and `DomainError`
    without a reason.
    """
    conference = locked(exclusion.conference)
    require(
        rules.may_chair(by, conference),
        "conferences.end_exclusion",
        by=by,
        about=conference,
        message=NOT_TO_END,
    )
    exclusion = Exclusion.objects.select_for_update().get(pk=exclusion.pk)
    if exclusion.ended_at is not None:
        raise WrongState("This exclusion has ended already.", rule="already_done")
    if is_over(conference):
        raise WrongState(
            "The meeting is over: who was excluded from it stays in its record.", rule="over"
        )
    if not because.strip():
        raise DomainError("Say why it ends.", field="because", rule="needed")
    exclusion.ended_by, exclusion.ended_at = by, timezone.now()
    exclusion.ended_because = because.strip()
    exclusion.save(update_fields=["ended_by", "ended_at", "ended_because"])
    record(
        Action.DECIDED,
        "conferences.end_exclusion",
        by=by,
        subjects=[exclusion],
        children=conference.children_concerned(),
        reason=exclusion.ended_because,
    )
    withdraw_letter(exclusion)
    _ask_again(conference, exclusion, by)
    return exclusion


def is_over(conference: Conference) -> bool:
    """Closed, or still to be closed on a later day. One that was held on paper is only now being
    written down."""
    if conference.state in OVER:
        return True
    in_session = conference.state == ConferenceState.IN_SESSION
    return in_session and not conference.keyed_from_paper and is_of_an_earlier_day(conference)


def _ask_again(conference: Conference, exclusion: Exclusion, by: User) -> None:
    participant = conference.participants.filter(person=exclusion.person_id).first()
    if participant is None:
        return
    rows = participant.attendances.filter(mode=AttendanceMode.EXCLUDED).select_related("part")
    for row in rows:
        if exclusion.person_id not in excluded_people(row.part):
            _return(row)
    withdraw_told_excluded(participant)
    tell_the_live_room(conference, by)


def _return(row: Attendance) -> None:
    """Where the exclusion alone had made the row, as in the part of the other parent, they are not
    expected after it either. Whoever had come before comes anew: what was said meanwhile is not
    theirs."""
    was_asked = row.history.exclude(mode=AttendanceMode.EXCLUDED).exists()
    for_everyone = row.part.kind == PartKind.EVERYONE and not is_split(row.part.conference)
    if not (was_asked or for_everyone):
        row.delete()
        return
    row.mode, row.arrived_at, row.left_at = AttendanceMode.EXPECTED, None, None
    row.save()

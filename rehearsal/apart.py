"""Parents who do not sit in one room: one is excluded, or each is heard in a part of their own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from accounts.models import User
from conferences.domain.asked_exclusion import was_asked_for
from conferences.domain.exclusion import Reasons, exclude
from conferences.domain.session import move_to_part
from conferences.domain.taking_part import (
    choose_people_in_part,
    is_split,
    plan_part,
    set_part_time,
)
from conferences.enums import (
    PRESENT,
    AttendanceMode,
    Capacity,
    ExclusionGround,
    Heading,
    PartKind,
)
from conferences.models import Attendance, Conference, Part, Participant
from people.enums import RelationshipKind
from rehearsal import words
from rehearsal.meeting import current_part, item, operation, passage, send
from rehearsal.posting import post_letters
from rehearsal.stories import user_of

if TYPE_CHECKING:
    from rehearsal.life import Life

HIS_PART = dt.timedelta(minutes=90)  # after the meeting began
TO_DO_IT = dt.timedelta(weeks=3)


def arrange(life: Life, conference: Conference) -> None:
    """Before anybody is invited: what was asked for in the request, or is known to be needed. At a
    review who was excluded is heard apart; what was split is split again by itself."""
    father = _father(life, conference)
    if father is None or not _is_to_be_apart(life):
        return
    if was_asked_for(conference):
        _leave_out(life, conference, father)
    elif is_split(conference):
        _set_times(life, conference)
    else:
        _split(life, conference, father)


def _is_to_be_apart(life: Life) -> bool:
    return life.course.hears_parents_apart or life.course.excludes_father


def _father(life: Life, conference: Conference) -> Participant | None:
    fathers = [one for one in life.relatives.values() if one.kind == RelationshipKind.FATHER]
    asked = conference.participants.filter(person__in=[one.person for one in fathers])
    return asked.select_related("person").first()


def _leave_out(life: Life, conference: Conference, father: Participant) -> None:
    """The chair decides, and business support post the letter."""
    reasons = Reasons(
        person=father.person,
        part=None,
        ground=ExclusionGround.CONFLICT,
        rationale=words.EXCLUDED,
        asked_for_by=str(life.social_worker),
        asked_for_on=life.today,
        views_heard_by=words.HEARD_BEFORE,
    )
    exclude(conference=conference, reasons=reasons, by=user_of(conference.chair))
    post_letters(conference.about, kind="exclusion_letter", by=life.support)


def _split(life: Life, conference: Conference, father: Participant) -> None:
    here = conference.parts.get(kind=PartKind.EVERYONE)
    others = conference.participants.exclude(pk=father.pk)
    choose_people_in_part(part=here, participants=others, by=life.support)
    his = plan_part(
        conference=conference, name="With the father", kind=PartKind.ONE_PARENT, by=life.support
    )
    choose_people_in_part(part=his, participants=[father], by=life.support)
    _set_times(life, conference)


def _set_times(life: Life, conference: Conference) -> None:
    """He comes when she has gone home; neither is told when the other is there."""
    booking = conference.booking
    assert booking is not None
    here = conference.parts.get(kind=PartKind.EVERYONE)
    his = conference.parts.get(kind=PartKind.ONE_PARENT)
    for part, at in ((here, booking.starts_at), (his, booking.starts_at + HIS_PART)):
        set_part_time(part=part, starts_at=at, place="", by=life.support)


def hear_the_other(conference: Conference, chair: User) -> None:
    """Where the meeting is split: the other parent is heard, takes something on, and the meeting
    goes on without him."""
    his: Part | None = conference.parts.filter(kind=PartKind.ONE_PARENT).first()
    if his is None:
        return
    here = current_part(conference)
    move_to_part(conference=conference, part=his, by=chair)
    father = his.attendances.get(participant__capacity=Capacity.FAMILY).participant
    came = {"part": str(his.uuid), "participant": father.pk, "mode": AttendanceMode.IN_PERSON.value}
    said = passage(his, Heading.FAMILY_VIEWS, words.HEARD_APART)
    due_on = (conference.day + TO_DO_IT).isoformat()
    does = item(his, words.TAKEN_ON, kind="action", owner=father.person_id, due_on=due_on)
    send(conference, chair, [operation("attendance.set", **came), said, *does])
    move_to_part(conference=conference, part=here, by=chair)


def heard_apart(life: Life, conference: Conference) -> frozenset[int]:
    """Ids of the people who were heard in a part of their own."""
    if not _is_to_be_apart(life):
        return frozenset()
    there = Attendance.objects.filter(part__conference=conference, mode__in=PRESENT)
    own = there.filter(part__kind=PartKind.ONE_PARENT, participant__capacity=Capacity.FAMILY)
    return frozenset(own.values_list("participant__person", flat=True))

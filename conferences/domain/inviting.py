"""Invite people, tell them of a change, cancel. One person, one message, their own time and place.

No subject, body or calendar entry has case content: a link and a time only. Everything leaves
through the outbox, where `invitation_may_leave` is asked once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.asked_exclusion import is_unanswered
from conferences.domain.invitation_message import queue_invitation, tells_of_exclusion
from conferences.domain.kept_apart import would_meet
from conferences.domain.safe_contact import WayToTell, way_to_tell
from conferences.domain.steps import locked, require
from conferences.domain.taking_part import PLANNED, awaits_part, is_split, not_to_be_told
from conferences.enums import Capacity, ConferenceState, Instead, InvitationKind, Joining
from conferences.models import Conference, Invitation, Part, Participant
from notifications.domain import has_left, is_withdrawn, withdraw, withdraw_message


@dataclass(frozen=True)
class Told:
    """What became of inviting one person. `hindrance` is empty when the invitation was made."""

    participant: Participant
    hindrance: str = ""


@dataclass(frozen=True)
class Slot:
    """When and where one person is expected: nothing of the parts that are not theirs."""

    parts: tuple[Part, ...]
    starts_at: datetime
    ends_at: datetime
    place: str


class WouldMeet(DomainError):
    """Two people who were kept apart the last time would be asked into one room."""


@transaction.atomic
def invite_everyone(
    *, conference: Conference, by: User, may_meet: bool = False, family_may_come: bool = False
) -> list[Told]:
    """Invite everybody who is expected and has not been told this time and place yet; none of the
    family while the chair has not answered an exclusion that the request asks for.

    `may_meet`: somebody has made sure that those who were kept apart may meet now.
    `family_may_come`: the chair has said so, though the answer is not recorded. Raises
    `NotAllowed`, `WrongState` unless it is booked, `WouldMeet`, `DomainError` while a part of a
    split conference has no time of its own.
    """
    require(
        rules.may_invite(by, conference),
        "conferences.invite",
        by=by,
        about=conference,
        message="Only business support, duty officers and chairs send invitations.",
    )
    conference = locked(conference)
    if conference.state != ConferenceState.BOOKED:
        raise WrongState(
            "Confirm the slot first: people are invited to a firm time.", rule="not_yet"
        )
    _check_who_would_meet(conference, may_meet)
    _check_parts_have_times(conference)
    waits = not family_may_come and is_unanswered(conference)
    people = conference.participants.select_related("person__professional")
    told = [_invite(person, by, family_waits=waits) for person in people]
    made = [one for one in told if one is not None]
    made_sure = {"may_meet": may_meet, "family_may_come": family_may_come}
    record(
        Action.SENT,
        "conferences.invite",
        by=by,
        subjects=[one.participant for one in made if not one.hindrance],
        children=conference.children_concerned(),
        detail={name: True for name, said in made_sure.items() if said},
    )
    return made


def _check_who_would_meet(conference: Conference, may_meet: bool) -> None:
    pairs = [] if may_meet else would_meet(conference)
    if pairs:
        names = "; ".join(f"{one} and {other}" for one, other in pairs)
        raise WouldMeet(
            f"Nobody was invited. {names}: they were kept apart the last time. Split the "
            "conference again, or tick that they may meet."
        )


def _check_parts_have_times(conference: Conference) -> None:
    if not is_split(conference):
        return
    with_family = conference.parts.filter(attendances__participant__capacity=Capacity.FAMILY)
    without = list(with_family.filter(starts_at=None).distinct().values_list("name", flat=True))
    if without:
        raise DomainError(
            f"Give each part its own time first: {', '.join(without)}. Otherwise people in "
            "different parts would be told the same time.",
            rule="parts_without_times",
        )


def _invite(participant: Participant, by: User, *, family_waits: bool = False) -> Told | None:
    """None when there is nothing to tell this person. `family_waits`: it is not known yet who of
    the family is excluded."""
    if awaits_part(participant):
        return Told(participant, f"{participant}: choose which part they come to.")
    slot = _untold(participant)
    if slot is None:
        return None
    before = latest(participant)
    way = way_to_tell(participant)
    if not_to_be_told(participant.conference, participant.person):
        return Told(participant, f"{participant} must be told nothing about one of the children.")
    if family_waits and participant.capacity == Capacity.FAMILY and participant.invited_at is None:
        return Told(participant, f"{participant} waits until the chair says who is excluded.")
    if way.hindrance:
        return Told(participant, way.hindrance)
    knows_of_one = before is not None and before.kind != InvitationKind.CANCEL
    changed = knows_of_one and was_reached(participant)
    kind = InvitationKind.CHANGE if changed else InvitationKind.INVITE
    if before is not None:
        withdraw_message(key=before.key)
    _make(participant, slot, kind, way, by, before=before)
    participant.invited_at = timezone.now()
    participant.save(update_fields=["invited_at"])
    return Told(participant)


def _untold(participant: Participant) -> Slot | None:
    """When and where they are expected, if they have not been told so yet."""
    slot = slot_of(participant)
    if slot is None or participant.joining == Joining.NOT_COMING:
        return None
    before = latest(participant)
    if before is None or not _still_holds(before, slot):
        return slot
    return slot if _went_astray(before, way_to_tell(participant)) else None


def somebody_to_invite(conference: Conference) -> bool:
    """Whether anybody would be told something now, or is passed over for a reason to mend."""
    if conference.state != ConferenceState.BOOKED:
        return False
    people = conference.participants.select_related("person__professional")
    return any(awaits_part(each) or _untold(each) is not None for each in people)


def _still_holds(before: Invitation, slot: Slot) -> bool:
    """It is for this time and place, and was not taken back, as when they were excluded."""
    return before.participant.invited_at is not None and _says_the_same(before, slot)


def _went_astray(before: Invitation, way: WayToTell) -> bool:
    """It never arrived, and the way to tell them is another one now; or it was withdrawn, as all
    that was to go to the family is when somebody has died (desk.domain.bereavement)."""
    if before.told_on is not None or has_left(before.key):
        return False
    return is_withdrawn(before.key) or (way.way, way.address) != (before.way, before.address)


def _says_the_same(invitation: Invitation, slot: Slot) -> bool:
    return (
        invitation.kind != InvitationKind.CANCEL
        and invitation.starts_at == slot.starts_at
        and invitation.place == slot.place
    )


def slot_of(participant: Participant) -> Slot | None:
    """When and where this person is expected; None when in no part, or without a booking."""
    booking = participant.conference.booking
    attended = participant.attendances.filter(mode__in=PLANNED).select_related("part")
    parts = tuple(sorted((a.part for a in attended), key=lambda part: part.ordinal))
    if booking is None or not parts:
        return None
    starts = [part.starts_at or booking.starts_at for part in parts]
    ends = [_end_of(part, booking.ends_at) for part in parts]
    first = parts[starts.index(min(starts))]
    place = first.place or f"{booking.room.name}\n{booking.room.hub.name}"
    return Slot(parts, min(starts), max(ends), f"{place}\n{booking.room.hub.address}")


def _end_of(part: Part, meeting_ends_at: datetime) -> datetime:
    """A part ends when the next one begins."""
    if part.starts_at is None:
        return meeting_ends_at
    later = part.conference.parts.filter(starts_at__gt=part.starts_at).order_by("starts_at")
    following: datetime | None = later.values_list("starts_at", flat=True).first()
    return following or meeting_ends_at


def is_void(invitation: Invitation) -> bool:
    """That they are not asked, of an exclusion that ended before they heard of it."""
    asked = invitation.participant
    if invitation.instead != Instead.NOT_ASKED or asked.is_excluded:
        return False
    return invitation.told_on is None and not has_left(invitation.key)


def latest_that_stands(participant: Participant) -> Invitation | None:
    told = participant.invitations.select_related("participant__person").order_by("-sequence")
    return next((each for each in told if not is_void(each)), None)


def latest(participant: Participant) -> Invitation | None:
    """The last thing this person was told."""
    found: Invitation | None = participant.invitations.order_by("-sequence").first()
    return found


def _make(
    participant: Participant,
    slot: Slot,
    kind: InvitationKind,
    way: WayToTell,
    by: User,
    *,
    before: Invitation | None,
    instead: Instead = Instead.NEW_DAY,
) -> Invitation:
    invitation = Invitation.objects.create(
        participant=participant,
        kind=kind,
        instead=instead,
        way=way.way,
        sequence=before.sequence + 1 if before else 0,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=slot.place,
        address=way.address,
        by=by,
    )
    invitation.parts.add(*slot.parts)
    queue_invitation(invitation)
    return invitation


@transaction.atomic
def update_invitations(*, conference: Conference, by: User) -> list[Told]:
    """The slot moved: tell everybody who had been told. A split conference waits for its times.

    What has not left yet is withdrawn, so that nobody is told a time that is no longer right.
    """
    withdraw(about=conference.about, kind="invitation")
    invited = conference.participants.filter(invited_at__isnull=False)
    if is_split(conference):
        return [cancel_for(p, by=by) for p in invited]
    return [told for p in invited if (told := _invite(p, by)) is not None]


@transaction.atomic
def cancel_invitations(*, conference: Conference, instead: Instead, by: User) -> list[Told]:
    """The slot was given up, or no meeting will be held: tell everybody who had been told."""
    withdraw(about=conference.about, kind="invitation")
    people = conference.participants.all()
    if instead == Instead.NEW_DAY:
        people = people.filter(invited_at__isnull=False)
    return [cancel_for(p, by=by, instead=instead) for p in people]


def tell_excluded(participant: Participant, *, by: User) -> Told | None:
    """Whoever was invited and is excluded since does not come or, where a part is left to them,
    comes at its time. None when there is nothing to tell them, or that part has no time yet."""
    conference, before = participant.conference, latest(participant)
    knows = participant.invited_at is not None and conference.state == ConferenceState.BOOKED
    if before is None or not knows:
        return None
    slot = slot_of(participant)
    if slot is None:
        withdraw_message(key=before.key, words="They were excluded")
        return cancel_for(participant, by=by, instead=Instead.NOT_ASKED)
    if is_split(conference) and any(part.starts_at is None for part in slot.parts):
        return None
    return _invite(participant, by)


def withdraw_told_excluded(participant: Participant) -> None:
    """Their exclusion has ended: that they are not to come is not sent any more, if it waits."""
    before = latest(participant)
    if before is not None and tells_of_exclusion(before):
        withdraw_message(key=before.key, words="The exclusion was ended")


def cancel_for(participant: Participant, *, by: User, instead: Instead = Instead.NEW_DAY) -> Told:
    """Tell one person not to come, by the way that is safe today, not as it was then.

    Whoever was never reached is not told that something they never heard of is off.
    """
    before = latest(participant)
    participant.invited_at = None
    participant.save(update_fields=["invited_at"])
    if before is None or not _is_news(before, instead) or not was_reached(participant):
        return Told(participant)
    way = way_to_tell(participant)
    if way.hindrance:
        return Told(participant, way.hindrance)
    slot = Slot(tuple(before.parts.all()), before.starts_at, before.ends_at, before.place)
    _make(participant, slot, InvitationKind.CANCEL, way, by, before=before, instead=instead)
    return Told(participant)


def _is_news(before: Invitation, instead: Instead) -> bool:
    """Whoever waits for the new day they were promised is told that there is none after all."""
    if before.kind != InvitationKind.CANCEL:
        return True
    waits = before.instead == Instead.NEW_DAY and not before.participant.is_excluded
    return waits and instead != Instead.NEW_DAY


def reason_not_to_send(arguments: dict[str, Any]) -> str:
    """The check of the outbox: asked as the message leaves. Empty when it may."""
    invitation = (
        Invitation.objects.filter(pk=arguments.get("invitation") or 0)
        .select_related("participant__person", "participant__conference")
        .first()
    )
    if invitation is None:
        return "The invitation no longer exists."
    participant = invitation.participant
    newest = latest(participant)
    if newest is not None and newest.pk != invitation.pk:
        return "Something newer has been sent to this person."
    if not_to_be_told(participant.conference, participant.person):
        return "This person must now be told nothing about one of the children."
    return _no_longer_right(invitation)


def _no_longer_right(invitation: Invitation) -> str:
    participant = invitation.participant
    booked = participant.conference.state == ConferenceState.BOOKED
    if invitation.kind != InvitationKind.CANCEL:
        if not booked:
            return "The conference has no firm date now."
        slot = slot_of(participant)
        if slot is None or not _says_the_same(invitation, slot):
            return "This person is now expected at another time or place, or not at all."
    now = way_to_tell(participant)
    if now.hindrance:
        return now.hindrance
    if (now.way, now.address) != (invitation.way, invitation.address):
        return "The safe way to reach this person, or the address, has changed since."
    return ""


def was_reached(participant: Participant) -> bool:
    """Whether this person may know of a time: a message left, or somebody told them."""
    return any(
        told.told_on is not None or has_left(told.key) for told in participant.invitations.all()
    )

"""The message of one invitation: a time and a link, and nothing about why."""

from __future__ import annotations

import base64

from django.utils import timezone

from conferences.calendar_entry import calendar_entry, content_type
from conferences.enums import Capacity, InvitationKind
from conferences.models import Invitation, Participant
from conferences.notices import link_to
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind
from people.enums import SafeContact

CHECK = "conferences.invitation_may_leave"
LETTERS = (SafeContact.POST, SafeContact.BY_HAND)


def queue_invitation(invitation: Invitation) -> None:
    """By email or by letter; who is told by telephone is on the list of people to tell."""
    if invitation.way == SafeContact.PHONE:
        return
    person = invitation.participant.person
    letter = invitation.way in LETTERS
    queue(
        key=invitation.key,
        channel=Channel.LETTER if letter else Channel.EMAIL,
        kind="invitation",
        to_kind=_kind_of(invitation.participant),
        to_name=person.name,
        to_address=invitation.address,
        subject=subject_of(invitation),
        body="" if letter else body_of(invitation),
        attachments=[_drawn_later(invitation) if letter else _calendar_part(invitation)],
        check_name=CHECK,
        check_arguments={"invitation": invitation.pk},
        about=invitation.participant.conference.about,
    )


def _drawn_later(invitation: Invitation) -> dict[str, str | bool]:
    return {"name": "letter.pdf", "reference": f"invitation:{invitation.pk}"}


def _kind_of(participant: Participant) -> RecipientKind:
    family = participant.capacity == Capacity.FAMILY
    return RecipientKind.FAMILY if family else RecipientKind.PROFESSIONAL


def subject_of(invitation: Invitation) -> str:
    """A time, and nothing about why."""
    day = f"{timezone.localtime(invitation.starts_at):%-d %B %Y}"
    match invitation.kind:
        case InvitationKind.CANCEL:
            return f"The meeting on {day} will not take place"
        case InvitationKind.CHANGE:
            return f"Changed: a meeting on {day}"
        case _:
            return f"A meeting on {day}"


def body_of(invitation: Invitation) -> str:
    """A time and a link, and nothing about why."""
    starts = timezone.localtime(invitation.starts_at)
    when = f"{starts:%A %-d %B %Y} at {starts:%-I:%M%p}".replace("AM", "am").replace("PM", "pm")
    if invitation.kind == InvitationKind.CANCEL:
        return f"The meeting on {when} will not take place.\n\n{link_of(invitation)}\n"
    opening = "The time or place of a meeting has changed." if invitation.sequence else ""
    return (
        f"{opening}\nYou are asked to a meeting on {when}.\n\n"
        f"Where it is and how to answer: {link_of(invitation)}\n"
    ).lstrip()


def link_of(invitation: Invitation) -> str:
    return link_to("conferences:invitation", invitation.token)


def _calendar_part(invitation: Invitation) -> dict[str, str | bool]:
    first = invitation.participant.invitations.order_by("sequence").first()
    uid = str((first or invitation).token)
    entry = calendar_entry(invitation, uid=uid, link=link_of(invitation))
    return {
        "name": "meeting.ics",
        "content_type": content_type(invitation),
        "is_at_link": True,
        "base64": base64.b64encode(entry).decode(),
    }

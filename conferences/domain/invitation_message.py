"""The message of one invitation: a time and a link, and nothing about why."""

from __future__ import annotations

import base64

from django.utils import timezone

from conferences.calendar_entry import calendar_entry, content_type
from conferences.domain.languages import language_to_write_in
from conferences.domain.safe_contact import is_at_work
from conferences.enums import Capacity, Instead, InvitationKind
from conferences.models import Invitation, Participant
from conferences.notices import link_to
from disclosure.enums import Language
from disclosure.wording import say, say_date, say_time, say_weekday
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind
from people.enums import SafeContact

CHECK = "conferences.invitation_may_leave"
LETTERS = (SafeContact.POST, SafeContact.BY_HAND)


def queue_invitation(invitation: Invitation) -> None:
    """By email or by letter; who is told by telephone is on the list of people to tell, and who is
    excluded gets a letter of its own."""
    letter = invitation.way in LETTERS
    if invitation.way == SafeContact.PHONE or (letter and tells_of_exclusion(invitation)):
        return
    person = invitation.participant.person
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


def tells_of_exclusion(invitation: Invitation) -> bool:
    """Called off for this person alone: they are not told that the meeting will not take place.
    What they were told stays so when their exclusion is ended."""
    for_them_alone = invitation.instead == Instead.NOT_ASKED or invitation.participant.is_excluded
    return invitation.kind == InvitationKind.CANCEL and for_them_alone


def _words_of(invitation: Invitation) -> str:
    return "excluded" if tells_of_exclusion(invitation) else str(invitation.kind)


def _drawn_later(invitation: Invitation) -> dict[str, str | bool]:
    return {"name": "letter.pdf", "reference": f"invitation:{invitation.pk}"}


def _kind_of(participant: Participant) -> RecipientKind:
    family = participant.capacity == Capacity.FAMILY
    return RecipientKind.FAMILY if family else RecipientKind.PROFESSIONAL


def subject_of(invitation: Invitation) -> str:
    """A day, and nothing about why."""
    language = _language_of(invitation)
    day = say_date(timezone.localtime(invitation.starts_at).date(), language)
    return say(f"mail.{_words_of(invitation)}.subject", language, day=day)


def body_of(invitation: Invitation) -> str:
    """A time and a link, and nothing about why."""
    language = _language_of(invitation)
    told = say(f"mail.{_words_of(invitation)}", language, when=begins(invitation, language))
    link = link_of(invitation)
    if invitation.kind == InvitationKind.CANCEL:
        return f"{told}\n\n{link}\n"
    return f"{told}\n\n{say('mail.answer', language, link=link)}\n"


def begins(invitation: Invitation, language: Language) -> str:
    """Tuesday 3 March 2027 at 9:30am."""
    starts = invitation.starts_at
    between = " at " if language == Language.ENGLISH else ", "
    return f"{say_weekday(starts, language)}{between}{say_time(starts, language)}"


def _language_of(invitation: Invitation) -> Language:
    participant = invitation.participant
    return language_to_write_in(participant.person, at_work=is_at_work(participant))


def link_of(invitation: Invitation) -> str:
    return link_to("conferences:invitation", invitation.token)


def _calendar_part(invitation: Invitation) -> dict[str, str | bool]:
    entry = calendar_entry(invitation, link=link_of(invitation))
    return {
        "name": "meeting.ics",
        "content_type": content_type(invitation),
        "is_at_link": True,
        "base64": base64.b64encode(entry).decode(),
    }

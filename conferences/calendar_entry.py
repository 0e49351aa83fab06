"""The calendar part of an invitation: a time, nothing else.

No attendee, no place, no name: an entry is seen by whoever looks at the calendar. So no link
either, which opens all of that: theirs is in the email. Only who is asked at work has it in the
entry, too: that calendar is their agency's, where nobody of the family looks. PUBLISH rather than
REQUEST, because a request names its attendees (RFC 5546).
"""

from __future__ import annotations

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from conferences.domain.safe_contact import is_at_work
from conferences.enums import InvitationKind
from conferences.models import Invitation

SUMMARY = "Meeting"


def content_type(invitation: Invitation) -> str:
    """Django adds the character set."""
    return f"text/calendar; method={_method(invitation)}"


def uid_of(invitation: Invitation) -> str:
    """One for each person and conference, whatever is changed, cancelled and asked again: that of
    the first thing they were told. Never the token, but where an entry was sent with it once."""
    first = invitation.participant.invitations.order_by("sequence").first() or invitation
    return str(first.entry or first.token)


def calendar_entry(invitation: Invitation, *, link: str) -> bytes:
    """The entry as an .ics file. The same UID with a higher sequence replaces or cancels it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Chairside//EN")
    calendar.add("version", "2.0")
    calendar.add("method", _method(invitation))
    calendar.add_component(_event(invitation, link))
    made: bytes = calendar.to_ical()
    return made


def _event(invitation: Invitation, link: str) -> Event:
    event = Event()
    event.add("uid", f"{uid_of(invitation)}@chairside")
    event.add("sequence", invitation.sequence)
    event.add("summary", SUMMARY)
    event.add("dtstamp", invitation.at)
    event.add("last-modified", invitation.at)
    event.add("dtstart", invitation.starts_at)
    if invitation.told_until is not None:
        event.add("dtend", invitation.told_until)
    if is_at_work(invitation.participant):
        event.add("url", link)
        event.add("description", link)
    event.add("class", "PRIVATE")
    event.add("organizer", vCalAddress(f"mailto:{settings.OFFICE_EMAIL}"))
    cancelled = invitation.kind == InvitationKind.CANCEL
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _method(invitation: Invitation) -> str:
    return "CANCEL" if invitation.kind == InvitationKind.CANCEL else "PUBLISH"

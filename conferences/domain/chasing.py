"""Ask again for reports: the working day before one is due, and when it is late.

Only of whom was last invited by email and has not sent one, while the meeting is still to come:
whoever was asked another way is for somebody to ring or write to (`is_chased`). Each step is one
message with a key of its own, so that a second run writes none, and days on which nothing ran are
caught up with the last step.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from bookings.domain.office_calendar import office_calendar
from conferences.domain.invitation_message import CHECK, link_of
from conferences.enums import Capacity, ConferenceState, InvitationKind
from conferences.models import Invitation, Participant
from notifications.domain import queue_many
from notifications.enums import Channel, RecipientKind
from notifications.models import Message
from people.enums import SafeContact
from timescales.domain import today_in_london

KIND = "report_chased"
# No case content: a day, and the link this person was sent before.
SOON = "Your report is due on {day}."
LATE = "Your report was due on {day}, and has not come."
WHERE = "Please send it. The meeting it is for, and whom to ring, are here:"


def chase_reports() -> int:
    """How many messages are new."""
    today = today_in_london()
    soon = office_calendar().add_working_days(today, 1)
    rows = Participant.objects.filter(
        capacity=Capacity.AGENCY,
        report_due_on__lte=soon,
        report_received_on=None,
        conference__state=ConferenceState.BOOKED,
        conference__booking__starts_at__gt=timezone.now(),
    )
    chosen = rows.select_related("person", "conference").prefetch_related("invitations")
    found = [_message(one, today) for one in chosen]
    return queue_many([message for message in found if message is not None])


def is_chased(participant: Participant) -> bool:
    """Whether they are written to by themselves: they were last told by email."""
    return _emailed(participant) is not None


def _emailed(participant: Participant) -> Invitation | None:
    """The last they were sent, if it came by email. Whoever was written a letter since, or was
    told not to come, has no link of today's to follow."""
    sent = list(participant.invitations.all())  # in the order of `sequence`
    if not sent or sent[-1].way != SafeContact.EMAIL or sent[-1].kind == InvitationKind.CANCEL:
        return None
    return sent[-1]


def _message(participant: Participant, today: dt.date) -> Message | None:
    invitation, due_on = _emailed(participant), participant.report_due_on
    if invitation is None or due_on is None:
        return None
    late = due_on < today
    return Message(
        key=f"{KIND}:{participant.pk}:{due_on}:{'late' if late else 'soon'}",
        channel=Channel.EMAIL,
        kind=KIND,
        to_kind=RecipientKind.PROFESSIONAL,
        to_name=participant.person.name,
        to_address=invitation.address,
        subject="A report you were asked for",
        body=_body(due_on, invitation, late=late),
        check_name=CHECK,
        check_arguments={"invitation": invitation.pk},
        about=participant.conference.about,
        family_id=participant.conference.family_id,
    )


def _body(due_on: dt.date, invitation: Invitation, *, late: bool) -> str:
    words = (LATE if late else SOON).format(day=f"{due_on:%-d %B %Y}")
    return "\n".join([words, "", WHERE, link_of(invitation), ""])

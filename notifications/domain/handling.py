"""What somebody does about one message: send it again, or cancel it. Rooms above say who may."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from notifications import doorbell, secret_words
from notifications.domain.log import settle
from notifications.enums import LEFT, MAY_BE_CANCELLED, MAY_BE_SENT_AGAIN, SENT_BY_MACHINE, State
from notifications.models import Message


@transaction.atomic
def send_again(*, message: Message, by: User) -> Message:
    """From the beginning: its check is asked again, and a new reference tells the two apart.

    Raises `WrongState` for one that is on its way, is a letter, would come too late, or is a key:
    its words are gone, or it is for somebody to make a new one.
    """
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.state not in MAY_BE_SENT_AGAIN or row.channel not in SENT_BY_MACHINE:
        raise WrongState(_as_it_is(row))
    if instead := secret_words.what_to_do_instead(row.kind):
        raise WrongState(f"This message is not sent twice. {instead}", rule="not_twice")
    if row.not_after_at and row.not_after_at <= timezone.now():
        raise WrongState("It is too late for this message. Make a new one.")
    if not row.may_have_left:  # else the provider is asked first whether it has this one
        row.reference = row.provider_id = ""
    row.may_have_left = row.may_have_left or row.state in LEFT
    row.attempts, row.not_before_at, row.claimed_until = 0, None, None
    settle(row, State.WAITING, "Sent again", by=by)
    transaction.on_commit(doorbell.ring, robust=True)
    return row


@transaction.atomic
def cancel(*, message: Message, reason: str, by: User) -> Message:
    """It is not sent (again). Raises `DomainError` without a reason, `WrongState` when it left."""
    if not reason.strip():
        raise DomainError("Say why it need not go.", field="reason")
    row = Message.objects.select_for_update().get(pk=message.pk)
    if row.state not in MAY_BE_CANCELLED:
        raise WrongState(_as_it_is(row))
    settle(row, State.WITHDRAWN, reason.strip()[:300], by=by)
    return row


def _as_it_is(row: Message) -> str:
    return f"This message is “{row.get_state_display().lower()}”, so this cannot be done now."

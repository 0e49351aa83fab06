"""Send what is waiting: claim a batch, then hand over each message under its own lock.

Two deliverers never take the same row: a batch is claimed with SELECT ... FOR UPDATE SKIP LOCKED,
committed, and due again only when the claim has run out. That commit also notes that each *may*
have left, so a deliverer that dies between handing a message over and writing it down leaves a
trace: the next one asks the provider first where it can be asked (`channels`). While a message is
handed over its row stays locked, so whoever withdraws it waits and learns whether it left.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from notifications.channels import AnswerLost, Busy, NotSent, Refused, Report, way_for
from notifications.checks import reason_to_hold, reason_to_spare_family
from notifications.domain.log import settle
from notifications.enums import LEFT, OF_THE_FAMILY, State
from notifications.models import Message, MessageStep

BATCH = 20
CLAIM = timedelta(minutes=10)  # longer than a batch of time-outs
MAX_ATTEMPTS = 11  # the first, and ten more: 2,046 minutes
TOO_LATE = "It would have come too late to be of use"

logger = logging.getLogger(__name__)


def deliver_waiting(limit: int = 500) -> int:
    """Send what is waiting, each message tried once. Returns how many were sent."""
    sent = 0
    resting: set[str] = set()
    while limit > 0 and (batch := _claim(min(limit, BATCH), resting)):
        limit -= len(batch)
        for claimed in batch:
            if claimed.channel in resting:
                _give_back(claimed, claimed.not_before_at)
                continue
            try:
                sent += _deliver(claimed) in LEFT
            except Busy as busy:
                resting.add(claimed.channel)
                _give_back(claimed, timezone.now() + busy.wait, str(busy))
    return sent


def _claim(most: int, without: set[str]) -> list[Message]:
    """The rows as they were; in the database they are ours until the claim runs out."""
    now = timezone.now()
    with transaction.atomic():
        due = Message.objects.due(now).exclude(channel__in=without)
        rows = list(due.select_for_update(skip_locked=True).order_by("attempts", "id")[:most])
        for row in rows:
            row.claimed_until = now + CLAIM
        taken = [_taken(row) for row in rows]
        fields = ["claimed_until", "attempts", "may_have_left", "reference"]
        Message.objects.bulk_update(taken, fields)
    return rows


def _taken(row: Message) -> Message:
    return Message(
        pk=row.pk,
        claimed_until=row.claimed_until,
        attempts=row.attempts + 1,
        may_have_left=True,
        reference=row.reference or str(uuid.uuid4()),
    )


def _give_back(claimed: Message, not_before_at: datetime | None, words: str = "") -> None:
    """As if it had not been claimed: nobody tried."""
    ours = Message.objects.filter(pk=claimed.pk, claimed_until=claimed.claimed_until)
    ours.update(
        claimed_until=None,
        attempts=claimed.attempts,
        may_have_left=claimed.may_have_left,
        not_before_at=not_before_at,
        last_error=words or claimed.last_error,
    )


def _deliver(claimed: Message) -> str:
    """The state the message came to. Raises `Busy`."""
    with transaction.atomic():
        ours = Message.objects.select_for_update().filter(claimed_until=claimed.claimed_until)
        message = ours.filter(pk=claimed.pk).first()
        if message is None:
            return ""  # the claim ran out and another deliverer has it
        again = claimed.may_have_left
        message.claimed_until = None
        if message.state != State.WAITING:  # withdrawn, or a receipt came, since it was claimed
            message.may_have_left = again
            message.save()
            return ""
        _attempt(message, claimed, again=again)
        return message.state


def _attempt(message: Message, claimed: Message, *, again: bool) -> None:
    if _is_too_late(message):
        message.may_have_left = again
        settle(message, State.WITHDRAWN, TOO_LATE)
        return
    if hold := hold_reason(message):
        message.may_have_left, message.attempts = again, claimed.attempts
        settle(message, State.HELD, hold)
        return
    try:
        report = way_for(message.channel).send(message, again=again)
    except Busy:
        raise
    except AnswerLost as error:
        _later(message, str(error))
    except NotSent as error:
        message.may_have_left = again
        _later(message, str(error))
    except Refused as error:
        message.may_have_left = again
        settle(message, State.FAILED, str(error))
    except Exception as error:  # the message itself: trying again would stop every other one
        logger.exception("Message %s cannot be sent", message.pk)
        settle(message, State.FAILED, f"{type(error).__name__}: {error}")
    else:
        _handed_over(message, report)


def _handed_over(message: Message, report: Report) -> None:
    message.may_have_left = False
    message.provider_id = report.provider_id
    message.sent_at = timezone.now()
    settle(message, report.state, report.words)


def _later(message: Message, words: str) -> None:
    """Try again, less and less often: after 2, 4, 8 ... minutes, ten times in a day and a half."""
    message.not_before_at = timezone.now() + timedelta(minutes=2**message.attempts)
    settle(message, State.FAILED if message.attempts >= MAX_ATTEMPTS else State.WAITING, words)


def ask_again() -> int:
    """Give held messages another chance: what held them may be mended. Returns how many.

    One that would come too late is given up, so that a key is not kept for ever.
    """
    freed = 0
    for held in Message.objects.filter(state=State.HELD):
        too_late = _is_too_late(held)
        if not too_late and hold_reason(held):
            continue
        with transaction.atomic():
            still = Message.objects.select_for_update().filter(pk=held.pk, state=State.HELD).first()
            if still is None:
                continue
            if too_late:
                settle(still, State.WITHDRAWN, TOO_LATE)
            else:
                settle(still, State.WAITING, "What held it is mended")
                freed += 1
    return freed


def _is_too_late(message: Message) -> bool:
    return message.not_after_at is not None and message.not_after_at <= timezone.now()


def hold_reason(message: Message) -> str:
    """Why it may not leave now; empty: it may. A check that breaks holds its own message only."""
    try:
        with transaction.atomic():
            if message.to_kind in OF_THE_FAMILY and message.family_id is not None:
                spared = reason_to_spare_family(message.family_id)
                if spared:
                    return spared
            return reason_to_hold(message.check_name, message.check_arguments)
    except Exception as error:
        logger.exception("The check of message %s broke", message.pk)
        return f"The check {message.check_name} broke: {type(error).__name__}"


def log_of(message: Message) -> list[MessageStep]:
    return list(message.steps.select_related("by"))

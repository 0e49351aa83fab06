"""What the provider says later: it arrived, it came back. By its callback, or by asking.

A receipt may come twice, late, before our own note that the message left, or never. Only the first
word about one handing-over counts; a message sent again has a new reference, so a receipt for the
old one finds nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from notifications.channels import AnswerLost, Busy, NotSent, Refused, Report, way_for
from notifications.domain.log import settle
from notifications.enums import State
from notifications.models import Message

# Providers give up after three days; younger ones are about to be told by the callback.
OLDEST, YOUNGEST = timedelta(days=4), timedelta(minutes=5)
OPEN = (State.SENT, State.WAITING)


@transaction.atomic
def take_receipt(*, reference: str, report: Report) -> bool:
    """Whether it changed anything."""
    if report.state == State.SENT or not reference:
        return False
    found = Message.objects.select_for_update().filter(reference=reference, state__in=OPEN)
    message = found.first()
    if message is None:
        return False
    message.may_have_left = False
    message.provider_id = report.provider_id or message.provider_id
    message.sent_at = message.sent_at or timezone.now()
    settle(message, report.state, report.words)
    return True


def ask_for_receipts(limit: int = 500) -> int:
    """Ask about what was sent and not heard of. Returns how many receipts came."""
    now = timezone.now()
    unheard = Message.objects.filter(
        state=State.SENT, sent_at__gt=now - OLDEST, sent_at__lt=now - YOUNGEST
    ).exclude(provider_id="")
    came = 0
    for message in unheard.order_by("sent_at")[:limit]:
        try:
            report = way_for(message.channel).ask(message)
        except Busy:
            break
        except (NotSent, AnswerLost, Refused):
            continue
        came += take_receipt(reference=message.reference, report=report)
    return came

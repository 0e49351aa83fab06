"""Messages to people, for those who see that they arrive. Nobody sees the words of a message here.

A message belongs to the family it is about: who may not see the family sees neither the message
nor its recipient. One about no family (a password, a notice to staff) is for those who look after
the whole service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from notifications.domain import handling
from notifications.enums import TROUBLED, State
from notifications.models import Message
from notifications.models.message import MessageQuerySet
from people import rules
from people.domain.permission import require
from people.domain.reading import CANNOT_OPEN
from people.errors import Refused
from people.models import Child
from people.models.scope import family_ids_visible_to

LATELY = timedelta(days=30)
UNDER_WAY = (State.WAITING, State.PRINTED)


def visible_messages(user: User) -> MessageQuerySet:
    """What this user may see; nothing for somebody who does not look after messages."""
    if not rules.may_see_messages(user):
        return Message.objects.none()
    mine = Q(family_id__in=family_ids_visible_to(user))
    if rules.may_see_messages_of_the_service(user):
        mine |= Q(about="", family_id=None)
    return Message.objects.filter(mine)


def recent(user: User) -> MessageQuerySet:
    """What needs somebody or is under way, however old; the rest of the last 30 days."""
    still = Q(state__in=[*UNDER_WAY, *TROUBLED])
    return visible_messages(user).filter(still | Q(created_at__gte=timezone.now() - LATELY))


def counts(user: User) -> Counter[str]:
    """How many of the recent ones are in each state."""
    rows = recent(user).order_by().values("state").annotate(how_many=Count("pk"))
    return Counter({row["state"]: row["how_many"] for row in rows})


def number_in_trouble(user: User) -> int:
    """How many this user should look at."""
    return visible_messages(user).troubled().count()


def shown(messages: Iterable[Message], *, by: User) -> list[Message]:
    """Audit that these appeared in a list. They must already be `visible_messages(by)`."""
    rows = list(messages)
    record(Action.LISTED, "people.messages", by=by, subjects=rows, children=_children(rows))
    return rows


def open_message(pk: int, *, by: User) -> Message:
    """Raises `DoesNotExist`, or `Refused` (audited) when this user may not see it."""
    found = visible_messages(by).filter(pk=pk).first()
    if found is not None:
        record(
            Action.OPENED,
            "people.message",
            by=by,
            subjects=[found],
            children=_children([found]),
        )
        return found
    hidden = Message.objects.get(pk=pk)
    refuse(
        "people.message",
        by=by,
        subjects=[hidden],
        children=_children([hidden]),
        reason="not visible",
    )
    raise Refused(CANNOT_OPEN)


def send_again(*, message: Message, by: User) -> Message:
    """Send it once more, after its check. Raises what `notifications` raises."""
    _require(message, "people.send_message_again", by)
    sent = handling.send_again(message=message, by=by)
    _changed("people.send_message_again", sent, by)
    return sent


def cancel(*, message: Message, reason: str, by: User) -> Message:
    """It need not go (again). Raises what `notifications` raises."""
    _require(message, "people.cancel_message", by)
    cancelled = handling.cancel(message=message, reason=reason, by=by)
    _changed("people.cancel_message", cancelled, by, reason)
    return cancelled


def _require(message: Message, verb: str, by: User) -> None:
    allowed = visible_messages(by).filter(pk=message.pk).exists()
    require(allowed, verb, by=by, subjects=[message], children=_children([message]))


def _changed(verb: str, message: Message, by: User, reason: str = "") -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[message],
        children=_children([message]),
        reason=reason,
    )


def _children(messages: Iterable[Message]) -> list[int]:
    families = {message.family_id for message in messages if message.family_id}
    return list(Child.objects.filter(family__in=families).order_by().values_list("pk", flat=True))

"""The letter, the plan and the record are owed until every pack of theirs has gone.

Letter and record within so many working days (Sussex; North Yorkshire), the plan at once
(Birmingham). That the chair has signed the record sends it to nobody.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from conferences.models import Conference
from disclosure.enums import PackKind, PackState
from disclosure.models import Handover, Pack
from notifications.enums import State
from notifications.models import Message
from timescales.domain import meet_deadline
from timescales.models import Deadline

OWED = {
    "decision_letter": PackKind.DECISION_LETTER,
    "plan_out": PackKind.OUTLINE_PLAN,
    "record": PackKind.SUMMARY_RECORD,
}
NOT_POSTED = (State.WAITING, State.HELD, State.PRINTED)
NO_LONGER_OWED = (PackState.VOID, PackState.RECALLED)


def meet_what_has_gone() -> int:
    """Meet the clock of every paper whose packs are all handed over. How many were."""
    met = 0
    for deadline in Deadline.objects.open().filter(rule__in=OWED, about__startswith="conference:"):
        gone_on = _gone_on(deadline)
        if gone_on is not None:
            meet_deadline(deadline=deadline, met_on=gone_on, by=None, met_by=deadline.about)
            met += 1
    return met


def _gone_on(deadline: Deadline) -> dt.date | None:
    """The day the last of them went; nothing while one is still here, or none was made.

    A pack handed over to be posted is still here until its letter is posted.
    """
    conference = Conference.objects.get(pk=int(deadline.about.removeprefix("conference:")))
    packs = Pack.objects.filter(record=conference.record, kind=OWED[deadline.rule]).exclude(
        state__in=NO_LONGER_OWED
    )
    if not packs.exists() or packs.exclude(state=PackState.HANDED_OVER).exists():
        return None
    letters = Message.objects.letters().filter(
        about__in=[f"pack:{pk}" for pk in packs.values_list("pk", flat=True)]
    )
    if letters.filter(state__in=NOT_POSTED).exists():
        return None
    handed_over = Handover.objects.filter(pack__in=packs).aggregate(at=Max("at"))["at"]
    posted = letters.aggregate(at=Max("sent_at"))["at"]
    times = [at for at in (handed_over, posted) if at is not None]
    return timezone.localdate(max(times)) if times else None

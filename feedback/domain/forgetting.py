"""Cut the thread between an answer and the family it came from, once its time is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from audit.domain import record
from audit.enums import Action
from feedback.enums import CommentState
from feedback.models import Answer, Comment, LocalPractice
from timescales.domain import today_in_london


@transaction.atomic
def cut_threads() -> int:
    """Safe to repeat. What is not read yet, or with duty, keeps its thread until it is settled."""
    kept = dt.timedelta(days=LocalPractice.current().link_kept_days)
    open_still = Comment.objects.filter(state__in=[CommentState.TO_READ, CommentState.WITH_DUTY])
    over = Answer.objects.filter(slip__expires_on__lt=today_in_london() - kept)
    wanted = list(
        over.exclude(pk__in=open_still.values("answer"))
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if wanted:
        Answer.objects.filter(pk__in=[answer.pk for answer in wanted]).update(slip=None)
        record(Action.CHANGED, "feedback.cut_threads", by=None, subjects=wanted)
    return len(wanted)

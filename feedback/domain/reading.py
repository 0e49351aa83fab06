"""Read what was written, and bring a disclosure of harm to the duty officer in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from feedback import notices, rules
from feedback.domain.answering import READ_IN_TIME
from feedback.enums import COMMENT_STEPS, CommentState
from feedback.models import Comment
from people.domain.permission import require
from people.models import Family
from timescales.domain import meet_deadline, start_deadline, today_in_london
from timescales.due import Dates
from timescales.models import Deadline

HARM_SETTLED = "feedback_harm"
NOT_A_READER = "Only somebody named to read feedback may do this."
NOT_DUTY = "Only the duty officer may do this."


@dataclass(frozen=True)
class Waiting:
    """One comment on a list, and the day by which something must be done about it."""

    comment: Comment
    clock: Deadline | None

    @property
    def due_on(self) -> dt.date | None:
        return self.clock.due_on if self.clock else None

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < today_in_london()


def waiting(rows: QuerySet[Comment], *, rule: str) -> list[Waiting]:
    """What is due first comes first. `rows` are `visible_to` whoever asks."""
    comments = list(rows.select_related("answer"))
    clocks = Deadline.objects.filter(rule=rule, about__in=[one.about for one in comments])
    clock_of = {clock.about: clock for clock in clocks}
    lines = [Waiting(one, clock_of.get(one.about)) for one in comments]
    return sorted(lines, key=lambda line: (line.due_on or dt.date.max, line.comment.pk))


def note_opened(comments: Sequence[Comment], *, verb: str, by: User) -> None:
    """The lists of what waits show the words themselves: each was opened, not merely listed."""
    if comments:
        record(Action.OPENED, verb, by=by, subjects=comments)


@transaction.atomic
def mark_read(*, comment: Comment, by: User) -> Comment:
    """It was read, and nothing in it needs duty. Repeating it changes nothing."""
    row = _locked(comment)
    _require(rules.may_read(by), "feedback.read", row, by, NOT_A_READER)
    if row.state != CommentState.TO_READ:
        return row
    return _read(row, CommentState.READ, "feedback.read", by)


@transaction.atomic
def send_to_duty(*, comment: Comment, by: User) -> Comment:
    """A child may be in danger: every duty officer is told now, and the reader is done."""
    row = _locked(comment)
    _require(rules.may_read(by), "feedback.send_to_duty", row, by, NOT_A_READER)
    if row.sent_to_duty_at is not None:
        return row
    row.sent_to_duty_at, row.sent_to_duty_by = timezone.now(), by
    _read(row, CommentState.WITH_DUTY, "feedback.send_to_duty", by)
    dates = Dates(start=today_in_london())
    start_deadline(rule=HARM_SETTLED, dates=dates, by=by, about=row.about)
    notices.harm_disclosed(row)
    return row


def _read(row: Comment, to: CommentState, verb: str, by: User) -> Comment:
    _advance(row, to)
    if row.read_at is None:
        row.read_at, row.read_by = timezone.now(), by
        _meet(row, READ_IN_TIME, by)
    row.save()
    record(Action.CHANGED, verb, by=by, subjects=[row])
    return row


@transaction.atomic
def find_family(*, comment: Comment, by: User) -> Family:
    """Whose words these are: only for duty, only once they were sent there, and audited.

    Raises `WrongState` where nobody can know any more.
    """
    row = _locked(comment)
    _require(rules.may_settle(by), "feedback.find_family", row, by, NOT_DUTY)
    if row.sent_to_duty_at is None:
        raise WrongState("Only words that were sent to duty are followed to a family.")
    slip = row.answer.slip
    if slip is None:
        raise WrongState(
            "Nobody can find out which family this came from: it came on paper without a code, "
            "or too long ago."
        )
    family: Family = slip.recipient.record.family
    record(
        Action.OPENED,
        "feedback.find_family",
        by=by,
        subjects=[row],
        children=family.children_concerned(),
        reason="a child may be in danger",
    )
    return family


@transaction.atomic
def settle(*, comment: Comment, what_was_done: str, by: User) -> Comment:
    """The duty officer says what was done about it."""
    row = _locked(comment)
    _require(rules.may_settle(by), "feedback.settle", row, by, NOT_DUTY)
    if not what_was_done.strip():
        raise DomainError("Say what was done, and who was told.", field="what_was_done")
    _advance(row, CommentState.SETTLED)
    row.what_was_done = what_was_done.strip()
    row.settled_at, row.settled_by = timezone.now(), by
    row.save()
    _meet(row, HARM_SETTLED, by)
    record(Action.DECIDED, "feedback.settle", by=by, subjects=[row])
    return row


def _advance(row: Comment, to: CommentState) -> None:
    if to not in COMMENT_STEPS[CommentState(row.state)]:
        raise WrongState(f"This is “{row.get_state_display().lower()}” already.")
    row.state = to


def _meet(row: Comment, rule: str, by: User) -> None:
    for deadline in Deadline.objects.open().filter(rule=rule, about=row.about):
        meet_deadline(deadline=deadline, met_on=today_in_london(), by=by, met_by=row.about)


def _locked(comment: Comment) -> Comment:
    rows = Comment.objects.select_related("answer__slip__recipient__record__family")
    row: Comment = rows.select_for_update(of=("self",)).get(pk=comment.pk)
    return row


def _require(allowed: bool, verb: str, row: Comment, by: User, message: str) -> None:
    seen = Comment.objects.visible_to(by).filter(pk=row.pk).exists()
    require(allowed and seen, verb, by=by, subjects=[row], message=message)

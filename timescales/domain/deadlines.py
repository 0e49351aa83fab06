"""Start, meet, withdraw, restart and open again one deadline.

These are parts of a step that an upper app takes, permits and audits (a conference closed, a
visit recorded); here each writes the deadline's own history. All are safe to repeat.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from accounts.models import User
from people.models import Child, Family
from timescales.domain.clock import current_clock, hold_calendar_still, today_in_london
from timescales.due import Dates, DueDate
from timescales.enums import ChangeKind
from timescales.errors import AlreadySettled, NotInTime
from timescales.models import Deadline, DeadlineChange
from timescales.models.deadline import LONGEST_REASON, stored


@transaction.atomic
def start_deadline(
    *,
    rule: str,
    dates: Dates,
    by: User | None,
    child: Child | None = None,
    family: Family | None = None,
    about: str = "",
    owner_role: str = "",
) -> Deadline:
    """Start the clock of `rule` and keep when it is due.

    `about` names the occasion ("conference:12"), so that a duty that comes round again is a new
    deadline. Started again with the same dates it is left as it is; with other dates, or after it
    was withdrawn, it runs from the new ones. Raises `AlreadySettled` when it was met with other
    dates, `UnknownRule` and `CannotDate`.
    """
    hold_calendar_still()
    due = current_clock().due(rule, dates)
    deadline: Deadline
    deadline, created = Deadline.objects.select_for_update().get_or_create(
        rule=rule,
        child=child,
        family_id=child.family_id if child else (family.pk if family else None),
        about=about,
        defaults={**_dated(due), "owner_role": owner_role},
    )
    if created:
        _note(deadline, ChangeKind.STARTED, before=None, by=by)
    elif not _same(deadline, dates):
        _run_again(deadline, due, by=by, reason="")
    return deadline


@transaction.atomic
def restart_deadline(
    *, deadline: Deadline, dates: Dates, by: User | None, reason: str = ""
) -> Deadline:
    """Count from other dates: the strategy date was wrong, the review was moved, the baby is born.

    Raises `AlreadySettled` when it was met, `CannotDate`.
    """
    hold_calendar_still()
    deadline = _locked(deadline)
    if not _same(deadline, dates):
        _run_again(deadline, current_clock().due(deadline.rule, dates), by=by, reason=reason)
    return deadline


@transaction.atomic
def meet_deadline(
    *,
    deadline: Deadline,
    met_on: date,
    by: User | None,
    met_by: str = "",
    late_reason: str = "",
) -> Deadline:
    """The duty was done on `met_on`, by what `met_by` names ("conference:12").

    A date after the due date is allowed and makes it late; whether a reason must be given is the
    caller's rule. Raises `NotInTime` for a date still to come, `AlreadySettled` when it was
    withdrawn or met on another day.
    """
    deadline = _locked(deadline)
    if deadline.met_on == met_on:
        return deadline
    if not deadline.is_open:
        raise AlreadySettled(f"This was already {_how_settled(deadline)}.")
    if met_on > today_in_london():
        raise NotInTime("The date it was done cannot be in the future.", field="met_on")
    deadline.met_on, deadline.met_by, deadline.late_reason = met_on, met_by, late_reason
    deadline.settled_at = timezone.now()
    deadline.save(update_fields=["met_on", "met_by", "late_reason", "settled_at"])
    _note(deadline, ChangeKind.MET, before=deadline.due_on, by=by, reason=late_reason)
    return deadline


@transaction.atomic
def withdraw_deadline(*, deadline: Deadline, reason: str, by: User | None) -> Deadline:
    """The duty fell away: diverted, cancelled, the plan ended. It stays on record, with the
    beginning of a long reason; the whole of it is in the history.

    Raises `AlreadySettled` when it was met; open it again first.
    """
    deadline = _locked(deadline)
    if deadline.withdrawn_at:
        return deadline
    if deadline.met_on:
        raise AlreadySettled(f"This was already {_how_settled(deadline)}.")
    deadline.withdrawn_at = deadline.settled_at = timezone.now()
    deadline.withdrawn_reason = Truncator(reason).chars(LONGEST_REASON)
    deadline.save(update_fields=["withdrawn_at", "settled_at", "withdrawn_reason"])
    _note(deadline, ChangeKind.WITHDRAWN, before=deadline.due_on, by=by, reason=reason)
    return deadline


@transaction.atomic
def reopen_deadline(*, deadline: Deadline, reason: str, by: User | None) -> Deadline:
    """What met it turned out not to (a decision corrected). Dated afresh by today's calendar."""
    hold_calendar_still()
    deadline = _locked(deadline)
    if deadline.is_open:
        return deadline
    due = current_clock().due(deadline.rule, deadline.clock_dates())
    _reset(deadline, due, ChangeKind.REOPENED, by=by, reason=reason)
    return deadline


def _locked(deadline: Deadline) -> Deadline:
    locked: Deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    return locked


def _dated(due: DueDate) -> dict[str, object]:
    return {
        "started_on": due.dates.start,
        "dates": stored(due.dates),
        "due_on": due.due_on,
        "provisional": due.provisional,
    }


def _same(deadline: Deadline, dates: Dates) -> bool:
    return deadline.withdrawn_at is None and deadline.clock_dates() == dates


def _run_again(deadline: Deadline, due: DueDate, *, by: User | None, reason: str) -> None:
    if deadline.met_on:
        raise AlreadySettled(f"This was already {_how_settled(deadline)}.")
    _reset(deadline, due, ChangeKind.RESTARTED, by=by, reason=reason)


def _reset(
    deadline: Deadline, due: DueDate, kind: ChangeKind, *, by: User | None, reason: str
) -> None:
    before = deadline.due_on
    for name, value in _dated(due).items():
        setattr(deadline, name, value)
    deadline.met_on = deadline.withdrawn_at = deadline.settled_at = None
    deadline.met_by = deadline.late_reason = deadline.withdrawn_reason = ""
    deadline.save()
    _note(deadline, kind, before=before, by=by, reason=reason)


def _note(
    deadline: Deadline,
    kind: ChangeKind,
    *,
    before: date | None,
    by: User | None,
    reason: str = "",
) -> None:
    DeadlineChange.objects.create(
        deadline=deadline,
        kind=kind,
        due_before=before,
        due_after=deadline.due_on,
        by=by,
        reason=reason,
        at=timezone.now(),
    )


def _how_settled(deadline: Deadline) -> str:
    if deadline.met_on:
        return f"met on {deadline.met_on:%-d %B %Y}"
    return "withdrawn"

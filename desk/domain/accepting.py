"""Accept something late for now, with a reason and the day it comes back; take that back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from desk.domain.radar.lists import find_need
from desk.domain.radar.needs import Need
from desk.models import Accepted
from people.domain.permission import require
from people.models import Family
from people.rules import may_see_family
from timescales.domain import today_in_london

MOST_DAYS = 28  # a local default: no source gives one
MOST_LETTERS = 200  # of a line that is kept; who is named in it is on its page
NOT_YOURS = "This is not on your list any more."


def may_wait(need: Need, today: dt.date) -> bool:
    """A clock, a doubt about a meeting, or what is late: not an appointment still to come, nor
    what is about no family."""
    late = need.due_on is not None and need.due_on < today
    return need.family_id is not None and (late or bool(need.deadline_id or need.about))


@transaction.atomic
def accept_need(*, occasion: str, reason: str, until_on: dt.date, by: User) -> Accepted:
    """It leaves the list of `by` until `until_on`, at most 28 days ahead. The clock goes on
    running, and managers still see it on the list of the team.

    Raises `WrongState` when it is not on this person's list, `DomainError` with the field that is
    wrong, `NotAllowed` for what is about no family they may see.
    """
    need = find_need(by, occasion)
    if need is None or not may_wait(need, today_in_london()):
        raise WrongState(NOT_YOURS)
    assert need.family_id is not None, "it may wait"
    family = Family.objects.get(pk=need.family_id)
    require(may_see_family(by, family), "desk.accept_need", by=by, subjects=[family])
    _check(reason, until_on)
    # Until the same day again: one more action is late, and the line is accepted with it.
    row, _ = Accepted.objects.update_or_create(
        by=by,
        occasion=occasion,
        until_on=until_on,
        taken_back_at=None,
        defaults={
            "family": family,
            "parts": sorted(need.parts),
            "what": _shortened(need.text),
            "due_on": need.due_on,
            "reason": reason.strip(),
        },
    )
    record(
        Action.CREATED,
        "desk.accept_need",
        by=by,
        subjects=[row],
        children=need.child_ids or family.children_concerned(),
        reason=reason.strip(),
    )
    return row


@transaction.atomic
def take_back(*, accepted: Accepted, by: User) -> Accepted:
    """It comes back on the list today. Safe to repeat. Raises `NotAllowed` for anybody else."""
    mine = accepted.by_id == by.pk and may_see_family(by, accepted.family)
    require(mine, "desk.take_back_accepted", by=by, subjects=[accepted])
    row: Accepted = Accepted.objects.select_for_update().get(pk=accepted.pk)
    if row.taken_back_at is None:
        row.taken_back_at = timezone.now()
        row.save(update_fields=["taken_back_at"])
        children = row.children_concerned()
        verb = "desk.take_back_accepted"
        record(Action.CHANGED, verb, by=by, subjects=[row], children=children)
    return row


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def _check(reason: str, until_on: dt.date) -> None:
    today = today_in_london()
    if not reason.strip():
        raise DomainError("Say why it can wait.", field="reason")
    if until_on <= today:
        raise DomainError("Choose a day after today.", field="until_on")
    if until_on > today + dt.timedelta(days=MOST_DAYS):
        raise DomainError(f"Choose a day within {MOST_DAYS} days.", field="until_on")

"""Raise an informal concern, and resolve it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations import rules
from escalations.domain.clocks import meet_clock, start_clock
from escalations.domain.danger import Told, record_danger_call
from escalations.domain.raised import Origin, already, create, require_may_raise, worded
from escalations.domain.reasons import check_reasons
from escalations.enums import CONCERN_STEPS, ConcernState
from escalations.models import Concern
from people.domain.permission import require

MAY_NOT_SETTLE = "Only whoever raised this, the family’s chair or a head of service may do this."


@transaction.atomic
def raise_concern(
    *, origin: Origin, reason: str, impact: str, by: User, danger: Told | None = None
) -> Concern:
    """Keep a concern in a minute. It is to be resolved within the local limit of working days.

    Raises `NotAllowed`, and `DomainError` naming what is missing. The same `origin.key` again is
    the same concern.
    """
    require_may_raise(origin, "escalations.raise_concern", by=by)
    if (before := already(Concern, origin)) is not None:
        return before
    [code] = check_reasons([reason] if reason else [], field="reason")
    words = worded(impact, "Say what it means for the child.", "impact")
    concern = create(Concern, origin, by=by, reason=code, impact=words)
    start_clock(rule="concern", of=concern, by=by)
    if danger is not None:
        record_danger_call(told=danger, of=concern, by=by)
    _record(Action.CREATED, "escalations.raise_concern", concern, by)
    return concern


@transaction.atomic
def resolve_concern(*, concern: Concern, outcome: str, by: User) -> Concern:
    """It is settled between those concerned; `outcome` says how. Raises `WrongState`."""
    concern = lock_open(concern, "escalations.resolve_concern", by=by)
    concern.outcome = worded(outcome, "Say how it was resolved.", "outcome")
    settle(concern, ConcernState.RESOLVED, by=by)
    _record(Action.CHANGED, "escalations.resolve_concern", concern, by)
    return concern


def lock_open(concern: Concern, verb: str, *, by: User) -> Concern:
    """The same concern, held until the transaction ends, for somebody who may settle it."""
    fresh: Concern = Concern.objects.select_for_update().get(pk=concern.pk)
    allowed = rules.may_settle(by, fresh)
    children = fresh.children_concerned()
    require(allowed, verb, by=by, subjects=[fresh], children=children, message=MAY_NOT_SETTLE)
    return fresh


def settle(concern: Concern, to: ConcernState, *, by: User) -> None:
    """Take it to one of its ends, and meet its clock. Raises `WrongState`."""
    if to not in CONCERN_STEPS[concern.state]:
        state = ConcernState(concern.state).label.lower()
        raise WrongState(f"This concern is no longer open: “{state}”.", rule="over")
    concern.state = to
    concern.settled_at, concern.settled_by = timezone.now(), by
    concern.save()
    meet_clock(of=concern, by=by)


def _record(action: Action, verb: str, concern: Concern, by: User) -> None:
    record(action, verb, by=by, subjects=[concern], children=concern.children_concerned())

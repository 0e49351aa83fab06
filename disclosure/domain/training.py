"""Record that somebody in business support was trained to clear packs, or take that back.

Nobody says it of themselves, and only a head of service says it of others.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.domain.looking_after import check_not_oneself
from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.models import ClearingTraining
from disclosure.rules import may_record_training
from people.domain.permission import require
from people.enums import Role
from people.rules import has_role
from timescales.domain import today_in_london

NOT_TO_TRAIN = "Only a head of service records who is trained to clear packs."
NO_NEED = "Only business support need the training. This person does not work there today."


@transaction.atomic
def record_training(*, user: User, trained_on: dt.date, by: User) -> ClearingTraining:
    """From now on they may clear, at the hub where they sit. Doing it twice is doing it once.

    Raises `NotAllowed` (also for oneself), `WrongState` for anybody outside business support,
    `DomainError` for a day to come.
    """
    verb = "disclosure.record_training"
    _allow(user, verb, by)
    if not has_role(user, Role.BUSINESS_SUPPORT):
        raise WrongState(NO_NEED)
    if trained_on > today_in_london():
        raise DomainError("The day of the training cannot be to come.", field="trained_on")
    training, is_new = ClearingTraining.objects.get_or_create(
        user=user,
        withdrawn_at=None,
        defaults={"trained_on": trained_on, "recorded_by": by},
    )
    if is_new:
        detail = {"trained_on": str(trained_on)}
        write_audit(Action.CREATED, verb, by=by, subjects=[user], detail=detail)
    return training


@transaction.atomic
def withdraw_training(*, user: User, reason: str, by: User) -> ClearingTraining:
    """They clear no more from now on; what they cleared stays cleared.

    Raises `NotAllowed` (also for oneself), `WrongState` when there is none, `DomainError`.
    """
    verb = "disclosure.withdraw_training"
    _allow(user, verb, by)
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    training = ClearingTraining.objects.standing().select_for_update().filter(user=user).first()
    if training is None:
        raise WrongState("No training is recorded for this person.")
    training.withdrawn_at, training.withdrawn_by = timezone.now(), by
    training.withdrawn_reason = reason.strip()[:300]
    training.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    write_audit(Action.CHANGED, verb, by=by, subjects=[user], reason=reason.strip())
    return training


def training_of(user: User) -> ClearingTraining | None:
    rows = ClearingTraining.objects.standing().select_related("recorded_by")
    return rows.filter(user=user).first()


def _allow(user: User, verb: str, by: User) -> None:
    require(may_record_training(by), verb, by=by, subjects=[user], message=NOT_TO_TRAIN)
    check_not_oneself(user, verb=verb, by=by)

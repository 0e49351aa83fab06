"""The list of reasons as it stands: what comes with it, and what this service has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations import rules
from escalations.enums import Theme
from escalations.models import LocalReason
from escalations.reasons import REASONS, Reason
from people.domain.permission import require
from timescales.domain import today_in_london

NOT_A_HEAD = "Only a head of service can change the list of reasons."
CODE_LENGTH = 30


def all_reasons() -> dict[str, Reason]:
    """Every reason ever, by code, in the order in which they are offered."""
    reasons = {reason.code: reason for reason in REASONS}
    for row in LocalReason.objects.all():
        reasons[row.code] = row.reason()
    return reasons


def reasons_on(day: dt.date) -> dict[str, Reason]:
    """The reasons that may be chosen on this day, by code; "something else" stands last."""
    chosen = [reason for reason in all_reasons().values() if reason.in_force(day)]
    chosen.sort(key=lambda reason: reason.theme == Theme.OTHER)
    return {reason.code: reason for reason in chosen}


def codes_under(theme: str) -> list[str]:
    """The codes counted under a theme, also those no longer in force."""
    return [reason.code for reason in all_reasons().values() if reason.theme == theme]


def check_reasons(codes: Iterable[str], *, field: str) -> list[str]:
    """These codes, each once. Raises `DomainError` when one may not be chosen today."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise DomainError("Choose what it is about.", field=field, rule="needed")
    if not set(wanted) <= reasons_on(today_in_london()).keys():
        raise DomainError("Choose a reason from the list.", field=field, rule="unknown")
    return wanted


@transaction.atomic
def add_reason(
    *, label: str, theme: str, from_on: dt.date, why: str, by: User, to_on: dt.date | None = None
) -> LocalReason:
    """A reason of this service's own, from this day on.

    Raises `NotAllowed`, and `DomainError` when it has no words, or stands in the list already.
    """
    require(rules.may_keep_reasons(by), "escalations.add_reason", by=by, message=NOT_A_HEAD)
    label = " ".join(label.split())
    if not label:
        raise DomainError("Enter the reason.", field="label", rule="needed")
    if theme not in Theme.values:
        raise DomainError("Choose what it is counted under.", field="theme", rule="needed")
    if to_on is not None and to_on < from_on:
        raise DomainError(
            "The last day is before the first.", field="to_on", rule="ends_before_start"
        )
    known = all_reasons()
    if label.casefold() in {reason.label.casefold() for reason in known.values()}:
        raise DomainError(
            "This reason is already in the list.", field="label", rule="there_already"
        )
    row = LocalReason.objects.create(
        code=_free_code(label, known),
        label=label,
        theme=theme,
        from_on=from_on,
        to_on=to_on,
        why=why,
        set_by=by,
    )
    _record("escalations.add_reason", row, by)
    return row


@transaction.atomic
def end_reason(*, code: str, last_day: dt.date, why: str, by: User) -> LocalReason:
    """Nobody may choose it after this day. What was written under it keeps it.

    Raises `NotAllowed`; `DomainError` for a day already past, or a reason not in the list.
    """
    require(rules.may_keep_reasons(by), "escalations.end_reason", by=by, message=NOT_A_HEAD)
    reason = all_reasons().get(code)
    if reason is None:
        raise DomainError("There is no such reason in the list.", rule="unknown")
    if last_day < today_in_london():
        raise DomainError(
            "The last day cannot be in the past.", field="last_day", rule="in_the_past"
        )
    if reason.from_on and last_day < reason.from_on:
        raise DomainError(
            "The last day is before the first.", field="last_day", rule="ends_before_start"
        )
    values = {
        "label": reason.label,
        "theme": reason.theme,
        "from_on": reason.from_on,
        "to_on": last_day,
        "why": why,
        "set_by": by,
    }
    row, _ = LocalReason.objects.update_or_create(code=code, defaults=values)
    _record("escalations.end_reason", row, by)
    return row


def _free_code(label: str, known: dict[str, Reason]) -> str:
    stem = slugify(label)[:CODE_LENGTH] or "reason"
    code, number = stem, 1
    while code in known:
        number += 1
        code = f"{stem}-{number}"
    return code


def _record(verb: str, row: LocalReason, by: User) -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[row],
        reason=row.why,
        detail={"code": row.code, "from": str(row.from_on or ""), "to": str(row.to_on or "")},
    )

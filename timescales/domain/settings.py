"""Set a local value from a day on, and re-date the clocks it binds."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from timescales.domain.clock import change_calendar_alone, today_in_london
from timescales.domain.redating import Moves, redate_all
from timescales.enums import Part, RedatingCause, Unit
from timescales.errors import CannotChangeSetting
from timescales.local_values import editable_parts, units_for, words_for
from timescales.models import LocalSetting
from timescales.models.local_setting import IN_WORDS
from timescales.permissions import NOT_A_HEAD, may_change_clocks
from timescales.rule import Amount, Rule
from timescales.rules import UnknownRule, rule_named

MOST = 400
WHOLE_WAY = 100


@transaction.atomic
def set_local_value(
    *,
    rule: str,
    part: Part,
    effective_from: date,
    reason: str,
    by: User,
    amount: Amount | None = None,
    words: str = "",
) -> tuple[LocalSetting, Moves]:
    """From `effective_from`, clocks of this rule run under this value.

    Clocks started before that day keep theirs. Raises `NotAllowed`, and `CannotChangeSetting` for
    a statutory value, a day already past, or a value that is not one.
    """
    message, verb = "Only a head of service can change a local value.", "timescales.set_local_value"
    require(may_change_clocks(by), verb, by=by, reason=NOT_A_HEAD, message=message)
    _check(rule, part, effective_from, amount, words)
    change_calendar_alone()
    setting = LocalSetting.objects.create(
        rule=rule,
        part=part,
        number=amount.number if amount else None,
        unit=amount.unit if amount else "",
        words=words,
        effective_from=effective_from,
        reason=reason,
        set_by=by,
        set_at=timezone.now(),
    )
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[setting],
        reason=reason,
        detail={"value": str(setting)},
    )
    moves = redate_all(cause=RedatingCause.SETTING, by=by, reason=reason, local_setting=setting)
    return setting, moves


def _check(rule: str, part: Part, on: date, amount: Amount | None, words: str) -> None:
    try:
        found = rule_named(rule, on=on)
    except UnknownRule as error:
        raise CannotChangeSetting(str(error)) from error
    if part not in editable_parts(found):
        raise CannotChangeSetting(f"{found.label}: this is not a local value.")
    if on < today_in_london():
        raise CannotChangeSetting("The day cannot be in the past.", field="effective_from")
    if part in IN_WORDS:
        if words not in words_for(found, part):
            raise CannotChangeSetting("Choose one of those listed.", field="words")
    else:
        _check_amount(found, part, amount)


def _check_amount(rule: Rule, part: Part, amount: Amount | None) -> None:
    if amount is None or not 1 <= amount.number <= MOST:
        raise CannotChangeSetting(f"Enter a whole number from 1 to {MOST}.", field="number")
    if amount.unit not in units_for(rule, part):
        raise CannotChangeSetting("This rule is not counted in that unit.", field="unit")
    if amount.unit == Unit.MIDPOINT and amount.number >= WHOLE_WAY:
        raise CannotChangeSetting(
            "Enter a number below 100: the check is before the next review.", field="number"
        )

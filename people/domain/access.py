"""Exceptions to who may see whom: restricted families, conflicts of interest, broken glass."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people import rules
from people.domain.permission import require
from people.domain.queries import is_conflicted, managers_of, named_people
from people.domain.reading import CANNOT_OPEN
from people.errors import BadDetail
from people.models import BreakGlass, ConflictOfInterest, Family, NamedAccess
from people.notices import tell_of_broken_glass, tell_of_conflict

# A local default; no source gives a length. Long enough for one emergency, too short for a habit.
EMERGENCY = timedelta(minutes=60)
SHORTEST_REASON = 15  # letters: enough to say which emergency


@transaction.atomic
def restrict_family(*, family: Family, reason: str, named: Collection[User], by: User) -> Family:
    """Only `named` people, and the manager who restricts, may open the family from now on."""
    require(rules.may_restrict(by, family), "people.restrict_family", by=by, subjects=[family])
    reason = _reason(reason, "Enter why this family is restricted.")
    family = Family.objects.select_for_update().get(pk=family.pk)
    family.is_restricted, family.restricted_reason = True, reason
    family.save()
    for user in {person.pk: person for person in [by, *named]}.values():
        _name(family, user, reason, by)
    _changed("people.restrict_family", family, by, {"named": [user.pk for user in named]})
    return family


@transaction.atomic
def lift_restriction(*, family: Family, reason: str, by: User) -> Family:
    """Everybody whose role reaches the family may open it again."""
    require(rules.may_restrict(by, family), "people.lift_restriction", by=by, subjects=[family])
    reason = _reason(reason, "Enter why the restriction is lifted.")
    family = Family.objects.select_for_update().get(pk=family.pk)
    family.is_restricted, family.restricted_reason = False, ""
    family.save()
    NamedAccess.objects.filter(family=family, ended_at__isnull=True).update(ended_at=timezone.now())
    _changed("people.lift_restriction", family, by, {}, reason)
    return family


@transaction.atomic
def name_person(*, family: Family, user: User, reason: str, by: User) -> NamedAccess:
    """Let one more person open a restricted family."""
    require(rules.may_restrict(by, family), "people.name_person", by=by, subjects=[family])
    reason = _reason(reason, "Enter why they need to open this family.")
    access = _name(family, user, reason, by)
    _changed("people.name_person", family, by, {"named": [user.pk]})
    return access


@transaction.atomic
def end_named_access(*, access: NamedAccess, by: User) -> NamedAccess:
    """One person may no longer open the restricted family. Somebody must still be able to."""
    family = access.family
    require(rules.may_restrict(by, family), "people.end_named_access", by=by, subjects=[family])
    Family.objects.select_for_update().get(pk=family.pk)
    if len(named_people(family)) == 1 and family.is_restricted:
        raise WrongState(
            "Somebody must be able to open this family. Name another person first.",
            rule="nobody_left",
        )
    access.ended_at = timezone.now()
    access.save()
    _changed("people.end_named_access", family, by, {"ended": [access.user_id]})
    return access


@transaction.atomic
def declare_conflict(*, family: Family, user: User, reason: str, by: User) -> ConflictOfInterest:
    """From now on `user` cannot open this family, not even in an emergency (quality.md, A8)."""
    allowed = rules.may_declare_conflict(by, user, family)
    require(allowed, "people.declare_conflict", by=by, subjects=[family])
    reason = _reason(reason, "Enter how they know this family.")
    if is_conflicted(user, family):
        raise WrongState(
            f"A conflict of interest is already recorded for {user}.", rule="already_done"
        )
    conflict = ConflictOfInterest.objects.create(
        family=family, user=user, declared_by=by, reason=reason
    )
    _changed("people.declare_conflict", family, by, {"user": user.pk})
    tell_of_conflict(conflict, managers=managers_of(family))
    return conflict


@transaction.atomic
def withdraw_conflict(*, conflict: ConflictOfInterest, reason: str, by: User) -> ConflictOfInterest:
    """A manager found that there is no conflict after all. Never one's own."""
    allowed = rules.may_withdraw_conflict(by, conflict)
    require(allowed, "people.withdraw_conflict", by=by, subjects=[conflict.family])
    reason = _reason(reason, "Enter why there is no conflict.")
    conflict.withdrawn_at = timezone.now()
    conflict.save()
    _changed("people.withdraw_conflict", conflict.family, by, {"user": conflict.user_id}, reason)
    return conflict


@transaction.atomic
def break_glass(*, family: Family, reason: str, by: User) -> BreakGlass:
    """Open a family in an emergency for `EMERGENCY`. The family's manager and the data officers
    are told. Refused, in the same words as any refusal, where there is a conflict of interest."""
    allowed = rules.may_break_glass(by) and not is_conflicted(by, family)
    children = family.children_concerned()
    require(
        allowed,
        "people.break_glass",
        by=by,
        subjects=[family],
        children=children,
        reason="conflict of interest or no posting",
        message=CANNOT_OPEN,
    )
    reason = reason.strip()
    if sum(letter.isalpha() for letter in reason) < SHORTEST_REASON:
        raise BadDetail(
            "Enter what the emergency is, so that a manager will understand it.", field="reason"
        )
    now = timezone.now()
    glass = BreakGlass.objects.create(
        family=family, user=by, reason=reason, from_at=now, until_at=now + EMERGENCY
    )
    record(
        Action.BROKE_GLASS,
        "people.break_glass",
        by=by,
        subjects=[family],
        children=children,
        reason=reason,
    )
    tell_of_broken_glass(glass, managers=managers_of(family))
    return glass


def _name(family: Family, user: User, reason: str, by: User) -> NamedAccess:
    access, _ = NamedAccess.objects.get_or_create(
        family=family, user=user, ended_at=None, defaults={"given_by": by, "reason": reason}
    )
    return access


def _reason(reason: str, message: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise BadDetail(message, field="reason")
    if len(reason) > 300:
        raise BadDetail("The reason must be 300 letters or less.", field="reason")
    return reason


def _changed(
    verb: str, family: Family, by: User, detail: dict[str, object], reason: str = ""
) -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[family],
        children=family.children_concerned(),
        reason=reason,
        detail=detail,
    )

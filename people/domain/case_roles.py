"""Who holds which role on a case, handed over with dates."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.domain.queries import is_conflicted, named_people
from people.enums import CaseRoleKind, Role
from people.errors import BadDetail
from people.models import CaseRole, Family, Professional
from people.rules import has_role, may_hand_over_case

CHAIRS = (Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER)
LINE = {CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.TEAM_MANAGER}


@transaction.atomic
def hand_over(
    *,
    family: Family,
    kind: str,
    to: Professional,
    from_on: dt.date | None = None,
    by: User,
) -> CaseRole:
    """`to` holds the role from this day (today unless said); whoever held it stops the day before.

    A chair is independent of the line management of the case (North East Lincolnshire, Working
    Together wording).
    """
    require(may_hand_over_case(by, family), "people.hand_over", by=by, subjects=[family])
    Family.objects.select_for_update().get(pk=family.pk)
    day = from_on or timezone.localdate()
    before = CaseRole.objects.filter(family=family, kind=kind, to_on__isnull=True).first()
    _check_holder(family, kind, to, before)
    if before:
        _end(before, day)
    role = CaseRole.objects.create(family=family, kind=kind, professional=to, from_on=day)
    record(
        Action.CHANGED,
        "people.hand_over",
        by=by,
        subjects=[role],
        children=family.children_concerned(),
        detail={"kind": kind, "to": to.pk, "from": before.professional_id if before else None},
    )
    return role


def why_not_chair(family: Family, to: Professional) -> str:
    """Why this person cannot chair this family's conferences, in words; empty when they can."""
    try:
        _check_holder(family, CaseRoleKind.CHAIR, to, None)
    except WrongState as objection:
        return objection.message
    return ""


def _check_holder(family: Family, kind: str, to: Professional, before: CaseRole | None) -> None:
    if before and before.professional_id == to.pk:
        raise WrongState(f"{to.person} already holds this role.", rule="already_done")
    if to.user and is_conflicted(to.user, family):
        raise WrongState(
            f"{to.person} has a conflict of interest with this family.", rule="conflict_of_interest"
        )
    if family.is_restricted and to.user_id not in {name.user_id for name in named_people(family)}:
        raise WrongState(
            f"This family is restricted and {to.person} is not named. A manager names them first.",
            rule="not_named",
        )
    opposite = {CaseRoleKind.CHAIR} if kind in LINE else LINE if kind == CaseRoleKind.CHAIR else ()
    roles = CaseRole.objects.filter(family=family, professional=to, to_on__isnull=True)
    if roles.filter(kind__in=opposite).exists():
        raise WrongState(
            f"{to.person} cannot both chair the conference and work or manage the case: "
            "the chair is independent.",
            rule="chair_not_independent",
        )
    if kind == CaseRoleKind.CHAIR and not (to.user and has_role(to.user, *CHAIRS)):
        raise WrongState(
            f"{to.person} is not posted as a principal officer, so cannot chair.",
            rule="not_a_chair",
        )


def _end(role: CaseRole, day: dt.date) -> None:
    if day < role.from_on:
        raise BadDetail(
            f"{role.professional.person} holds this role from {role.from_on:%-d %B %Y}. "
            "Enter a later day.",
            field="from_on",
        )
    role.to_on = day - dt.timedelta(days=1)
    role.save()

"""Who chairs a family's conferences: a role on the case, so that the chair may open it."""

from __future__ import annotations

import datetime as dt

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Professional
from timescales.domain import today_in_london


def give_case_to(*, chair: Professional, family: Family, by: User) -> None:
    """From today this chair has the case; the one before, if another, had it until yesterday."""
    today = today_in_london()
    standing = CaseRole.objects.select_for_update().filter(
        family=family, kind=CaseRoleKind.CHAIR, to_on__isnull=True
    )
    for role in standing:
        if role.professional_id == chair.pk:
            return
        role.to_on = max(today - dt.timedelta(days=1), role.from_on)
        role.save()
    role = CaseRole.objects.create(
        family=family, professional=chair, kind=CaseRoleKind.CHAIR, from_on=today
    )
    record(
        Action.CHANGED,
        "conferences.chair_takes_case",
        by=by,
        subjects=[role],
        children=family.children_concerned(),
    )

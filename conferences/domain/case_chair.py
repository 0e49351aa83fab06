"""Who chairs a family's conferences: a role on the case, so that the chair may open it."""

from __future__ import annotations

from accounts.models import User
from people.domain.case_roles import hand_over
from people.domain.queries import holder_of
from people.enums import CaseRoleKind
from people.models import Family, Professional


def give_case_to(*, chair: Professional, family: Family, by: User) -> None:
    """From today this chair has the case; whoever had it before stops.

    Raises `WrongState` when the chair has a conflict of interest, carries the case, or is not
    named for a restricted family.
    """
    if holder_of(family, CaseRoleKind.CHAIR) != chair:
        hand_over(family=family, kind=CaseRoleKind.CHAIR, to=chair, by=by)

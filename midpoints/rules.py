"""May this person? What may be *seen* is in `people`."""

from __future__ import annotations

from accounts.models import User
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family
from people.rules import has_role, is_staff, may_see_family

STAND_INS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def may_check(user: User, family: Family) -> bool:
    """The family's chair of today; a duty principal officer or head of service stands in."""
    if not may_see_family(user, family):
        return False
    return has_role(user, *STAND_INS) or _chairs(user, family)


def _chairs(user: User, family: Family) -> bool:
    chairs = CaseRole.objects.current().filter(family=family, kind=CaseRoleKind.CHAIR)
    return chairs.filter(professional__user=user).exists()


def does_checks(user: User) -> bool:
    """Whether the lists stand in their navigation bar."""
    return has_role(user, Role.PRINCIPAL_OFFICER, *STAND_INS)


def may_see_lists(user: User) -> bool:
    """Everybody posted here: each sees the families they see anyway."""
    return is_staff(user)

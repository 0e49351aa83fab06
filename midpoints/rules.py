"""May this person? What may be *seen* is in `people`."""

from __future__ import annotations

from accounts.models import User
from midpoints.enums import CaseState
from midpoints.models.dip_sample import DipCase
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family
from people.rules import has_role, is_staff, reaches_family

STAND_INS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def may_check(user: User, family: Family) -> bool:
    """The family's chair of today; a duty principal officer or head of service stands in. Nobody by
    broken glass."""
    if not reaches_family(user, family):
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


def may_draw(user: User) -> bool:
    """Draw a dip sample, close it, keep its headings."""
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_grade(user: User) -> bool:
    """Heads of service, and duty principal officers as a second pair of eyes."""
    return has_role(user, *STAND_INS)


def may_grade_case(user: User, case: DipCase) -> bool:
    """Nobody grades their own footprint."""
    return may_grade(user) and case.chair.user_id != user.pk


def may_read_case(user: User, case: DipCase) -> bool:
    """Those who grade; and the chair, once it is graded: it is written to be learnt from."""
    own = case.chair.user_id == user.pk and case.state != CaseState.TO_GRADE
    return own or may_grade(user)

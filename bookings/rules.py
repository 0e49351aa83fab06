"""May this person? Predicates over postings."""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import Professional
from people.rules import has_role

BOOKERS = (Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
KEEPERS = (Role.BUSINESS_SUPPORT, Role.HEAD_OF_SERVICE)
READERS = (*BOOKERS, Role.PRINCIPAL_OFFICER)


def may_book(user: User) -> bool:
    """Pencil, confirm, move, vacate and release; record who is away."""
    return has_role(user, *BOOKERS)


def may_see_diary(user: User) -> bool:
    return has_role(user, *READERS)


def may_keep_places(user: User) -> bool:
    """Hubs, rooms, sessions, chairs, minute-takers and their working hours."""
    return has_role(user, *KEEPERS)


def may_set_local_practice(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_record_absence_of(user: User, professional: Professional) -> bool:
    """Anybody may record their own; those who book record everybody's."""
    return may_book(user) or (professional.user_id is not None and professional.user_id == user.pk)


def may_see_why_absent(user: User) -> bool:
    """Whether it is leave or sickness: those who book need it, colleagues do not."""
    return may_book(user)

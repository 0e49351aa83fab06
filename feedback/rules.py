"""May this person? Which comments they may read is in `models/comment.py`."""

from __future__ import annotations

from accounts.models import User
from feedback.models import Reader
from people.enums import Role
from people.rules import has_role, is_staff

KEYERS = (Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def may_read(user: User) -> bool:
    """A person named for it; a head of service stands in."""
    named = is_staff(user) and Reader.objects.current().filter(user=user).exists()
    return named or has_role(user, Role.HEAD_OF_SERVICE)


def may_settle(user: User) -> bool:
    """The duty officer, to whom a disclosure of harm goes; a head of service stands in."""
    return has_role(user, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def may_open_lists(user: User) -> bool:
    return may_read(user) or may_settle(user)


def may_key_in(user: User) -> bool:
    """Print paper forms, and type in what came back on paper."""
    return has_role(user, *KEYERS)


def may_see_figures(user: User) -> bool:
    """Everybody posted here: numbers only, and too few answers are not shown."""
    return is_staff(user)


def may_manage(user: User) -> bool:
    """Name the readers, and set how long codes work."""
    return has_role(user, Role.HEAD_OF_SERVICE)

"""May this person let another system in?"""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.rules import has_role


def may_manage_service_accounts(user: User) -> bool:
    """System administrators and data officers; no case is shown with it."""
    if user.is_system_administrator:
        return bool(user.is_active)
    return has_role(user, Role.DATA_OFFICER)

"""May this person? Each predicate is about one step; what may be *seen* is in `people`.

Broken glass opens a family to read: none of these steps is taken by it.
"""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import Family
from people.rules import has_role, reaches_family

WORKERS = (Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
MANAGERS = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE)


def may_work_on_plan(user: User, family: Family) -> bool:
    """Record core groups and visits, and develop the plan. The chair and other managers read."""
    return has_role(user, *WORKERS) and reaches_family(user, family)


def may_take_back(user: User, family: Family) -> bool:
    """Say that a core group or a visit was recorded by mistake."""
    return has_role(user, *MANAGERS) and reaches_family(user, family)


def may_end_without_review(user: User, family: Family) -> bool:
    """End a plan for one of the listed exceptions, with who authorised it."""
    return has_role(user, *MANAGERS) and reaches_family(user, family)


def may_review_long_plans(user: User, family: Family) -> bool:
    """Record what a panel or a peer thought of a long or repeat plan."""
    reviewers = (Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER, *MANAGERS)
    return has_role(user, *reviewers) and reaches_family(user, family)


def may_import_visits(user: User) -> bool:
    """Take over a file of visits from the case system."""
    return has_role(user, Role.DATA_OFFICER, Role.BUSINESS_SUPPORT)


def may_set_local_practice(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)

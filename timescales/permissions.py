"""May this person change the calendar or a local value? (The table of rules is `rules/`.)"""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.rules import has_role

NOT_A_HEAD = "not a head of service"


def may_change_clocks(user: User) -> bool:
    """A head of service: it moves other people's dates, across every team."""
    return has_role(user, Role.HEAD_OF_SERVICE)

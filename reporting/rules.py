"""Who may see figures, set targets, bring history in and send returns out."""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import Professional
from people.models.posting import postings_today

# What a figure counts is in the pages; which children are behind it, only as far as one sees them.
READERS = frozenset(
    {
        Role.PRINCIPAL_OFFICER,
        Role.DUTY_PRINCIPAL_OFFICER,
        Role.BUSINESS_SUPPORT,
        Role.TEAM_MANAGER,
        Role.HEAD_OF_SERVICE,
        Role.DATA_OFFICER,
    }
)
KEEPERS = frozenset({Role.DATA_OFFICER, Role.HEAD_OF_SERVICE})

EXPORTERS = KEEPERS | {Role.TEAM_MANAGER}


def _roles(user: User) -> set[str]:
    return {posting.role for posting in postings_today(user)}


def reads_figures(user: User) -> bool:
    return bool(_roles(user) & READERS)


def exports_lists(user: User) -> bool:
    """Lists of children in a spreadsheet, which leaves the building (quality.md, A9)."""
    return bool(_roles(user) & EXPORTERS)


def sees_chair(user: User, chair_id: int | None) -> bool:
    """Figures of one chair are for that chair, and for the managers of the service."""
    if Role.HEAD_OF_SERVICE in _roles(user):
        return True
    return Professional.objects.filter(pk=chair_id, user=user).exists()


def compares_chairs(user: User) -> bool:
    """Figures of the chairs side by side."""
    return Role.HEAD_OF_SERVICE in _roles(user)


def sets_targets(user: User) -> bool:
    """Targets, tolerances and comparators."""
    return bool(_roles(user) & KEEPERS)


def brings_history_in(user: User) -> bool:
    return Role.DATA_OFFICER in _roles(user)


def sends_returns(user: User) -> bool:
    """The census, Annex A and the other files that name children and leave the building."""
    return Role.DATA_OFFICER in _roles(user)


def writes_report(user: User) -> bool:
    """The commentary of the annual report, freezing a year, and taking the public edition out."""
    return bool(_roles(user) & KEEPERS)

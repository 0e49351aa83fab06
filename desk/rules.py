"""May this person? What may be *seen* is in `people`; here is whose list it is."""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import Team
from people.models.posting import postings_today
from people.rules import MANAGERS, has_role


def may_see_teams(user: User) -> bool:
    """Lists of what is late for a team, for those who manage."""
    return has_role(user, *MANAGERS)


def may_see_team(user: User, team: Team) -> bool:
    """Heads of service any team; managers their own, or every team of their area."""
    if has_role(user, Role.HEAD_OF_SERVICE):
        return True
    manages = [each for each in postings_today(user) if each.role == Role.TEAM_MANAGER]
    whole = {each.area_id for each in manages if each.team_id is None}
    return team.area_id in whole or team.pk in {each.team_id for each in manages}


def may_see_area(user: User) -> bool:
    """The list of an area, of every team at once."""
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_set_reminders(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)

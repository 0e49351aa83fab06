"""Who may see whom: one filter over families, used by every sensitive queryset.

A person sees a family when a posting reaches it or a case role names them, or while they have
broken glass; never when it is restricted and they are not named; never when they have declared a
conflict of interest (quality.md, A8). A system administrator sees none.

Written as SQL because nearly every query carries it: building it anew from a dozen querysets took
longer than asking the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone

from people.enums import REACH, Reach

if TYPE_CHECKING:
    from accounts.models import User


class Condition(NamedTuple):
    """SQL, and the values of its marks in order. No value is ever written into the SQL."""

    sql: str
    values: tuple[Any, ...] = ()


NO_FAMILY = "SELECT id FROM people_family WHERE false"
CASELOAD = """
    SELECT role.family_id FROM people_caserole role
    JOIN people_professional holder ON holder.person_id = role.professional_id
    WHERE holder.user_id = %s
      AND role.from_on <= %s AND (role.to_on IS NULL OR role.to_on >= %s)"""
NAMED = "SELECT family_id FROM people_namedaccess WHERE user_id = %s AND ended_at IS NULL"
BROKEN_GLASS = """
    SELECT family_id FROM people_breakglass
    WHERE user_id = %s AND from_at <= %s AND until_at > %s"""
CONFLICT = """
    SELECT family_id FROM people_conflictofinterest
    WHERE user_id = %s AND withdrawn_at IS NULL"""


class FamilyScopedQuerySet(models.QuerySet[Any]):
    """A queryset of rows that belong to a family. Set `family_path` to the way there."""

    family_path: ClassVar[str] = "family"

    def visible_to(self, user: User) -> Self:
        """Only the rows of families that this user may see now."""
        return self.filter(**{f"{self.family_path}__in": family_ids_visible_to(user)})


def family_ids_visible_to(user: User, *, in_emergency: bool = True) -> RawSQL:
    """A subquery of the ids of the families that this user may see now; without `in_emergency`,
    of those they see by posting, role on the case or name, and not because they broke glass.

    What reaches a family is a union of index look-ups and never an OR of conditions, so that a
    caseload of 85 costs the same whether the service knows 1,500 families or 500,000.
    """
    if not user.is_active or user.pk is None or user.is_system_administrator:
        return RawSQL(NO_FAMILY, ())  # noqa: S611 - a constant
    by_name = _by_name(user, in_emergency)
    reached = _reached(user, by_name)
    sql = f"""
        SELECT id FROM people_family WHERE {reached.sql}
        AND (NOT is_restricted OR id IN ({by_name.sql})) AND id NOT IN ({CONFLICT})"""  # noqa: S608 - constants of this file
    return RawSQL(sql, (*reached.values, *by_name.values, user.pk))  # noqa: S611 - the same


def family_ids_shut_to(user: User, *, in_emergency: bool = True) -> RawSQL:
    """A subquery of the ids of the families that no posting or role on the case would open to this
    user: restricted without naming them, or with a conflict of interest."""
    by_name = _by_name(user, in_emergency)
    sql = f"""
        SELECT id FROM people_family WHERE is_restricted AND id NOT IN ({by_name.sql})
        UNION {CONFLICT}"""  # noqa: S608 - constants of this file
    return RawSQL(sql, (*by_name.values, user.pk))  # noqa: S611 - the same


def _by_name(user: User, in_emergency: bool) -> Condition:
    """What opens a restricted family too."""
    named = Condition(NAMED, (user.pk,))
    if not in_emergency:
        return named
    now = timezone.now()
    return _union([named, Condition(BROKEN_GLASS, (user.pk, now, now))])


def _reached(user: User, by_name: Condition) -> Condition:
    from people.models.posting import postings_today

    today = timezone.localdate()
    ways = [Condition(CASELOAD, (user.pk, today, today)), by_name]
    for posting in postings_today(user):
        reach = REACH[posting.role]
        if reach == Reach.SERVICE:
            return Condition("true")
        if reach == Reach.TEAM and posting.team_id:
            ways.append(_families_where("team_id", posting.team_id))
        elif reach == Reach.TEAM and posting.area_id:  # who manages all the teams of an area
            ways.append(_families_where("area_id", posting.area_id))
    reached = _union(ways)
    return Condition(f"id IN ({reached.sql})", reached.values)


def _families_where(column: str, value: int) -> Condition:
    return Condition(f"SELECT id FROM people_family WHERE {column} = %s", (value,))  # noqa: S608


def _union(ways: Iterable[Condition]) -> Condition:
    kept = list(ways)
    sql = " UNION ".join(way.sql for way in kept)
    return Condition(sql, tuple(value for way in kept for value in way.values))

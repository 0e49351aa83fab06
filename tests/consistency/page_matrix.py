"""Who may open which page: every address of the site, in one line each.

To add a page, add a line to the file of its room in `tests/consistency/pages/`:

    about_family("people:change_family", CASE_WORKERS, lambda case: {"pk": case.family.pk})

An address that is in no file fails `test_page_matrix.py`; so does one that answers otherwise than
its line says, for any role, in any relation to the family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from accounts.models import User
from people.enums import CaseRoleKind, Role
from people.models import Child, Family, Relationship, Residence, Team
from tests.factories.people import (
    make_broken_glass,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
    make_unborn,
)

EVERYBODY = frozenset(Role)
MANAGERS = frozenset({Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE})
CASE_WORKERS = EVERYBODY - {Role.DATA_OFFICER, Role.EMERGENCY_DUTY}
EVERYWHERE = frozenset(
    {
        Role.DUTY_PRINCIPAL_OFFICER,
        Role.BUSINESS_SUPPORT,
        Role.HEAD_OF_SERVICE,
        Role.DATA_OFFICER,
    }
)
RELATIONS = (
    "caseload",
    "team",
    "area",
    "elsewhere",
    "restricted",
    "conflict of interest",
    "broken glass",
)


def sees(role: Role, relation: str) -> bool:
    """The truth table of `visible_to`, said a second time and in other words."""
    if relation in {"restricted", "conflict of interest"}:
        return False
    if relation in {"caseload", "broken glass"} or role in EVERYWHERE:
        return True
    return relation == "team" and role == Role.TEAM_MANAGER


@dataclass
class Case:
    """One member of staff and one family, in a given relation; more is made when asked for."""

    role: Role
    relation: str
    kept: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def team(self) -> Team:
        return make_team()

    @cached_property
    def user(self) -> User:
        return make_staff(self.role, team=self.team)

    @cached_property
    def family(self) -> Family:
        family = make_family(team=self._team_of_family())
        if self.relation in {"caseload", "restricted", "conflict of interest"}:
            kind = CaseRoleKind.LEAD_SOCIAL_WORKER
            if self.role in {Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER}:
                kind = CaseRoleKind.CHAIR
            make_case_role(family, self.user, kind=kind)
        if self.relation == "restricted":
            Family.objects.filter(pk=family.pk).update(is_restricted=True)
        if self.relation == "conflict of interest":
            make_broken_glass(family, self.user)
            make_conflict(family, self.user)
        if self.relation == "broken glass":
            make_broken_glass(family, self.user)
        return Family.objects.get(pk=family.pk)

    def _team_of_family(self) -> Team:
        if self.relation in {"team", "restricted"}:
            return self.team
        return make_team(area=self.team.area) if self.relation == "area" else make_team()

    @cached_property
    def child(self) -> Child:
        return make_child(family=self.family)

    @cached_property
    def unborn(self) -> Child:
        return make_unborn(family=self.family)

    @cached_property
    def relationship(self) -> Relationship:
        return make_relationship(self.child)

    @cached_property
    def home(self) -> Residence:
        return make_residence(self.relationship.person)

    def keep(self, name: str, make: Callable[[Case], Any]) -> Any:
        """What a room above this one needs for its pages, made once for each case."""
        if name not in self.kept:
            self.kept[name] = make(self)
        return self.kept[name]


Allows = Callable[[Role, str], bool]
Kwargs = Callable[[Case], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """One address, for whom it opens, and what it leaves in the audit."""

    name: str
    allows: Allows
    kwargs: Kwargs
    method: str = "get"
    ok: tuple[int, ...] = (200,)
    refused: tuple[int, ...] = (403,)
    reads: bool = True  # opening it shows case data, so it must leave a read in the audit
    is_about_a_family: bool = True
    needs_posting: bool = True  # False: it shows nothing to whom it has nothing to show


def about_family(
    name: str,
    roles: Iterable[Role],
    kwargs: Kwargs,
    *,
    also: Allows = lambda role, relation: True,
    **fields: Any,
) -> Page:
    """A page about one family: for these roles, where they see the family; `also` may narrow."""
    allowed = frozenset(roles)

    def allows(role: Role, relation: str) -> bool:
        return role in allowed and sees(role, relation) and also(role, relation)

    return Page(name, allows, kwargs, **fields)


# A step may answer with its page, a redirect, a form with errors or "not now"; never a crash.
ANSWERED = (200, 302, 303, 400, 403, 404, 405, 409, 422)


def near_family(name: str, kwargs: Kwargs, **fields: Any) -> Page:
    """Whoever sees the family may come near; the step itself asks more, and its own tests say
    what (the chair of this meeting, the state it is in). Nobody else gets past the door."""
    return about_family(name, EVERYBODY, kwargs, **{"ok": ANSWERED, "reads": False, **fields})


def for_roles(name: str, roles: Iterable[Role], **fields: Any) -> Page:
    """A page about no family in particular: a list, a form, a start page."""
    allowed = frozenset(roles)
    fields = {"reads": False, "is_about_a_family": False, "kwargs": lambda case: {}, **fields}
    return Page(name, lambda role, relation: role in allowed, **fields)

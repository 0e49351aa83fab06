"""Who may open which page and take which step: every address of the site, in one line each.

To add a page, add a line to the file of its room in `tests/consistency/pages/`:

    about_family("desk:family", EVERYBODY, of_family)               to read
    form_about_family("people:change_family", EDITORS, of_family)   to read and to send
    form_about_family("conferences:exclusion", EVERYBODY, of_exclusion, posts=BOOKERS | {CHAIR})
    about_family("people:end_named", MANAGERS, of_access, method="post")    only to send

and `for_roles`, `form_for_roles` for what is about no family. Whoever may not is refused before
any form is looked at, and leaves a trace; what is shown leaves a read.

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
    make_named_access,
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
# Stands beside the roles: the chair of the case and of its conference, who is a principal officer.
CHAIR = "chair"
RELATIONS = (
    "caseload",
    "team",
    "area",
    "elsewhere",
    "restricted",
    "restricted, and named",
    "conflict of interest",
    "broken glass",
)


def sees(role: Role, relation: str) -> bool:
    """The truth table of `visible_to`, said a second time and in other words."""
    if relation in {"restricted", "conflict of interest"}:
        return False
    if relation in {"caseload", "broken glass", "restricted, and named"} or role in EVERYWHERE:
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
        if self.relation in {"restricted", "restricted, and named"}:
            Family.objects.filter(pk=family.pk).update(is_restricted=True)
        if self.relation == "restricted, and named":
            make_named_access(family, self.user)
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
Who = Iterable[Role | str]
# A step may answer with a redirect, its form with errors, or "not now"; never "not you", never a
# crash. What it asks beside the person (the state it is in) is in its own tests.
TAKEN = (200, 201, 302, 303, 400, 409, 422)


def nobody(role: Role, relation: str) -> bool:
    return False


@dataclass(frozen=True)
class Page:
    """One address: for whom it opens, who may send to it, and what it leaves in the audit."""

    name: str
    opens: Allows
    posts: Allows
    kwargs: Kwargs
    ok: tuple[int, ...] = (200,)  # what whoever may open it gets
    taken: tuple[int, ...] = TAKEN  # what whoever may send to it gets
    refused: tuple[int, ...] = (403,)
    data: Callable[[Case], dict[str, Any]] = lambda case: {}
    reads: bool = True  # opening it shows case data, so it must leave a read in the audit
    is_about_a_family: bool = True
    needs_posting: bool = True  # False: it shows nothing to whom it has nothing to show

    def methods(self) -> list[tuple[str, Allows]]:
        """Each way there is of asking for it, and who may."""
        ways = [("get", self.opens), ("post", self.posts)]
        return [(method, allows) for method, allows in ways if allows is not nobody]


def _where_seen(who: Who, *, by_glass: bool = True) -> Allows:
    """These roles where they see the family; the chair where the case is theirs.

    Without `by_glass` not those who see it only because they broke the glass.
    """
    allowed = frozenset(who)

    def allows(role: Role, relation: str) -> bool:
        chairs = role == Role.PRINCIPAL_OFFICER and relation == "caseload"
        if relation == "broken glass" and role not in EVERYWHERE and not by_glass:
            return False
        return sees(role, relation) and (role in allowed or (CHAIR in allowed and chairs))

    return allows


def _anywhere(who: Who) -> Allows:
    allowed = frozenset(who)
    return lambda role, relation: role in allowed


def about_family(
    name: str,
    who: Who,
    kwargs: Kwargs,
    *,
    method: str = "get",
    by_glass: bool = True,
    **fields: Any,
) -> Page:
    """A page about one family, to read; or, with `method="post"`, a step with no page."""
    allows = _where_seen(who, by_glass=by_glass)
    if method == "post":
        return _step(name, allows, kwargs, **fields)
    return Page(name, allows, nobody, kwargs, **fields)


def form_about_family(
    name: str,
    who: Who,
    kwargs: Kwargs,
    *,
    posts: Who | None = None,
    by_glass: bool = True,
    posts_by_glass: bool = True,
    **fields: Any,
) -> Page:
    """A page about one family with a form; `posts` where fewer may send it than may read it, and
    without `posts_by_glass` not those who read it only because they broke the glass."""
    opens = _where_seen(who, by_glass=by_glass)
    sends = opens if posts is None else _where_seen(posts, by_glass=by_glass and posts_by_glass)
    return Page(name, opens, sends, kwargs, **fields)


def near_family(name: str, kwargs: Kwargs, *, method: str = "get", **fields: Any) -> Page:
    """For a step of a room that asks for somebody by name, whom this matrix does not make (whoever
    raised it, whoever was asked): nobody but who sees the family comes near, and the room's own
    tests say who may. Not for pages of conferences and packs."""
    answered = (*TAKEN, 403, 404)
    fields = {"ok": answered, "reads": False, **fields}
    if method == "post":
        return about_family(name, EVERYBODY, kwargs, method=method, **fields)
    return form_about_family(name, EVERYBODY, kwargs, taken=answered, **fields)


def for_roles(name: str, who: Who, *, method: str = "get", **fields: Any) -> Page:
    """A page about no family in particular: a list, a start page; or a step with no page."""
    fields = {"reads": False, "is_about_a_family": False, "kwargs": lambda case: {}, **fields}
    allows = _anywhere(who)
    if method == "post":
        return _step(name, allows, **fields)
    return Page(name, allows, nobody, **fields)


def form_for_roles(name: str, who: Who, **fields: Any) -> Page:
    """The same with a form, which whoever may read it may send."""
    fields = {"reads": False, "is_about_a_family": False, "kwargs": lambda case: {}, **fields}
    return Page(name, _anywhere(who), _anywhere(who), **fields)


def _step(name: str, allows: Allows, kwargs: Kwargs, **fields: Any) -> Page:
    if "ok" in fields:
        fields["taken"] = fields.pop("ok")
    return Page(name, nobody, allows, kwargs, **fields)

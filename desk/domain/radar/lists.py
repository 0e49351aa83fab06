"""The list of one person, and that of a team for its managers. Each read is audited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from accounts.models import User
from conferences.models import Conference
from desk.domain.radar.actions import with_each_action
from desk.domain.radar.advocates import advocates_for
from desk.domain.radar.clocks import clocks_of, late_beyond, late_clocks, needs_from
from desk.domain.radar.meetings import doubts_about, doubts_for
from desk.domain.radar.needs import Need, each_once, from_task
from desk.models import Accepted
from people.domain.reading import list_all
from people.enums import CaseRoleKind
from people.models import Area, CaseRole, Child, Family, Team
from people.start_page import tasks_for
from plans.domain.drifting import overdue_actions_in
from plans.models import Plan
from plans.start_page import overdue_task
from timescales.domain import today_in_london
from timescales.models import Deadline


@dataclass(frozen=True)
class Radar:
    """What needs somebody, and what they have accepted for now."""

    needs: list[Need]
    accepted: int


def needs_of(user: User) -> Radar:
    """What needs this person, each fact once, without what they accepted until a later day: that
    leaves before siblings share a line, so that what is late of one does not hide the other."""
    clocks = clocks_of(user)
    found = [
        *doubts_for(user),
        *advocates_for(user),
        *_actions_where_chair(user),
        *needs_from(clocks, reader=user),
    ]
    _audit(found, clocks, user, "desk.what_needs_me")
    tasks = [from_task(task) for task in tasks_for(user)]
    needs = with_each_action([*tasks, *found])
    in_force = Accepted.objects.in_force(today_in_london()).filter(by=user)
    accepted = in_force.parts_by_reader().get(user.pk, frozenset())
    left = [need for need in needs if not need.parts <= accepted]
    gone = [need for need in needs if need.parts <= accepted]
    return Radar(each_once(left), len(each_once(gone)))


def find_need(user: User, occasion: str) -> Need | None:
    """The line of this person's list with this name."""
    return next((need for need in needs_of(user).needs if need.occasion == occasion), None)


def needs_of_team(team: Team, *, reader: User) -> list[Need]:
    """Everything late about the team's families that `reader` sees, whoever owns it."""
    return _needs_where({"team": team}, reader, "desk.team_needs")


def needs_of_area(area: Area, *, reader: User) -> list[Need]:
    """The same for an area: of every team, and of families that no team holds yet."""
    return _needs_where({"area": area}, reader, "desk.area_needs")


def _needs_where(where: dict[str, Any], reader: User, verb: str) -> list[Need]:
    of_family = {f"family__{name}": value for name, value in where.items()}
    of_child = {f"child__family__{name}": value for name, value in where.items()}
    clocks = late_clocks(Deadline.objects.visible_to(reader).filter(**of_family))
    meetings = Conference.objects.visible_to(reader).filter(**of_family)
    plans = Plan.objects.visible_to(reader).filter(**of_child)
    found = [
        *doubts_about(meetings),
        *_actions(plans, reader),
        *needs_from(clocks, reader=reader),
    ]
    _audit(found, clocks, reader, verb)
    return each_once(with_each_action(found))


def late_left_out(where: Team | Area, *, reader: User) -> int:
    """How many late clocks of this team or area are more than its list holds. One query."""
    of_place = {f"family__{_kind_of(where)}": where}
    return late_beyond(Deadline.objects.visible_to(reader).filter(**of_place))


def _kind_of(where: Team | Area) -> str:
    return "team" if isinstance(where, Team) else "area"


def _actions_where_chair(user: User) -> list[Need]:
    chairs = CaseRole.objects.current().filter(
        family=OuterRef("child__family"), kind=CaseRoleKind.CHAIR, professional__user=user
    )
    return _actions(Plan.objects.visible_to(user).filter(Exists(chairs)), user)


def _actions(plans: QuerySet[Plan], reader: User) -> list[Need]:
    """One line for the overdue actions of a family, about all its children."""
    late = overdue_actions_in(plans, reader)
    children: dict[int, set[int]] = {}
    if late:
        rows = Child.objects.visible_to(reader).filter(family__in=[one.family for one in late])
        for family, child in rows.order_by().values_list("family", "pk"):
            children.setdefault(family, set()).add(child)
    needs = [from_task(overdue_task(one)) for one in late]
    return [replace(n, child_ids=frozenset(children.get(n.family_id or 0, ()))) for n in needs]


def _audit(found: Iterable[Need], clocks: list[Deadline], by: User, verb: str) -> None:
    children = {child for need in found for child in need.child_ids}
    if children or clocks:
        list_all(clocks, by=by, verb=verb, children=children)


@dataclass(frozen=True)
class TeamLine:
    """How much is late for one team: clocks past their day, and the families they are about."""

    team: Team
    families: int
    late: int
    oldest: dt.date | None


def late_by_team(area: Area | None, *, reader: User) -> list[TeamLine]:
    """Numbers only, for each team of the area, also where no clock is late: two queries."""
    late = Deadline.objects.visible_to(reader).overdue(today=today_in_london())
    if area is not None:
        late = late.filter(family__area=area)
    counted = (
        late.order_by()
        .values("family__team")
        .annotate(families=Count("family", distinct=True), late=Count("pk"), oldest=Min("due_on"))
    )
    rows = {row["family__team"]: row for row in counted}
    lines = [_line(team, rows.get(team.pk, {})) for team in _teams_of(area, reader=reader)]
    return sorted(lines, key=lambda line: (-line.late, line.team.name))


def _teams_of(area: Area | None, *, reader: User) -> QuerySet[Team]:
    """Those in use and those that hold a family; of an area, also who holds a family in it."""
    families = Family.objects.visible_to(reader).filter(team=OuterRef("pk"))
    teams = Team.objects.select_related("area")
    if area is None:
        return teams.filter(Q(in_use=True) | Exists(families))
    return teams.filter(Q(in_use=True, area=area) | Exists(families.filter(area=area)))


def _line(team: Team, row: Mapping[str, Any]) -> TeamLine:
    return TeamLine(team, row.get("families", 0), row.get("late", 0), row.get("oldest"))


def accepted_about(where: Team | Area, *, reader: User) -> list[Accepted]:
    """What people have accepted for now of the families of this team or area, soonest back
    first."""
    place = {_kind_of(where): where}
    families = Family.objects.visible_to(reader).filter(pk=OuterRef("family"), **place)
    rows = Accepted.objects.in_force(today_in_london()).filter(Exists(families))
    return list(rows.select_related("family", "by").order_by("until_on", "pk"))

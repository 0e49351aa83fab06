"""Areas, teams and agencies: added, renamed, closed and opened again; never deleted. Never a case.

A closed one is offered nowhere any more. What was done there keeps its name.
"""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.domain.staff import OWN_AGENCY
from people.enums import AgencyKind
from people.errors import BadDetail
from people.models import Agency, Area, Family, Posting, Team
from people.names import fold
from people.rules import may_keep_organisation

Row = TypeVar("Row", Area, Team, Agency)


def areas_with_teams(*, by: User) -> QuerySet[Area]:
    _require("people.organisation", by)
    teams = Team.objects.order_by("-in_use", "name")
    return Area.objects.order_by("-in_use", "name").prefetch_related(Prefetch("teams", teams))


def agencies(*, by: User) -> QuerySet[Agency]:
    _require("people.organisation", by)
    return Agency.objects.order_by("-in_use", "name")


def open_place(rows: QuerySet[Row], pk: int, *, by: User) -> Row:
    """One area, team or agency, to change it. Raises `Refused`, `DoesNotExist`."""
    _require("people.organisation", by)
    found: Row = rows.get(pk=pk)
    record(Action.OPENED, "people.organisation", by=by, subjects=[found])
    return found


@transaction.atomic
def save_area(*, name: str, in_use: bool = True, area: Area | None = None, by: User) -> Area:
    """Add an area, or change it. Raises `Refused`, `BadDetail` for a name that is here already,
    `WrongState` when it closes while teams or people are there."""
    _require("people.save_area", by)
    row = _locked(Area, area)
    if not in_use and row.pk:
        _nothing_left(row.teams.filter(in_use=True).count(), "team is", "teams are", "in this area")
        _nobody_posted(Q(area=row))
    return _saved(row, "people.save_area", by, name=name, in_use=in_use)


@transaction.atomic
def save_team(
    *, name: str, area: Area, in_use: bool = True, team: Team | None = None, by: User
) -> Team:
    """Add a team, or change it. Families stay with a team that closes until they are handed over.

    Raises `Refused`, `BadDetail`, and `WrongState` when it closes while people are posted there.
    """
    _require("people.save_team", by)
    row = _locked(Team, team)
    if row.pk and row.area_id != area.pk and Family.objects.filter(team=row).exists():
        raise BadDetail(
            "Families of this team are counted in its area. Add a new team there, and hand them "
            "over to it.",
            field="area",
        )
    if in_use and not area.in_use:
        raise BadDetail(f"{area} is closed. Choose another area.", field="area")
    if not in_use and row.pk:
        _nobody_posted(Q(team=row))
    return _saved(row, "people.save_team", by, name=name, area=area, in_use=in_use)


@transaction.atomic
def save_agency(
    *, name: str, kind: str, in_use: bool = True, agency: Agency | None = None, by: User
) -> Agency:
    """Add an agency, or change it. Nobody of a closed one can be asked to anything new.

    Raises `Refused`, `BadDetail`, `WrongState` for the service itself.
    """
    _require("people.save_agency", by)
    row = _locked(Agency, agency)
    if row.name == OWN_AGENCY and (name.strip(), kind, in_use) != (
        OWN_AGENCY,
        AgencyKind.SOCIAL_CARE,
        True,
    ):
        raise WrongState(
            "This is the service itself: everybody who signs in here belongs to it.",
            rule="the_service_itself",
        )
    return _saved(row, "people.save_agency", by, name=name, kind=kind, in_use=in_use)


def families_with(team: Team) -> int:
    """How many families a team still has: a number, for whoever thinks of closing it."""
    return int(Family.objects.filter(team=team).count())


def _locked(model: type[Row], row: Row | None) -> Row:
    if row is None:
        return model()
    found: Row = model.objects.select_for_update().get(pk=row.pk)
    return found


def _nobody_posted(where: Q) -> None:
    today = timezone.localdate()
    not_over = Q(to_on__isnull=True) | Q(to_on__gte=today)
    posted = Posting.objects.filter(where, not_over).values("user").order_by().distinct().count()
    _nothing_left(posted, "person is", "people are", "posted there")


def _nothing_left(count: int, one: str, several: str, where: str) -> None:
    if count:
        words = one if count == 1 else several
        raise WrongState(
            f"{count} {words} still {where}. Move them first.", field="in_use", rule="in_use"
        )


def _saved(row: Row, verb: str, by: User, *, name: str, **fields: object) -> Row:
    is_new = row.pk is None
    before = {} if is_new else _said(row, [*fields, "name"])
    row.name = _checked_name(row, name)
    for field, value in fields.items():
        setattr(row, field, value)
    row.save()
    detail = {"was": before, "is": _said(row, [*fields, "name"])}
    record(Action.CREATED if is_new else Action.CHANGED, verb, by=by, subjects=[row], detail=detail)
    return row


def _said(row: Row, names: list[str]) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in names}


def _checked_name(row: Row, name: str) -> str:
    """Tidied. The same name in other capitals or with another apostrophe is the same place."""
    name = " ".join(name.split())
    if not fold(name):
        raise BadDetail("Enter a name with at least one letter.", field="name")
    others = type(row).objects.exclude(pk=row.pk).values_list("name", "in_use")
    for other, in_use in others:
        if fold(other) == fold(name):
            closed = "" if in_use else ", and closed. Open it again instead"
            raise BadDetail(f"{other} is here already{closed}.", field="name")
    return name


def _require(verb: str, by: User) -> None:
    require(may_keep_organisation(by), verb, by=by)

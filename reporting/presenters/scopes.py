"""Whose figures, from an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404

from people.models import Area, Professional, Team
from reporting.enums import ScopeKind
from reporting.scope import WHOLE_SERVICE, Scope

Row = TypeVar("Row")


def area_scope(pk: int) -> Scope:
    return Scope(ScopeKind.AREA, pk, _or_404(Area.objects.filter(pk=pk).first()).name)


def team_scope(pk: int) -> Scope:
    return Scope(ScopeKind.TEAM, pk, _or_404(Team.objects.filter(pk=pk).first()).name)


def chair_scope(pk: int) -> Scope:
    found = _or_404(Professional.objects.select_related("person").filter(pk=pk).first())
    return Scope(ScopeKind.CHAIR, pk, found.person.name)


MAKERS: dict[ScopeKind, Callable[[int], Scope]] = {
    ScopeKind.AREA: area_scope,
    ScopeKind.TEAM: team_scope,
    ScopeKind.CHAIR: chair_scope,
}


def scope_of(code: str) -> Scope:
    """The scope of a code as in an address ("area-3"). Raises Http404 for one there is not."""
    if code in {"", ScopeKind.SERVICE.value}:
        return WHOLE_SERVICE
    kind, _, pk = code.partition("-")
    if kind not in {each.value for each in MAKERS} or not pk.isdecimal():
        raise Http404
    return MAKERS[ScopeKind(kind)](int(pk))


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row

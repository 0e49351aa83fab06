"""Open the record a page is about, audited; and turn away who may not change it."""

from __future__ import annotations

from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.domain.reading import open_one
from people.models import Child, Family
from people.rules import may_edit_family


def open_family(request: SignedInRequest, pk: int, verb: str) -> Family:
    rows = Family.objects.select_related("area", "team")
    family: Family = open_one(rows, by=request.user, verb=verb, pk=pk)
    return family


def open_child(request: SignedInRequest, pk: int, verb: str) -> Child:
    rows = Child.objects.select_related("person", "family")
    child: Child = open_one(rows, by=request.user, verb=verb, pk=pk)
    return child


def family_to_edit(request: SignedInRequest, pk: int, verb: str) -> Family:
    family = open_family(request, pk, verb)
    require_may_edit(request, family, verb)
    return family


def child_to_edit(request: SignedInRequest, pk: int, verb: str) -> Child:
    child = open_child(request, pk, verb)
    require_may_edit(request, child.family, verb)
    return child


def require_may_edit(request: SignedInRequest, family: Family, verb: str) -> None:
    user = request.user
    require(may_edit_family(user, family), verb, by=user, subjects=[family])

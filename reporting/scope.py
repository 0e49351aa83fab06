"""Whose figure it is: the service's, an area's, a team's or a chair's."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from reporting.enums import ScopeKind


@dataclass(frozen=True)
class Scope:
    kind: ScopeKind = ScopeKind.SERVICE
    pk: int | None = None
    name: str = "The whole service"

    @property
    def condition(self) -> Q:
        return Q() if self.kind == ScopeKind.SERVICE else Q(**{f"{self.kind.value}_id": self.pk})


WHOLE_SERVICE = Scope()

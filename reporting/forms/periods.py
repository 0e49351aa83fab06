"""The filter of a page whose scope is in its path: the period, and as known on which day."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from reporting.forms.filters import FiguresFilter
from reporting.scope import Scope


class PeriodFilter(FiguresFilter):
    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, user=user)
        del self.fields["scope"]

    def _scopes_for(self, user: User) -> dict[str, Scope]:
        """None to choose from, so none are looked up."""
        return {}
